// The timeline: how much happened when, how many were killed, and which ceasefires there were. What is not known to lie
// in one bin is counted beside it, not drawn.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../answer";
import { AsTable, Facts } from "../parts/Facts";
import { FilterBar } from "../parts/FilterBar";
import { facts, filter, FILTERS, go, params, set } from "../place";
import { counted, word } from "../record";
import { FAMILIES, kinds, total, type Bin, type Binned } from "../timeline/binned";
import { binAt, happened, killed, LEFT, RIGHT, truces, type Chart } from "../timeline/charts";
import { TimeTable } from "../timeline/TimeTable";
import "./Timeline.css";

const LANES = 10;
const PER = { day: "day", week: "week", month: "month", year: "year" };

export function Timeline() {
  const by = params.value.get("by") === "reported" ? "reported" : "happened";
  const per = params.value.get("per") ?? "";
  const asked = new URLSearchParams(filter.value);
  if (by === "reported") asked.set("by", by);
  if (per) asked.set("per", per);
  const { answer } = useAnswer<Binned>(`timeline?${asked}`);
  const table = params.value.get("as") === "table";
  const shown = answer ? answer.bins.reduce((sum, bin) => sum + total(bin), 0) : 0;
  return (
    <>
      <header class="head">
        <h1>Timeline</h1>
        <p class="sub" aria-live="polite">{answer ? `${counted(shown, "event")} by ${answer.per}` : "Reading the record …"}</p>
        <AsTable picture="Picture" />
      </header>
      <FilterBar parts={FILTERS} />
      <div class="time-tools">
        <label>by the day of <select value={by} onChange={(event) => set({ by: event.currentTarget.value === "reported" ? "reported" : null }, { replace: true })}>
          <option value="happened">the event, as told</option>
          <option value="reported">the first report</option>
        </select></label>
        <label>each bar is a <select value={per} onChange={(event) => set({ per: event.currentTarget.value || null }, { replace: true })}>
          <option value="">{answer && !per ? `${answer.per}, by the span` : "stretch by the span"}</option>
          {Object.entries(PER).map(([code, name]) => <option key={code} value={code}>{name}</option>)}
        </select></label>
        <label>stacked by <select value={params.value.get("stack") ?? ""} onChange={(event) => set({ stack: event.currentTarget.value || null }, { replace: true })}>
          <option value="">family</option>
          <option value="kind">kind, a row each</option>
        </select></label>
        <a class="button" download href={`/api/timeline.csv?${asked}`}>Download the numbers (CSV)</a>
        <Facts />
      </div>
      {answer && <Apart binned={answer} by={by} shown={shown} />}
      {answer && answer.bins.length === 0 && <p class="empty">No event that meets this filter has days that can be drawn. {by === "happened" && "Try the day of the first report, or take a part of the filter away."}</p>}
      {answer && answer.bins.length > 0 && (table ? <TimeTable binned={answer} link={(bin) => binLink(bin, by)} /> : <Pictures binned={answer} by={by} />)}
    </>
  );
}

/** The events of a bin. Days of reports are no part of the filter, so those lead nowhere. */
function binLink(bin: Bin, by: string): string | null {
  return by === "happened" ? facts({ since: bin.first, until: bin.last }) : null;
}

/** What stands in no bar, counted. */
function Apart({ binned, by, shown }: { binned: Binned; by: string; shown: number }) {
  const parts = [
    binned.before && `${counted(binned.before, "event")} told only as before the report`,
    binned.vague && `${counted(binned.vague, "event")} with days wider than a ${binned.per}`,
    binned.undated && `${counted(binned.undated, "event")} without any day`,
    binned.earlier && `${binned.earlier.toLocaleString("en")} earlier`,
    binned.later && `${binned.later.toLocaleString("en")} later`,
  ].filter(Boolean);
  const missed = binned.before + binned.vague + binned.undated;
  return (
    <div class="time-apart" role="group" aria-label="Not drawn">
      <p>
        {parts.length > 0 ? <>Not in the bars, since no {binned.per} can be told: {parts.join("; ")}{binned.apart.happenings > 0 && ` – ${counted(binned.apart.happenings, "event")} of these with a number of killed, which is in no box either`}. </> : "Every event is in the bars. "}
        {by === "happened" && missed > shown && <button type="button" class="plain" onClick={() => set({ by: "reported" })}>Show them by the day of the first report</button>}
        {by === "reported" && "A bar counts first reports: what they tell of happened then or before."}
      </p>
    </div>
  );
}

