import type { Range } from "../record";

/** A happening as a list has it: `truceline.record.views.events.Listed`. */
export interface Listed {
  id: string;
  types: string[];
  statuses: string[];
  reviews: string[];
  first: string | null;
  last: string | null;
  actors: string[];
  targets: string[];
  places: string[];
  killed: Range | null;
  wounded: Range | null;
  reports: number;
  trigger: string;
  passage: string;
}
