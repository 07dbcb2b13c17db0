// What the page knows of the record as a whole: its name, the words for its codes, the fields of its tables.
import { signal } from "@preact/signals";
import { get } from "./api";

export interface Field {
  name: string;
  type: "str" | "int" | "float" | "bool" | "date" | "tuple";
  optional: boolean;
  values: string[];
  help: string;
  ref: string | null;
  kept: boolean;
}

export interface About {
  record: string;
  version: string;
  coder: string | null;
  types: Record<string, { word: string; family: "violence" | "truce" | "words" | "change" }>;
  words: Record<string, Record<string, string>>;
  tables: Record<string, Field[]>;
}

export const about = signal<About | null>(null);

export async function learn(): Promise<void> {
  about.value = await get<About>("about");
}

/** A code in plain words: `word("status", "negated")`. */
export function word(table: string, code: string): string {
  return about.value?.words[table]?.[code] ?? code.replaceAll("_", " ");
}

/** An event type in plain words. */
export function typeWord(code: string): string {
  return about.value?.types[code]?.word ?? code.replaceAll("_", " ");
}

export function family(code: string): string {
  return about.value?.types[code]?.family ?? "change";
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** A day as English prose has it: 31 March 2008. */
export function day(iso: string): string {
  const [year, month, date] = iso.split("T")[0]!.split("-").map(Number);
  return `${date} ${MONTHS[month! - 1]} ${year}`;
}

/** The days from one to the other in words. */
export function interval(low: string | null, high: string | null): string {
  if (!low && !high) return "undated";
  if (!low) return `until ${day(high!)}`;
  if (!high) return `from ${day(low)}`;
  if (low === high) return day(low);
  if (low.slice(0, 4) === high.slice(0, 4) && low.endsWith("-01-01") && high.endsWith("-12-31")) return `in ${Number(low.slice(0, 4))}`;
  if (low.slice(0, 7) === high.slice(0, 7)) return `${Number(low.slice(8))}–${day(high)}`;
  return `${day(low)} – ${day(high)}`;
}

const UNITS: Record<string, string> = { Y: "year", M: "month", W: "week", D: "day", H: "hour", "T.M": "minute", S: "second" };

/** A span of time in words: `PT24H` is "24 hours", `P1Y6M` "1 year and 6 months"; what is none stands as it is. */
export function span(iso: string): string {
  const [days = "", hours = ""] = iso.replace(/^P/, "").split("T");
  const parts = [...days.matchAll(/([\d.]+)([YMWD])/g), ...hours.replace("M", "T.M").matchAll(/([\d.]+)(H|T\.M|S)/g)];
  return parts.map(([, n, unit]) => counted(Number(n), UNITS[unit!]!)).join(" and ") || iso;
}

export interface Range {
  low: number | null;
  best: number | null;
  high: number | null;
  open: boolean;
  agreement: string;
}

const number = new Intl.NumberFormat("en");

/** A count in words: `6`, `450–500, best 500`, `1,200 or more`. */
export function count(range: Pick<Range, "low" | "best" | "high" | "open">): string {
  const { low, best, high, open } = range;
  if (low === null && best === null && high === null) return "number not given";
  if (low !== null && low === best && low === high && !open) return number.format(low);
  if (open || high === null) {
    const least = low ?? best;
    const lead = least === null ? "number open" : `${number.format(least)} or more`;
    return best === null || best === low ? lead : `${lead}, best ${number.format(best)}`;
  }
  const span = low === null ? `up to ${number.format(high)}` : `${number.format(low)}–${number.format(high)}`;
  return best === null ? span : `${span}, best ${number.format(best)}`;
}

/** `1 report`, `1,200 reports`. */
export function counted(n: number, noun: string): string {
  return `${number.format(n)} ${noun}${n === 1 ? "" : "s"}`;
}
