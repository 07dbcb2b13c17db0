// The value of a field as a form: a closed set is a choice, a day a date, a number a number, a list words parted by ";".
import { about, typeWord, word, type Field } from "../record";

/** `value` is null where nothing is entered; a label stands around it. */
export function EditField(props: { table: string; field: Field; value: unknown; onChange: (value: unknown) => void }) {
  const { table, field, value, onChange } = props;
  const text = value === null || value === undefined ? "" : Array.isArray(value) ? value.join("; ") : String(value);
  const codes = table === "event" && field.name === "type" ? Object.keys(about.value?.types ?? {}) : field.values;
  if (codes.length) {
    return (
      <select value={text} onChange={(event) => onChange(event.currentTarget.value || null)}>
        {!codes.includes(text) && <option value={text}>{text || "choose"}</option>}
        {codes.map((code) => <option key={code} value={code}>{field.name === "type" ? typeWord(code) : word(field.name, code)}</option>)}
      </select>
    );
  }
  if (field.type === "bool") {
    return (
      <select value={value === true ? "yes" : value === false ? "no" : ""} onChange={(event) => onChange(event.currentTarget.value ? event.currentTarget.value === "yes" : null)}>
        {typeof value !== "boolean" && <option value="">choose</option>}
        <option value="yes">yes</option>
        <option value="no">no</option>
      </select>
    );
  }
  if (field.type === "date") return <input type="date" value={text} onInput={(event) => onChange(event.currentTarget.value || null)} />;
  if (field.type === "int" || field.type === "float") {
    const number = (input: HTMLInputElement) => (Number.isNaN(input.valueAsNumber) ? null : input.valueAsNumber);
    return <input type="number" step={field.type === "int" ? 1 : "any"} value={text} onInput={(event) => onChange(number(event.currentTarget))} />;
  }
  const words = (said: string) => (field.type === "tuple" ? said.split(";").map((part) => part.trim()).filter(Boolean) : said || null);
  return <input type="text" value={text} onInput={(event) => onChange(words(event.currentTarget.value))} />;
}
