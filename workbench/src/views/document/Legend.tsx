// What the highlights mean, how many there are of each, and which are shown.
import { useMemo } from "preact/hooks";
import { params, set } from "../../place";
import { KINDS, type Kind, type Report } from "./report";

/** These are counted themselves; of actors, places and times each mention counts. */
const ROWS = new Set(["event", "figure", "claim", "ceasefire"]);

export function Legend({ report }: { report: Report }) {
  const counts = useMemo(() => {
    const found = new Map<string, Set<string>>();
    for (const place of report.places) {
      if (!place.row) continue;
      const one = ROWS.has(place.row.table) ? place.row.id : `${place.start}-${place.end}`;
      found.set(place.kind, (found.get(place.kind) ?? new Set()).add(one));
    }
    return found;
  }, [report]);
  const off = new Set((params.value.get("off") ?? "").split(",").filter(Boolean));
  const turn = (kind: Kind) => {
    if (!off.delete(kind)) off.add(kind);
    set({ off: [...off].join(",") }, { replace: true });
  };
  const hidden = report.places.filter((place) => place.kind === "control").length;
  return (
    <div class="legend" role="group" aria-label="Highlights">
      {(Object.keys(KINDS) as Kind[]).map((kind) => {
        const n = counts.get(kind)?.size ?? 0;
        return (
          <button key={kind} type="button" aria-pressed={!off.has(kind)} disabled={!n} onClick={() => turn(kind)}>
            <span class={`sample k-${kind} b-${kind}`}>{KINDS[kind]}</span> {n}
          </button>
        );
      })}
      {hidden > 0 && <p class="sub">The text holds {hidden} invisible characters; each is shown by its number, such as <span class="control" data-code="U+202E" />.</p>}
    </div>
  );
}
