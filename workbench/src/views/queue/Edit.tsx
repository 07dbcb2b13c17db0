// The right value of a cell: its field (to choose where the whole row is in doubt), the value with its vocabulary, why.
import { useEffect, useRef, useState } from "preact/hooks";
import { EditField } from "../../parts/EditField";
import { named } from "../../parts/Panel";
import { about } from "../../record";
import type { Card } from "./batch";
import { MAIN } from "./Card";

export function Edit(props: { card: Card; close: () => void; put: (field: string, value: unknown, seen: unknown, reason: string) => void }) {
  const { row } = props.card.sides[0]!;
  const fields = (about.value?.tables[row.table] ?? []).filter((field) => !field.kept);
  const first = props.card.item.field ?? (row.table === "figure" ? "best" : undefined) ?? MAIN[row.table]?.find((name) => name !== "trigger" && name !== "verbatim" && name !== "text") ?? fields[0]!.name;
  const seen = (name: string) => row.cells.find((cell) => cell.field === name)?.value ?? null;
  const [name, setName] = useState(first);
  const [value, setValue] = useState<unknown>(seen(first));
  const [reason, setReason] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: "end" });
    form.current?.querySelector<HTMLElement>(".value input, .value select")?.focus({ preventScroll: true });
  }, []);
  const field = fields.find((one) => one.name === name)!;
  const send = (event: Event) => {
    event.preventDefault();
    props.put(name, value, seen(name), reason);
  };
  return (
    <form ref={form} class="edit" aria-label="Correct" onSubmit={send} onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), props.close())}>
      <label>cell
        <select value={name} onChange={(event) => (setName(event.currentTarget.value), setValue(seen(event.currentTarget.value)))}>
          {fields.map((one) => <option key={one.name} value={one.name}>{named(one.name)}</option>)}
        </select>
      </label>
      <label class="value">the right value<EditField table={row.table} field={field} value={value} onChange={setValue} /></label>
      <label class="reason">why (may be left out)<input value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
      <p class="sub">{field.help}.</p>
      <p class="decide">
        <button class="strong" disabled={value === null || value === seen(name)}>Put it down <kbd>↵</kbd></button>
        <button type="button" onClick={props.close}>Leave it <kbd>esc</kbd></button>
      </p>
    </form>
  );
}
