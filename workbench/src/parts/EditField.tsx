// The value of a field as a form: a closed set is a choice, a day a date, a number a number.
import type { Field } from "../record";
import { word } from "../record";

export function EditField(props: { table: string; field: Field; value: unknown; onChange: (value: unknown) => void }) {
  const { field, value, onChange } = props;
  const text = value === null || value === undefined ? "" : Array.isArray(value) ? value.join("; ") : String(value);
  if (field.values.length) {
    return (
      <select value={text} onChange={(event) => onChange(event.currentTarget.value)}>
        {field.values.map((code) => <option key={code} value={code}>{word(field.name, code)}</option>)}
      </select>
    );
  }
  if (field.type === "bool") return <input type="checkbox" checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
  if (field.type === "date") return <input type="date" value={text} onInput={(event) => onChange(event.currentTarget.value)} />;
  if (field.type === "int" || field.type === "float") {
    return <input type="number" step={field.type === "int" ? 1 : "any"} value={text} onInput={(event) => onChange(event.currentTarget.valueAsNumber)} />;
  }
  return <input type="text" value={text} onInput={(event) => onChange(event.currentTarget.value)} />;
}
