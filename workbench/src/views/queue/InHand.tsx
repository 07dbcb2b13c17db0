// A batch in hand: progress, one card at a time, what can be decided on it, what comes, and the end.
import { useEffect, useRef, useState } from "preact/hooks";
import { written } from "../../api";
import { heard, type Decision } from "../../decide";
import { printed, useKeys, type Key } from "../../keys";
import { trouble } from "../../parts/Notes";
import { named, openRow } from "../../parts/Panel";
import { go as goTo, params, to } from "../../place";
import { again, at, batch, busy, cards, count, decided, go, items, last, make, open, over, refresh, refusals, skip, undo, type Item } from "./batch";
import { fieldOf, Reason, Single } from "./Card";
import { Edit } from "./Edit";
import { Pair } from "./Pair";

interface Act extends Key {
  act: () => void;
  name: string;
  off?: boolean;
  strong?: boolean;
}

export function InHand({ id }: { id: number }) {
  const [ready, setReady] = useState(false);
  const [editing, setEditing] = useState(false);
  const [missing, setMissing] = useState("");
  useEffect(() => {
    setReady(false);
    setMissing("");
    open(id).then(() => setReady(true), (error: unknown) => setMissing(error instanceof Error ? error.message : String(error)));
    const look = () => void refresh().catch(trouble);
    addEventListener("focus", look);
    const deaf = heard(look);
    return () => (removeEventListener("focus", look), deaf());
  }, [id]);
  const n = at.value;
  useEffect(() => setEditing(false), [n]);
  useEffect(() => void (ready && refresh().catch(trouble)), [written.value]); // the panel decides, too
  const shown = useRef(n);
  useEffect(() => {
    if (shown.current !== n && params.value.get("row")) openRow(null);
    shown.current = n;
  }, [n]);
  const form = useRef(false);
  form.current = editing;
  const item = items.value[n];
  const card = cards.value.get(n);
  const acts = ready ? actions(n, item, editing, () => setEditing(true)) : [];
  // a key that follows quickly means the card that is there by then, not the one of the last drawing
  const now = (key: string) => {
    const found = actions(at.value, items.value[at.value], form.current, () => setEditing(true)).find((act) => act.key === key);
    if (found && !found.off) found.act();
  };
  useKeys([...acts.map(({ key, say }) => ({ key, say, act: () => now(key) })), ...MOVES], [n, item, ready]);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (ready && !document.querySelector("dialog[open]")) box.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [n, ready, over.value]);
  const leave = () => {
    box.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true }); // keys typed next are no text any more
    setEditing(false);
  };
  if (missing) return <p class="empty" role="alert">{missing}. <a href={to("queue")}>Back to the queue</a></p>;
  if (!ready) return <p class="loading" role="status">Fetching the batch …</p>;
  return (
    <>
      <Bar />
      <div class="inhand">
        <section ref={box} class="card" aria-label={over.value ? "The batch is done" : `Item ${n + 1} of ${items.value.length}`}>
          {over.value || !item ? <Summary /> : (
            <>
              <Reason item={item} />
              {refusals.value.has(n) && <p class="refused" role="alert">Not put down: {refusals.value.get(n)}</p>}
              {item.state !== "open" && <p class="became"><b>{item.state}</b>{item.by && item.state !== "skipped" ? <> by <bdi>{item.by}</bdi></> : null}. To decide anew, take it back first.</p>}
              {!card ? <p class="loading">…</p> : item.other ? <Pair card={card} /> : <Single card={card} />}
              {editing && card && <Edit card={card} close={leave} put={(field, value, seen, reason) => (leave(), decided(n, { kind: "correct", id: item.id, field, value, reason, expect: { [field]: seen } }))} />}
            </>
          )}
          {!over.value && !editing && (
            <p class="acts" role="group" aria-label="Decide">
              {acts.map((act) => (
                <button key={act.key} type="button" class={act.strong ? "strong" : undefined} disabled={act.off} title={act.say} aria-keyshortcuts={act.key === " " ? "Space" : act.key} onClick={act.act}>{act.name} <kbd>{printed(act.key)}</kbd></button>
              ))}
            </p>
          )}
        </section>
        <Coming n={n} />
      </div>
    </>
  );
}

