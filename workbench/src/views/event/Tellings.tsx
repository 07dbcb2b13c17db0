// The reports side by side: one row a telling, what differs between them marked, what is equal quiet.
import type { ComponentChildren } from "preact";
import { MarkedAt } from "../../parts/Marked";
import { Cell } from "../../parts/Panel";
import { Review, Status, Type } from "../../parts/Signs";
import { to } from "../../place";
import { day, interval, typeWord, word } from "../../record";
import { having, once, outlet, type Telling } from "./story";

/** A column: `key` is what is compared (nothing said is no difference), `show` the cells. */
interface Column {
  name: string;
  key: (telling: Telling) => string;
  show: (telling: Telling) => ComponentChildren;
  /** True if two tellings overlap though they differ; where it is not given, if they name something in common. */
  fits?: (one: Telling, other: Telling) => boolean;
}

const JOIN = "; ";
const listed = (values: string[]) => [...values].sort().join(JOIN);
const people = (role: string) => (telling: Telling) => listed(having(telling, role).map((one) => one.name));
const rows = (role: string) => (telling: Telling) =>
  having(telling, role).map((one) => <p key={one.id}><Cell row={one.id} field="text" basis={one.basis}>{one.name}</Cell></p>);

const first = (telling: Telling) => telling.event.date_earliest ?? "";
const final = (telling: Telling) => telling.event.date_latest ?? "9999";

const COLUMNS: Column[] = [
  { name: "told as", key: (t) => t.event.status, show: (t) => <Cell row={t.event.id} field="status"><Status code={t.event.status} /></Cell> },
  { name: "kind", key: (t) => t.event.type, show: (t) => <Cell row={t.event.id} field="type">{typeWord(t.event.type)}</Cell> },
  {
    name: "when",
    key: (t) => (t.event.date_earliest || t.event.date_latest ? interval(t.event.date_earliest, t.event.date_latest) : ""),
    show: (t) =>
      (t.event.date_earliest || t.event.date_latest) && (
        <Cell row={t.event.id} field={t.event.date_earliest ? "date_earliest" : "date_latest"} basis={t.event.date_basis}>{interval(t.event.date_earliest, t.event.date_latest)}</Cell>
      ),
    fits: (one, other) => first(one) <= final(other) && first(other) <= final(one),
  },
  { name: "who", key: people("actor"), show: rows("actor") },
  { name: "to whom", key: people("target"), show: rows("target") },
  {
    name: "where",
    key: (t) => listed(t.where.map((place) => place.name)),
    show: (t) => t.where.map((place) => <p key={place.id}><Cell row={place.id} field="text" basis={place.basis}>{[place.name, place.country].filter(Boolean).join(", ")}</Cell></p>),
  },
  { name: "by what means", key: (t) => listed(t.event.means), show: (t) => t.event.means.length > 0 && <Cell row={t.event.id} field="means">{t.event.means.join("; ")}</Cell> },
  { name: "source", key: people("source"), show: rows("source") },
];

export function Tellings({ tellings, takeOut }: { tellings: Telling[]; takeOut: (telling: Telling) => void }) {
  const shown = COLUMNS.filter((column) => tellings.some(column.key));
  const several = tellings.length > 1;
  const common = new Map(shown.map((column) => [column.name, commonest(tellings.map(column.key))]));
  return (
    <table class="tellings">
      <caption class="sub">{several ? <>≠ marks what a report tells otherwise than most, ≈ what differs but overlaps with it; <span class="quiet">grey</span> is what all that speak of it tell alike.</> : "Each value leads to the words that say it."}</caption>
      <thead>
        <tr><th scope="col">report</th>{shown.map((column) => <th key={column.name} scope="col">{column.name}</th>)}</tr>
      </thead>
      {tellings.map((telling) => (
        <tbody key={telling.event.id} class={telling.event.review === "rejected" ? "out" : undefined}>
          <tr>
            <th scope="row">
              <a href={to("document", telling.report.document_id)}><bdi>{outlet(telling.report)}</bdi></a>
              <span class="sub">{telling.report.published ? day(telling.report.published) : "undated"}{telling.page !== null && `, page ${telling.page}`}</span>
              {telling.event.review !== "draft" && <Review code={telling.event.review} />}
            </th>
            {shown.map((column) => {
              const key = column.key(telling);
              const { value, equal } = common.get(column.name)!;
              const differs = several && key !== "" && key !== value;
              const against = tellings.filter((other) => column.key(other) && (!value || column.key(other) === value)); // what most say, else all
              const fits = differs && against.every((other) => column.fits?.(telling, other) ?? overlap(key, column.key(other)));
              return (
                <td key={column.name} data-name={column.name} class={fits ? "near" : differs ? "differs" : several && equal ? "quiet" : undefined}>
                  <div>
                    {differs && <span class="mark" title={fits ? "differs, but overlaps" : "told otherwise than by most reports"}>{fits ? "≈" : "≠"}<span class="hidden"> {fits ? "overlaps:" : "differs:"} </span></span>}
                    <div>{key === "" ? <span class="sub" title="the report does not say">–</span> : column.show(telling)}</div>
                  </div>
                </td>
              );
            })}
          </tr>
          <tr class="words">
            <td colSpan={shown.length + 1}>
              <MarkedAt text={telling.passage} start={telling.mark[0]} end={telling.mark[1]} />
              {several && <button type="button" class="plain noprint" onClick={() => takeOut(telling)}>take this report out …</button>}
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}

/** True if two lists have something in common. */
function overlap(one: string, other: string): boolean {
  const others = other.split(JOIN);
  return one.split(JOIN).some((value) => others.includes(value));
}

/** The value that most reports give, and whether all that give one give it. */
function commonest(values: string[]): { value: string; equal: boolean } {
  const said = values.filter(Boolean);
  const counts = once(said).map((value) => ({ value, n: said.filter((other) => other === value).length }));
  const top = counts.sort((a, b) => b.n - a.n)[0];
  const tied = counts.filter((one) => one.n === top?.n).length > 1;
  return { value: tied ? "" : top?.value ?? "", equal: counts.length <= 1 };
}

/** Kinds of all tellings, as signs. */
export function Kinds({ tellings }: { tellings: Telling[] }) {
  return <>{once(tellings.map((one) => one.event.type)).map((code) => <Type key={code} code={code} />)}</>;
}

/** How the reports tell it, each way once. */
export function Ways({ tellings }: { tellings: Telling[] }) {
  return <>{once(tellings.map((one) => one.event.status)).map((code) => <Status key={code} code={code} />)} {once(tellings.map((one) => one.event.review)).map((code) => <Review key={code} code={code} />)}</>;
}

/** A code of `says` in words. */
export function saysWord(code: string): string {
  return code === "leaves open" ? "leaves it open" : word("stance", code);
}
