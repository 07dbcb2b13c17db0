// One happening: what all its reports say of it side by side, who says what, the figures by source, what may be the same.
import { useEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../answer";
import { get, written } from "../api";
import type { Decision } from "../decide";
import { printed, useKeys, type Key } from "../keys";
import { Changes } from "../parts/History";
import { Cell, editCell } from "../parts/Panel";
import { filter, go, params, path, to } from "../place";
import { about, counted, interval } from "../record";
import { Accounts } from "./event/Accounts";
import { busy, last, put, undo } from "./event/doing";
import { Figures } from "./event/Figures";
import { Merge, waiting } from "./event/Merge";
import { ruling } from "./event/Pair";
import { eventAt, having, inWords, names, once, outlet, type Story, type Telling } from "./event/story";
import { Kinds, Tellings, Ways } from "./event/Tellings";
import { rowWords, TakeOut, Ties } from "./event/Ties";
import "./Event.css";

interface Around {
  previous: string | null;
  following: string | null;
  place: number | null;
}

export function Event() {
  const id = path.value[1] ?? "";
  const count = busy.value ? null : written.value; // what is put down in one go is read anew at its end
  const [story, setStory] = useState<Story | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [out, setOut] = useState<Telling | null>(null);
  const [rejecting, setRejecting] = useState(false);
  useEffect(() => {
    if (count === null) return;
    const stop = new AbortController();
    setMissing(null);
    get<Story>(`events/${encodeURIComponent(id)}`, stop.signal).then(
      (found) => {
        setStory(found);
        if (found.id !== id) go(eventAt(found.id), { replace: true });
      },
      (error) => (error instanceof DOMException ? null : setMissing(String(error.message))),
    );
    return () => stop.abort();
  }, [id, count]);
  const order = params.value.get("order") ?? "day";
  const { answer: around } = useAnswer<Around>(count === null ? null : `events/${encodeURIComponent(id)}/around?order=${order}${filter.value ? `&${filter.value}` : ""}`);

  const first = story && waiting(story, off)[0];
  const rows = story ? undecided(story) : [];
  const now = useRef({ story, first, rows, around });
  now.current = { story, first, rows, around }; // a key pressed right after a change means what is shown then
  const merge = (kind: "same" | "not same") => {
    if (now.current.story && now.current.first && seen()) void ruling(now.current.story, now.current.first, kind, "");
  };
  const step = (id: string | null | undefined) => id && go(eventAt(id));
  const keys: Key[] = story
    ? [
        { key: "a", say: "accept all of it", act: () => void put(now.current.rows) },
        { key: "x", say: "reject it; within a pair: not the same", act: () => (inPair() ? merge("not same") : setRejecting(true)) },
        { key: "m", say: "the same as the first suggestion (the first time shows it)", act: () => merge("same") },
        { key: "e", say: "edit the cell in focus", act: edit },
        { key: "Backspace", say: "take your last decision here back", act: () => void undo(now.current.story!) },
        { key: "j", say: "next event of the list", act: () => step(now.current.around?.following) },
        { key: "k", say: "previous event of the list", act: () => step(now.current.around?.previous) },
      ]
    : [];
  useKeys(keys, [story === null]);

  if (missing) return <div class="empty"><h1>No such event</h1><p>{missing}</p><p><a href={to("events")}>All events</a></p></div>;
  if (!story) return <p class="loading" role="status">Reading the record …</p>;
  const mine = last(story);
  return (
    <article class="event">
      <nav class="neighbours noprint" aria-label="Events of the list">
        <a href={listed()}>← list</a>
        {around?.previous && <a href={eventAt(around.previous)}>previous <kbd>k</kbd></a>}
        {around?.following && <a href={eventAt(around.following)}>next <kbd>j</kbd></a>}
        {around?.place && <span class="sub">number {around.place.toLocaleString("en")} of the list</span>}
      </nav>
      <Head story={story} />
      <p class="decide noprint" role="group" aria-label="Decisions on all of it">
        <button type="button" disabled={busy.value !== null || !rows.length} onClick={() => put(rows)}>{rows.length ? `Accept all of it (${counted(rows.length, "row")})` : "All of it is accepted"} <kbd>a</kbd></button>
        <button type="button" disabled={busy.value !== null} onClick={() => setRejecting(true)}>Reject it … <kbd>x</kbd></button>
        <button type="button" disabled={busy.value !== null || !mine} onClick={() => undo(story)}>{mine ? `Take back decision ${mine.number}` : "Nothing of yours to take back"} <kbd>{printed("Backspace")}</kbd></button>
        {busy.value && <span class="sub" role="status">{busy.value.done} of {busy.value.of} put down …</span>}
      </p>
      <section aria-labelledby="reports">
        <h2 id="reports">{story.tellings.length > 1 ? "What each report says" : "What the report says"}</h2>
        <Tellings tellings={story.tellings} takeOut={setOut} />
      </section>
      <Figures story={story} />
      <Merge story={story} off={off} later={(other) => setOff(new Set([...off, other]))} />
      <Accounts story={story} />
      <Ties story={story} />
      <section aria-labelledby="past">
        <h2 id="past">What was decided</h2>
        <Changes changes={story.history} row={(one) => <Cell row={one.record_id} field={one.field ?? ""}>{rowWords(story, one.record_id)}</Cell>} />
      </section>
      {out && <TakeOut story={story} telling={out} close={() => setOut(null)} />}
      {rejecting && <Reject story={story} close={() => setRejecting(false)} />}
    </article>
  );
}

/** The list that one came from. */
function listed(): string {
  const order = params.value.get("order");
  return order ? `${to("events")}${filter.value ? "&" : "?"}order=${encodeURIComponent(order)}` : to("events");
}

/** True if the first suggestion is in sight; else it is brought there, since nobody decides on what they do not see. */
function seen(): boolean {
  const [pair, same] = [document.querySelector<HTMLElement>(".merge > .pair"), document.querySelector<HTMLElement>(".merge > .pair .strong")];
  if (!pair || !same) return false;
  const { top, bottom } = same.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return true;
  pair.scrollIntoView({ block: "end" });
  same.focus({ preventScroll: true });
  return false;
}

function inPair(): boolean {
  return document.activeElement?.closest(".pair") !== null && document.activeElement !== null;
}

/** Opens the cell in focus, or the one that the panel shows, to be edited. */
function edit(): void {
  const cell = document.activeElement?.closest<HTMLElement>("[data-row]");
  const [row, field] = cell ? [cell.dataset.row!, cell.dataset.cell!] : [params.value.get("row"), params.value.get("cell")];
  if (row && field) editCell(row, field);
}

/** A decision for every row of the happening that nobody accepted as a whole. */
function undecided(story: Story): Decision[] {
  const done = new Set(story.decisions.filter((one) => one.stands && one.kind === "accept" && one.field === null).map((one) => one.id));
  const fields = (about.value?.tables.event ?? []).filter((field) => !field.kept).map((field) => field.name);
  const found: Decision[] = [];
  const add = (row: { id: string; review: string }, expect: Record<string, unknown>) => {
    if (row.review !== "rejected" && !done.has(row.id)) found.push({ kind: "accept", id: row.id, expect });
  };
  for (const { event, who, where } of story.tellings) {
    add(event, Object.fromEntries(fields.map((name) => [name, event[name]])));
    for (const one of who) add(one, { text: one.text, role: one.role, actor_id: one.actor_id, basis: one.basis });
    for (const one of where) add(one, { text: one.text, basis: one.basis });
  }
  for (const { figure, sources } of story.figures) {
    add(figure, { kind: figure.kind, victim_class: figure.victim_class, verbatim: figure.verbatim, low: figure.low, best: figure.best, high: figure.high, open: figure.open, scope: figure.scope });
    for (const one of sources) add(one, { text: one.text, actor_id: one.actor_id, basis: one.basis });
  }
  return found;
}

/** How many reports tell of it; reprints of one report are no independent ones. */
function Reports({ tellings }: { tellings: Story["tellings"] }) {
  const documents = new Set(tellings.map((one) => one.report.document_id)).size;
  const independent = new Set(tellings.map((one) => one.report.reprint_of ?? one.report.document_id)).size;
  return <>{counted(documents, "report")}{independent < documents && <> ({independent} independent, the others are reprints)</>}</>;
}

/** What happened, in plain words. */
function Head({ story }: { story: Story }) {
  const { tellings } = story;
  const all = (role: string) => names(once(tellings.flatMap((one) => having(one, role).map((who) => who.name))));
  const [who, whom] = [all("actor"), all("target")];
  const places = names(once(tellings.flatMap((one) => one.where.map((place) => [place.name, place.country].filter(Boolean).join(", ")))));
  const days = once(tellings.filter((one) => one.event.date_earliest || one.event.date_latest).map((one) => interval(one.event.date_earliest, one.event.date_latest)));
  const outlets = once(tellings.map((one) => outlet(one.report)));
  const link = (id: string) => <a href={eventAt(id)}><bdi>{story.others[id] ? inWords(story.others[id]!) : id}</bdi></a>;
  return (
    <header class="happening">
      <h1>
        <Kinds tellings={tellings} />
        {(who || whom) && <>: <bdi>{who || "not said who"}</bdi>{whom && <> → <bdi>{whom}</bdi></>}</>}
      </h1>
      <p class="lead">{[places, names(days) || "undated"].filter(Boolean).join(" · ")}</p>
      <p class="sub"><Ways tellings={tellings} /> told in <Reports tellings={tellings} /> of {counted(outlets.length, "outlet")} · <code>{story.id}</code></p>
      {story.part_of && <p>Part of: {link(story.part_of)}</p>}
      {story.parts.length > 0 && <p>Its parts: {story.parts.map((id, n) => <span key={id}>{n > 0 && "; "}{link(id)}</span>)}</p>}
    </header>
  );
}

/** Rejects every telling, after a reason was asked for. */
function Reject({ story, close }: { story: Story; close: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState("");
  useEffect(() => box.current?.showModal(), []);
  const fields = (about.value?.tables.event ?? []).filter((field) => !field.kept).map((field) => field.name);
  const reject = async (event: SubmitEvent) => {
    event.preventDefault();
    const rows = story.tellings.map((one) => one.event).filter((row) => row.review !== "rejected");
    await put(rows.map((row) => ({ kind: "reject", id: row.id, reason, expect: Object.fromEntries(fields.map((name) => [name, row[name]])) })));
    close();
  };
  return (
    <dialog ref={box} aria-labelledby="rejecting" onClose={close}>
      <form onSubmit={reject}>
        <h2 id="rejecting">Reject this event</h2>
        <p>{story.tellings.length > 1 ? `All ${story.tellings.length} tellings of it are rejected, each by a decision of its own.` : "What the report tells here is rejected."} Its figures count no more. The decision can be taken back.</p>
        <label class="reason">why<input value={reason} autofocus onInput={(event) => setReason(event.currentTarget.value)} /></label>
        <p class="decide"><button class="strong" disabled={busy.value !== null}>Reject it</button><button type="button" onClick={close}>Leave it</button></p>
      </form>
    </dialog>
  );
}