function actions(n: number, item: Item | undefined, editing: boolean, edit: () => void): Act[] {
  const back: Act = { key: "Backspace", name: "Undo", say: "take back the last decision", act: undo, off: last() === null };
  if (!item) return [back];
  const off = (item.state !== "open" && item.state !== "skipped") || !cards.value.has(n) || editing;
  const later: Act = { key: " ", name: "Skip", say: "leave it for later", act: () => skip(n), off: off || item.state === "skipped" };
  if (item.other) {
    const pair = (kind: Decision["kind"]) => () => decided(n, { kind, id: item.id, other: item.other!, expect: side(n, 0), expect_other: side(n, 1) });
    return [
      { key: "m", name: "Merge", say: "the two are the same", act: pair("same"), off, strong: true },
      { key: "x", name: "Not the same", say: "the two are not the same", act: pair("not same"), off },
      later, back,
    ];
  }
  const put = (kind: "accept" | "reject", field: string | null) => () => {
    const seen = cards.value.get(n)?.sides[0]?.row.cells ?? [];
    const expect = Object.fromEntries(seen.filter((cell) => !field || cell.field === field).map((cell) => [cell.field, cell.value]));
    decided(n, { kind, id: item.id, field, expect });
  };
  // what cannot be empty is rejected with its row
  const rejected = item.field && fieldOf(item.table, item.field)?.optional ? item.field : null;
  const whole = named(item.table);
  return [
    { key: "a", name: "Accept", say: item.field ? `the ${named(item.field)} is right` : `the ${whole} is right as it stands`, act: put("accept", item.field), off, strong: true },
    { key: "x", name: rejected || !item.field ? "Reject" : `Reject the ${whole}`, say: rejected ? `the ${named(rejected)} is wrong: empty it` : `the ${whole} is misread: reject it`, act: put("reject", rejected), off },
    { key: "e", name: "Edit", say: "correct a cell", act: edit, off },
    later, back,
  ];
}

/** The cells of one side of a pair, and what it is one with. */
function side(n: number, which: number): Record<string, unknown> {
  const { row, told } = cards.value.get(n)?.sides[which] ?? {};
  const shared = told && { [told.table === "event" ? "happening_id" : "canonical_id"]: told.shared };
  return { ...Object.fromEntries((row?.cells ?? []).map((cell) => [cell.field, cell.value])), ...shared };
}

const MOVES: Key[] = [
  { key: "j", say: "next item", act: () => go(at.value + 1) },
  { key: "k", say: "previous item", act: () => go(at.value - 1) },
];

function Bar() {
  const all = items.value.length;
  const open_ = count("open");
  const skipped = count("skipped");
  return (
    <header class="progress" aria-busy={busy.value > 0}>
      <h1>Batch {batch.value?.id}</h1>
      <progress max={all} value={all - open_} aria-label="Progress of the batch" />
      <p role="status">{all - open_ - skipped} of {all}{skipped > 0 && <>, {skipped} skipped</>}{open_ > 0 && <span class="sub">, {open_} left</span>}</p>
      <a href={to("queue")} class="sub">leave it, and go on later</a>
    </header>
  );
}

const SIGNS: Record<Item["state"], string> = { open: "○", accepted: "✓", corrected: "✎", rejected: "×", joined: "=", parted: "≠", skipped: "↷", gone: "–" };

/** The items of the batch; from here one can go to any. */
function Coming({ n }: { n: number }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const box = list.current;
    const here = box?.querySelector<HTMLElement>("[aria-current]");
    if (box && here) box.scrollTop = here.offsetTop - box.clientHeight / 3;
  }, [n]);
  return (
    <aside class="coming" aria-label="Items of this batch">
      <ol ref={list}>
        {items.value.map((item, m) => (
          <li key={m}>
            <button type="button" class="plain" aria-current={m === n ? "true" : undefined} onClick={() => go(m)}>
              <span class="state" title={item.state === "open" ? "to be looked at" : item.state}>{SIGNS[item.state]}</span>
              <span class="sr">{item.state === "open" ? "" : `${item.state}: `}</span>
              <bdi>{item.other ? "may be one: " : ""}{item.reason}</bdi>
            </button>
          </li>
        ))}
      </ol>
    </aside>
  );
}

function Summary() {
  const [making, setMaking] = useState(false);
  const made = batch.value!;
  const skipped = count("skipped");
  const rows: [string, number][] = [
    ["accepted", count("accepted")], ["corrected", count("corrected")], ["rejected", count("rejected")],
    ["joined", count("joined")], ["kept apart", count("parted")], ["skipped", skipped], ["gone meanwhile", count("gone")],
  ];
  const following = () => {
    setMaking(true);
    make(made.size > 25 ? 50 : made.size > 10 ? 25 : 10, made.query).then((id) => goTo(to("queue", String(id))), (error) => (setMaking(false), trouble(error)));
  };
  return (
    <div class="summary">
      <h2 tabIndex={-1}>The batch is done</h2>
      <dl>{rows.filter(([, number]) => number > 0).map(([name, number]) => <div key={name}><dt>{name}</dt><dd>{number}</dd></div>)}</dl>
      <p class="decide">
        <button type="button" class="strong" disabled={making} onClick={following}>Next batch</button>
        {skipped > 0 && <button type="button" onClick={again}>Look at the {skipped} skipped again</button>}
        <button type="button" disabled={last() === null} onClick={undo}>Undo <kbd>{printed("Backspace")}</kbd></button>
        <a class="button" href={to("queue")}>Back to the queue</a>
      </p>
    </div>
  );
}
