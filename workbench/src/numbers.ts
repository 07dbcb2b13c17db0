// Correcting the number of a figure: low, best and high go in an order in which none of them ever lies beyond another.
import type { Decision } from "./decide";

export type Ends = Record<"low" | "best" | "high", number | null>;

/** One correction for each end that changes, in an order in which low, best and high never cross; an emptied end stays as it is. */
export function corrections(id: string, was: Ends, now: Ends, reason: string): Decision[] {
  const changed = (name: keyof Ends) => now[name] !== null && now[name] !== was[name];
  const raised = (name: keyof Ends) => now[name]! > (was[name] ?? -1);
  const order = [
    changed("high") && raised("high") && "high",
    changed("low") && !raised("low") && "low",
    changed("best") && "best",
    changed("low") && raised("low") && "low",
    changed("high") && !raised("high") && "high",
  ] as const;
  return order.flatMap((field) => (field ? [{ kind: "correct" as const, id, field, value: now[field], reason, expect: { [field]: was[field] } }] : []));
}
