// The rows of a report in reading order, beside it.
import { useState } from "preact/hooks";
import { Review, Status, Type } from "../../parts/Signs";
import { openRow } from "../../parts/Panel";
import { params } from "../../place";
import { count, interval, word } from "../../record";
import { number, type ReadRow, type Report } from "./report";

const TABLES = { event: "events", figure: "figures", claim: "claims", ceasefire: "ceasefires" };

export function Beside({ report }: { report: Report }) {
  const [only, setOnly] = useState("");
  const rows = report.rows.filter((row) => (only ? row.table === only : row.table in TABLES));
  const all = (table: string) => report.rows.filter((row) => row.table === table).length;
  return (
    <aside class="beside" aria-label="What was read in this report">
      <label class="sub">in reading order
        <select value={only} onChange={(event) => setOnly(event.currentTarget.value)}>
          <option value="">all that was read</option>
          {Object.entries(TABLES).map(([table, name]) => <option key={table} value={table}>{name} ({all(table)})</option>)}
        </select>
      </label>
      <ol>{rows.map((row) => <Item key={row.id} report={report} row={row} />)}</ol>
      {!rows.length && <p class="sub">Nothing was read here. Select words of the report to add what is missing.</p>}
    </aside>
  );
}

function Item({ report, row }: { report: Report; row: ReadRow }) {
  const open = params.value.get("row") === row.id;
  return (
    <li class={`of-${row.table}`}>
      <button type="button" aria-current={open ? "true" : undefined} onClick={() => openRow(open ? null : row.id)}>
        <Said report={report} row={row} />
        {row.review !== "draft" && <> <Review code={row.review} /></>}
      </button>
    </li>
  );
}

function Said({ report, row }: { report: Report; row: ReadRow }) {
  const value = (name: string) => (row.values[name] ?? null) as string | null;
  if (row.table === "event") return <EventSaid report={report} row={row} />;
  if (row.table === "figure") {
    return <><b>{number(row)}</b> {word("kind", value("kind")!)}, {word("victim_class", value("victim_class")!)} <span class="sub">of “<bdi>{String(report.byId.get(value("event_id")!)?.values["trigger"] ?? "")}</bdi>”{value("standing") !== "counted" && <>, {value("standing")}</>}</span></>;
  }
  if (row.table === "ceasefire") return <><Type code="ceasefire" /> <bdi>{value("name")}</bdi> <span class="sub">{word("state", value("state")!)}</span></>;
  return <><span class="sub"><bdi>{value("speaker_text") ?? "the report"}</bdi> {word("stance", value("stance")!)}</span> <q class="passage"><bdi>{value("content")}</bdi></q></>;
}

function EventSaid({ report, row }: { report: Report; row: ReadRow }) {
  const value = (name: string) => (row.values[name] ?? null) as string | null;
  const parts = report.parts.get(row.id) ?? [];
  const part = (role: string) => names(report, parts.filter((other) => other.values["role"] === role));
  const places = names(report, parts.filter((other) => other.table === "event_place"));
  const days = value("date_earliest") || value("date_latest") ? interval(value("date_earliest"), value("date_latest")) : null;
  const ranges = report.ranges.filter((range) => range.happening_id === value("happening_id") && range.victim_class === "all");
  const [doers, done] = [part("actor"), part("target")];
  return (
    <>
      <Type code={value("type")!} />{doers && <> <bdi>{doers}</bdi></>}{done && <> → <bdi>{done}</bdi></>}
      <span class="sub">{places && <>, <bdi>{places}</bdi></>}{days && <>, {days}</>}</span>
      {ranges.map((range) => <span key={range.kind} class="range"> {word("kind", range.kind)} <b>{count(range)}</b></span>)}
      {value("status") !== "asserted" && <> <Status code={value("status")!} /></>}
    </>
  );
}

function names(report: Report, rows: ReadRow[]): string {
  const named = rows.map((row) => String(report.byId.get(String(row.values["actor_id"] ?? row.values["place_id"] ?? ""))?.values["name"] ?? row.values["text"] ?? ""));
  return [...new Set(named)].join("; ");
}
