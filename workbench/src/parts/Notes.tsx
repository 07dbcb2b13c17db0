// Notes at the foot of the page: what was done, and what went wrong, in words, until they are put away.
import { signal } from "@preact/signals";
import { coder } from "../api";

interface Note {
  id: number;
  kind: "done" | "wrong";
  text: string;
}

const notes = signal<readonly Note[]>([]);
let last = 0;

export function note(text: string, kind: Note["kind"] = "done"): void {
  const id = ++last;
  notes.value = [...notes.value.filter((other) => other.text !== text).slice(-3), { id, kind, text }];
  if (kind === "done") setTimeout(() => putAway(id), 6000);
}

/** Says that somebody must enter their name before they decide; gone as soon as they did. */
export function nameless(): void {
  note("Say who decides first: enter your name at the top of the page.", "wrong");
  const asked = last;
  document.querySelector<HTMLInputElement>(".coder input")?.focus();
  const stop = coder.subscribe((name) => name && queueMicrotask(() => (stop(), putAway(asked))));
}

function putAway(id: number): void {
  notes.value = notes.value.filter((other) => other.id !== id);
}

/** Says what went wrong; an answer that nobody waits for any more is nothing wrong. */
export function trouble(error: unknown): void {
  if (error instanceof DOMException && error.name === "AbortError") return;
  note(error instanceof Error ? error.message : String(error), "wrong");
}

export function Notes() {
  return (
    <div class="notes" role="status" aria-live="polite">
      {notes.value.map((one) => (
        <p key={one.id} class={`note ${one.kind}`}>
          {one.text}
          <button type="button" class="plain" aria-label="Put this note away" onClick={() => putAway(one.id)}>×</button>
        </p>
      ))}
    </div>
  );
}
