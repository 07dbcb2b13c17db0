// What the server says of when it happened, and the same ready to be drawn.
import { stateLook } from "../parts/Signs";
import { family, interval } from "../record";

export interface Killed {
  happenings: number;
  low: number;
  best: number;
  high: number;
  open: number;
}

export interface Bin {
  first: string;
  last: string;
  types: Record<string, number>;
  killed: Killed;
}

export interface Held {
  id: string;
  name: string;
  start_earliest: string | null;
  start_latest: string | null;
  end_earliest: string | null;
  end_latest: string | null;
  states: string[];
  reports: number;
}

export interface Binned {
  per: "day" | "week" | "month" | "year";
  since: string | null;
  until: string | null;
  bins: Bin[];
  vague: number;
  before: number;
  undated: number;
  earlier: number;
  later: number;
  apart: Killed;
  ceasefires: Held[];
  ceasefires_apart: number;
}

/** A stretch of days with the events of one family or kind. */
export interface Bar {
  first: string;
  last: string;
  of: string;
  n: number;
}

export const FAMILIES = ["violence", "truce", "words", "change"] as const;
const MOST_KINDS = 7;
export const OTHER = "other kinds";

export function total(bin: Bin): number {
  return Object.values(bin.types).reduce((sum, n) => sum + n, 0);
}

/** The most frequent kinds; the rest are drawn together. */
export function kinds(bins: Bin[]): string[] {
  const sums = new Map<string, number>();
  for (const bin of bins) for (const [kind, n] of Object.entries(bin.types)) sums.set(kind, (sums.get(kind) ?? 0) + n);
  return [...sums].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, MOST_KINDS).map(([kind]) => kind);
}

/** Bars by family, or by kind: `of` says which. */
export function bars(bins: Bin[], shown: readonly string[] | null): Bar[] {
  return bins.flatMap((bin) => {
    const sums = new Map<string, number>();
    for (const [kind, n] of Object.entries(bin.types)) {
      const of = shown ? (shown.includes(kind) ? kind : OTHER) : family(kind);
      sums.set(of, (sums.get(of) ?? 0) + n);
    }
    return [...sums].map(([of, n]) => ({ first: bin.first, last: bin.last, of, n }));
  });
}

/** The day after, at midnight: where a bar that includes the day ends. */
export function after(iso: string): Date {
  const day = new Date(iso);
  day.setUTCDate(day.getUTCDate() + 1);
  return day;
}

/** True if a report says that it is over. */
export function over(held: Held): boolean {
  return held.states.some((code) => stateLook(code) === "ended");
}

/** When a ceasefire ended, in words: a report may say that it did and not when. */
export function endOf(held: Held): string {
  if (held.end_earliest || held.end_latest) return interval(held.end_earliest, held.end_latest);
  return over(held) ? "it did: see the ceasefire" : "not told";
}
