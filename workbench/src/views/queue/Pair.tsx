// Two that may be one, side by side: what both say is grey, what differs is marked.
import type { ComponentChildren } from "preact";
import { Type } from "../../parts/Signs";
import { day, interval, word } from "../../record";
import type { Card, Side } from "./batch";
import { figures, Origin, Says } from "./Card";

const PARTS: { name: string; of: (side: Side) => string; show?: (side: Side) => ComponentChildren }[] = [
  { name: "what happened", of: (side) => side.told?.type ?? "", show: (side) => side.told && <Type code={side.told.type} /> },
  { name: "told as", of: (side) => (side.told?.status ? word("status", side.told.status) : "") },
  { name: "when", of: (side) => (side.told ? interval(side.told.first, side.told.last) : "") },
  { name: "who", of: (side) => list(side.told?.actors) },
  { name: "to whom", of: (side) => list(side.told?.targets) },
  { name: "where", of: (side) => list(side.told?.places) },
  { name: "harm", of: (side) => (side.told ? figures(side.told) : "") },
];

export function Pair({ card }: { card: Card }) {
  const [left, right] = card.sides;
  if (!left || !right) return <p class="empty">One of the two is gone: a later reading does not have it.</p>;
  return (
    <>
      <table class="pair-table">
        <caption class="sub">≠ marks what differs; what both say is grey</caption>
        <thead><tr><td />{[left, right].map((side) => <th key={side.row.id} scope="col"><bdi>{side.row.document?.outlet ?? "outlet not known"}</bdi>, {side.row.document?.published ? day(side.row.document.published) : "undated"}</th>)}</tr></thead>
        <tbody>
          {PARTS.filter((part) => part.of(left) || part.of(right)).map((part) => {
            const same = part.of(left) === part.of(right);
            return (
              <tr key={part.name} class={same ? "same" : "differs"}>
                <th scope="row">{part.name}{!same && <span class="mark" title="differs"> ≠</span>}</th>
                {[left, right].map((side) => <td key={side.row.id}>{part.show ? part.show(side) : <bdi>{part.of(side) || "–"}</bdi>}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
      <div class="two">
        {[left, right].map((side, n) => {
          const passage = side.row.cells.find((cell) => cell.field === "trigger")?.passages[0] ?? null;
          return (
            <section key={side.row.id} aria-label={n ? "the other" : "one report"}>
              {passage && <Says passage={passage} />}
              <Origin side={side} passage={passage} />
            </section>
          );
        })}
      </div>
    </>
  );
}

function list(names: string[] | undefined): string {
  return [...(names ?? [])].sort().join("; ");
}
