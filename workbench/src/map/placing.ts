// What the server says of where it happened, and words for it.
import { facts } from "../place";

export interface Spot {
  lat: number;
  lon: number;
  radius: number;
  country: string | null;
  happenings: number;
  names: Record<string, number>;
}

export interface Area {
  country: string | null;
  happenings: number;
  names: Record<string, number>;
}

export type Level = "point" | "area" | "country" | "unresolved" | "none";

export interface Placed {
  placing: { spots: Spot[]; areas: Area[]; countries: Record<string, number>; levels: Record<Level, number> };
  codes: Record<string, [number: string, name: string]>;
}

/** What is known of one country: happenings at points, only in its provinces, only in it. */
export interface Land {
  code: string;
  name: string;
  points: number;
  areas: number;
  only: number;
}

/** The name of a country by its code; a place beyond all countries has none. */
export function landName(placed: Placed, code: string | null): string {
  return code === null ? "" : placed.codes[code]?.[1] ?? code;
}

/** The countries with what is known in each, by code. */
export function lands(placed: Placed): Map<string, Land> {
  const found = new Map<string, Land>();
  const land = (code: string) => {
    let one = found.get(code);
    if (!one) found.set(code, (one = { code, name: landName(placed, code), points: 0, areas: 0, only: 0 }));
    return one;
  };
  for (const spot of placed.placing.spots) if (spot.country) land(spot.country).points += spot.happenings;
  for (const area of placed.placing.areas) if (area.country) land(area.country).areas += area.happenings;
  for (const [code, happenings] of Object.entries(placed.placing.countries)) land(code).only += happenings;
  return found;
}

/** True of a point; provinces, regions and seas have none. */
export function isSpot(place: Spot | Area): place is Spot {
  return "radius" in place;
}

/** What most reports call it. */
export function called(place: Spot | Area): string {
  return Object.keys(place.names)[0] ?? "";
}

/** How exactly a point stands for its place, in words. */
export function exactness(radius: number): string {
  return radius <= 2 ? "a site, good to about 2 km" : radius <= 10 ? "a town or village, somewhere within about 10 km" : "near it, within about 25 km";
}

/** The events at a point or in an area, under all names that reports have for it, or one of them. */
export function placeLink(place: Spot | Area, name?: string): string {
  return facts({
    place: name ?? Object.keys(place.names).join("|"),
    ...(place.country && { country: place.country }),
    ...(!isSpot(place) && { placed: "area" }),
  });
}
