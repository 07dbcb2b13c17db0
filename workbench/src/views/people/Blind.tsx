// Blind coding: one cell at a time, with its passage, as the software read it, and nothing of what anybody else said.
import { useEffect, useRef, useState } from "preact/hooks";
import { coder, get, post } from "../../api";
import { printed, useKeys } from "../../keys";
import { note, trouble } from "../../parts/Notes";
import { to } from "../../place";
import { counted } from "../../record";
import { Entry } from "./Entry";
import { About, Passages } from "./Passages";
import { called, declared, shown, type Kind, type Turn, type Value } from "./words";

export function Blind({ number }: { number: string }) {
  const [turn, setTurn] = useState<Turn | null>(null);
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const box = useRef<HTMLElement>(null);
  const way = `samples/${number}`;
  const now = useRef<{ turn: Turn | null; busy: boolean }>({ turn: null, busy: false }); // keys act on it between two drawings
  const take = (found: Turn) => {
    now.current = { turn: found, busy: false };
    setBusy(false);
    setEditing(false);
    setTurn(found);
  };
  useEffect(() => {
    const stop = new AbortController();
    setTurn(null);
    now.current.turn = null;
    get<Turn>(`${way}/card`, stop.signal).then(take, (error: Error) => error.name !== "AbortError" && setWrong(error.message));
    return () => stop.abort();
  }, [number, coder.value]);
  useEffect(() => {
    if (!editing) box.current?.focus({ preventScroll: true }); // so that space skips, and presses no button again
  }, [turn, editing]);
  const sent = (path: string, body: unknown) => {
    if (now.current.busy) return;
    now.current.busy = true;
    setBusy(true);
    post<Turn>(`${way}/${path}`, body).then(take, (error: unknown) => {
      now.current.busy = false;
      setBusy(false);
      trouble(error);
    });
  };
  const card = turn?.card ?? null;
  const say = (kind: Kind, value: Value | null = null) => {
    const shown = now.current.turn?.card;
    if (shown) sent("codings", { item: shown.n, kind, value });
  };
  const back = () => (now.current.turn?.done ? sent("undo", {}) : note("There is nothing of yours to take back in this sample."));
  const keys = [
    { key: "a", say: "accept what the software read", act: () => say("accept") },
    { key: "e", say: "another value", act: () => now.current.turn?.card && setEditing(true) },
    { key: "x", say: "the text does not say", act: () => say("not said") },
    { key: " ", say: "skip", act: () => say("skip") },
    { key: "Backspace", say: "take back my last coding", act: back },
    { key: "Escape", say: "leave the form", act: () => setEditing(false) },
  ];
  useKeys(keys, [number]);
  if (wrong !== null) return <p class="empty" role="alert">{wrong} <a href={to("people", number)}>To the sample.</a></p>;
  if (turn === null) return <p class="loading" role="status">Reading the record …</p>;
  const backButton = <button type="button" disabled={busy || !turn.done} onClick={back}>take back <kbd>{printed("Backspace")}</kbd></button>;
  return (
    <>
      <header class="head">
        <h1>Sample {number}</h1>
        <p class="sub">{turn.done} of {turn.size} coded by {coder.value}{turn.skipped > 0 && `, ${turn.skipped} of them skipped`}</p>
        <p class="order"><a href={to("people")}>to the list</a></p>
      </header>
      <progress class="coded" max={turn.size} value={turn.done} aria-label="coded" />
      {card === null ? (
        <section class="blind" ref={box} tabIndex={-1} aria-label="Done">
          <p class="question">You have coded all {counted(turn.size, "cell")}.</p>
          <p class="coding-acts"><a class="button" href={to("people", number)}>How far you agree</a>{backButton}</p>
        </section>
      ) : (
        <section class="blind" ref={box} tabIndex={-1} aria-labelledby="question">
          <p class="sub">item {card.n} · <About told={card.told} /></p>
          <h2 id="question" class="question">{called(card.table)}: {called(card.field)}</h2>
          <p class="sub">{declared(card.table, card.field)?.help}</p>
          <Passages told={card.told} />
          <p class="read">the software read <b><bdi>{shown(card.table, card.field, card.value)}</bdi></b></p>
          {editing ? <Other card={card} busy={busy} say={say} leave={() => setEditing(false)} /> : (
            <p class="coding-acts">
              <button type="button" class="strong" disabled={busy} onClick={() => say("accept")}>accept <kbd>a</kbd></button>
              <button type="button" disabled={busy} onClick={() => setEditing(true)}>another value <kbd>e</kbd></button>
              <button type="button" disabled={busy} onClick={() => say("not said")}>the text does not say <kbd>x</kbd></button>
              <button type="button" disabled={busy} onClick={() => say("skip")}>skip <kbd>space</kbd></button>
              {backButton}
            </p>
          )}
        </section>
      )}
      <p class="sub">Go by the passage alone, and do not look into the record meanwhile: you are not to know what others decided. What you say here changes nothing in the record.</p>
    </>
  );
}

function Other({ card, busy, say, leave }: { card: NonNullable<Turn["card"]>; busy: boolean; say: (kind: Kind, value: Value | null) => void; leave: () => void }) {
  const [value, setValue] = useState<Value | null>(card.value);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input, select")?.focus(), []);
  const send = () => {
    if (value === null || value === "" || (Array.isArray(value) && !value.length)) return note("Give a value, or say that the text does not say it.");
    if (JSON.stringify(value) === JSON.stringify(card.value)) return say("accept", null);
    say("correct", value);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
    event.preventDefault(); // a list does not send its form by itself
    (event.target as HTMLElement).blur(); // so that what was typed counts
    form.current?.requestSubmit();
  };
  return (
    <form ref={form} class="coding-acts" onKeyDown={pressed} onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Entry table={card.table} field={card.field} value={value} onChange={setValue} />
      <button type="submit" class="strong" disabled={busy}>put it down <kbd>↵</kbd></button>
      <button type="button" onClick={leave}>leave it <kbd>esc</kbd></button>
    </form>
  );
}
