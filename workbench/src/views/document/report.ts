// A report as the page works with it: offsets are places in the string `text` from here on.
import { Offsets } from "../../offsets";
import { about, count, typeWord, word, type Range } from "../../record";

export interface ReadRow {
  id: string;
  table: string;
  review: string;
  position: number;
  values: Record<string, unknown>;
  spans: [number, number, string[]][];
}

/** The answer of the server; offsets in code points. */
export interface WholeDocument {
  id: string;
  path: string;
  title: string | null;
  outlet: string | null;
  url: string | null;
  published: string | null;
  published_basis: string;
  language: string;
  relevant: boolean;
  chars: number;
  text: string;
  blocks: [number, number, string][];
  /** Where the pages of the file begin; empty for formats without pages. */
  pages: number[];
  sentences: [number, number, string][];
  diagnostics: [string, string, string][];
  failures: string[];
  questions: [string, string][];
  readings: { at: string; by: string; software: string; shown: boolean }[];
  ranges: (Range & { happening_id: string; kind: string; victim_class: string; sources: number })[];
  rows: ReadRow[];
  reprint_of: string | null;
  printings: { id: string; title: string; outlet: string | null; published: string | null; first: boolean; why: string | null }[];
}

/** What a highlight is of, with the sign it carries in the legend; the order says which one a click opens first. */
export const KINDS = {
  event: "events",
  figure: "figures",
  ceasefire: "ceasefires",
  claim: "claims",
  wording: "loaded words",
  actor: "actors",
  place: "places",
  time: "times",
} as const;
export type Kind = keyof typeof KINDS;

const OF_TABLE: Record<string, Kind> = {
  event: "event", figure: "figure", ceasefire: "ceasefire", ceasefire_term: "ceasefire", ceasefire_step: "ceasefire",
  ceasefire_doubt: "ceasefire", ceasefire_incident: "ceasefire", claim: "claim", wording: "wording", event_actor: "actor",
  figure_source: "actor", claim_via: "actor", ceasefire_party: "actor", actor: "actor", actor_name: "actor",
  event_place: "place", ceasefire_place: "place", place: "place", time: "time",
}; // prettier-ignore
const PARTS = new Set(["event_actor", "event_place"]);
const ORDER = Object.keys(OF_TABLE);
const DATES = /^(date|start|end)_|^time_text$|^duration/;
/** Fields that hold words of the report. */
const WORDS = /^(trigger|verbatim|who|name|content|means|text|.*_text)$/;
const SPEAKER = /^speaker_/;

/** A place in the text that says something of a row. */
export interface Place {
  start: number;
  end: number;
  kind: Kind | "here" | "aimed" | "control";
  row: ReadRow | null;
  fields: string[];
}

export interface Report extends Omit<WholeDocument, "blocks" | "sentences"> {
  offsets: Offsets;
  blocks: { start: number; end: number; role: string }[];
  sentences: { start: number; end: number }[];
  /** Places to highlight, in order of their beginning. */
  places: Place[];
  byId: Map<string, ReadRow>;
  /** Who took part in each event, and where it happened, without what was rejected. */
  parts: Map<string, ReadRow[]>;
}

/** Marks that turn the direction of writing, or take no room: they are shown, and end where they stand. */
const CONTROL = /[\u202A-\u202E\u2066-\u2069\u200B\u2060\uFEFF\u00AD]/g;

export function opened(document: WholeDocument): Report {
  const offsets = new Offsets(document.text);
  const rows = document.rows.map((row) => ({ ...row, spans: row.spans.map(([start, end, fields]): ReadRow["spans"][number] => [offsets.units(start), offsets.units(end), fields]) }));
  const places: Place[] = [];
  const byId = new Map(rows.map((row) => [row.id, row]));
  const parts = new Map<string, ReadRow[]>();
  for (const row of rows) {
    if (PARTS.has(row.table) && row.review !== "rejected") {
      const event = String(row.values["event_id"]);
      parts.set(event, [...(parts.get(event) ?? []), row]);
    }
    if (!OF_TABLE[row.table] || row.review === "rejected") continue;
    const refers = references(row.table);
    const borrowed = wordsNamed(row, refers, byId);
    for (const [start, end, fields] of row.spans) {
      const said = fields.filter((field) => !refers.has(field));
      if (row.table !== "ceasefire_incident" && (!said.length || (borrowed.has(`${start}-${end}`) && !said.some((field) => WORDS.test(field))))) continue;
      if (row.table === "claim" && !said.some((field) => field === "content" || SPEAKER.test(field))) continue; // "said" alone is no news
      places.push({ start, end, kind: kindOf(row.table, said), row, fields });
    }
  }
  for (const found of document.text.matchAll(CONTROL)) places.push({ start: found.index, end: found.index + 1, kind: "control", row: null, fields: [] });
  return {
    ...document,
    offsets,
    rows,
    pages: document.pages.map((start) => offsets.units(start)),
    blocks: document.blocks.map(([start, end, role]) => ({ start: offsets.units(start), end: offsets.units(end), role })),
    sentences: document.sentences.map(([start, end]) => ({ start: offsets.units(start), end: offsets.units(end) })),
    places: places.sort(inOrder),
    byId,
    parts,
  };
}

export function inOrder(a: Place, b: Place): number {
  return a.start - b.start || a.end - b.end || ORDER.indexOf(a.row?.table ?? "") - ORDER.indexOf(b.row?.table ?? "");
}

/** Fields that name other rows, or the part that one plays for the other: their words are those of that other row. */
function references(table: string): Set<string> {
  const fields = about.value?.tables[table] ?? [];
  return new Set(fields.filter((field) => field.ref || field.name === "role" || field.name === "basis").map((field) => field.name));
}

/** The words of the rows that this one names: a figure rests on the words of its event, which are the event's highlight. */
function wordsNamed(row: ReadRow, refers: Set<string>, byId: Map<string, ReadRow>): Set<string> {
  const named = [...refers].flatMap((field) => byId.get(String(row.values[field] ?? ""))?.spans ?? []);
  return new Set(named.filter(([, , fields]) => fields.some((field) => WORDS.test(field))).map(([start, end]) => `${start}-${end}`));
}

function kindOf(table: string, fields: string[]): Kind {
  if ((table === "event" || table === "ceasefire") && fields.every((field) => DATES.test(field))) return "time";
  if (table === "claim" && fields.every((field) => SPEAKER.test(field))) return "actor";
  return OF_TABLE[table]!;
}

/** A row in few words. */
export function brief(report: Report, row: ReadRow): string {
  const value = (name: string) => String(row.values[name] ?? "");
  switch (row.table) {
    case "event":
      return `${typeWord(value("type"))} “${value("trigger")}”`;
    case "figure":
      return `${number(row)} ${word("kind", value("kind"))}`;
    case "claim":
      return `${value("speaker_text") || "the report"} ${word("stance", value("stance"))}: ${value("content")}`;
    case "ceasefire":
      return `${value("name")}, ${word("state", value("state"))}`;
    case "ceasefire_incident":
      return `${word("grade", value("grade"))}: ${brief(report, report.byId.get(value("event_id")) ?? { ...row, table: "" })}`;
    default:
      return value("text") || value("name") || row.table.replaceAll("_", " ");
  }
}

/** The number of a figure in words. */
export function number(row: ReadRow): string {
  const end = (name: string) => (row.values[name] ?? null) as number | null;
  return count({ low: end("low"), best: end("best"), high: end("high"), open: row.values["open"] === true });
}
