// Words of a report that a person selects: with the mouse, or word by word with the keys.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Report } from "./report";

/** Words selected, as places in the string; `by` keys or mouse. */
export interface Picked {
  start: number;
  end: number;
  by: "keys" | "mouse";
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:[’'.,:/-][\p{L}\p{N}\p{M}]+)*/gu;

/** The words of a text: where each begins and ends. */
export function wordsOf(text: string): { start: number; end: number }[] {
  return [...text.matchAll(WORD)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

/** The range of the page that shows a stretch of the text; null if no paragraph shows it. */
export function rangeOf(box: HTMLElement, start: number, end: number): Range | null {
  const [from, to] = [pointOf(box, start, false), pointOf(box, end, true)];
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

function pointOf(box: HTMLElement, place: number, isEnd: boolean): [Node, number] | null {
  for (const block of box.querySelectorAll<HTMLElement>("[data-start]")) {
    const [start, end] = [Number(block.dataset.start), Number(block.dataset.end)];
    if (place < start || place > end || (place === end && !isEnd)) continue;
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let at = start;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const long = (node as Text).length;
      if (place < at + long || (isEnd && place === at + long)) return [node, place - at];
      at += long;
    }
  }
  return null;
}

/** The place in the text that a point of the page shows. */
function placeOf(box: HTMLElement, node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest<HTMLElement>("[data-start]");
  if (block && box.contains(block)) {
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, offset);
    return Number(block.dataset.start) + range.toString().length;
  }
  // between paragraphs: the beginning of the next one
  const following = [...box.querySelectorAll<HTMLElement>("[data-start]")].find((one) => {
    const range = document.createRange();
    range.setStart(node, offset);
    range.collapse(true);
    return range.comparePoint(one, 0) >= 0;
  });
  return following ? Number(following.dataset.start) : box.contains(node) ? Number([...box.querySelectorAll<HTMLElement>("[data-end]")].at(-1)?.dataset.end) : null;
}

/** The stretch that is selected with the mouse, without white space around it. */
function selected(box: HTMLElement, text: string): Picked | null {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(box)) return null;
  const first = placeOf(box, range.startContainer, range.startOffset);
  const last = placeOf(box, range.endContainer, range.endOffset);
  if (first === null || last === null) return null;
  const words = text.slice(first, last);
  const start = first + words.length - words.trimStart().length;
  const end = first + words.trimEnd().length;
  return start < end ? { start, end, by: "mouse" } : null;
}

const DRAWN = "picked";

/** What is selected in a report, and the keys that select. */
export function usePicking(report: Report, box: { current: HTMLElement | null }) {
  const [picked, setPicked] = useState<Picked | null>(null);
  const words = useRef<{ start: number; end: number }[] | null>(null);
  const ends = useRef<[number, number]>([0, 0]); // words: the one that stays, the one that moves
  const all = () => (words.current ??= wordsOf(report.text));

  useEffect(() => {
    const look = () => {
      const found = box.current && selected(box.current, report.text);
      if (found) setPicked(found);
    };
    const stop = new AbortController();
    addEventListener("mouseup", () => setTimeout(look), { signal: stop.signal });
    addEventListener("touchend", () => setTimeout(look), { signal: stop.signal });
    return () => stop.abort();
  }, [report]);

  useEffect(() => {
    if (!("highlights" in CSS) || !box.current) return;
    const range = picked && rangeOf(box.current, picked.start, picked.end);
    if (range) CSS.highlights.set(DRAWN, new Highlight(range));
    else CSS.highlights.delete(DRAWN);
    return () => void CSS.highlights.delete(DRAWN);
  }, [picked, report]);

  const put = (stays: number, moves: number) => {
    const last = all().length - 1;
    if (last < 0) return;
    const [a, b] = [stays, moves].map((n) => Math.max(0, Math.min(last, n))) as [number, number];
    ends.current = [a, b];
    const [first, final] = [all()[Math.min(a, b)]!, all()[Math.max(a, b)]!];
    setPicked({ start: first.start, end: final.end, by: "keys" });
    const moving = rangeOf(box.current!, all()[b]!.start, all()[b]!.end)?.getBoundingClientRect();
    if (moving && (moving.top < 120 || moving.bottom > innerHeight - 240)) scrollBy(0, moving.top - innerHeight / 3);
  };
  const wordAt = (place: number) => Math.max(0, all().findIndex((word) => word.end > place));
  const sentence = (by: number) => {
    const at = all()[ends.current[1]]?.start ?? 0;
    const now = report.sentences.findLastIndex((one) => one.start <= at);
    return wordAt(report.sentences[Math.max(0, Math.min(report.sentences.length - 1, now + by))]?.start ?? 0);
  };

  return {
    picked,
    leave: () => {
      setPicked(null);
      getSelection()?.removeAllRanges();
    },
    /** Begins at the sentence that holds this place. */
    begin: (place: number) => {
      getSelection()?.removeAllRanges();
      (document.activeElement as HTMLElement | null)?.blur(); // the keys are those of the selection from here on
      const one = report.sentences.findLast((sentence) => sentence.start <= place) ?? report.sentences[0];
      const first = wordAt(one?.start ?? 0);
      put(first, first);
    },
    /** Moves by a word, or by a sentence; `extend` keeps the other end. */
    move: (by: number, unit: "word" | "sentence", extend: boolean) => {
      const [stays, moves] = ends.current;
      const to = unit === "word" ? moves + by : sentence(by);
      put(extend ? stays : to, to);
    },
  };
}
