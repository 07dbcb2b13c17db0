// The question where a row changed while somebody looked at it: decide anyway, or leave it as it is now.
import { useEffect, useRef } from "preact/hooks";
import { asking, seenOf, sideOf } from "../decide";
import { day, word } from "../record";

export function Changed() {
  const box = useRef<HTMLDialogElement>(null);
  const open = asking.value;
  useEffect(() => {
    if (open) box.current?.showModal();
    else box.current?.close();
  }, [open]);
  const by = open?.changed.decision;
  return (
    <dialog ref={box} aria-labelledby="changed" onCancel={(event) => (event.preventDefault(), open?.answer(false))}>
      <h2 id="changed">It changed while you looked at it</h2>
      {open && (
        <dl class="changed">
          {open.changed.fields.map((field) => (
            <div key={field}>
              <dt>{field.replaceAll("_", " ")}</dt>
              <dd>you saw <b><bdi>{plain(field, seenOf(open.decision, sideOf(open.decision, open.changed))?.[field])}</bdi></b>, it is now <b><bdi>{plain(field, open.changed.now[field])}</bdi></b></dd>
            </div>
          ))}
        </dl>
      )}
      {by && <p>Changed by <bdi>{by.by}</bdi>, {day(by.at)} at {new Date(by.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })} (decision {by.number}).</p>}
      {open && !by && <p>No decision changed it: it was read anew.</p>}
      <p class="decide">
        <button type="button" onClick={() => open?.answer(false)}>Leave it as it is now</button>
        <button type="button" class="strong" onClick={() => open?.answer(true)}>Decide anyway</button>
      </p>
    </dialog>
  );
}

function plain(field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
  return Array.isArray(value) ? value.join("; ") : typeof value === "boolean" ? (value ? "yes" : "no") : word(field, String(value));
}
