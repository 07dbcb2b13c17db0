// The panel beside every view: one row of the record, each cell with the words that say it, and what can be decided.
//
// `<Cell row="EVT-…" field="date_earliest" basis="inferred">31 March 2008</Cell>` shows a value anywhere; following it opens
// the row here. The row open stands in the address (`row`, `cell`), so that it can be sent and found again.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { get, written } from "../api";
import { decide, type Decision } from "../decide";
import { useKeys } from "../keys";
import { corrections, type Ends } from "../numbers";
import { about, day, typeWord, word, type Field } from "../record";
import { params, set, to, toPassage } from "../place";
import { EditField } from "./EditField";
import { History } from "./History";
import { trouble } from "./Notes";
import { Review } from "./Signs";
import "./Panel.css";

export interface Passage {
  document_id: string | null;
  start: number | null;
  end: number | null;
  quote: string | null;
  page: number | null;
  before: string;
  sentence_before: string;
  sentence_after: string;
  after: string;
  source: string | null;
  basis: string;
  method: string;
  confidence: number | null;
  decision: number | null;
}

export interface ShownRow {
  id: string;
  table: string;
  review: string | null;
  document: { id: string; title: string | null; outlet: string | null; path: string; published: string | null } | null;
  cells: { field: string; value: unknown; passages: Passage[] }[];
}

/** A value that can be followed to the words that say it. */
export function Cell(props: { row: string; field: string; basis?: string | null; children: ComponentChildren }) {
  const open = params.value.get("row") === props.row && params.value.get("cell") === props.field;
  return (
    <button type="button" data-row={props.row} data-cell={props.field} class={`cell basis-${(props.basis ?? "stated").replace(" ", "-")}`} aria-expanded={open} onClick={() => openRow(props.row, props.field)}>
      <bdi>{props.children}</bdi>
    </button>
  );
}

/** Opens a row in the panel. */
export function openRow(row: string | null, field?: string): void {
  const before = params.value.get("row");
  if (row !== null && !document.activeElement?.closest(".panel")) opener = document.activeElement;
  set({ row, cell: field ?? null }, { replace: true });
  // whoever closes the panel goes on where they were
  if (row === null && before !== null) queueMicrotask(() => (opener?.isConnected ? (opener as HTMLElement) : document.getElementById("main"))?.focus());
}

/** What had the focus before the panel was opened. */
let opener: Element | null = null;

/** The cell that is to be opened as a form, from anywhere. */
const wanted = signal<{ row: string; field: string } | null>(null);

/** Opens a cell in the panel to be edited. */
export function editCell(row: string, field: string): void {
  openRow(row, field);
  wanted.value = { row, field };
}

/** A value in plain words. */
export function shown(table: string, field: Field, value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && !value.length)) return "";
  if (field.name === "type" && table === "event") return typeWord(String(value));
  if (field.type === "date") return day(String(value));
  if (field.type === "bool") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.join("; ");
  return field.values.length ? word(field.name, String(value)) : String(value);
}

/** The name of a field as a heading. */
export function named(field: string): string {
  return field.replace(/_id$/, "").replaceAll("_", " ");
}

export function Panel() {
  const id = params.value.get("row");
  const [row, setRow] = useState<ShownRow | null>(null);
  const box = useRef<HTMLElement>(null);
  const count = written.value;
  useKeys(id ? [{ key: "Escape", say: "close the panel", act: () => openRow(null) }] : [], [id]);
  useEffect(() => {
    if (!id) return setRow(null);
    const stop = new AbortController();
    get<ShownRow>(`rows/${encodeURIComponent(id)}`, stop.signal).then(setRow, trouble);
    return () => stop.abort();
  }, [id, count]);
  const cell = params.value.get("cell");
  useEffect(() => {
    if (row?.id === id) box.current?.querySelector<HTMLElement>(cell ? `[data-field="${CSS.escape(cell)}"]` : "h2")?.focus();
  }, [row?.id, cell]);
  if (!id || row?.id !== id) return null;
  const fields = about.value?.tables[row.table] ?? [];
  const filled = row.cells.filter((one) => one.passages.length || (one.value !== null && one.value !== false && !(Array.isArray(one.value) && !one.value.length)));
  const empty = row.cells.filter((one) => !filled.includes(one));
  const field = (name: string) => fields.find((one) => one.name === name)!;
  return (
    <aside ref={box} class="panel" aria-label="Cells and their passages">
      <header>
        <h2 tabIndex={-1}>{named(row.table)}</h2>
        {row.review && <Review code={row.review} />}
        <button type="button" class="plain" onClick={() => openRow(null)} aria-label="Close the panel">close ×</button>
      </header>
      <p class="sub"><code>{row.id}</code>{row.document && <>, read in <a href={to("document", row.document.id)}><bdi>{row.document.title ?? row.document.path}</bdi></a>, <bdi>{row.document.outlet ?? "outlet not known"}</bdi>, {row.document.published ? day(row.document.published) : "undated"}</>}</p>
      <Decide row={row} />
      <dl>
        {filled.map((one, n) => <CellOfRow key={one.field} row={row} cell={one} field={field(one.field)} again={n > 0 && cell !== one.field && alike(filled[n - 1]!, one)} />)}
      </dl>
      {empty.length > 0 && (
        <details>
          <summary>{empty.length} empty: the text does not say</summary>
          <dl>{empty.map((one) => <CellOfRow key={one.field} row={row} cell={one} field={field(one.field)} />)}</dl>
        </details>
      )}
    </aside>
  );
}

