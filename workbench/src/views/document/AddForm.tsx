// The form that adds a row by the words selected: one to three fields first, the rest folded away.
import { useEffect, useState } from "preact/hooks";
import { ask, post } from "../../api";
import { EditField } from "../../parts/EditField";
import { trouble } from "../../parts/Notes";
import { named } from "../../parts/Panel";
import { about, count, counted, typeWord, type Field } from "../../record";
import { anchorOf, asked, before, choices, type Adding } from "./fields";
import type { Report } from "./report";

interface Count {
  low: number | null;
  best: number | null;
  high: number | null;
  open: boolean;
  rule: string;
}

/** `place` are the words selected; `done` gets the number of the decision and the id of the new row. */
export function AddForm(props: { report: Report; adding: Adding; place: { start: number; end: number }; done: (number: number, id: string) => void; leave: () => void }) {
  const { report, adding, place } = props;
  const words = report.text.slice(place.start, place.end);
  const [values, setValues] = useState<Record<string, unknown>>(() => before(adding));
  const [reason, setReason] = useState("");
  const [read, setRead] = useState<Count | null | undefined>(undefined);
  const [sending, setSending] = useState(false);
  useEffect(() => {
    if (adding.table === "figure") ask<{ count: Count | null }>("read-number", { words }).then((found) => setRead(found.count), trouble);
  }, [words, adding.table]);
  const [first, rest] = asked(adding);
  const nearest = adding.table === "figure" && !values["event_id"] ? choices(report, "event", place.start)[0]?.[0] : undefined;
  const all = nearest ? { event_id: nearest, ...values } : values;
  const put = (name: string) => (value: unknown) => setValues((old) => ({ ...old, [name]: value }));
  const send = (event: Event) => {
    event.preventDefault();
    const filled = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== "" && !Number.isNaN(value)));
    const quotes = [{ start: report.offsets.points(place.start), end: report.offsets.points(place.end) }];
    setSending(true);
    post<{ number: number; id: string }>("additions", { table: adding.table, document_id: report.id, values: { [anchorOf(adding.table)]: words, ...filled }, quotes, reason })
      .then((made) => props.done(made.number, made.id), trouble)
      .finally(() => setSending(false));
  };
  const asking = (field: Field) => <Asking key={field.name} report={report} adding={adding} field={field} value={all[field.name]} at={place.start} put={put(field.name)} />;
  return (
    <form class="adding" onSubmit={send} onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), props.leave())}>
      <p>Add {adding.say}: <q class="passage"><bdi>{words.length > 160 ? `${words.slice(0, 160)}…` : words}</bdi></q></p>
      {read && <p class="sub">read as <b>{count(read)}</b></p>}
      {read === null && <p class="sub wrong">No number can be read from these words: give low, best or high below.</p>}
      {first.map(asking)}
      {rest.length > 0 && (
        <details open={read === null}>
          <summary>{counted(rest.length, "further field")}</summary>
          {rest.map(asking)}
        </details>
      )}
      <label>why <span class="sub">(may stay empty)</span><input value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
      <p class="decide"><button class="strong" disabled={sending}>Put it down <kbd>↵</kbd></button><button type="button" onClick={props.leave}>Leave it <kbd>esc</kbd></button></p>
    </form>
  );
}

function Asking(props: { report: Report; adding: Adding; field: Field; value: unknown; at: number; put: (value: unknown) => void }) {
  const { report, adding, field, value, put } = props;
  const needed = !field.optional && field.type !== "bool";
  const options = optionsOf(report, adding, field, props.at);
  const id = `add-${field.name}`;
  return (
    <div class="ask">
      {options ? (
        <>
          <label for={id}>{named(field.name)}</label>
          <select id={id} aria-describedby={`${id}-help`} value={String(value ?? "")} required={needed} onChange={(event) => put(event.currentTarget.value)}>
            {(!needed || !value) && <option value="">{needed ? "choose" : "not said"}</option>}
            {options.map(([code, name]) => <option key={code} value={code}>{name}</option>)}
          </select>
        </>
      ) : (
        <label>{named(field.name)}<EditField table={adding.table} field={field} value={value ?? ""} onChange={put} /></label>
      )}
      <p id={`${id}-help`} class="sub">{field.help}</p>
    </div>
  );
}

/** What a field can be chosen from: the kinds of events, or rows of this report. */
function optionsOf(report: Report, adding: Adding, field: Field, at: number): [string, string][] | null {
  if (adding.table === "event" && field.name === "type") return Object.keys(about.value?.types ?? {}).map((code) => [code, typeWord(code)]);
  return field.ref && field.ref !== "*" ? choices(report, field.ref, at) : null;
}
