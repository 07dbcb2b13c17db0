// What the server tells of samples, codings and agreement.
import { shown as inWords } from "../../parts/Panel";
import { about, type Field } from "../../record";

export type Value = string | number | boolean | string[];
export type Kind = "accept" | "correct" | "not said" | "skip";

export interface Sample {
  number: number;
  by: string;
  at: string;
  seed: number;
  coder: string | null;
  filter: string | null;
  fields: [string, string][];
  strata: "none" | "table" | "field";
  frame: number;
  size: number;
  ended_by: string | null;
  ended_at: string | null;
}

export interface ListedSample {
  sample: Sample;
  progress: { coder: string; done: number; skipped: number }[];
}

export interface Samples {
  samples: ListedSample[];
  usual: [string, string][];
}

export interface Told {
  document_id: string;
  title: string | null;
  outlet: string | null;
  published: string | null;
  about: { table: string; words: string }[];
  passages: { text: string; mark: boolean; near: boolean }[][];
  /** The page of each passage, of formats with pages. */
  pages: (number | null)[];
  more: number;
}

export interface Card {
  n: number;
  table: string;
  field: string;
  value: Value;
  told: Told;
  own: { kind: Kind; value: Value | null } | null;
}

export interface Turn {
  sample: number;
  size: number;
  done: number;
  skipped: number;
  card: Card | null;
}

/** A table or field as it is called on the page. */
export function called(name: string): string {
  return name.replaceAll("_", " ");
}

export function declared(table: string, field: string): Field | undefined {
  return about.value?.tables[table]?.find((one) => one.name === field);
}

/** The fields that can be judged by a passage, by table. */
export function codable(): [string, Field[]][] {
  const tables = Object.entries(about.value?.tables ?? {}).filter(([table]) => table !== "reconciled");
  return tables.map(([table, fields]): [string, Field[]] => [table, fields.filter((field) => !field.kept && !field.ref)]).filter(([, fields]) => fields.length > 0);
}

/** The value of a cell in words. */
export function shown(table: string, field: string, value: Value | null): string {
  if (value === null) return "the text does not say";
  const known = declared(table, field);
  return known ? inWords(table, known, value) : String(value);
}

/** Where a sample comes from, in words. */
export function origin(sample: Sample): string {
  if (sample.coder !== null) return `from what ${sample.coder} decided on`;
  return sample.filter ? `from the filter ${[...new URLSearchParams(sample.filter)].map(([name, value]) => `${name} ${value}`).join(", ")}` : "from the whole record";
}
