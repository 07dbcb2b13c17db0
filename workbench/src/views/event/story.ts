// A happening as the server tells it, and what the parts of its view share.
import type { Listed } from "../../parts/listed";
import type { Change } from "../../parts/History";
import { params, to } from "../../place";
import { interval, typeWord, type Range } from "../../record";

export interface Report {
  document_id: string;
  path: string;
  outlet: string | null;
  published: string | null;
  reprint_of: string | null;
}

export interface EventRow {
  id: string;
  type: string;
  status: string;
  review: string;
  trigger: string;
  date_earliest: string | null;
  date_latest: string | null;
  date_basis: string | null;
  date_text: string | null;
  means: string[];
  [field: string]: unknown;
}

export interface Named {
  of: string;
  id: string;
  role: string;
  name: string;
  text: string;
  actor_id: string | null;
  basis: string;
  review: string;
}

export interface Placed {
  of: string;
  id: string;
  name: string;
  text: string;
  admin1: string | null;
  country: string | null;
  basis: string;
  review: string;
}

export interface Telling {
  event: EventRow;
  report: Report;
  passage: string;
  mark: [number, number];
  page: number | null;
  who: Named[];
  where: Placed[];
}

export interface Account {
  voice: string;
  says: string;
  blamed: string | null;
  words: string;
  row_id: string;
  report: Report;
  page: number | null;
}

export interface FigureRow {
  id: string;
  event_id: string;
  kind: string;
  victim_class: string;
  verbatim: string;
  who: string | null;
  low: number | null;
  best: number | null;
  high: number | null;
  open: boolean;
  scope: string;
  excluded: boolean | null;
  reliability: string | null;
  credibility: string | null;
  standing: string;
  review: string;
  [field: string]: unknown;
}

export interface Given {
  figure: FigureRow;
  report: Report;
  sources: Named[];
  why: string;
}

export interface Reconciled extends Range {
  id: string;
  kind: string;
  victim_class: string;
  scope: string;
  as_of: string | null;
  basis: string;
  figure_ids: string[];
  end_ids: string[];
  best_figure_id: string | null;
  n_figures: number;
  n_independent: number;
  rule_words: string;
}

export interface Tie {
  kind: "same" | "suggest" | "not same" | "part of";
  table: string;
  left_id: string;
  right_id: string;
  score: number;
  method: string;
  reason: string;
  other: string | null;
}

/** A decision on a row of the happening; `stands` is false where a later one took it back. */
export interface Decided {
  number: number;
  kind: string;
  table: string | null;
  id: string | null;
  field: string | null;
  value: unknown;
  other_id: string | null;
  undoes: number | null;
  by: string;
  at: string;
  reason: string;
  stands: boolean;
  other: string | null;
}

export interface Story {
  id: string;
  tellings: Telling[];
  accounts: Account[];
  figures: Given[];
  reconciled: Reconciled[];
  wordings: { row: { id: string; text: string; kind: string; speaker_text: string | null; [field: string]: unknown }; report: Report }[];
  links: Tie[];
  suggestions: Tie[];
  others: Record<string, Listed>;
  parts: string[];
  part_of: string | null;
  decisions: Decided[];
  history: Change[];
}

/** The address of an event in the list that one came from: with its filter and order. */
export function eventAt(id: string): string {
  const order = params.value.get("order");
  const address = to("event", id);
  return order ? `${address}${address.includes("?") ? "&" : "?"}order=${encodeURIComponent(order)}` : address;
}

/** Each value once, in order. */
export function once(values: Iterable<string>): string[] {
  return [...new Set(values)];
}

/** The outlet, or the file where none is known. */
export function outlet(report: Report): string {
  return report.outlet ?? report.path.split(/[\\/]/).at(-1)!;
}

export function names(all: string[], most = 3): string {
  return all.length > most ? `${all.slice(0, most).join("; ")} and ${all.length - most} more` : all.join("; ");
}

/** Who has one of these roles in a telling, rejected rows left out. */
export function having(telling: Telling, role: string): Named[] {
  return telling.who.filter((one) => one.role === role && one.review !== "rejected");
}

/** What a reader knows a happening by: kind, who, to whom, where, when. */
export function inWords(event: Listed): string {
  const who = [names(event.actors, 2), names(event.targets, 2)].filter(Boolean).join(" → ");
  return [event.types.map(typeWord).join(" / "), who, names(event.places, 2), interval(event.first, event.last)].filter(Boolean).join(", ");
}
