// A ceasefire as the server gives it: `truceline.follow.watching.Watched`.

export interface Evidence {
  table: string;
  id: string;
  document_id: string;
  column: string;
}

export interface When {
  earliest: string | null;
  latest: string | null;
  inferred: boolean;
}

export interface Move {
  rule: string;
  before: string | null;
  after: string;
  told: string;
  happened: When;
  reported: string | null;
  last_told: string | null;
  attribution: "reported" | "claimed" | "contested";
  by: string[];
  evidence: Evidence[];
  documents: string[];
  words: string;
  skips: boolean;
  inferred: boolean;
  why: string;
}

export interface Incident {
  event_id: string;
  grade: string;
  answers: ("yes" | "no" | "unknown")[];
  type: string;
  happened: When;
  reported: string | null;
  acting: string[];
  struck: string[];
  by: string[];
  words: string;
  evidence: Evidence[];
  documents: string[];
}

export interface Life {
  id: string;
  ceasefires: string[];
  documents: string[];
  name: string;
  as_known_on: string | null;
  first_reported: string | null;
  last_reported: string | null;
  side: string;
  parties: { key: string; name: string; roles: string[]; evidence: Evidence[] }[];
  brokers: { key: string; name: string; evidence: Evidence[] }[];
  area: { name: string; country: string | null; evidence: Evidence[] }[];
  state: string;
  claimed: boolean;
  declared: When | null;
  effective: When | null;
  ended: When | null;
  transitions: Move[];
  asides: { told: string; why: string; happened: When; reported: string | null; evidence: Evidence[]; words: string }[];
  incidents: Incident[];
  terms: { kind: string; words: string; obliged: string | null; state: string; duration: string | null; due: string | null; reported: string | null; evidence: Evidence[] }[];
  claims: { stance: string; speaker: string | null; words: string; conditional: boolean; reported: string | null; evidence: Evidence }[];
  declared_ends: When[];
  duration: { declared: string | null; least: number | null; most: number | null; censored: boolean };
  codes: { variable: string; value: number | string | null; meaning: string; inferred: boolean; evidence: Evidence[] }[];
  supersedes: string[];
  superseded_by: string | null;
  flags: string[];
}

export interface Violence {
  happening_id: string;
  types: string[];
  first: string | null;
  last: string | null;
  reported: string | null;
  acting: string[];
  struck: string[];
  places: string[];
  killed: { victim_class: string; low: number | null; best: number | null; high: number | null; open: boolean }[];
  reports: number;
}

export interface Account {
  row: { id: string; document_id: string; name: string; state: string; side: string; start_earliest: string | null; start_latest: string | null; start_text: string | null; end_earliest: string | null; end_latest: string | null; end_text: string | null; duration_text: string | null; review: string };
  parties: { id: string; role: string; text: string; basis: string }[];
}

export interface Watched {
  life: Life;
  days: string[];
  violence: Violence[];
  accounts: Account[];
  documents: Record<string, { id: string; outlet: string | null; path: string; title: string | null; published: string | null }>;
}

/** The day that something is put in order by. */
export function dayOf(when: When, reported: string | null): string | null {
  return when.latest ?? when.earliest ?? reported;
}

/** The last day that a happening of violence may have been on. */
export function dayOfViolence(one: Violence): string | null {
  return one.last ?? one.first ?? one.reported;
}
