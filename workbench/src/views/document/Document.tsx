// A report with everything that was read in it: highlights lead to cells, cells to passages, and words selected to new rows.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../../answer";
import { get, written } from "../../api";
import { decide } from "../../decide";
import { useKeys, type Key } from "../../keys";
import { trouble } from "../../parts/Notes";
import { openRow } from "../../parts/Panel";
import { aimed, filter, go, params, path, to } from "../../place";
import { AtWords } from "./AtWords";
import { Beside } from "./Beside";
import { Floating } from "./Floating";
import { Head } from "./Head";
import { Legend } from "./Legend";
import { rangeOf, usePicking, type Picked } from "./picking";
import { reachable, ReportText } from "./ReportText";
import { brief, opened, type Place, type Report, type WholeDocument } from "./report";
import "./Document.css";

export interface Neighbours {
  previous: string | null;
  next: string | null;
  at: number | null;
  total: number;
}

export function DocumentView() {
  const id = path.value[1] ?? "";
  const [report, setReport] = useState<Report | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const count = written.value;
  useEffect(() => {
    const stop = new AbortController();
    get<WholeDocument>(`documents/${encodeURIComponent(id)}`, stop.signal).then(
      (found) => (setReport(opened(found)), setWrong(null)),
      (error: unknown) => (report || error instanceof DOMException ? trouble(error) : setWrong(error instanceof Error ? error.message : String(error))),
    );
    return () => stop.abort();
  }, [id, count]);
  const { answer: near } = useAnswer<Neighbours>(`documents/${encodeURIComponent(id)}/neighbours?${filter.value}`);
  if (wrong && report?.id !== id) return <p class="empty">{wrong}. <a href={to("documents")}>All documents</a></p>;
  if (report?.id !== id) return <p class="loading" role="status">Reading the report …</p>;
  return <Whole key={id} report={report} near={near} />;
}

function Whole({ report, near }: { report: Report; near: Neighbours | null }) {
  const column = useRef<HTMLDivElement>(null);
  const off = params.value.get("off") ?? "";
  const shown = useMemo(() => {
    const hidden = new Set(off.split(","));
    return report.places.filter((place) => !hidden.has(place.kind));
  }, [report, off]);
  const here = useHere(report, column);
  const { picked, begin, move, leave } = usePicking(report, column);
  const [taken, setTaken] = useState<Picked | null>(null);
  const [others, setOthers] = useState<Place[] | null>(null);
  const [last, setLast] = useState<{ number: number; said: string; row?: string | undefined } | null>(null);
  useEffect(() => {
    const box = column.current!;
    if (!box.querySelector("mark[tabindex]")) reachable(box);
  }, [report, shown]);
  useEffect(() => {
    if (picked) setOthers(null);
  }, [picked]);

  const open = (places: Place[]) => {
    leave();
    const first = places[0]!;
    openRow(first.row!.id, first.fields.find((field) => !field.endsWith("_id")) ?? first.fields[0]);
    setOthers(places.length > 1 ? places : null);
  };
  const drop = () => {
    leave();
    setOthers(null);
  };
  const undo = () => {
    if (!last) return;
    if (last.row && last.row === params.value.get("row")) openRow(null); // it will be gone
    decide({ kind: "undo", undoes: last.number }).then((number) => number !== null && setLast(null), trouble);
  };
  const turn = (to_: string | null | undefined) => to_ && go(to("document", to_));

  const keys: Key[] = [
    { key: "j", say: "next document", act: () => turn(near?.next) },
    { key: "k", say: "previous document", act: () => turn(near?.previous) },
    { key: "n", say: "select words, beginning at this sentence", act: () => begin(present(column.current!, here)) },
  ];
  if (last) keys.push({ key: "Backspace", say: `take decision ${last.number} back`, act: undo });
  if (picked?.by === "keys" && taken !== picked) {
    keys.push({ key: "Enter", say: "take the words selected", act: () => setTaken(picked) });
    keys.push({ key: "ArrowRight", say: "next word; with shift, one word more", act: (event) => move(1, "word", event.shiftKey) });
    keys.push({ key: "ArrowLeft", say: "word before; with shift, one word back", act: (event) => move(-1, "word", event.shiftKey) });
    keys.push({ key: "ArrowDown", say: "next sentence", act: (event) => move(1, "sentence", event.shiftKey) });
    keys.push({ key: "ArrowUp", say: "sentence before", act: (event) => move(-1, "sentence", event.shiftKey) });
  }
  const row = params.value.get("row");
  if (picked || others) keys.push({ key: "Escape", say: "leave the words selected", act: drop });
  useKeys(keys, [report, near, here, last, picked, taken, others, row]);

  return (
    <article class="document">
      <Head report={report} near={near} decided={(number, said) => setLast({ number, said })} />
      <div class="above">
        <Legend report={report} />
        {last && <p class="done" role="status">Decision {last.number}: {last.said} <button type="button" class="plain" onClick={undo}>undo <kbd>⌫</kbd></button></p>}
      </div>
      <div class="columns">
        <div class="column" ref={column}>
          <ReportText report={report} shown={shown} here={here} open={open} />
          {picked && (
            <>
              <AtWords report={report} picked={picked} column={column} taken={taken === picked} leave={drop} done={(number, said, row) => {
                setLast({ number, said, row });
                drop();
                if (row) openRow(row);
              }} />
              <p class="unseen" role="status">{report.text.slice(picked.start, picked.end)}</p>
            </>
          )}
          {others && !picked && (
            <Floating column={column} place={others[0]!} label="What else these words say" kind="others">
              <p class="sub">These words also say: <button type="button" class="plain" onClick={() => setOthers(null)} aria-label="Close this list">×</button></p>
              <ul>{others.map((one, n) => (
                <li key={n}><button type="button" class="plain" aria-current={params.value.get("row") === one.row!.id ? "true" : undefined} onClick={() => openRow(one.row!.id, one.fields[0])}>{one.row!.table.replaceAll("_", " ")}: <bdi>{brief(report, one.row!).slice(0, 70)}</bdi></button></li>
              ))}</ul>
            </Floating>
          )}
        </div>
        <Beside report={report} />
      </div>
    </article>
  );
}

