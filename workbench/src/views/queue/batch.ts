// A batch in hand: its items, the cards fetched ahead, and decisions that show at once and are sent at once.
import { computed, signal } from "@preact/signals";
import { coder, get, post } from "../../api";
import { decide, tell, type Decision } from "../../decide";
import { trouble } from "../../parts/Notes";
import type { ShownRow } from "../../parts/Panel";
import type { Range } from "../../record";

export type ItemState = "open" | "accepted" | "corrected" | "rejected" | "joined" | "parted" | "skipped" | "gone";

export interface Item {
  source: string;
  table: string;
  id: string;
  other: string | null;
  field: string | null;
  reason: string;
  doubt: number;
  killed: number | null;
  reports: number;
  state: ItemState;
  decision: number | null;
  by: string | null;
  at: string | null;
}

export interface Progress {
  id: number;
  coder: string;
  made_at: string;
  query: string;
  size: number;
  counts: Record<ItemState, number>;
  done: boolean;
}

export interface Told {
  table: string;
  id: string;
  shared: string;
  type: string;
  status: string | null;
  first: string | null;
  last: string | null;
  actors: string[];
  targets: string[];
  places: string[];
  figures: (Pick<Range, "low" | "best" | "high" | "open"> & { kind: string; who: string | null })[];
}

export interface Side {
  row: ShownRow;
  told: Told | null;
}

export interface Card {
  n: number;
  item: Item;
  sides: Side[];
  names: Record<string, string>;
}

export const items = signal<Item[]>([]);
export const batch = signal<Progress | null>(null);
export const at = signal(0);
export const cards = signal<ReadonlyMap<number, Card>>(new Map());
/** Why the server refused a decision on an item. */
export const refusals = signal<ReadonlyMap<number, string>>(new Map());
export const count = (...states: ItemState[]) => items.value.filter((item) => states.includes(item.state)).length;
export const over = computed(() => items.value.length > 0 && at.value >= items.value.length);

/** What is on its way to the record, by item; one after another for each item. */
const lines = new Map<number, Promise<void>>();
export const busy = signal(0);
let acts = 0; // grows with everything that is done, so that an answer asked for before is not believed

/** Opens a batch at its first open item. */
export async function open(id: number): Promise<void> {
  const found = await get<Progress & { items: Item[] }>(`batches/${id}`);
  batch.value = found;
  items.value = found.items;
  cards.value = new Map();
  refusals.value = new Map();
  go(next(-1));
}

/** What others decided meanwhile; what is on its way stays as it is. */
export async function refresh(): Promise<void> {
  const id = batch.value?.id;
  if (id === undefined) return;
  const before = acts;
  const found = await get<Progress & { items: Item[] }>(`batches/${id}`);
  if (batch.value?.id !== id) return;
  if (acts !== before) return lines.size ? undefined : refresh();
  items.value = found.items.map((item, n) => (lines.has(n) ? items.value[n]! : item));
}

/** The first open item behind `n`, else the first before it, else the end. */
function next(n: number): number {
  const free = (item: Item) => item.state === "open";
  const behind = items.value.findIndex((item, m) => m > n && free(item));
  const first = behind >= 0 ? behind : items.value.findIndex(free);
  return first >= 0 ? first : items.value.length;
}

export function go(n: number): void {
  at.value = Math.max(0, Math.min(items.value.length, n));
  const ahead = [at.value, ...items.value.flatMap((item, m) => (m > at.value && item.state === "open" ? [m] : [])).slice(0, 3)];
  for (const m of ahead) if (m < items.value.length) fetched(m);
}

const asked = new Set<string>();
function fetched(n: number, anew = false): void {
  const id = batch.value?.id;
  const key = `${id}/${n}`;
  if (id === undefined || asked.has(key) || (!anew && cards.value.has(n))) return;
  asked.add(key);
  get<Card>(`batches/${id}/cards/${n}`)
    .then((card) => {
      if (batch.value?.id === id) cards.value = new Map(cards.value).set(n, card);
    }, trouble)
    .finally(() => asked.delete(key));
}

function put(n: number, change: Partial<Item>): void {
  items.value = items.value.map((item, m) => (m === n ? { ...item, ...change } : item));
}

/** Shows what was done at once and goes on; if it fails the card comes back with the reason. */
function act(n: number, state: ItemState, send: () => Promise<Partial<Item> | null>, following = next): void {
  const before = items.value[n]!;
  const free = before.state === "open" || (before.state === "skipped" && state !== "skipped");
  if (state === "open" ? before.state === "open" : !free) return; // done already
  refusals.value = new Map([...refusals.value].filter(([m]) => m !== n));
  put(n, { state, by: coder.value, at: new Date().toISOString() });
  go(following(n));
  const back = (why: string) => {
    put(n, before);
    refusals.value = new Map(refusals.value).set(n, why);
    fetched(n, true);
    go(n);
  };
  busy.value += 1;
  acts += 1;
  const line = (lines.get(n) ?? Promise.resolve())
    .then(send)
    .then((made) => (made === null ? back("It was left as it is.") : put(n, made)), (error: unknown) => back(error instanceof Error ? error.message : String(error)))
    .finally(() => {
      busy.value -= 1;
      acts += 1;
      if (lines.get(n) === line) lines.delete(n);
      fetched(n, true);
    });
  lines.set(n, line);
}

const OUTCOMES: Record<string, ItemState> = { accept: "accepted", correct: "corrected", reject: "rejected", same: "joined", "not same": "parted" };

export function decided(n: number, decision: Decision): void {
  act(n, OUTCOMES[decision.kind]!, async () => {
    const number = await decide(decision, { quiet: true });
    return number === null ? null : { decision: number };
  });
}

export function skip(n: number): void {
  act(n, "skipped", () => skipped(n, true));
}

async function skipped(n: number, left: boolean): Promise<Partial<Item>> {
  await post(`batches/${batch.value!.id}/skips`, { n, skipped: left });
  tell();
  return {};
}

/** Takes up again what was skipped. */
export function again(): void {
  const left = items.value.flatMap((item, n) => (item.state === "skipped" ? [n] : []));
  for (const n of left) act(n, "open", () => skipped(n, false), () => left[0]!);
}

/** The last thing that this coder did in this batch. */
export function last(): number | null {
  const done = items.value.flatMap((item, n) => (item.at && (item.state === "skipped" || item.by === coder.value) && item.state !== "open" ? [n] : []));
  return done.sort((a, b) => (items.value[a]!.at! < items.value[b]!.at! ? 1 : -1))[0] ?? null;
}

/** Takes back the last thing that this coder did in this batch, and shows it again. */
export function undo(): void {
  const n = last();
  if (n === null) return;
  const was = items.value[n]!.state;
  act(n, "open", async () => {
    if (was === "skipped") return skipped(n, false);
    const number = items.value[n]!.decision;
    if (number === null) throw new Error("there is no decision to take back: it was refused");
    await decide({ kind: "undo", undoes: number }, { quiet: true });
    return { decision: null };
  }, () => n);
}

/** Makes a batch; gives its number. */
export async function make(size: number, query: string): Promise<number> {
  return (await post<Progress>("batches", { size, query })).id;
}

