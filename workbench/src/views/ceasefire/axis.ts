// A time axis in days: where a day stands, ticks, and violence counted into bins as wide as the axis allows.
import { count, day } from "../../record";
import { dayOfViolence, type Violence } from "./life";

const DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export interface Scale {
  first: string;
  last: string;
  days: number;
  perDay: number;
  at: (iso: string | null) => number;
}

const time = (iso: string) => Date.parse(`${iso}T00:00:00Z`);
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The axis over these days, with some room at both ends; null if there is no day. */
export function span(days: (string | null)[], left: number, right: number): Scale | null {
  const known = days.filter((one): one is string => one !== null).sort();
  if (!known.length) return null;
  const room = Math.max(2, Math.round((time(known.at(-1)!) - time(known[0]!)) / DAY / 20)) * DAY;
  const begin = time(known[0]!) - room;
  const end = time(known.at(-1)!) + room;
  const perDay = ((right - left) * DAY) / (end - begin);
  return { first: iso(begin), last: iso(end), days: (end - begin) / DAY, perDay, at: (one) => (one === null ? left : left + ((time(one) - begin) / DAY) * perDay) };
}

/** Ticks at beginnings of days, months or years, at least 58 pixels apart. */
export function ticks(scale: Scale): { x: number; word: string }[] {
  const least = 58 / scale.perDay;
  const steps = [1, 2, 7, 14].find((step) => step >= least);
  const found: { x: number; word: string }[] = [];
  if (steps && scale.days < 100) {
    for (let at = time(scale.first); at <= time(scale.last); at += steps * DAY) {
      const date = new Date(at);
      found.push({ x: scale.at(iso(at)), word: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${String(date.getUTCFullYear()).slice(2)}` });
    }
    return found;
  }
  const months = [1, 2, 3, 6, 12, 24, 60, 120].find((n) => n * 30.4 >= least) ?? 240;
  const date = new Date(time(scale.first));
  let month = Math.ceil((date.getUTCFullYear() * 12 + date.getUTCMonth() + 1) / months) * months;
  for (; ; month += months) {
    const at = `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    if (at > scale.last) return found;
    found.push({ x: scale.at(at), word: months >= 12 || month % 12 === 0 ? at.slice(0, 4) : `${MONTHS[month % 12]} ${at.slice(2, 4)}` });
  }
}

export interface Bin {
  first: string;
  x: number;
  width: number;
  happenings: number;
  killed: string;
  words: string;
}

/**
 * Happenings in bins of a day, a week or about a month, each by the last day that it may have been on. Killed is summed from
 * lowest to highest over those of which a report tells a number; where none does, that is said: it is not zero.
 */
export function bins(violence: readonly Violence[], scale: Scale): Bin[] {
  const wide = [1, 7, 30, 91, 365].find((n) => n * scale.perDay >= 5) ?? 365;
  const found = new Map<number, { happenings: number; counted: number; open: boolean; low: number; high: number }>();
  for (const one of violence) {
    const at = dayOfViolence(one);
    if (at === null) continue;
    const n = Math.floor((time(at) - time(scale.first)) / DAY / wide);
    const bin = found.get(n) ?? { happenings: 0, counted: 0, open: false, low: 0, high: 0 };
    bin.happenings += 1;
    const range = one.killed.find((row) => row.victim_class === "all") ?? one.killed[0];
    if (range) {
      bin.counted += 1;
      bin.open ||= range.open || range.high === null;
      bin.low += range.low ?? range.best ?? 0;
      bin.high += range.high ?? range.best ?? range.low ?? 0;
    }
    found.set(n, bin);
  }
  return [...found].map(([n, bin]) => {
    const first = iso(time(scale.first) + n * wide * DAY);
    const last = iso(time(scale.first) + ((n + 1) * wide - 1) * DAY);
    return {
      first,
      x: scale.at(first),
      width: wide * scale.perDay,
      happenings: bin.happenings,
      killed: bin.counted ? `killed ${count({ low: bin.low, best: bin.low === bin.high ? bin.low : null, high: bin.high, open: bin.open })} in ${bin.counted} of them` : "no number of killed is told",
      words: wide === 1 ? day(first) : `${day(first)} – ${day(last)}`,
    };
  });
}