/** The words of the cell that is open in the panel, and of the link that was followed; what is new of them comes into sight. */
function useHere(report: Report, column: { current: HTMLElement | null }): Place[] {
  const [id, cell, aim] = [params.value.get("row"), params.value.get("cell"), aimed.value];
  const here = useMemo(() => {
    const row = report.byId.get(id ?? "");
    const spans = (row?.spans ?? []).filter(([, , fields]) => !cell || fields.includes(cell));
    return spans.map(([start, end, fields]): Place => ({ start, end, kind: "here", row: null, fields }));
  }, [report, id, cell]);
  const all = useMemo(() => {
    const link = aim ? [{ start: report.offsets.units(aim.start), end: report.offsets.units(aim.end), kind: "aimed" as const, row: null, fields: [] }] : [];
    return [...here, ...link].sort((a, b) => a.start - b.start);
  }, [here, aim]);
  useEffect(() => {
    if (here[0]) bringToSight(column.current!, here[0], false);
  }, [id, cell, report.id]);
  useEffect(() => {
    if (aim) bringToSight(column.current!, { start: report.offsets.units(aim.start), end: report.offsets.units(aim.end) }, true);
  }, [aim, report.id]);
  return all;
}

/** Scrolls to words, if they are out of sight or `always`; paragraphs on the way there take their height only when they are drawn. */
function bringToSight(box: HTMLElement, place: { start: number; end: number }, always: boolean, more = 4): void {
  const words = rangeOf(box, place.start, place.end)?.getBoundingClientRect();
  const foot = innerWidth < 640 && params.value.get("row") ? innerHeight * 0.38 : innerHeight; // there the panel lies below
  if (!words || (!always && words.top >= 110 && words.bottom <= foot)) return;
  const by = words.top - (foot + 60) / 2 + 30;
  scrollBy({ top: by });
  if (more && Math.abs(by) > 2) requestAnimationFrame(() => bringToSight(box, place, true, more - 1));
}

/** Where the reader is: at the highlight with the focus, the cell that is open, or the first words in sight. */
function present(box: HTMLElement, here: Place[]): number {
  const mark = document.activeElement?.closest<HTMLElement>("mark[data-at]");
  if (mark && box.contains(mark)) return Number(mark.dataset.at);
  if (here[0]) return here[0].start;
  const first = [...box.querySelectorAll<HTMLElement>("[data-start]")].find((block) => block.getBoundingClientRect().bottom > 130);
  return Number(first?.dataset.start ?? 0);
}

