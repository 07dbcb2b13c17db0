// The map itself: maplibre with outlines only. Nothing is asked of anywhere: fonts are those of the machine.
import { AttributionControl, Map as Globe, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import { circle, outlines } from "./outlines";
import { called, type Land, type Placed, type Spot } from "./placing";

setWorkerUrl("/page/maplibre-worker.js");

export interface Listener {
  spots: (numbers: number[]) => void;
  land: (code: string) => void;
  box: (box: [number, number, number, number]) => void;
  broken: (why: string) => void;
  missing: (lands: Land[]) => void;
}

const LABELS = 150; // names of so many places, those with most events, are on a map of the world
const NONE = { type: "FeatureCollection" as const, features: [] };

/** True if this browser can draw the map at all. */
export function drawable(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

function colours(): (name: string) => string {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

/** Outlines shaded by what is known only of them; rings as wide as the place is uncertain; dots by number. */
function style(): StyleSpecification {
  const of = colours();
  const size = (least: number, factor: number) => ["interpolate", ["linear"], ["zoom"], 1, ["+", least - 0.9, ["*", factor * 0.35, ["ln", ["get", "n"]]]], 8, ["min", 26, ["+", least + 2, ["*", factor * 1.6, ["ln", ["get", "n"]]]]]] as never;
  const site = ["<=", ["get", "radius"], 2] as never;
  const text = { "text-font": ["sans-serif"], "text-padding": 3 };
  const halo = { "text-halo-color": of("card"), "text-halo-width": 1.6 };
  const town = { ...text, "text-field": ["get", "says"], "text-size": 12, "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.8, "text-justify": "auto", "symbol-sort-key": ["-", 0, ["get", "n"]] } as never;
  const source = { type: "geojson" as const, data: NONE };
  return {
    version: 8,
    sources: { lands: { ...source, tolerance: 0.2 }, words: source, rings: source, spots: source },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": of("faint") } },
      { id: "land", type: "fill", source: "lands", paint: { "fill-color": of("card") } },
      { id: "vague", type: "fill", source: "lands", filter: [">", ["get", "vague"], 0], paint: { "fill-color": of("change"), "fill-opacity": ["interpolate", ["linear"], ["ln", ["get", "vague"]], 0, 0.1, 3, 0.22, 7, 0.42] } },
      { id: "border", type: "line", source: "lands", paint: { "line-color": of("soft"), "line-width": 0.7, "line-opacity": 0.7 } },
      { id: "ring", type: "fill", source: "rings", minzoom: 5, paint: { "fill-color": of("violence"), "fill-opacity": 0.08 } },
      { id: "ring-line", type: "line", source: "rings", minzoom: 5, paint: { "line-color": of("violence"), "line-width": 1, "line-dasharray": [3, 2], "line-opacity": 0.75 } },
      {
        id: "spot", type: "circle", source: "spots", layout: { "circle-sort-key": ["-", 0, ["get", "n"]] },
        paint: {
          "circle-radius": size(2.4, 2.1), "circle-color": ["case", site, of("violence"), of("card")], "circle-opacity": ["case", site, 0.8, 0.55],
          "circle-stroke-color": of("violence"), "circle-stroke-width": ["case", site, 0.5, 1.6],
        },
      },
      { id: "land-word", type: "symbol", source: "words", maxzoom: 7, layout: { ...text, "text-field": ["get", "says"], "text-size": 11, "symbol-sort-key": ["-", 0, ["get", "vague"]] }, paint: { "text-color": of("soft"), ...halo } },
      { id: "town-word", type: "symbol", source: "spots", maxzoom: 5, filter: ["<", ["get", "number"], LABELS], layout: town, paint: { "text-color": of("ink"), ...halo } },
      { id: "place-word", type: "symbol", source: "spots", minzoom: 5, layout: town, paint: { "text-color": of("ink"), ...halo } },
    ],
  };
}

/** A map in `box`; call what it gives with data, and `remove` when the view goes. */
export function globe(box: HTMLElement, listener: Listener) {
  const map = new Globe({
    container: box,
    style: style(),
    center: [30, 25],
    zoom: 1.4,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    boxZoom: {
      boxZoomEnd: (_, start, end) => {
        const [one, two] = [map.unproject(start), map.unproject(end)];
        listener.box([Math.min(one.lng, two.lng), Math.min(one.lat, two.lat), Math.max(one.lng, two.lng), Math.max(one.lat, two.lat)]);
      },
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl(), "bottom-right");
  map.addControl(new AttributionControl({ compact: false, customAttribution: "Outlines: Natural Earth" }), "bottom-right");
  map.on("error", (event) => listener.broken(event.error?.message ?? "the map cannot be drawn"));
  let last: Placed | null = null;
  const put = (name: string, features: object[]) => (map.getSource(name) as GeoJSONSource | undefined)?.setData({ type: "FeatureCollection", features } as never);
  const ready = new Promise<void>((done) => map.once("load", () => done()));

  async function draw(placed: Placed) {
    last = placed;
    const [found] = await Promise.all([outlines(placed), ready]);
    if (last !== placed) return; // a newer answer came meanwhile
    put("lands", found.areas);
    put("words", found.words);
    const spots = placed.placing.spots;
    put("spots", spots.map((spot, number) => ({ type: "Feature", properties: { number, n: spot.happenings, radius: spot.radius, says: `${called(spot)} ${spot.happenings}` }, geometry: { type: "Point", coordinates: [spot.lon, spot.lat] } })));
    put("rings", spots.filter((spot) => spot.radius > 2).map((spot) => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [circle(spot.lat, spot.lon, spot.radius)] } })));
    listener.missing(found.missing);
  }

  const near = (point: { x: number; y: number }, layers: string[]) =>
    map.queryRenderedFeatures([[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]], { layers });
  map.on("click", (event) => {
    const spots = near(event.point, ["spot"]);
    if (spots.length) listener.spots([...new Set(spots.map((one) => Number(one.properties.number)))]);
    else {
      const code = map.queryRenderedFeatures(event.point, { layers: ["land"] })[0]?.properties.code;
      if (code) listener.land(String(code));
    }
  });
  map.on("mousemove", (event) => (map.getCanvas().style.cursor = near(event.point, ["spot"]).length ? "pointer" : ""));

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const restyle = () => {
    map.setStyle(style());
    map.once("styledata", () => last && draw(last));
  };
  dark.addEventListener("change", restyle);
  return {
    draw,
    /** Shows all but the most far-flung of the spots. */
    fit(spots: Spot[]) {
      if (!spots.length) return;
      const part = (values: number[]) => values.sort((a, b) => a - b).slice(Math.floor(values.length * 0.02), Math.ceil(values.length * 0.98));
      const lons = part(spots.map((spot) => spot.lon)), lats = part(spots.map((spot) => spot.lat));
      if (lons[0] === lons.at(-1) && lats[0] === lats.at(-1)) map.jumpTo({ center: [lons[0]!, lats[0]!], zoom: 6 });
      else map.fitBounds([[lons[0]!, lats[0]!], [lons.at(-1)!, lats.at(-1)!]], { padding: 60, maxZoom: 8, animate: false });
    },
    sight(): [number, number, number, number] {
      const edge = map.getBounds();
      return [Math.max(-180, edge.getWest()), Math.max(-90, edge.getSouth()), Math.min(180, edge.getEast()), Math.min(90, edge.getNorth())];
    },
    remove() {
      dark.removeEventListener("change", restyle);
      map.remove();
    },
  };
}
