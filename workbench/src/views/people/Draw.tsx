// The form that draws a sample.
import { useState } from "preact/hooks";
import { coder, post } from "../../api";
import { note, trouble } from "../../parts/Notes";
import { FILTERS, params } from "../../place";
import { counted } from "../../record";
import { called, codable, type ListedSample } from "./words";

export function Draw({ names, usual }: { names: string[]; usual: [string, string][] }) {
  const [from, setFrom] = useState<"filter" | "coder">("filter");
  const [who, setWho] = useState("");
  const [fields, setFields] = useState<ReadonlySet<string>>(new Set(usual.map((one) => one.join("."))));
  const [size, setSize] = useState("100");
  const [seed, setSeed] = useState("1");
  const [strata, setStrata] = useState("field");
  const [busy, setBusy] = useState(false);
  const chosen = names.includes(who) ? who : (names[0] ?? "");
  // not by the state of review: coders would know what was decided
  const parts = FILTERS.filter((name) => name !== "review" && params.value.get(name)).map((name): [string, string] => [name, params.value.get(name)!]);
  const turn = (name: string) => setFields(new Set(fields.has(name) ? [...fields].filter((one) => one !== name) : [...fields, name]));
  const send = () => {
    const body = {
      size, seed, strata,
      fields: [...fields].map((name) => name.split(".")),
      ...(from === "coder" ? { coder: chosen } : { filter: Object.fromEntries(parts) }),
    };
    setBusy(true);
    post<ListedSample>("samples", body)
      .then(({ sample }) => note(`Sample ${sample.number} is drawn: ${counted(sample.size, "cell")} of ${sample.frame.toLocaleString("en")}.`), trouble)
      .finally(() => setBusy(false));
  };
  const ready = coder.value && fields.size > 0 && (from === "filter" || chosen);
  return (
    <form class="draw" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <fieldset>
        <legend>cells to draw from</legend>
        <label><input type="radio" name="from" checked={from === "filter"} onChange={() => setFrom("filter")} /> {parts.length ? <>what meets the filter <b><bdi>{parts.map(([name, value]) => `${name} ${value}`).join(", ")}</bdi></b></> : "the whole record (a filter set in any view comes along)"}</label>
        <label><input type="radio" name="from" checked={from === "coder"} disabled={!names.length} onChange={() => setFrom("coder")} /> what a coder has decided on
          {from === "coder" && <select aria-label="whose decisions" value={chosen} onChange={(event) => setWho(event.currentTarget.value)}>{names.map((name) => <option key={name}>{name}</option>)}</select>}
        </label>
      </fieldset>
      <fieldset class="fields">
        <legend>fields</legend>
        {codable().map(([table, all]) => (
          <details key={table} open={all.some((field) => fields.has(`${table}.${field.name}`))}>
            <summary>{called(table)} <span class="sub">{all.filter((field) => fields.has(`${table}.${field.name}`)).length} of {all.length}</span></summary>
            {all.map((field) => (
              <label key={field.name} title={field.help}><input type="checkbox" checked={fields.has(`${table}.${field.name}`)} onChange={() => turn(`${table}.${field.name}`)} /> {called(field.name)}</label>
            ))}
          </details>
        ))}
      </fieldset>
      <div class="row">
        <label>cells <input type="number" min="1" max="2000" required value={size} onInput={(event) => setSize(event.currentTarget.value)} /></label>
        <label>as many of each
          <select value={strata} onChange={(event) => setStrata(event.currentTarget.value)}>
            <option value="field">field</option><option value="table">table</option><option value="none">as they come</option>
          </select>
        </label>
        <label>seed <input type="number" min="0" max="999999999" required value={seed} onInput={(event) => setSeed(event.currentTarget.value)} /></label>
        <button type="submit" class="strong" disabled={busy || !ready}>{busy ? "drawing …" : "Draw the sample"}</button>
      </div>
      <p class="sub">The same seed draws the same cells from the same record. For a coefficient take at least twenty cells of each field; fifty give an interval that says something.</p>
    </form>
  );
}
