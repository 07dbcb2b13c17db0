// One doubtful thing, large: why, the cells with the words that say them, and where they come from.
import { Cell, named, shown, type Passage, type ShownRow } from "../../parts/Panel";
import { Review, Status, Type } from "../../parts/Signs";
import { to } from "../../place";
import { about, count, counted, day, interval, word, type Field } from "../../record";
import type { Card as Shown, Item, Side, Told } from "./batch";

/** The cells that tell most of a row, in order; the first holds the words that the row rests on. */
export const MAIN: Record<string, string[]> = {
  event: ["trigger", "type", "status", "date_earliest", "date_latest", "date_text", "means"],
  figure: ["verbatim", "kind", "low", "best", "high", "victim_class", "who", "scope"],
  event_actor: ["text", "role", "actor_id"],
  event_place: ["text", "place_id"],
  place: ["name", "kind", "country", "admin1", "lat", "lon", "precision", "reason"],
  ceasefire: ["name", "state", "side", "start_earliest", "start_latest", "end_earliest", "end_latest"],
  claim: ["content", "speaker_text", "stance", "factuality"],
  actor: ["name", "kind", "country", "known"],
};

export function fieldOf(table: string, name: string): Field | undefined {
  return about.value?.tables[table]?.find((field) => field.name === name);
}

export function Reason({ item }: { item: Item }) {
  return (
    <header class="why">
      <h2 tabIndex={-1}><bdi>{item.other ? "Two reports may tell of the same event" : item.reason[0]!.toUpperCase() + item.reason.slice(1)}</bdi></h2>
      {item.other && <p><bdi>{item.reason}</bdi></p>}
      <p class="sub">
        doubt {Math.round(item.doubt * 100)} in 100
        {item.killed ? <>; up to {counted(item.killed, "person").replace("persons", "people")} killed by its reports</> : null}; {counted(item.reports, "report")}
      </p>
    </header>
  );
}

export function Single({ card }: { card: Shown }) {
  const side = card.sides[0];
  if (!side) return <p class="empty">This row is gone: a later reading does not have it.</p>;
  const { row } = side;
  const field = card.item.field;
  const cells = cellsOf(row, field);
  const says = passageOf(row, field);
  return (
    <>
      {side.told && <Around told={side.told} />}
      <dl class="cells">
        {cells.map((cell) => (
          <div key={cell.field} class={cell.field === field ? "asked" : undefined}>
            <dt title={fieldOf(row.table, cell.field)?.help}>{named(cell.field)}</dt>
            <dd>
              <Cell row={row.id} field={cell.field} basis={cell.passages[0]?.basis}>{inWords(card, row, cell) || "–"}</Cell>
              {cell.passages[0] && cell.passages[0].basis !== "stated" && <span class="basis sub">{cell.passages[0].decision ? "entered by a person" : cell.passages[0].basis}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {says ? <Says passage={says} /> : <p class="sub">No words of the report say this.</p>}
      <Origin side={side} passage={says} />
    </>
  );
}

function cellsOf(row: ShownRow, field: string | null) {
  const filled = row.cells.filter((cell) => cell.field === field || (cell.value !== null && cell.value !== "" && !(Array.isArray(cell.value) && !cell.value.length)));
  const names = MAIN[row.table] ?? filled.map((cell) => cell.field);
  const wanted = field && !names.includes(field) ? [field, ...names] : names;
  const found = wanted.flatMap((name) => filled.filter((cell) => cell.field === name));
  return field ? [...found.filter((cell) => cell.field === field), ...found.filter((cell) => cell.field !== field)] : found;
}

/** The words behind the cell, else those that the row rests on. */
function passageOf(row: ShownRow, field: string | null): Passage | null {
  const order = [field, ...(MAIN[row.table] ?? [])];
  for (const name of order) {
    const found = row.cells.find((cell) => cell.field === name)?.passages.find((passage) => passage.quote !== null);
    if (found) return found;
  }
  return row.cells.flatMap((cell) => cell.passages).find((passage) => passage.quote !== null) ?? null;
}

function inWords(card: Shown, row: ShownRow, cell: ShownRow["cells"][number]): string {
  const field = fieldOf(row.table, cell.field);
  if (typeof cell.value === "string" && card.names[cell.value]) return card.names[cell.value]!;
  if (row.table === "figure" && cell.field === "high" && row.cells.some((one) => one.field === "open" && one.value === true)) return `${shown(row.table, field!, cell.value)} or more`;
  return field ? shown(row.table, field, cell.value) : String(cell.value ?? "");
}

/** The event or ceasefire around the cell, in a line. */
export function Around({ told }: { told: Told }) {
  return (
    <p class="around">
      {told.table === "event" ? <Type code={told.type} /> : <b>ceasefire, {word("state", told.type)}</b>}{" "}
      <bdi>{told.actors.join("; ")}</bdi>{told.targets.length > 0 && <> → <bdi>{told.targets.join("; ")}</bdi></>}
      {told.places.length > 0 && <>, <bdi>{told.places.join("; ")}</bdi></>}, {interval(told.first, told.last)}
      {told.status && told.status !== "asserted" && <> <Status code={told.status} /></>}
      {told.figures.length > 0 && <span class="sub"> – {figures(told)}</span>}
    </p>
  );
}

export function figures(told: Told): string {
  const said = told.figures.map((figure) => `${count(figure)} ${figure.kind}`);
  return [...new Set(said)].join("; ");
}

/** A passage with the sentence before and the one after. */
export function Says({ passage }: { passage: Passage }) {
  return (
    <blockquote class="says text">
      <bdi>
        {passage.before && <span class="beside">{passage.before} </span>}
        {passage.sentence_before}<mark>{passage.quote}</mark>{passage.sentence_after}
        {passage.after && <span class="beside"> {passage.after}</span>}
      </bdi>
    </blockquote>
  );
}

export function Origin({ side, passage }: { side: Side; passage: Passage | null }) {
  const { document: report, review } = side.row;
  return (
    <p class="sub origin">
      {passage?.source ? <>says <b><bdi>{passage.source}</bdi></b>; </> : <>the report itself; </>}
      {report && <><bdi>{report.outlet ?? "outlet not known"}</bdi>, {report.published ? day(report.published) : "undated"}: <a href={`${to("document", report.id)}${passage?.start != null ? `#c${passage.start}-${passage.end}` : ""}`}><bdi>{report.title ?? report.path}</bdi></a></>}
      {side.told && <>; <a href={to(side.told.table, side.told.shared)}>the {side.told.table} with all its reports</a></>}
      {review && review !== "draft" && <> <Review code={review} /></>}
    </p>
  );
}
