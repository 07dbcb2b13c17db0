// The strip of figures: for each harm one axis, for each class of people the figures of all sources and their range.
import { useState } from "preact/hooks";
import { Cell } from "../../parts/Panel";
import { count, counted, day, word, type Range } from "../../record";
import { Axis, Bar, Legend, STANDINGS } from "./Bar";
import { CorrectNumber } from "./Correct";
import { busy, put, setBy } from "./doing";
import { scale, type Scale } from "./scale";
import { once, outlet, type Given, type Reconciled, type Story } from "./story";

const HARMS = ["killed", "wounded", "missing", "abducted", "captured", "arrested", "surrendered", "released", "displaced"];
const RELIABILITY = { A: "completely reliable", B: "usually reliable", C: "fairly reliable", D: "not usually reliable", E: "unreliable", F: "cannot be judged" };
const CREDIBILITY = { 1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged" };

interface Group {
  key: string;
  title: string;
  range: Reconciled | null;
  figures: Given[];
}

export function Figures({ story }: { story: Story }) {
  const harms = once([...story.figures.map((one) => one.figure.kind), ...story.reconciled.map((row) => row.kind)]);
  harms.sort((a, b) => place(a) - place(b) || a.localeCompare(b));
  if (!harms.length) return null;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">Figures by source</h2>
      {harms.map((kind) => <Harm key={kind} story={story} kind={kind} />)}
      <Legend standings={once(story.figures.map((one) => one.figure.standing))} />
    </section>
  );
}

function place(harm: string): number {
  const at = HARMS.indexOf(harm);
  return at < 0 ? HARMS.length : at;
}

function Harm({ story, kind }: { story: Story; kind: string }) {
  const figures = story.figures.filter((one) => one.figure.kind === kind);
  const ranges = story.reconciled.filter((row) => row.kind === kind);
  const numbers = [...figures.map((one) => one.figure), ...ranges].flatMap((one) => [one.low, one.best, one.high]).filter((n) => n !== null);
  const axis = scale(numbers);
  return (
    <div class="harm">
      <h3>{word("kind", kind)}</h3>
      {groups(figures, ranges).map((group) => <Strip key={group.key} story={story} group={group} axis={axis} kind={kind} />)}
      {axis.log && <p class="sub">The axis multiplies: each step to the right is ten times as many.</p>}
    </div>
  );
}

/** Figures compete only with those of the same class and scope, running totals with those of the same day. */
function groups(figures: Given[], ranges: Reconciled[]): Group[] {
  const found = new Map<string, Group>();
  const group = (victims: string, scope: string, asOf: string | null) => {
    const key = [victims, scope, asOf ?? ""].join("|");
    const title = [word("victim_class", victims), scope === "event" ? "" : word("scope", scope), asOf ? `as of ${day(asOf)}` : ""].filter(Boolean).join(", ");
    if (!found.has(key)) found.set(key, { key, title, range: null, figures: [] });
    return found.get(key)!;
  };
  for (const one of figures) group(one.figure.victim_class, one.figure.scope, one.figure.scope === "cumulative" ? one.report.published : null).figures.push(one);
  for (const row of ranges) group(row.victim_class, row.scope, row.as_of).range = row;
  const all = [...found.values()];
  for (const one of all) one.figures.sort((a, b) => (a.report.published ?? "9").localeCompare(b.report.published ?? "9"));
  const plain = all.filter((one) => one.figures.length);
  const sums = all.filter((one) => !one.figures.length && !(plain.length === 1 && same(plain[0]!.range, one.range)));
  return [...plain, ...sums];
}

function same(a: Range | null, b: Range | null): boolean {
  return a !== null && b !== null && a.low === b.low && a.best === b.best && a.high === b.high && a.open === b.open;
}

function Strip({ story, group, axis, kind }: { story: Story; group: Group; axis: Scale; kind: string }) {
  const { range } = group;
  return (
    <section class="strip" aria-label={`${word("kind", kind)}, ${group.title}`}>
      <h4>
        {group.title}:{" "}
        {range ? <Cell row={range.id} field={range.best === null ? (range.low === null ? "high" : "low") : "best"} basis={range.basis}>{count(range)}</Cell> : "no figure counts"}
      </h4>
      {range && (
        <p class="sub">
          best: {range.rule_words}; {word("agreement", range.agreement)}; {counted(range.n_figures, "figure")}, {counted(range.n_independent, "independent source")}
          {!group.figures.length && "; over all classes of people, from the figures above"}
        </p>
      )}
      <div class="bars">
        <div class="line top"><span /><Axis scale={axis} /><span /></div>
        {group.figures.map((one) => <Line key={one.figure.id} story={story} one={one} range={range} axis={axis} />)}
        {!group.figures.length && range && (
          <div class="line"><div class="from">range</div><div class="plot"><Bar scale={axis} of={range} standing="counted" behind={range} label={count(range)} /></div><div /></div>
        )}
      </div>
    </section>
  );
}

