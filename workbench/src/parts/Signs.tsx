// Signs that stand for a code: a word with a shape; colour only repeats what the shape says.
import { family, typeWord, word } from "../record";

const SHAPES = {
  violence: <rect x="2" y="2" width="8" height="8" />,
  truce: <circle cx="6" cy="6" r="4.5" />,
  words: <path d="M6 1.5 11 10.5H1z" />,
  change: <path d="M6 .8 11.2 6 6 11.2.8 6z" />,
};

/** The kind of an event: its word, with the shape of its family. */
export function Type({ code }: { code: string }) {
  const of = family(code) as keyof typeof SHAPES;
  return (
    <span class="type">
      <svg class={`shape f-${of}`} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{SHAPES[of]}</svg>
      {typeWord(code)}
    </span>
  );
}

/** Whether the text tells it as a fact. */
export function Status({ code }: { code: string }) {
  return <span class={`sign status-${code}`}>{word("status", code)}</span>;
}

/** What a person decided on it. */
export function Review({ code }: { code: string }) {
  return <span class={`sign review-${code}`}>{code === "draft" ? "not reviewed" : code}</span>;
}

const LIVE = ["agreed", "declared", "holding", "extended", "monitored", "completed"];
const ENDED = ["broken_down", "expired", "rejected", "superseded"];

/** Which of the four looks a state of a ceasefire has: living, strained, ended, or none of these. */
export function stateLook(code: string): string {
  return LIVE.includes(code) ? "live" : ENDED.includes(code) ? "ended" : code === "strained" ? "strained" : "open";
}

/** Where a ceasefire stands. */
export function State({ code }: { code: string }) {
  return <span class={`sign state-${stateLook(code)}`}>{word("state", code)}</span>;
}
