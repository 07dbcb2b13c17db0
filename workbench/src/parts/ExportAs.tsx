// What the filter leaves of the record, in any format of `truceline export`, as one ZIP archive.
import { useState } from "preact/hooks";
import { useAnswer } from "../answer";
import { download } from "../api";
import { filter } from "../place";
import { note, trouble } from "./Notes";

interface Format {
  name: string;
  meaning: string;
}

export function ExportAs() {
  const [open, setOpen] = useState(false);
  const [making, setMaking] = useState<string | null>(null);
  const { answer } = useAnswer<Format[]>(open ? "exports" : null);
  const make = ({ name }: Format) => {
    setMaking(name);
    download(`exports/${name}${filter.value ? `?${filter.value}` : ""}`)
      .then((file) => note(`${file} is in your downloads.`), trouble)
      .finally(() => setMaking(null));
  };
  const close = (event: KeyboardEvent & { currentTarget: HTMLDetailsElement }) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    event.currentTarget.open = false;
    event.currentTarget.querySelector("summary")?.focus();
  };
  return (
    <details class="export formats" onToggle={(event) => setOpen(event.currentTarget.open)} onKeyDown={close}>
      <summary class="button">Export …</summary>
      {open && (
        <div>
          <p class="sub">What the filter leaves, with what was left out and why, packed as a ZIP archive</p>
          <ul>
            {(answer ?? []).map((one) => (
              <li key={one.name}>
                <button type="button" disabled={making !== null} onClick={() => make(one)}>{one.name}</button>{" "}
                <span class="sub">{making === one.name ? "is being made …" : one.meaning}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </details>
  );
}