function Line({ story, one, range, axis }: { story: Story; one: Given; range: Reconciled | null; axis: Scale }) {
  const [open, setOpen] = useState(false);
  const { figure, report, sources } = one;
  const words = count(figure);
  const standing = STANDINGS[figure.standing] ?? figure.standing;
  const field = figure.best === null ? (figure.low === null ? "verbatim" : "low") : "best";
  const shown = sources.filter((source) => source.review !== "rejected");
  const grade = `${figure.reliability ?? ""}${figure.credibility ?? ""}`;
  return (
    <div class={`line standing-${figure.standing}`} data-figure={figure.id}>
      <div class="from">
        {shown.length ? shown.map((source, n) => <span key={source.id}>{n > 0 && " → "}<Cell row={source.id} field="text" basis={source.basis}>{source.name}</Cell></span>) : "the report itself"}
        <span class="sub"><bdi>{outlet(report)}</bdi>, {report.published ? day(report.published) : "undated"}</span>
      </div>
      <div class="plot"><Bar scale={axis} of={figure} standing={figure.standing} behind={range} label={`${words}, ${standing}`} /></div>
      <div class="says">
        <p>
          <b><Cell row={figure.id} field={field}>{words}</Cell></b> <q class="passage"><bdi>{figure.who?.includes(figure.verbatim) ? figure.who : [figure.verbatim, figure.who].filter(Boolean).join(" ")}</bdi></q>
        </p>
        <p class="sub">
          <bdi>{one.why || standing}</bdi>{sets(one, range)}{grade && <> · graded {grade}</>}{" "}
          <button type="button" class="plain noprint" aria-expanded={open} onClick={() => setOpen(!open)}>decide …</button>
        </p>
      </div>
      {open && <Ruling story={story} one={one} />}
    </div>
  );
}

/** Which ends of the range this figure gives. */
function sets({ figure }: Given, range: Reconciled | null): string {
  if (!range || range.n_figures < 2) return "";
  const end = range.end_ids.includes(figure.id);
  const found = [
    end && range.low !== null && (figure.low ?? figure.best) === range.low && "the lowest",
    range.best_figure_id === figure.id && "the best",
    end && range.high !== null && (figure.high ?? figure.best) === range.high && "the highest",
    end && range.open && figure.open && "the open end",
  ].filter(Boolean);
  return found.length ? ` · gives ${found.join(" and ")}` : "";
}

/** Excluding, correcting and grading one figure. */
function Ruling({ story, one }: { story: Story; one: Given }) {
  const [reason, setReason] = useState("");
  const [correcting, setCorrecting] = useState(false);
  const { figure } = one;
  const excluded = figure.excluded === true;
  const set = (field: "excluded" | "reliability" | "credibility", value: unknown) => {
    const before = setBy(story, figure.id, field);
    if (value !== null) put([{ kind: "correct", id: figure.id, field, value, reason, expect: { [field]: figure[field] } }]);
    else if (before) put([{ kind: "undo", undoes: before.number, reason }]);
  };
  const grade = (field: "reliability" | "credibility", words: Record<string, string>, label: string) => (
    <label>{label}
      <select value={figure[field] ?? ""} disabled={busy.value !== null} onChange={(event) => set(field, event.currentTarget.value || null)}>
        <option value="">not graded</option>
        {Object.entries(words).map(([code, said]) => <option key={code} value={code}>{code}, {said}</option>)}
      </select>
    </label>
  );
  return (
    <form class="ruling" onSubmit={(event) => event.preventDefault()}>
      <label>why<input value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
      {grade("reliability", RELIABILITY, "reliability of its source")}
      {grade("credibility", CREDIBILITY, "credibility of what it says")}
      {correcting ? <CorrectNumber one={one} reason={reason} done={() => setCorrecting(false)} /> : <p class="decide">
        <button type="button" disabled={busy.value !== null} onClick={() => set("excluded", excluded ? (setBy(story, figure.id, "excluded") ? null : false) : true)}>{excluded ? "Count it again" : "Exclude it from the range"}</button>
        <button type="button" onClick={() => setCorrecting(true)}>Correct the number …</button>
      </p>}
    </form>
  );
}
