// One ceasefire: what it is, its life on a time axis, and every part of it with the passages behind it. The slider asks
// what was known on the day of each report.
import { useEffect, useRef, useState } from "preact/hooks";
import { get, written } from "../api";
import { Cell } from "../parts/Panel";
import { State } from "../parts/Signs";
import { params, path, set, to } from "../place";
import { counted, day, interval, word } from "../record";
import { AccountsTable, Claims, Codes, Incidents, Moves, Terms } from "./ceasefire/parts";
import { LifeLine } from "./ceasefire/LifeLine";
import type { Evidence, Watched, When } from "./ceasefire/life";
import "./ceasefire/ceasefire.css";

export function Ceasefire() {
  const id = path.value[1] ?? "";
  const on = params.value.get("on") ?? "";
  const [watched, setWatched] = useState<Watched | null>(null);
  const [missing, setMissing] = useState("");
  const moves = useRef<HTMLElement>(null);
  const count = written.value;
  useEffect(() => {
    const stop = new AbortController();
    get<Watched>(`ceasefires/${encodeURIComponent(id)}${on ? `?on=${on}` : ""}`, stop.signal).then(
      (found) => (setMissing(""), setWatched(found)),
      (error: unknown) => (error instanceof DOMException ? undefined : setMissing(error instanceof Error ? error.message : String(error))),
    );
    return () => stop.abort();
  }, [id, on, count]);
  if (missing) return <p class="empty">{missing}. <a href={to("ceasefires")}>All ceasefires</a></p>;
  if (!watched) return <p class="loading" role="status">Reading the reports …</p>;
  const { life } = watched;
  return (
    <div class="ceasefire">
      <p class="sub"><a href={to("ceasefires")}>Ceasefires</a></p>
      <header class="head">
        <h1><bdi>{life.name}</bdi></h1>
        <State code={life.state} />
        {life.claimed && <span class="sign">as one side alone claims</span>}
        <span class="sub"><code>{life.id}</code>, {counted(life.documents.length, "report")}</span>
      </header>
      <AsKnownOn days={watched.days} on={on} />
      <Facts watched={watched} />
      {life.flags.length > 0 && <ul class="flags">{life.flags.map((flag) => <li key={flag}>{flag}</li>)}</ul>}
      <LifeLine watched={watched} onMove={(n) => moves.current?.querySelector<HTMLElement>(`[data-move="${n}"]`)?.scrollIntoView({ block: "center" })} />
      <section ref={moves}><h2>Moves</h2><Moves watched={watched} /></section>
      {life.incidents.length > 0 && <section><h2>Incidents</h2><Incidents watched={watched} /></section>}
      {life.terms.length > 0 && <section><h2>Terms</h2><Terms watched={watched} /></section>}
      {life.claims.length + life.asides.length > 0 && <section><h2>Doubts, predictions, and what else moves nothing</h2><Claims watched={watched} /></section>}
      <section><h2>What each report says</h2><AccountsTable watched={watched} /></section>
      {life.codes.some((code) => code.value !== null) && <section><h2>Codes after the ETH/PRIO ceasefire data</h2><Codes watched={watched} /></section>}
    </div>
  );
}

/** A slider over the days of the reports: what was known on each of them. */
function AsKnownOn({ days, on }: { days: string[]; on: string }) {
  if (days.length < 2) return null;
  const at = on ? days.findLastIndex((one) => one <= on) : days.length;
  const move = (n: number) => set({ on: n >= days.length ? null : days[Math.max(0, n)]! }, { replace: true });
  return (
    <div class="known-on">
      <label>as known on
        <input
          type="range" min="0" max={days.length} step="1" value={at} list="report-days"
          aria-valuetext={at >= days.length ? "all reports" : day(days[at]!)}
          onInput={(event) => move(event.currentTarget.valueAsNumber)}
        />
      </label>
      <output>{at >= days.length ? "today: all reports" : `${day(days[at]!)} (day ${at + 1} of ${days.length} with reports)`}</output>
    </div>
  );
}

function Facts({ watched }: { watched: Watched }) {
  const { life } = watched;
  const { duration } = life;
  const held =
    duration.least === null ? null
    : duration.censored ? `${duration.least} or more days; no end is reported`
    : duration.least === duration.most ? counted(duration.least, "day") : `${duration.least}–${duration.most ?? "?"} days`;
  return (
    <dl class="facts">
      <Fact name="sides">{word("side", life.side)}</Fact>
      <Fact name="parties" none="no report names any">
        {life.parties.map((party) => (
          <Named key={party.key} evidence={party.evidence} name={party.roles.includes("declarer") ? `${party.name} (declared it)` : party.name} />
        ))}
      </Fact>
      {life.brokers.length > 0 && <Fact name="brokered by">{life.brokers.map((one) => <Named key={one.key} evidence={one.evidence} name={one.name} />)}</Fact>}
      <Fact name="where" none="no report says">{life.area.map((one) => <Named key={one.name} evidence={one.evidence} name={one.name} />)}</Fact>
      <Fact name="declared" none="no report says">{life.declared && <Days when={life.declared} />}</Fact>
      <Fact name="in effect" none="no report says">{life.effective && <Days when={life.effective} />}</Fact>
      <Fact name="ended" none={life.declared_ends.length ? "not reported" : "no report says"}>{life.ended && <Days when={life.ended} />}</Fact>
      {life.declared_ends.length > 0 && <Fact name="agreed until">{life.declared_ends.map((end, n) => <Days key={n} when={end} />)}</Fact>}
      {held && <Fact name="held">{held}</Fact>}
      {life.supersedes.length > 0 && <Fact name="replaced">{life.supersedes.map((one) => <a key={one} href={to("ceasefire", one)}>{one}</a>)}</Fact>}
      {life.superseded_by && <Fact name="replaced by"><a href={to("ceasefire", life.superseded_by)}>{life.superseded_by}</a></Fact>}
    </dl>
  );
}

function Fact(props: { name: string; none?: string; children: preact.ComponentChildren }) {
  const empty = props.children === null || (Array.isArray(props.children) && props.children.length === 0);
  return <div><dt>{props.name}</dt><dd>{empty ? <span class="sub">{props.none}</span> : props.children}</dd></div>;
}

/** A name that leads to the words behind it. */
export function Named({ name, evidence }: { name: string; evidence: Evidence[] }) {
  const first = evidence[0];
  return <span class="named">{first ? <Cell row={first.id} field={first.column}>{name}</Cell> : <bdi>{name}</bdi>}</span>;
}

/** Days in words; inferred ones say so. */
export function Days({ when }: { when: When }) {
  return <span class="named">{interval(when.earliest, when.latest)}{when.inferred && <span class="sub"> (inferred)</span>}</span>;
}

