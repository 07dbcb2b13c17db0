// A box that stands below words of the report, within the column of the text.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { rangeOf } from "./picking";

export function Floating(props: { column: { current: HTMLElement | null }; place: { start: number; end: number }; label: string; kind?: string; children: ComponentChildren }) {
  const { column, place } = props;
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ left: 0, top: 0 });
  useLayoutEffect(() => {
    const put = () => {
      const words = column.current && rangeOf(column.current, place.start, place.end)?.getClientRects();
      const last = words?.[words.length - 1];
      if (!last || !column.current || !box.current) return;
      const home = column.current.getBoundingClientRect();
      const left = Math.max(0, Math.min(last.left - home.left, home.width - box.current.offsetWidth));
      setAt({ left, top: last.bottom - home.top + 6 });
    };
    put();
    addEventListener("resize", put);
    return () => removeEventListener("resize", put);
  }, [place.start, place.end, props.children]);
  useEffect(() => {
    const watch = new ResizeObserver(() => box.current?.scrollIntoView({ block: "nearest" })); // a form that unfolds stays in sight
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, []);
  return <div ref={box} class={`floating ${props.kind ?? ""}`} role="group" aria-label={props.label} style={{ left: `${at.left}px`, top: `${at.top}px` }}>{props.children}</div>;
}
