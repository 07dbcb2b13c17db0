// The picture of the network, drawn by cytoscape on a canvas.
import cytoscape, { type ElementDefinition } from "cytoscape";
import { directions, edgeId, SHAPES, weight, type Edge, type Node, type Tied } from "./tied";

// Cytoscape writes a style sheet into the page, which the policy of this page forbids, unless it finds its own there; what it
// says stands in Network.css.
const SHEET = "__________cytoscape_stylesheet";

const LINES = { fights: ["violence", "solid"], talks: ["truce", "dashed"], allies: ["good", "solid"], opposes: ["words", "dotted"] } as const;

function style(): cytoscape.StylesheetJson {
  const of = getComputedStyle(document.documentElement);
  const colour = (name: string) => of.getPropertyValue(`--${name}`).trim();
  return [
    {
      selector: "node",
      style: {
        shape: "data(shape)" as never, width: "data(size)", height: "data(size)", label: "data(name)", "font-family": "sans-serif", color: colour("ink"),
        "background-color": colour("card"), "border-color": colour("ink"), "border-width": 1.5, "text-valign": "bottom", "text-margin-y": 3,
        "text-wrap": "wrap", "text-outline-color": colour("paper"), "text-outline-width": 2, "min-zoomed-font-size": 7,
      },
    },
    { selector: "edge", style: { "curve-style": "bezier", width: "data(width)", "arrow-scale": 0.9, opacity: 0.85 } },
    ...Object.entries(LINES).map(([bond, [name, line]]) => ({
      selector: `edge[bond = "${bond}"]`,
      style: { "line-color": colour(name), "target-arrow-color": colour(name), "source-arrow-color": colour(name), "line-style": line },
    })),
    { selector: "edge[there > 0]", style: { "target-arrow-shape": "triangle" } },
    { selector: "edge[back > 0]", style: { "source-arrow-shape": "triangle" } },
    { selector: "edge[bond = \"allies\"]", style: { "target-arrow-shape": "circle", "source-arrow-shape": "circle" } },
    { selector: ".chosen", style: { "underlay-color": colour("focus"), "underlay-opacity": 0.35, "underlay-padding": 5 } },
    { selector: ".far", style: { opacity: 0.18 } },
  ] as cytoscape.StylesheetJson;
}

/** Nodes on a circle to begin with, so that the same network always looks the same. */
function elements(tied: Tied): ElementDefinition[] {
  const most = Math.max(1, ...tied.edges.map(weight));
  const heaviest = Math.max(1, ...tied.nodes.map((node) => node.weight));
  const nodes = tied.nodes.map((node, i) => {
    const turn = (i / tied.nodes.length) * 2 * Math.PI;
    const from = 90 + (i % 3) * 110;
    return {
      data: { id: node.id, name: node.name, shape: SHAPES[node.kind] ?? "ellipse", size: 14 + 26 * Math.sqrt(node.weight / heaviest) },
      position: { x: from * 1.6 * Math.cos(turn), y: from * Math.sin(turn) },
    };
  });
  const edges = tied.edges.map((edge) => ({
    data: { id: edgeId(edge), source: edge.one, target: edge.two, bond: edge.bond, ...directions(edge), width: 1.2 + 5 * Math.sqrt((weight(edge) - 1) / most) },
  }));
  return [...nodes, ...edges];
}

export interface Picture {
  mark: (id: string | null) => void;
  fit: () => void;
  remove: () => void;
}

/** Draws the network into `box`; what is tapped is told. */
export function drawing(box: HTMLElement, tied: Tied, tapped: { node: (node: Node) => void; edge: (edge: Edge) => void; nothing: () => void }): Picture {
  if (!document.getElementById(SHEET)) document.head.append(Object.assign(document.createElement("meta"), { id: SHEET }));
  const core = cytoscape({
    container: box,
    elements: elements(tied),
    style: style(),
    minZoom: 0.2,
    maxZoom: 4,
    layout: { name: "cose", animate: false, randomize: false, fit: true, padding: 30, nodeRepulsion: () => 60_000, idealEdgeLength: () => 95, edgeElasticity: () => 60, gravity: 0.6, numIter: 900, nodeOverlap: 24, componentSpacing: 110 } as never,
  });
  const drawn = Math.max(0.6, core.zoom()); // closer together, so that names can be read where all is in sight
  const taken = core.nodes().boundingBox({ includeLabels: false });
  const wider = Math.min(2.2, Math.max(1, (taken.h * box.clientWidth) / (taken.w * box.clientHeight || 1))); // and as wide as there is room
  core.nodes().positions((node) => ({ x: node.position("x") * drawn * wider, y: node.position("y") * drawn }));
  core.fit(undefined, 30);
  const legible = Math.min(20, Math.max(9, 11 / core.zoom())); // eleven pixels where all is in sight
  core.nodes().style({ "font-size": legible, "text-max-width": `${8 * legible}px` });
  const near = Math.min(2, Math.max(1, 1 / core.zoom()));
  core.edges().forEach((edge) => void edge.style({ width: edge.data("width") * near, "arrow-scale": 0.9 * near }));
  core.on("tap", "node", (event) => tapped.node(tied.nodes.find((node) => node.id === event.target.id())!));
  core.on("tap", "edge", (event) => tapped.edge(tied.edges.find((edge) => edgeId(edge) === event.target.id())!));
  core.on("tap", (event) => event.target === core && tapped.nothing());
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const restyle = () => core.style(style());
  dark.addEventListener("change", restyle);
  const sized = new ResizeObserver(() => core.resize());
  sized.observe(box);
  return {
    mark(id) {
      core.elements().removeClass("chosen far");
      const one = id === null ? null : core.getElementById(id);
      if (!one?.length) return;
      const near = core.nodes(`[id = "${id}"]`).closedNeighborhood().union(core.edges(`[id = "${id}"]`)).union(core.edges(`[id = "${id}"]`).connectedNodes());
      core.elements().not(near).addClass("far");
      one.addClass("chosen");
    },
    fit: () => core.fit(undefined, 30),
    remove() {
      dark.removeEventListener("change", restyle);
      sized.disconnect();
      core.destroy();
    },
  };
}