/** True if both rest on the same words: they need not stand there twice. */
function alike(one: ShownRow["cells"][number], other: ShownRow["cells"][number]): boolean {
  const places = (cell: ShownRow["cells"][number]) => JSON.stringify(cell.passages.map((passage) => [passage.document_id, passage.start, passage.end, passage.basis, passage.source, passage.decision]));
  return one.passages.length > 0 && places(one) === places(other);
}

/** What can be decided on the whole row. */
function Decide({ row }: { row: ShownRow }) {
  if (row.table === "reconciled") return <p class="sub">This row is worked out from the figures; decide on those.</p>;
  const expect = Object.fromEntries(row.cells.map((cell) => [cell.field, cell.value]));
  return (
    <p class="decide">
      <button type="button" onClick={() => decide({ kind: "accept", id: row.id, expect }).catch(trouble)}>Accept all of it</button>
      <button type="button" onClick={() => decide({ kind: "reject", id: row.id, expect }).catch(trouble)}>Reject all of it</button>
    </p>
  );
}

/** `again` says that the cell above rests on the same words. */
function CellOfRow({ row, cell, field, again }: { row: ShownRow; cell: ShownRow["cells"][number]; field: Field; again?: boolean }) {
  const [editing, setEditing] = useState(false);
  const asked = wanted.value?.row === row.id && wanted.value.field === field.name && row.table !== "reconciled";
  useEffect(() => {
    if (asked) setEditing(true);
    if (asked) wanted.value = null;
  }, [asked]);
  const expect = { [field.name]: cell.value };
  const filled = cell.value !== null && cell.passages.length > 0;
  const put = (kind: "accept" | "reject") => decide({ kind, id: row.id, field: field.name, expect }).catch(trouble);
  return (
    <div data-field={field.name} tabIndex={-1} aria-current={params.value.get("cell") === field.name ? "true" : undefined}>
      <dt title={field.help}>{named(field.name)}</dt>
      <dd>
        <p class="value"><bdi>{shown(row.table, field, cell.value) || "–"}</bdi></p>
        {again ? <p class="sub">by the same words</p> : cell.passages.map((passage, n) => <Words key={n} passage={passage} />)}
        {row.table !== "reconciled" && !editing && (
          <p class="decide">
            {filled && <button type="button" class="plain" onClick={() => put("accept")}>accept</button>}
            <button type="button" class="plain" onClick={() => setEditing(true)}>{filled ? "correct" : "fill in"}</button>
            {filled && field.optional && <button type="button" class="plain" onClick={() => put("reject")}>reject</button>}
          </p>
        )}
        {editing && <Correct row={row} field={field} value={cell.value} expect={expect} close={() => setEditing(false)} />}
        {row.table !== "reconciled" && <History id={row.id} field={field.name} />}
      </dd>
    </div>
  );
}

/** A passage in its sentence; it leads to its place in the report. */
export function Words({ passage }: { passage: Passage }) {
  if (passage.quote === null || passage.document_id === null) return <p class="sub entered">entered by a person: {passage.method} ({passage.decision})</p>;
  const source = passage.source ? <>, says <bdi>{passage.source}</bdi></> : null;
  return (
    <blockquote>
      <a href={toPassage(passage.document_id, passage.start, passage.end)}>
        <bdi class="text">{passage.sentence_before}<mark>{passage.quote}</mark>{passage.sentence_after}</bdi>
      </a>
      <footer class="sub">{word("basis", passage.basis)}{source}{passage.page !== null && <>, page {passage.page}</>}</footer>
    </blockquote>
  );
}

function Correct(props: { row: ShownRow; field: Field; value: unknown; expect: Record<string, unknown>; close: () => void }) {
  const [value, setValue] = useState(props.value);
  const [reason, setReason] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const exact = props.field.name === "best" ? exactNumber(props.row) : null;
  useEffect(() => form.current?.querySelector<HTMLElement>("input, select, textarea")?.focus(), []);
  const send = (event: Event) => {
    event.preventDefault();
    const one: Decision = { kind: "correct", id: props.row.id, field: props.field.name, value, reason, expect: props.expect };
    const steps = exact && typeof value === "number" ? corrections(props.row.id, exact, { low: value, best: value, high: value }, reason) : [];
    inOrder(steps.length ? steps : [one]).then(props.close, trouble);
  };
  return (
    <form ref={form} class="correct" onSubmit={send} onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), props.close())}>
      <label>the right value<EditField table={props.row.table} field={props.field} value={value} onChange={setValue} /></label>
      <label>why<input value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
      <p class="sub">{props.field.help}{exact && "; low and high follow it, since the words give one number"}</p>
      <p class="decide"><button class="strong">Put it down</button><button type="button" onClick={props.close}>Leave it</button></p>
    </form>
  );
}

/** Low, best and high of a figure whose words give one number; null for any other. */
function exactNumber(row: ShownRow): Ends | null {
  const of = (name: string) => row.cells.find((cell) => cell.field === name)?.value;
  const [low, best, high] = [of("low"), of("best"), of("high")];
  return row.table === "figure" && typeof best === "number" && low === best && high === best ? { low: best, best, high: best } : null;
}

/** Puts decisions down one after the other; stops where the person leaves one. */
async function inOrder(steps: readonly Decision[]): Promise<void> {
  for (const step of steps) if ((await decide(step, { quiet: steps.length > 1 })) === null) return;
}
