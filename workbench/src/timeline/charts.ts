// The three pictures on one axis of time: ceasefires as bars, events stacked, the killed from low to high.
import { barX, plot, rectY, ruleY, text, tickX, type Markish, type PlotOptions } from "@observablehq/plot";
import { count, interval, typeWord, word } from "../record";
import { after, bars, FAMILIES, OTHER, type Bin, type Binned, type Held, endOf, over, total } from "./binned";

export type Chart = (SVGSVGElement | HTMLElement) & { scale: (name: string) => { invert?: (at: number) => Date; apply: (value: unknown) => number } | undefined };

// Plot writes a style sheet into its picture, which the policy of this page forbids; what it says stands in Timeline.css.
// So pictures are made in a document of their own and come over without it.
const apart = document.implementation.createHTMLDocument("");

const SHADES = { violence: "var(--violence)", truce: "var(--truce)", words: "var(--words)", change: "var(--change)" };
export const LEFT = 64;
export const RIGHT = 16;

function drawn(options: PlotOptions): Chart {
  const made = plot({ ...options, document: apart } as PlotOptions) as unknown as Chart;
  for (const style of made.querySelectorAll("style")) style.remove();
  for (const part of made.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label"); // the whole is one image
  return made;
}

/** The span of the axis: full bins from the first day to the last. */
export function span(binned: Binned): [Date, Date] {
  const first = [binned.since, binned.bins[0]?.first].filter(Boolean).sort()[0]!;
  const last = [binned.until, binned.bins.at(-1)?.last].filter(Boolean).sort().at(-1)!;
  return [new Date(first), after(last)];
}

const shared = (width: number, domain: [Date, Date]) => ({ width, marginLeft: LEFT, marginRight: RIGHT, x: { type: "utc" as const, domain, label: null } });

/** Events by family, stacked in the same order everywhere, or a row for each kind. */
export function happened(binned: Binned, shown: readonly string[] | null, width: number): Chart {
  const rows = shown ? [...shown, ...(bars(binned.bins, shown).some((bar) => bar.of === OTHER) ? [OTHER] : [])] : null;
  const say = (of: string) => (rows ? (of === OTHER ? of : typeWord(of)) : word("family", of));
  const data = bars(binned.bins, shown).map((bar) => ({ ...bar, x1: new Date(bar.first), x2: after(bar.last), of: bar.of, say: say(bar.of) }));
  const marks: Markish[] = [
    rectY(data, {
      x1: "x1", x2: "x2", y: "n", inset: 0.5, fill: rows ? "var(--strong)" : "of", ...(rows ? { fy: "say" } : { order: FAMILIES as never }),
      title: (bar: (typeof data)[number]) => `${interval(bar.first, bar.last)}: ${bar.n.toLocaleString("en")} ${bar.say}`,
    }),
    ruleY([0]),
  ];
  if (rows) marks.push(text(rows.map((of) => ({ say: say(of) })), { fy: "say", text: "say", frameAnchor: "top-left", dx: 4, dy: 1, fontWeight: 600, stroke: "var(--card)", strokeWidth: 4, fill: "var(--ink)" }));
  return drawn({
    ...shared(width, span(binned)),
    height: rows ? 48 + rows.length * 52 : 240,
    marginTop: 22,
    marginBottom: 28,
    y: { grid: true, label: "events", ticks: rows ? 2 : 5, tickFormat: (n: number) => (Number.isInteger(n) ? n.toLocaleString("en") : "") },
    ...(rows && { fy: { axis: null, domain: rows.map(say), padding: 0.12 } }),
    color: { domain: FAMILIES, range: FAMILIES.map((of) => SHADES[of]) },
    marks,
  });
}

/** The killed, from the sum of the lows to the sum of the highs, with the sum of the bests as a line across. */
export function killed(binned: Binned, width: number): Chart {
  const data = binned.bins.filter((bin) => bin.killed.happenings).map((bin) => ({ ...bin.killed, x1: new Date(bin.first), x2: after(bin.last), bin }));
  const title = (one: (typeof data)[number]) => `${interval(one.bin.first, one.bin.last)}: ${count({ low: one.low, best: one.best, high: one.high, open: false })} killed in ${one.happenings} of ${total(one.bin)} events${one.open ? `; ${one.open} of them with no upper end` : ""}`;
  return drawn({
    ...shared(width, span(binned)),
    height: 158,
    marginTop: 22,
    marginBottom: 28,
    y: { grid: true, label: "killed", ticks: 4, tickFormat: (n: number) => (Number.isInteger(n) ? n.toLocaleString("en") : ""), domain: [0, Math.max(1, ...data.map((one) => one.high))] },
    marks: [
      rectY(data, { x1: "x1", x2: "x2", y1: "low", y2: "high", inset: 0.5, fill: "var(--violence)", fillOpacity: 0.3, stroke: "var(--violence)", strokeWidth: 0.7, title }),
      ruleY(data, { x1: "x1", x2: "x2", y: "best", inset: 0.5, stroke: "var(--ink)", strokeWidth: 2, title }),
      ruleY([0]),
    ],
  });
}

/** Ceasefires as bars: solid where they held by every account of their days, dashed where they may have. */
export function truces(held: Held[], binned: Binned, width: number): Chart {
  const [from, to] = span(binned);
  const clip = (at: Date) => new Date(Math.min(+to, Math.max(+from, +at)));
  const data = held.map((one) => {
    const start = new Date(one.start_earliest ?? one.start_latest!);
    const sure = after(one.start_latest ?? one.start_earliest!);
    const end = one.end_latest ? after(one.end_latest) : null;
    const last = end && end < sure ? end : sure; // it may have ended before it surely began
    return { ...one, lane: one.id, x1: clip(start), sure: clip(last), x2: clip(end ?? sure), ended: end !== null };
  });
  const title = (one: (typeof data)[number]) =>
    `${one.name}: from ${interval(one.start_earliest, one.start_latest)}; its end: ${endOf(one)} (${one.states.map((code) => word("state", code)).join(", ")})`;
  const sign = (one: (typeof data)[number]) => (one.ended ? "" : over(one) ? "×" : "→");
  const room = (one: (typeof data)[number]) => +one.x2 - +from > (+to - +from) * 0.7;
  return drawn({
    ...shared(width, [from, to]),
    x: { type: "utc", domain: [from, to], axis: null },
    height: 12 + data.length * 17,
    marginTop: 6,
    marginBottom: 6,
    y: { axis: null, domain: data.map((one) => one.lane), padding: 0.25 },
    marks: [
      barX(data.filter((one) => one.ended), { y: "lane", x1: "sure", x2: "x2", fill: "var(--truce)", title }),
      barX(data, { y: "lane", x1: "x1", x2: "sure", fill: "var(--truce)", fillOpacity: 0.25, stroke: "var(--truce)", strokeDasharray: "3 2", title }),
      tickX(data.filter((one) => !one.ended), { y: "lane", x: "sure", stroke: "var(--truce)", strokeWidth: 3, title }),
      text(data.filter((one) => !room(one)), { y: "lane", x: "x2", text: (one) => `${sign(one)} ${one.name}`.trim(), textAnchor: "start", dx: 6, fill: "var(--ink)", fontSize: 11 }),
      text(data.filter(room), { y: "lane", x: "x1", text: (one) => `${one.name} ${sign(one)}`.trim(), textAnchor: "end", dx: -6, fill: "var(--ink)", fontSize: 11 }),
    ],
  });
}

/** The days of a bin that a moment lies in, if there is one with events. */
export function binAt(bins: Bin[], at: Date): Bin | undefined {
  const iso = at.toISOString().slice(0, 10);
  return bins.find((bin) => bin.first <= iso && iso <= bin.last);
}

