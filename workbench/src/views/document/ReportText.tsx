// The report in its paragraphs, with highlights. Words of a report are text nodes and nothing else.
import { Fragment } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { flatten } from "./flatten";
import { brief, inOrder, type Place, type Report } from "./report";

const NONE: Place[] = [];

/** `shown` are the highlights in order, `here` the words of the cell that is open or of a link that was followed. */
export function ReportText(props: { report: Report; shown: Place[]; here: Place[]; open: (places: Place[]) => void }) {
  const { report, shown, here } = props;
  const box = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => byBlock(report, shown), [report, shown]);
  const marked = useMemo(() => byBlock(report, here), [report, here]);
  const places = useMemo(() => new Map<string, Place[]>(), [report, shown, here]);
  const opened = (target: EventTarget | null) => {
    const mark = target instanceof Element ? target.closest<HTMLElement>("mark[data-at]") : null;
    const found = mark ? places.get(mark.dataset.at!) : undefined;
    if (!found?.length) return false;
    props.open(found);
    return true;
  };
  return (
    <div
      ref={box}
      class="text"
      lang={report.language}
      onClick={(event) => getSelection()?.isCollapsed !== false && opened(event.target)}
      onPointerDown={() => reachable(box.current!, null)}
      onPointerUp={(event) => reachable(box.current!, event.target)}
      onKeyDown={(event) => {
        if ((event.key === "Enter" || event.key === " ") && opened(event.target)) event.preventDefault();
        else if (step(box.current!, event)) event.preventDefault();
      }}
    >
      {report.blocks.map((block, n) => (
        <Block key={block.start} report={report} at={n} spans={parts.get(n) ?? NONE} here={marked.get(n) ?? NONE} places={places} />
      ))}
    </div>
  );
}

/** The places of each block, by its number; a place that crosses blocks stands in each. */
function byBlock(report: Report, places: Place[]): Map<number, Place[]> {
  const found = new Map<number, Place[]>();
  let block = 0;
  for (const place of places) {
    while (block < report.blocks.length && report.blocks[block]!.end <= place.start) block++;
    for (let n = block; n < report.blocks.length && report.blocks[n]!.start < place.end; n++) {
      if (found.has(n)) found.get(n)!.push(place);
      else found.set(n, [place]);
    }
  }
  return found;
}

function Block(props: { report: Report; at: number; spans: Place[]; here: Place[]; places: Map<string, Place[]> }) {
  const { report, at, spans, here, places } = props;
  const { start, end, role } = report.blocks[at]!;
  const key = (list: Place[]) => list.map((one) => `${one.kind}${one.start}-${one.end}${one.row?.id ?? ""}`).join();
  const pieces = useMemo(() => flatten(start, end, here.length ? [...spans, ...here].sort(inOrder) : spans, report.pages), [report, key(spans), key(here)]);
  for (const piece of pieces) if (piece.of.length) places.set(String(piece.start), piece.of.filter((one) => one.row));
  return useMemo(() => {
    const words = pieces.map((piece) => (
      <Fragment key={piece.start}>
        {report.pages.length > 1 && report.pages.includes(piece.start) && <span class="page-start" data-page={report.pages.lastIndexOf(piece.start) + 1} />}
        <Words report={report} piece={piece} />
      </Fragment>
    ));
    const given = { dir: "auto", "data-start": start, "data-end": end } as const;
    if (role === "title") return <h2 {...given}>{words}</h2>;
    return <p class={role} {...given}>{words}</p>;
  }, [pieces]);
}

function Words({ report, piece }: { report: Report; piece: { start: number; end: number; of: Place[] } }) {
  const text = report.text.slice(piece.start, piece.end);
  if (!piece.of.length) return <>{text}</>;
  const rows = piece.of.filter((one) => one.row);
  const kinds = new Set(piece.of.map((one) => (one.kind === "control" ? "" : `k-${one.kind}`)));
  for (const one of piece.of) if (one.start === piece.start) kinds.add(`b-${one.kind}`);
  const control = piece.of.some((one) => one.kind === "control");
  const words = control ? <bdi class="control" data-code={`U+${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`}>{text}</bdi> : text;
  if (!rows.length) return kinds.has("k-here") || kinds.has("k-aimed") ? <mark class={[...kinds].join(" ")}>{words}</mark> : <>{words}</>;
  if (!/[\p{L}\p{N}]/u.test(text)) return <mark class={[...kinds].join(" ")} data-at={piece.start}>{words}</mark>; // a gap between words
  const said = [...new Set(rows.map((one) => one.kind))].join(", ");
  return <mark class={[...kinds].join(" ")} data-at={piece.start} role="button" title={rows.length > 3 ? said : rows.map((one) => brief(report, one.row!).slice(0, 80)).join("\n")}>{words}</mark>;
}

/**
 * Lets Tab reach one highlight of a report: this one, or the first; `null` none. With the button of the mouse down there is
 * none, for Chromium selects no words from where the focus goes.
 */
export function reachable(box: HTMLElement, target?: EventTarget | null): HTMLElement | null {
  for (const other of box.querySelectorAll("mark[tabindex]")) other.removeAttribute("tabindex");
  const mark = target === null ? null : ((target instanceof Element && target.closest<HTMLElement>("mark[role]")) || box.querySelector<HTMLElement>("mark[role]"));
  if (mark) mark.tabIndex = 0;
  return mark;
}

/** Left and right go from highlight to highlight. */
function step(box: HTMLElement, event: KeyboardEvent): boolean {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by || event.shiftKey || !(event.target instanceof HTMLElement) || !event.target.matches("mark[role]")) return false;
  const all = [...box.querySelectorAll<HTMLElement>("mark[role]")];
  const next = all[all.indexOf(event.target) + by];
  if (next) reachable(box, next)?.focus();
  return true;
}
