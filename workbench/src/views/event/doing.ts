// What is decided here, in batches: a batch is what one key or button put down, and is taken back as one.
import { signal } from "@preact/signals";
import { coder } from "../../api";
import { decide, type Decision } from "../../decide";
import { note, trouble } from "../../parts/Notes";
import type { Decided, Story } from "./story";

const batches = signal<readonly (readonly number[])[]>([]);

/** How far a batch is, while it is put down. */
export const busy = signal<{ done: number; of: number } | null>(null);

/** Puts decisions down, one after the other; true if all of them are. */
export async function put(decisions: Decision[]): Promise<boolean> {
  if (busy.value || !decisions.length) return false;
  const made: number[] = [];
  try {
    for (const one of decisions) {
      busy.value = { done: made.length, of: decisions.length };
      const number = await decide(one, { quiet: decisions.length > 1 });
      if (number === null) return false;
      made.push(number);
    }
    if (made.length > 1) note(`Decisions ${made[0]} to ${made.at(-1)} are put down.`);
    return true;
  } catch (error) {
    trouble(error);
    return false;
  } finally {
    busy.value = null;
    if (made.length) batches.value = [...batches.value, made];
  }
}

/** The last decision of this coder on this happening that stands. */
export function last(story: Story): Decided | undefined {
  return story.decisions.findLast((one) => one.stands && one.kind !== "undo" && one.by === coder.value);
}

/** Takes the last decision of this coder on this happening back, with those of its batch. */
export async function undo(story: Story): Promise<void> {
  const one = last(story);
  if (!one) return note("You decided nothing here that stands.");
  const batch = batches.value.find((made) => made.includes(one.number)) ?? [one.number];
  if (await put([...batch].reverse().map((number) => ({ kind: "undo", undoes: number })))) batches.value = batches.value.filter((made) => made !== batch);
}

/** What `decide` says of the decision that set a field of a row and stands, if a person set it. */
export function setBy(story: Story, id: string, field: string): Decided | undefined {
  return story.decisions.findLast((one) => one.stands && one.id === id && one.field === field && one.kind === "correct");
}
