// What the server says of who does what to or with whom, and words for it.
import { facts } from "../place";
import { word } from "../record";

export const BONDS = ["fights", "talks", "allies", "opposes"] as const;
export type Bond = (typeof BONDS)[number];

export interface Node {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  weight: number;
}

export interface Edge {
  bond: Bond;
  one: string;
  two: string;
  there: number;
  back: number;
  alike: number;
  happenings: number;
  reports: number;
  types: string[];
  first: string | null;
  last: string | null;
}

export interface Tied {
  nodes: Node[];
  edges: Edge[];
  left_out: number;
  happenings: number;
  between: number;
  relations: boolean;
}

/** What each bond is called, and what it says. */
export const NAMES: Record<Bond, [name: string, says: string]> = {
  fights: ["fights", "violence of one against the other, or a clash of both"],
  talks: ["talks, helps", "talks and agreements of both; help and concessions of one to the other"],
  allies: ["acts together", "called allies, or named together as doing the same violence"],
  opposes: ["opposes", "accusations, demands, threats, sanctions, protests"],
};

export const USUAL: readonly Bond[] = ["fights", "talks", "allies"];

/** Shapes of nodes by kind of actor, as cytoscape calls them; whatever else there is is round. */
export const SHAPES: Record<string, string> = {
  state: "rectangle",
  government: "round-rectangle",
  military: "triangle",
  police: "vee",
  armed_group: "diamond",
  international: "hexagon",
  political: "pentagon",
  person: "ellipse",
};

export function kindWord(code: string): string {
  return word("kind", code);
}

export function edgeId(edge: Edge): string {
  return `${edge.bond} ${edge.one} ${edge.two}`;
}

/** Happenings and reports that call them allies, together. */
export function weight(edge: Edge): number {
  return edge.happenings + edge.reports;
}

/** How often it goes one way and the other; 0 and 0 if most events do not say which way. */
export function directions(edge: Edge): { there: number; back: number } {
  return edge.alike >= edge.there + edge.back ? { there: 0, back: 0 } : { there: edge.there, back: edge.back };
}

/** The direction as a sign between two names. */
export function arrow(edge: Edge): string {
  const { there, back } = directions(edge);
  return there && back ? "⇄" : there ? "→" : back ? "←" : "–";
}

/** The events between the two that make an edge: both take part, and it is one of its kinds. */
export function edgeLink(edge: Edge): string | null {
  return edge.happenings ? facts({ actor: edge.one, other: edge.two, type: edge.types.join(",") }) : null;
}
