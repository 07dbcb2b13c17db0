// Which fields a person fills when adding a row, and what they can choose from.
import { about, type Field } from "../../record";
import { brief, type ReadRow, type Report } from "./report";

/** What can be added: the table, and what is known of it without asking. */
export interface Adding {
  table: string;
  say: string;
  given?: Record<string, unknown>;
}

export const ADDED: Adding[] = [
  { table: "event", say: "event" },
  { table: "figure", say: "figure" },
  { table: "claim", say: "claim" },
  { table: "ceasefire", say: "ceasefire" },
];

/** What can be added to an event that is open in the panel. */
export function partsOf(event: string): Adding[] {
  return [
    { table: "event_place", say: "its place", given: { event_id: event } },
    { table: "event_actor", say: "its actor", given: { event_id: event, role: "actor" } },
    { table: "event_actor", say: "its target", given: { event_id: event, role: "target" } },
  ];
}

/** Fields asked at once; the others are folded away. */
const FIRST: Record<string, string[]> = {
  event: ["type", "status"],
  figure: ["event_id", "kind", "victim_class"],
  claim: ["speaker_id", "stance", "factuality"],
  ceasefire: ["side", "state"],
  event_actor: ["actor_id"],
  event_place: ["place_id"],
};

/** What stands in a field before anyone touches it. */
const BEFORE: Record<string, Record<string, unknown>> = {
  event: { status: "asserted" },
  figure: { kind: "killed", victim_class: "unknown", scope: "event" },
  claim: { stance: "asserts", factuality: "CT+", mode: "indirect", conditional: false },
  ceasefire: { side: "unclear", state: "declared" },
};

/** Fields that follow from the others, or that are a decision of their own; the panel corrects them. */
const LATER = /^(date_precision|date_basis|start_precision|end_precision|plover|plover_mode|quad|cameo|acled_type|acled_sub_type|basis|open|rule|revision|excluded|reliability|credibility|time_text|means)$/;
const ANCHORS: Record<string, string> = { event: "trigger", figure: "verbatim", claim: "content", ceasefire: "name" };

export function anchorOf(table: string): string {
  return ANCHORS[table] ?? "text";
}

export function before(adding: Adding): Record<string, unknown> {
  return { ...BEFORE[adding.table], ...adding.given };
}

/** The fields to ask: first the few, then the rest. */
export function asked(adding: Adding): [Field[], Field[]] {
  const fields = (about.value?.tables[adding.table] ?? []).filter((field) => !field.kept && !LATER.test(field.name) && field.name !== anchorOf(adding.table) && !(field.name in (adding.given ?? {})));
  const first = FIRST[adding.table] ?? [];
  return [first.flatMap((name) => fields.filter((field) => field.name === name)), fields.filter((field) => !first.includes(field.name))];
}

/** The rows of the report that a field can name: the nearest to the words first. */
export function choices(report: Report, table: string, at: number): [string, string][] {
  const near = (row: ReadRow) => Math.min(...row.spans.map(([start, end]) => (at < start ? start - at : at > end ? at - end : 0)), 1e9);
  const rows = report.rows.filter((row) => row.table === table && row.review !== "rejected").map((row) => [near(row), row] as const);
  return rows.sort((a, b) => a[0] - b[0]).map(([, row]) => [row.id, cut(told(report, row))]);
}

/** An event with who does it to whom, so that two of a kind can be told apart. */
function told(report: Report, row: ReadRow): string {
  const who = (report.parts.get(row.id) ?? []).filter((part) => part.table === "event_actor").map((part) => part.values["text"]);
  return who.length ? `${brief(report, row)}: ${who.join(", ")}` : brief(report, row);
}

function cut(words: string): string {
  return words.length > 90 ? `${words.slice(0, 89)}…` : words;
}
