// The keys that work in this view, shown by "?".
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { known, printed } from "../keys";

export const helping = signal(false);

export function Help() {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (helping.value) box.current?.showModal();
    else box.current?.close();
  }, [helping.value]);
  return (
    <dialog ref={box} aria-labelledby="keys" onClose={() => (helping.value = false)}>
      <h2 id="keys">Keys of this view</h2>
      <dl class="keys">
        {known().map((key) => (
          <div key={key.key}><dt><kbd>{printed(key.key)}</kbd></dt><dd>{key.say}</dd></div>
        ))}
      </dl>
      <p class="sub">Everything can also be done by mouse, and with Tab and Enter alone.</p>
      <button type="button" onClick={() => (helping.value = false)}>Close</button>
    </dialog>
  );
}
