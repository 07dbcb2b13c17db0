// What can be done with the words selected: add what was missed, or attach them to the cell that is open in the panel.
import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "../../api";
import { decide, type Decision } from "../../decide";
import { EditField } from "../../parts/EditField";
import { trouble } from "../../parts/Notes";
import { named } from "../../parts/Panel";
import { params } from "../../place";
import { about } from "../../record";
import { AddForm } from "./AddForm";
import { ADDED, partsOf, type Adding } from "./fields";
import { Floating } from "./Floating";
import type { Picked } from "./picking";
import type { ReadRow, Report } from "./report";

interface Doing {
  report: Report;
  picked: Picked;
  /** The decision that was put down, in words, and the row to show. */
  done: (number: number, said: string, row?: string) => void;
  leave: () => void;
}

export function AtWords(props: Doing & { column: { current: HTMLElement | null }; taken: boolean }) {
  const { report, picked } = props;
  const [adding, setAdding] = useState<Adding | "right" | "date" | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => setAdding(null), [picked.start, picked.end]);
  useEffect(() => {
    if (props.taken) bar.current?.querySelector("button")?.focus();
  }, [props.taken]);
  useEffect(() => {
    if (adding) bar.current?.querySelector<HTMLElement>("select, input")?.focus();
  }, [adding]);
  const row = report.byId.get(params.value.get("row") ?? "");
  const field = row && about.value?.tables[row.table]?.find((one) => one.name === params.value.get("cell"));
  const attach = () =>
    decide({ kind: "attach", id: row!.id, field: field?.name ?? null, quotes: quoted(report, picked) })
      .then((number) => number !== null && props.done(number, `Words attached to ${named(field?.name ?? row!.table)}.`), trouble);
  return (
    <Floating column={props.column} place={picked} label="What these words say">
      <div ref={bar} onKeyDown={(event) => event.key === "Escape" && !adding && props.leave()}>
        {adding === null && (
          <>
            <p class="sub">{picked.by === "keys" && !props.taken ? <><kbd>←</kbd> <kbd>→</kbd> word, <kbd>↑</kbd> <kbd>↓</kbd> sentence, <kbd>shift</kbd> extends, <kbd>↵</kbd> takes it</> : "add what was missed"}</p>
            <p class="doings">{ADDED.map((one) => <button key={one.say} type="button" onClick={() => setAdding(one)}>{one.say}</button>)}</p>
            {row?.table === "event" && (
              <p class="doings"><span class="sub">to “<bdi>{String(row.values["trigger"])}</bdi>”</span>
                {partsOf(row.id).map((one) => <button key={one.say} type="button" onClick={() => setAdding(one)}>{one.say}</button>)}
                <button type="button" onClick={() => setAdding("date")}>its date</button>
              </p>
            )}
            {row && (
              <p class="doings"><span class="sub">{named(row.table)}{field && <>: {named(field.name)}</>}</span>
                <button type="button" onClick={attach}>these words say it too</button>
                {field && <button type="button" onClick={() => setAdding("right")}>these words say the right value</button>}
              </p>
            )}
          </>
        )}
        {adding === "right" && row && field && <Right {...props} row={row} name={field.name} leave={() => setAdding(null)} />}
        {adding === "date" && row && <When {...props} row={row} leave={() => setAdding(null)} />}
        {adding !== null && typeof adding === "object" && (
          <AddForm report={report} adding={adding} place={picked} leave={() => setAdding(null)} done={(number, id) => props.done(number, `${adding.say} added.`, id)} />
        )}
      </div>
    </Floating>
  );
}

/** The words selected as the record has them: in code points. */
function quoted(report: Report, place: { start: number; end: number }): Decision["quotes"] {
  return [{ document_id: report.id, start: report.offsets.points(place.start), end: report.offsets.points(place.end), text: report.text.slice(place.start, place.end) }];
}

/** The right value of the cell that is open, said by the words selected. */
function Right(props: Doing & { row: ReadRow; name: string }) {
  const { report, row, picked, name } = props;
  const field = about.value!.tables[row.table]!.find((one) => one.name === name)!;
  const words = report.text.slice(picked.start, picked.end);
  const [value, setValue] = useState<unknown>(field.type === "str" && !field.values.length && !field.ref ? words : (row.values[name] ?? ""));
  useEffect(() => {
    if (row.table === "figure" && ["low", "best", "high"].includes(name)) {
      ask<{ count: Record<string, number | null> | null }>("read-number", { words }).then((found) => found.count?.[name] != null && setValue(found.count[name]), trouble);
    }
  }, [words, name]);
  const send = (event: Event) => {
    event.preventDefault();
    decide({ kind: "correct", id: row.id, field: name, value, expect: { [name]: row.values[name] ?? null }, quotes: quoted(report, picked) })
      .then((number) => number !== null && props.done(number, `${named(name)} corrected.`), trouble);
  };
  return (
    <form class="adding" onSubmit={send} onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), props.leave())}>
      <p><q class="passage"><bdi>{words}</bdi></q> says:</p>
      <div class="ask"><label>{named(name)}<EditField table={row.table} field={field} value={value} onChange={setValue} /></label><p class="sub">{field.help}</p></div>
      <p class="decide"><button class="strong">Put it down <kbd>↵</kbd></button><button type="button" onClick={props.leave}>Leave it <kbd>esc</kbd></button></p>
    </form>
  );
}

/** The days of an event, said by the words selected; each end is a decision of its own. */
function When(props: Doing & { row: ReadRow }) {
  const { report, row, picked } = props;
  const now = (name: string) => (row.values[name] ?? null) as string | null;
  const [first, setFirst] = useState(now("date_earliest") ?? "");
  const [last, setLast] = useState(now("date_latest") === now("date_earliest") ? "" : (now("date_latest") ?? ""));
  const words = report.text.slice(picked.start, picked.end);
  const send = async (event: Event) => {
    event.preventDefault();
    const days: [string, string][] = [["date_earliest", first], ["date_latest", last || first]];
    if (first > (now("date_latest") ?? "9999")) days.reverse(); // the ends stay in order after each of the decisions
    let number: number | null = null;
    for (const [field, value] of [...days, ["date_text", words] as [string, string]]) {
      const same = value === now(field); // then these words say it too
      number = await decide({ kind: same ? "attach" : "correct", id: row.id, field, ...(same ? {} : { value }), expect: { [field]: now(field) }, quotes: quoted(report, picked) });
      if (number === null) return;
    }
    props.done(number!, "Date put down, in three decisions.");
  };
  return (
    <form class="adding" onSubmit={(event) => send(event).catch(trouble)} onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), props.leave())}>
      <p><q class="passage"><bdi>{words}</bdi></q> gives the date:</p>
      <div class="ask"><label>first day<input type="date" required value={first} onInput={(event) => (setFirst(event.currentTarget.value), last < event.currentTarget.value && setLast(""))} /></label></div>
      <div class="ask"><label>last day<input type="date" value={last} min={first} onInput={(event) => setLast(event.currentTarget.value)} /></label><p class="sub">The same day if left empty.</p></div>
      <p class="decide"><button class="strong">Put it down <kbd>↵</kbd></button><button type="button" onClick={props.leave}>Leave it <kbd>esc</kbd></button></p>
    </form>
  );
}