function Pictures({ binned, by }: { binned: Binned; by: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [all, setAll] = useState(false);
  const shown = params.value.get("stack") === "kind" ? kinds(binned.bins) : null;
  useLayoutEffect(() => {
    const look = () => setWidth(Math.max(280, box.current?.clientWidth ?? 800));
    look();
    addEventListener("resize", look);
    return () => removeEventListener("resize", look);
  }, []);
  const held = all ? binned.ceasefires : [...binned.ceasefires].sort((a, b) => b.reports - a.reports).slice(0, LANES).sort((a, b) => (a.start_earliest ?? a.start_latest ?? "").localeCompare(b.start_earliest ?? b.start_latest ?? ""));
  const open = (bin: Bin) => {
    const link = binLink(bin, by);
    if (link) go(link);
  };
  const deadly = binned.bins.some((bin) => bin.killed.happenings);
  return (
    <div ref={box} class="time-pictures">
      {width > 0 && (
        <>
          {held.length > 0 && (
            <figure>
              <figcaption>Ceasefires <span class="sub">solid: it held; dashed: it began on one of these days; →: no report tells its end; ×: it ended (what is known of when stands with the ceasefire){binned.ceasefires_apart > 0 && `; ${counted(binned.ceasefires_apart, "more ceasefire")} without a day of beginning, or elsewhere in time`}</span></figcaption>
              <Drawn label={`Bars of ${counted(held.length, "ceasefire")}`} make={() => truces(held, binned, width)} on={[binned, width, all]} />
              {binned.ceasefires.length > LANES && <button type="button" class="plain" aria-expanded={all} onClick={() => setAll(!all)}>{all ? `only the ${LANES} with most reports` : `all ${binned.ceasefires.length} ceasefires`}</button>}
            </figure>
          )}
          <figure>
            <figcaption>Events <span class="sub">drag over days to choose them{by === "happened" && "; click a bar for its list"}</span>{!shown && <Families />}</figcaption>
            <Drawn label="Bars of events; the table has the numbers" make={() => happened(binned, shown, width)} on={[binned, width, shown?.join()]} brush={(since, until) => set({ since, until })} click={(at) => { const bin = binAt(binned.bins, at); if (bin) open(bin); }} />
          </figure>
          {deadly && (
            <figure>
              <figcaption>Killed <span class="sub">box: from the lowest to the highest that reports give, added up; line: the best, or the lowest where none is best; events without a number are not in it</span></figcaption>
              <Drawn label="Boxes of the killed; the table has the numbers" make={() => killed(binned, width)} on={[binned, width]} />
            </figure>
          )}
        </>
      )}
    </div>
  );
}

function Families() {
  return (
    <ul class="time-families">
      {FAMILIES.map((of) => <li key={of}><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><rect width="12" height="12" class={`bar-${of}`} /></svg>{word("family", of)}</li>)}
      <li class="sub">(stacked from below in this order)</li>
    </ul>
  );
}

/** A picture that Plot makes, with days to choose by dragging over it. */
function Drawn(props: { label: string; make: () => Chart; on: unknown[]; brush?: (since: string, until: string) => void; click?: (at: Date) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const [band, setBand] = useState<[number, number] | null>(null);
  useEffect(() => {
    chart.current = props.make();
    chart.current.setAttribute("role", "img");
    chart.current.setAttribute("aria-label", props.label);
    box.current!.replaceChildren(chart.current);
  }, props.on);
  const at = (event: PointerEvent) => {
    const edge = box.current!.getBoundingClientRect();
    return Math.min(edge.width - RIGHT, Math.max(LEFT, event.clientX - edge.left));
  };
  const moment = (x: number) => chart.current?.scale("x")?.invert?.(x);
  const done = (event: PointerEvent) => {
    if (!band) return;
    const [from, to] = [Math.min(band[0], at(event)), Math.max(band[0], at(event))];
    setBand(null);
    const [first, last] = [moment(from), moment(to)];
    if (!first || !last) return;
    if (to - from < 4) props.click?.(first);
    else props.brush?.(first.toISOString().slice(0, 10), last.toISOString().slice(0, 10));
  };
  return (
    <div
      class={props.brush ? "time-drawn chooses" : "time-drawn"}
      onPointerDown={props.brush && ((event) => { if (event.button === 0) { event.currentTarget.setPointerCapture(event.pointerId); setBand([at(event), at(event)]); } })}
      onPointerMove={props.brush && ((event) => band && setBand([band[0], at(event)]))}
      onPointerUp={props.brush && done}
      onPointerCancel={() => setBand(null)}
    >
      <div ref={box} />
      {band && Math.abs(band[1] - band[0]) > 3 && <div class="time-band" style={{ left: `${Math.min(...band)}px`, width: `${Math.abs(band[1] - band[0])}px` }} />}
    </div>
  );
}
