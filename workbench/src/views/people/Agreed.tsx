// How far the coders of a sample agree, by field, and what that means.
import { useEffect, useState } from "preact/hooks";
import { coder, get, written } from "../../api";
import { params, set } from "../../place";
import { counted } from "../../record";
import { called } from "./words";

interface Coefficient {
  value: number | null;
  low: number | null;
  high: number | null;
}

interface Row {
  table: string;
  field: string | null;
  scale: "nominal" | "interval" | "days" | null;
  coders: string[];
  items: number;
  raw: number | null;
  kappa: Coefficient;
  alpha: Coefficient;
  note: string;
}

interface Answer {
  left: number;
  known: string[];
  fewest: number;
  rows: Row[];
}

const SCALES = { nominal: "the same or not", interval: "by the difference", days: "by days apart" };

export function Agreed({ number }: { number: string }) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const chosen = (params.value.get("coders") ?? "").split("|").filter(Boolean);
  useEffect(() => {
    const stop = new AbortController();
    get<Answer>(`samples/${number}/agreement?coders=${encodeURIComponent(chosen.join("|"))}`, stop.signal).then((found) => {
      setAnswer(found);
      setRefused(null);
    }, (error: Error) => error.name !== "AbortError" && setRefused(error.message));
    return () => stop.abort();
  }, [number, chosen.join("|"), written.value, coder.value]);
  if (refused !== null) return <p class="empty">{refused}</p>;
  if (answer === null) return <p class="loading" role="status">Counting …</p>;
  if (answer.left > 0) return <p class="empty">You still have {counted(answer.left, "cell")} to code. How far you agree is shown when you are through, or when the coding has ended.</p>;
  if (answer.known.length < 2) return <p class="empty">Two people must have coded it before there is an agreement. A decision in the record on the same cell counts as the word of who took it.</p>;
  const compared = answer.rows[0]?.coders ?? answer.known;
  const turn = (name: string) => {
    const next = compared.includes(name) ? compared.filter((one) => one !== name) : [...compared, name];
    set({ coders: next.join("|") }, { replace: true });
  };
  return (
    <>
      {answer.known.length > 2 && (
        <fieldset class="compared">
          <legend>whose words are compared</legend>
          {answer.known.map((name) => (
            <label key={name}><input type="checkbox" checked={compared.includes(name)} disabled={compared.includes(name) && compared.length === 2} onChange={() => turn(name)} /> <bdi>{name}</bdi></label>
          ))}
        </fieldset>
      )}
      <div class="wide" tabIndex={0} role="region" aria-label="Agreement by field">
        <table class="agreement">
          <caption class="sub">Agreement of <bdi>{compared.join(", ")}</bdi>. Intervals: 95 of 100 redrawn samples.</caption>
          <thead><tr><th>field</th><th class="num">items</th><th class="num">equal words</th><th class="num">kappa</th><th class="num">alpha</th><th>alpha with its interval</th><th>in words</th></tr></thead>
          <tbody>{answer.rows.map((row) => <Line key={`${row.table}.${row.field}`} row={row} fewest={answer.fewest} />)}</tbody>
        </table>
      </div>
      <Meaning fewest={answer.fewest} />
    </>
  );
}

function Line({ row, fewest }: { row: Row; fewest: number }) {
  return (
    <tr class={row.field === null ? "whole" : undefined}>
      <th scope="row">{row.field === null ? `${called(row.table)}, all fields` : `${called(row.table)}: ${called(row.field)}`}{row.scale && <span class="sub"> {SCALES[row.scale]}</span>}</th>
      <td class="num" data-name="items">{row.items}</td>
      <td class="num" data-name="equal words">{row.raw === null ? "–" : `${Math.round(row.raw * 100)} %`}</td>
      <td class="num" data-name="kappa"><Number of={row.kappa} /></td>
      <td class="num" data-name="alpha"><Number of={row.alpha} /></td>
      <td class="drawn"><Axis of={row.alpha} /></td>
      <td class="verdict">{verdict(row, fewest)}</td>
    </tr>
  );
}

function Number({ of }: { of: Coefficient }) {
  if (of.value === null) return <>–</>;
  return <>{of.value.toFixed(2)}{of.low !== null && <span class="sub between"> {of.low.toFixed(2)} to {of.high!.toFixed(2)}</span>}</>;
}

/** The coefficient on an axis from 0 to 1, with the two lines of Krippendorff's rule. */
function Axis({ of }: { of: Coefficient }) {
  if (of.value === null) return null;
  const x = (value: number) => 4 + 132 * Math.max(0, Math.min(1, value));
  return (
    <svg class="interval-axis" viewBox="0 0 140 20" width="140" height="20" aria-hidden="true">
      <line class="base" x1="4" x2="136" y1="16" y2="16" />
      {[0.667, 0.8].map((at) => <line key={at} class="rule" x1={x(at)} x2={x(at)} y1="2" y2="18" />)}
      {of.low !== null && <line class="interval" x1={x(of.low)} x2={x(of.high!)} y1="10" y2="10" />}
      <circle cx={x(of.value)} cy="10" r="4" />
    </svg>
  );
}

function verdict(row: Row, fewest: number): string {
  if (row.items === 0) return "nothing coded by two";
  if (row.items < fewest) return `too few: fewer than ${fewest} items`;
  const { value, low } = row.alpha;
  if (value === null) return row.note;
  const word = value >= 0.8 ? "reliable" : value >= 0.667 ? "good enough for tentative conclusions" : "not reliable";
  const unsure = value >= 0.667 && low !== null && low < 0.667 ? ", but the interval reaches below 0.667" : "";
  return `${word}${unsure}${row.note ? ` (${row.note})` : ""}`;
}

function Meaning({ fewest }: { fewest: number }) {
  return (
    <details class="meaning">
      <summary>What these numbers mean</summary>
      <dl>
        <dt>items</dt><dd>Cells on which at least two of these coders said something; a skipped cell is none. Below {fewest} of them no coefficient is given.</dd>
        <dt>equal words</dt><dd>How often two coders said the same. Where nearly every cell has the same value this is high by chance alone.</dd>
        <dt>kappa (Cohen 1960)</dt><dd>Agreement beyond chance of two coders: 1 is full agreement, 0 what chance gives, below 0 less than that. Landis and Koch (1977) call 0.61 to 0.80 substantial and more than that almost perfect; the bounds are a habit, not a law.</dd>
        <dt>alpha (Krippendorff 2019)</dt><dd>The same for any number of coders and with gaps; numbers and days count by how far apart they are. Krippendorff asks for 0.8, and for at least 0.667 where tentative conclusions will do: the two lines of the axis.</dd>
        <dt>undefined</dt><dd>All said the same of all items. Chance would give that agreement too, so nothing is shown by it.</dd>
        <dt>in the record</dt><dd>The last decision that a person took on the cell anywhere in the workbench, adjudications left out.</dd>
      </dl>
      <p class="sub">Coders work apart from each other, but all see what the software read: they agree more easily than if they had read the report without it.</p>
    </details>
  );
}
