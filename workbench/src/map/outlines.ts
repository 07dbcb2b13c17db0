// Outlines of countries (Natural Earth, through world-atlas), with what is known only of the whole country.
import { feature } from "topojson-client";
import { landName, lands, type Land, type Placed } from "./placing";

type Ring = [number, number][];
export interface Outline {
  type: "Feature";
  properties: { code: string; name: string; vague: number; says: string };
  geometry: { type: string; coordinates: never };
}

let loaded: Promise<ReturnType<typeof feature>["features"]> | null = null;

function shapes() {
  loaded ??= fetch("/page/countries.json")
    .then((answer) => answer.json())
    .then((atlas) => feature(atlas, atlas.objects.countries).features.filter((one) => one.geometry))
    .then((all) => all.map((one) => ({ ...one, geometry: { ...one.geometry, coordinates: unwrapped(one.geometry.coordinates) as never } })));
  return loaded;
}

/** Rings that go on beyond the 180th meridian where they cross it, instead of all around the globe. */
function unwrapped(part: unknown): unknown {
  if (!Array.isArray(part)) return part;
  if (!Array.isArray(part[0]) || Array.isArray(part[0][0])) return part.map(unwrapped);
  let turn = 0;
  return (part as Ring).map(([lon, lat], i, ring) => {
    const step = i ? lon - ring[i - 1]![0] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [lon + turn, lat];
  });
}

/** The outlines, each with its code (empty where the record says nothing of it), and a point of each for its words. */
export async function outlines(placed: Placed): Promise<{ areas: Outline[]; words: object[]; missing: Land[] }> {
  const known = lands(placed);
  const codes = new Map(Object.entries(placed.codes).flatMap(([code, [number, name]]) => [[number, code], [name, code]]));
  const areas: Outline[] = [];
  const words: object[] = [];
  const drawn = new Set<string>();
  for (const shape of await shapes()) {
    const code = (shape.id && codes.get(shape.id)) || codes.get(shape.properties.name) || "";
    const land = known.get(code);
    const vague = land ? land.only + land.areas : 0;
    const name = code ? landName(placed, code) : shape.properties.name;
    const says = land && vague ? said(land) : "";
    areas.push({ type: "Feature", properties: { code, name, vague, says }, geometry: shape.geometry });
    if (land && vague && !drawn.has(code)) words.push({ type: "Feature", properties: { code, vague, says }, geometry: { type: "Point", coordinates: middle(shape.geometry) } });
    if (code) drawn.add(code);
  }
  return { areas, words, missing: [...known.values()].filter((land) => !drawn.has(land.code) && land.only > 0) };
}

function said(land: Land): string {
  const parts = [land.only && `${land.only.toLocaleString("en")} only in the country`, land.areas && `${land.areas.toLocaleString("en")} in a province`];
  return `${land.name}\n${parts.filter(Boolean).join(", ")}`;
}

/** The middle of the largest part of an outline: where its words stand, and nothing happened. */
function middle(geometry: { type: string; coordinates: never }): [number, number] {
  const rings: Ring[] = geometry.type === "Polygon" ? [geometry.coordinates[0]] : (geometry.coordinates as Ring[][]).map((part) => part[0]!);
  let best: [number, number] = [0, 0];
  let largest = -1;
  for (const ring of rings) {
    let area = 0, x = 0, y = 0;
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay] = ring[i]!, [bx, by] = ring[i + 1]!;
      const cross = ax * by - bx * ay;
      area += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    if (Math.abs(area) > largest && area) {
      largest = Math.abs(area);
      best = [x / (3 * area), y / (3 * area)];
    }
  }
  return best;
}

/** A circle on the globe as a ring of degrees. */
export function circle(lat: number, lon: number, kilometres: number): Ring {
  const high = kilometres / 111.2;
  const wide = high / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: 33 }, (_, i) => {
    const turn = (i / 32) * 2 * Math.PI;
    return [lon + wide * Math.cos(turn), lat + high * Math.sin(turn)];
  });
}
