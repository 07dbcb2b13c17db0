// The actor network: who fights, talks, acts together with whom, and when. Nobody in particular is no node.
import { useEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../answer";
import { drawing, type Picture } from "../network/drawing";
import { NetworkTable } from "../network/NetworkTable";
import { arrow, BONDS, edgeId, edgeLink, kindWord, NAMES, SHAPES, USUAL, weight, type Bond, type Edge, type Node, type Tied } from "../network/tied";
import { AsTable, Facts } from "../parts/Facts";
import { Few } from "../parts/Few";
import { FilterBar } from "../parts/FilterBar";
import { trouble } from "../parts/Notes";
import { facts, filter, FILTERS, params, set } from "../place";
import { counted, interval } from "../record";
import "./Network.css";

const USUALLY = 60;
type Chosen = { node: Node } | { edge: Edge } | null;

export function NetworkView() {
  const bonds = params.value.get("bonds")?.split(",").filter((name): name is Bond => BONDS.includes(name as Bond)) ?? [...USUAL];
  const most = Number(params.value.get("most")) || USUALLY;
  const described = params.value.get("described") === "1";
  const asked = new URLSearchParams(filter.value);
  asked.set("bonds", bonds.join(","));
  asked.set("most", String(most));
  if (described) asked.set("described", "1");
  const { answer } = useAnswer<Tied>(`network?${asked}`);
  const [chosen, setChosen] = useState<Chosen>(null);
  useEffect(() => setChosen(null), [answer]);
  const table = params.value.get("as") === "table";
  const toggle = (bond: Bond) => {
    const now = bonds.includes(bond) ? bonds.filter((other) => other !== bond) : [...bonds, bond];
    if (now.length) set({ bonds: now.join(",") }, { replace: true });
  };
  return (
    <>
      <header class="head">
        <h1>Actor network</h1>
        <p class="sub" aria-live="polite">{answer ? `${counted(answer.edges.length, "tie")} of ${counted(answer.nodes.length, "actor")}${answer.left_out ? `; ${counted(answer.left_out, "weaker tie")} left out` : ""}` : "Reading the record …"}</p>
        <AsTable picture="Picture" />
      </header>
      <FilterBar parts={FILTERS} />
      <div class="net-tools">
        <fieldset>
          <legend class="sub">ties</legend>
          {BONDS.map((bond) => (
            <label key={bond} title={NAMES[bond][1]}>
              <input type="checkbox" checked={bonds.includes(bond)} onChange={() => toggle(bond)} />
              <svg viewBox="0 0 34 10" width="34" height="10" aria-hidden="true" class={`line-${bond}`}><path d="M2 5H27" /><path class="end" d={bond === "allies" ? "M27 5a3 3 0 1 0 6 0a3 3 0 1 0-6 0" : "M26 1l7 4-7 4z"} /></svg>
              {NAMES[bond][0]}
            </label>
          ))}
        </fieldset>
        <label>the strongest <output>{most}</output>
          <input type="range" min="10" max="300" step="10" value={most} aria-label="How many ties to show" onChange={(event) => set({ most: event.currentTarget.value }, { replace: true })} />
        </label>
        <label><input type="checkbox" checked={described} onChange={() => set({ described: described ? null : "1" }, { replace: true })} /> people without a name, too</label>
      </div>
      <p><Facts /></p>
      {answer && (
        <p class="sub">
          {answer.happenings > answer.between && `${counted(answer.happenings - answer.between, "event")} of ${answer.happenings.toLocaleString("en")} of these kinds stand between no two known actors (one is not named, not resolved${described ? "" : " or only described"}) and are not drawn. `}
          {bonds.includes("allies") && !answer.relations && "What reports call an ally is left out: it has no place, kind or number to filter by."}
        </p>
      )}
      {answer && answer.edges.length === 0 && <p class="empty">No two actors stand together in any event that meets this filter. Take a part of it away, or choose more ties.</p>}
      {answer && answer.edges.length > 0 && table && <NetworkTable tied={answer} />}
      {answer && answer.edges.length > 0 && !table && (
        <div class="net-and-panel">
          <Drawn tied={answer} chosen={chosen} choose={setChosen} />
          <aside class="net-panel" aria-label="What is chosen in the network">
            {chosen === null && <Strongest tied={answer} choose={setChosen} />}
            {chosen !== null && <button type="button" class="plain net-close" onClick={() => setChosen(null)}>← the strongest ties</button>}
            {chosen !== null && ("node" in chosen ? <Actor node={chosen.node} tied={answer} choose={setChosen} /> : <Tie edge={chosen.edge} tied={answer} choose={setChosen} />)}
          </aside>
        </div>
      )}
    </>
  );
}

function Drawn({ tied, chosen, choose }: { tied: Tied; chosen: Chosen; choose: (chosen: Chosen) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const picture = useRef<Picture | null>(null);
  useEffect(() => {
    try {
      picture.current = drawing(box.current!, tied, { node: (node) => choose({ node }), edge: (edge) => choose({ edge }), nothing: () => choose(null) });
    } catch (error) {
      trouble(error);
    }
    return () => picture.current?.remove();
  }, [tied]);
  useEffect(() => picture.current?.mark(chosen === null ? null : "node" in chosen ? chosen.node.id : edgeId(chosen.edge)), [chosen, tied]);
  const kinds = [...new Set(tied.nodes.map((node) => (SHAPES[node.kind] ? node.kind : "")))].filter(Boolean);
  return (
    <div class="net-picture">
      <div ref={box} class="net-box" role="img" aria-label={`Network of ${counted(tied.nodes.length, "actor")}; the table and the list beside it say the same`} />
      <p class="net-legend sub">Wider: more events. An arrow points at whom it is done to. {kinds.map((kind) => `${kindWord(kind)}: ${SHAPES[kind]!.replace("round-rectangle", "rounded box").replace("rectangle", "box").replace("ellipse", "circle").replace("vee", "arrowhead")}`).join("; ")}; others: circle. <button type="button" class="plain" onClick={() => picture.current?.fit()}>Show all</button></p>
    </div>
  );
}

function Strongest({ tied, choose }: { tied: Tied; choose: (chosen: Chosen) => void }) {
  return (
    <>
      <p class="sub">Click an actor or a line.</p>
      <h2>Strongest ties</h2>
      <Ties edges={tied.edges.slice(0, 15)} tied={tied} choose={choose} />
      <h2>Actors with most</h2>
      <ul class="net-list">
        {tied.nodes.slice(0, 10).map((node) => <li key={node.id}><button type="button" class="plain" onClick={() => choose({ node })}><bdi>{node.name}</bdi></button> <span class="sub">{kindWord(node.kind)}</span> <b>{node.weight}</b></li>)}
      </ul>
    </>
  );
}

function Ties({ edges, tied, choose }: { edges: Edge[]; tied: Tied; choose: (chosen: Chosen) => void }) {
  const name = (id: string) => tied.nodes.find((node) => node.id === id)?.name;
  return (
    <ul class="net-list">
      {edges.map((edge) => (
        <li key={edgeId(edge)}>
          <button type="button" class="plain" onClick={() => choose({ edge })}><bdi>{name(edge.one)}</bdi> {arrow(edge)} <bdi>{name(edge.two)}</bdi></button>
          <span class="sub">{NAMES[edge.bond][0]}</span> <b>{weight(edge)}</b>
        </li>
      ))}
    </ul>
  );
}

interface Known {
  id: string;
  name: string;
  names: string[];
  kind: string;
  country: string | null;
  events: number;
}

function Actor({ node, tied, choose }: { node: Node; tied: Tied; choose: (chosen: Chosen) => void }) {
  const { answer } = useAnswer<Known>(`actors/${encodeURIComponent(node.id)}`);
  const others = answer?.names.filter((name) => name !== node.name) ?? [];
  return (
    <>
      <h2><bdi>{node.name}</bdi></h2>
      <p class="sub">{kindWord(node.kind)}{node.country && `, ${node.country}`}{answer && `; ${counted(answer.events, "event")} in the record`}</p>
      {others.length > 0 && <p>also <bdi>{others.slice(0, 6).join("; ")}</bdi>{others.length > 6 && ` and ${others.length - 6} more names`}</p>}
      <p class="net-buttons"><button type="button" onClick={() => set({ actor: node.id })}>Only this actor</button> <a class="button" href={facts({ actor: node.id })}>Its events</a></p>
      <h3>Ties in the picture</h3>
      <Ties edges={tied.edges.filter((edge) => edge.one === node.id || edge.two === node.id)} tied={tied} choose={choose} />
    </>
  );
}

function Tie({ edge, tied, choose }: { edge: Edge; tied: Tied; choose: (chosen: Chosen) => void }) {
  const [one, two] = [edge.one, edge.two].map((id) => tied.nodes.find((node) => node.id === id)!);
  const link = edgeLink(edge);
  const at = (node: Node) => <button type="button" class="plain" onClick={() => choose({ node })}><bdi>{node.name}</bdi></button>;
  return (
    <>
      <h2><bdi>{one!.name}</bdi> {arrow(edge)} <bdi>{two!.name}</bdi></h2>
      <p class="sub">{NAMES[edge.bond][0]}: {NAMES[edge.bond][1]}; {interval(edge.first, edge.last)}</p>
      <ul class="net-list">
        {edge.there > 0 && <li>{at(one!)} → {at(two!)} <b>{edge.there}</b></li>}
        {edge.back > 0 && <li>{at(two!)} → {at(one!)} <b>{edge.back}</b></li>}
        {edge.alike > 0 && <li>{at(one!)} {edge.bond === "fights" ? "against" : "and"} {at(two!)}, both alike <b>{edge.alike}</b></li>}
        {edge.reports > 0 && <li>called allies, in reports <b>{edge.reports}</b></li>}
      </ul>
      {link && <Few address={link} />}
      {link && <p class="sub">The list has every event of these kinds in which both take part.</p>}
    </>
  );
}
