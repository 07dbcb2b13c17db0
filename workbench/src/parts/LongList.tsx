// A list of any length: only the rows in sight are on the page; stretches are fetched as they come into sight.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { get, written } from "../api";
import { trouble } from "./Notes";

interface Stretch<T> {
  total: number;
  offset: number;
  rows: T[];
}

const PAGE = 50;

/**
 * `path` is the address of the rows (with the filter, without offset); `height` is that of every row, in pixels.
 * Up and down move the focus between rows, Enter follows a row's first link.
 */
export function LongList<T>(props: {
  path: string;
  height: number;
  label: string;
  row: (value: T, index: number) => ComponentChildren;
  empty: ComponentChildren;
  onTotal?: (total: number) => void;
}) {
  const { path, height, row } = props;
  const box = useRef<HTMLDivElement>(null);
  const pages = useMemo(() => new Map<number, T[]>(), [path, written.value]);
  const [total, setTotal] = useState<number | null>(null);
  const [sight, setSight] = useState<[number, number]>([0, PAGE]);
  const [, redraw] = useState(0);

  useLayoutEffect(() => {
    const look = () => {
      const top = box.current?.getBoundingClientRect().top ?? 0;
      const first = Math.max(0, Math.floor(-top / height) - 5);
      const last = Math.ceil((innerHeight - top) / height) + 5;
      setSight((before) => (before[0] === first && before[1] === last ? before : [first, last]));
    };
    look();
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }, [height, total === null]);

  useEffect(() => {
    const stop = new AbortController();
    const ask = (page: number) =>
      get<Stretch<T>>(`${path}${path.includes("?") ? "&" : "?"}offset=${page * PAGE}&limit=${PAGE}`, stop.signal)
        .then((found) => {
          pages.set(page, found.rows);
          setTotal(found.total);
          props.onTotal?.(found.total);
          redraw((n) => n + 1);
        })
        .catch(trouble);
    const most = total === null ? 0 : Math.max(0, Math.ceil(total / PAGE) - 1);
    for (let page = Math.floor(sight[0] / PAGE); page <= Math.min(most, Math.floor(sight[1] / PAGE)); page++) if (!pages.has(page)) ask(page);
    return () => stop.abort();
  }, [pages, total, Math.floor(sight[0] / PAGE), Math.floor(sight[1] / PAGE)]);

  if (total === null) return <p class="loading" role="status">Reading the record …</p>;
  if (total === 0) return <div class="empty">{props.empty}</div>;
  const rows = [];
  for (let index = sight[0]; index < Math.min(total, sight[1]); index++) {
    const value = pages.get(Math.floor(index / PAGE))?.[index % PAGE];
    rows.push(
      <li key={index} style={{ top: `${index * height}px`, height: `${height}px` }} aria-posinset={index + 1} aria-setsize={total}>
        {value === undefined ? <span class="waiting" /> : row(value, index)}
      </li>,
    );
  }
  return (
    <div ref={box} class="longlist" style={{ height: `${total * height}px` }}>
      <ul aria-label={props.label} onKeyDown={moved}>{rows}</ul>
    </div>
  );
}

/** Up and down go from row to row. */
function moved(event: KeyboardEvent) {
  const step = { ArrowDown: "nextElementSibling", j: "nextElementSibling", ArrowUp: "previousElementSibling", k: "previousElementSibling" }[event.key] as
    | "nextElementSibling"
    | "previousElementSibling"
    | undefined;
  const item = event.target instanceof Element ? event.target.closest("li") : null;
  const link = step && item?.[step]?.querySelector<HTMLElement>("a, button");
  if (!link) return;
  event.preventDefault();
  link.focus();
}
