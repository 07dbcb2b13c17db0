// Another value for one cell: the control that its field wants, with its vocabulary at hand.
import { about, typeWord, word } from "../../record";
import { called, declared, type Value } from "./words";

export function EditField(props: { table: string; field: string; value: Value | null; onChange: (value: Value | null) => void }) {
  const { table, field, value, onChange } = props;
  const known = declared(table, field);
  const label = `${called(table)}: ${called(field)}`;
  const text = value === null ? "" : String(value);
  const codes = table === "event" && field === "type" ? Object.keys(about.value?.types ?? {}) : (known?.values ?? []);
  if (codes.length) {
    const named = codes.map((code): [string, string] => [code, known?.values.length ? word(field, code) : typeWord(code)]);
    return (
      <select aria-label={label} value={text} onChange={(event) => onChange(event.currentTarget.value || null)}>
        <option value="">choose …</option>
        {named.map(([code, name]) => <option key={code} value={code}>{name}</option>)}
      </select>
    );
  }
  switch (known?.type) {
    case "bool":
      return (
        <select aria-label={label} value={text} onChange={(event) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.value === "true")}>
          <option value="">choose …</option>
          <option value="true">yes</option>
          <option value="false">no</option>
        </select>
      );
    case "int":
    case "float":
      return (
        <input type="number" step={known.type === "int" ? 1 : "any"} aria-label={label} value={text}
          onInput={(event) => onChange(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))} />
      );
    case "date":
      return <input type="date" aria-label={label} value={text} onInput={(event) => onChange(event.currentTarget.value || null)} />;
    case "tuple":
      return (
        <input aria-label={`${label}, several parted by ;`} value={Array.isArray(value) ? value.join("; ") : ""}
          onChange={(event) => onChange(event.currentTarget.value.split(";").map((part) => part.trim()).filter(Boolean))} />
      );
    default:
      return <input aria-label={label} value={text} onInput={(event) => onChange(event.currentTarget.value.trim() ? event.currentTarget.value : null)} />;
  }
}
