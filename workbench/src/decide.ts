// Putting down a decision: every view does it here, and asks the same question where the row changed meanwhile.
import { signal } from "@preact/signals";
import { coder, post, Refused } from "./api";
import { nameless, note } from "./parts/Notes";

/** What is decided, as `Store.decide` takes it. `expect` holds the cells as the person sees them, `expect_other` those of `other`. */
export interface Decision {
  kind: "accept" | "correct" | "reject" | "same" | "not same" | "undo" | "attach";
  id?: string;
  field?: string | null;
  value?: unknown;
  other?: string;
  undoes?: number;
  reason?: string;
  expect?: Record<string, unknown>;
  expect_other?: Record<string, unknown>;
  quotes?: { document_id: string; start: number; end: number; text: string }[];
}

/** What a row is now that changed while somebody looked at it, and who changed it. */
export interface Changed {
  id: string;
  now: Record<string, unknown>;
  fields: string[];
  decision: { number: number; by: string; at: string } | null;
}

/** The question that waits for an answer: decide anyway, or leave it. */
export const asking = signal<{ decision: Decision; changed: Changed; answer: (anyway: boolean) => void } | null>(null);

/** Other tabs of this browser hear of every decision. */
const tabs = new BroadcastChannel("truceline");

export function heard(act: () => void): () => void {
  tabs.addEventListener("message", act);
  return () => tabs.removeEventListener("message", act);
}

/** Tells the other tabs that something was put down. */
export function tell(): void {
  tabs.postMessage("written");
}

/** The cells that each decision of this page left behind: who takes one back is asked if others built upon it. */
const left = new Map<number, Record<string, unknown>>();

function leaves({ kind, field, value, expect }: Decision): Record<string, unknown> {
  if (kind === "same" || kind === "not same" || kind === "undo") return {};
  if (!field || kind === "attach") return expect ?? {};
  if (kind === "accept") return expect && field in expect ? { [field]: expect[field] } : {};
  return { [field]: kind === "correct" ? value : null };
}

type Side = "expect" | "expect_other";

/** Which of the two records of a decision changed. */
export function sideOf(decision: Decision, changed: Changed): Side {
  return changed.id === decision.other ? "expect_other" : "expect";
}

/** The cells as the person saw them who decides, for an undo as the decision left them. */
export function seenOf(decision: Decision, side: Side): Record<string, unknown> | undefined {
  return decision[side] ?? (decision.kind === "undo" && side === "expect" ? (left.get(decision.undoes!) ?? {}) : undefined);
}

/** Puts the decision down; gives its number, or null if the row changed meanwhile and the person left it so. */
export async function decide(decision: Decision, options: { quiet?: boolean } = {}): Promise<number | null> {
  if (!coder.value) {
    nameless();
    throw new DOMException("Say who decides first.", "AbortError");
  }
  try {
    const made = await post<{ number: number }>("decisions", { ...decision, expect: seenOf(decision, "expect") });
    left.set(made.number, leaves(decision));
    if (!options.quiet) note(`Decision ${made.number} is put down.`);
    tell();
    return made.number;
  } catch (error) {
    if (!(error instanceof Refused) || error.kind !== "ChangedMeanwhile") throw error;
    const changed = error.body as unknown as Changed;
    const anyway = await new Promise<boolean>((answer) => (asking.value = { decision, changed, answer }));
    asking.value = null;
    if (!Object.keys(changed.now).length) throw error; // the record has gone, or the decision was taken back already
    const side = sideOf(decision, changed);
    return anyway ? decide({ ...decision, [side]: { ...seenOf(decision, side), ...changed.now } }, options) : null;
  }
}
