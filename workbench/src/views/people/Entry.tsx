// Another value for one cell, with the name of its field on the control.
import { EditField } from "../../parts/EditField";
import { called, declared, type Value } from "./words";

export function Entry(props: { table: string; field: string; value: Value | null; onChange: (value: Value | null) => void }) {
  const field = declared(props.table, props.field);
  if (!field) return null;
  return (
    <label class="entry">
      <span class="sub">{called(props.table)}: {called(props.field)}</span>{" "}
      <EditField table={props.table} field={field} value={props.value} onChange={(value) => props.onChange(value as Value | null)} />
    </label>
  );
}
