// Adjudication: what coders differ on, with the passage, and the word of the one who settles it.
import { useState } from "preact/hooks";
import { useAnswer } from "../../answer";
import { post, written } from "../../api";
import { useKeys } from "../../keys";
import { note, trouble } from "../../parts/Notes";
import { Cell } from "../../parts/Panel";
import { Review } from "../../parts/Signs";
import { counted } from "../../record";
import { Entry } from "./Entry";
import { About, Passages } from "./Passages";
import { called, shown, type Kind, type Told, type Value } from "./words";

interface Difference {
  n: number;
  table: string;
  record_id: string;
  field: string;
  read: Value;
  now: Value | null;
  review: string | null;
  empty: boolean;
  told: Told;
  words: { coder: string; value: Value | null }[];
}

const STRETCH = 20;

export function Settle({ number }: { number: string }) {
  const [shownUp, setShownUp] = useState(STRETCH);
  const way = `samples/${number}/differences`;
  const { answer: all, waiting } = useAnswer<Difference[]>(way);
  const settle = (one: Difference, kind: Kind, value: Value | null = null) =>
    post<{ decision: number; still: string | null }>(way, { item: one.n, kind, value, seen: one.now })
      .then((done) => note(`Decision ${done.decision} settles item ${one.n}${done.still ? `; ${done.still}` : ""}.`))
      .catch((error: unknown) => {
        trouble(error);
        written.value += 1; // what the list shows may be of yesterday
      });
  const first = () => document.querySelector<HTMLElement>(".difference button")?.focus();
  useKeys([{ key: "j", say: "to the first difference", act: first }], []);
  if (all === null || waiting) return <p class="loading" role="status">Comparing …</p>;
  if (!all.length) return <p class="empty">Nothing is left to settle.</p>;
  return (
    <>
      <p class="sub">{counted(all.length, "cell")} to settle. Your choice becomes a decision in the record, under your name and with the reason “adjudicated: sample {number}”.</p>
      <ol class="differences">
        {all.slice(0, shownUp).map((one) => <One key={one.n} one={one} settle={settle} />)}
      </ol>
      {all.length > shownUp && <button type="button" onClick={() => setShownUp(shownUp + STRETCH)}>Show {Math.min(STRETCH, all.length - shownUp)} more</button>}
    </>
  );
}

function One({ one, settle }: { one: Difference; settle: (one: Difference, kind: Kind, value?: Value | null) => Promise<void> }) {
  const [editing, setEditing] = useState(false);
  const [value, setValue] = useState<Value | null>(one.now);
  const [busy, setBusy] = useState(false);
  const said = new Map<string, { value: Value | null; coders: string[] }>();
  for (const word of one.words) {
    const key = JSON.stringify(word.value);
    said.set(key, { value: word.value, coders: [...(said.get(key)?.coders ?? []), word.coder] });
  }
  const choose = (kind: Kind, chosen: Value | null) => {
    setBusy(true);
    settle(one, kind, chosen).finally(() => setBusy(false));
  };
  const take = (chosen: Value | null) => {
    if (chosen === null) choose("not said", null);
    else if (JSON.stringify(chosen) === JSON.stringify(one.read)) choose("accept", null);
    else choose("correct", chosen);
  };
  const taking = (chosen: Value | null) => (chosen === null && !one.empty ? "take it: reject the whole record" : "take it");
  const field = `${called(one.table)}: ${called(one.field)}`;
  return (
    <li class="difference">
      <h3>{field} <span class="sub">item {one.n} · <About told={one.told} /></span></h3>
      <div class="sides">
        <Passages told={one.told} />
        <div>
          <ul class="said" aria-label="Who said what">
            {[...said.values()].map((of) => (
              <li key={JSON.stringify(of.value)}>
                <p><b><bdi>{shown(one.table, one.field, of.value)}</bdi></b></p>
                <p class="sub"><bdi>{of.coders.join(", ")}</bdi></p>
                <button type="button" disabled={busy} aria-label={`${taking(of.value)} – ${field}: ${shown(one.table, one.field, of.value)}`} onClick={() => take(of.value)}>{taking(of.value)}</button>
              </li>
            ))}
          </ul>
          <p class="sub">
            the software read <bdi>{shown(one.table, one.field, one.read)}</bdi>; the record has <Cell row={one.record_id} field={one.field}>{one.now === null ? "nothing" : shown(one.table, one.field, one.now)}</Cell>
            {one.review && <> <Review code={one.review} /></>}
          </p>
          {editing ? (
            <form class="coding-acts" onSubmit={(event) => { event.preventDefault(); if (value !== null) take(value); }}>
              <Entry table={one.table} field={one.field} value={value} onChange={setValue} />
              <button type="submit" class="strong" disabled={busy || value === null}>decide</button>
              <button type="button" onClick={() => setEditing(false)}>leave it</button>
            </form>
          ) : <button type="button" class="plain" onClick={() => setEditing(true)}>neither: another value</button>}
        </div>
      </div>
    </li>
  );
}
