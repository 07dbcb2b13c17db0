// Putting down a decision.
import { post } from "./api";
import { note } from "./parts/Notes";

/** What is decided, as `Store.decide` takes it. */
export interface Decision {
  kind: "accept" | "correct" | "reject" | "same" | "not same" | "undo" | "attach";
  id?: string;
  field?: string | null;
  value?: unknown;
  other?: string;
  undoes?: number;
  reason?: string;
  expect?: Record<string, unknown>;
  quotes?: { document_id: string; start: number; end: number; text: string }[];
}

/** Puts the decision down; gives its number, or null if the person left it. */
export async function decide(decision: Decision): Promise<number | null> {
  const made = await post<{ number: number }>("decisions", decision);
  note(`Decision ${made.number} is put down.`);
  return made.number;
}
