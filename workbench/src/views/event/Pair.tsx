// Two happenings side by side: what is equal quiet, what differs marked by a sign, with the decision on whether they are one.
import { useState } from "preact/hooks";
import { useAnswer } from "../../answer";
import { printed } from "../../keys";
import { counted, count, interval, typeWord, word } from "../../record";
import { busy, put } from "./doing";
import { eventAt, having, once, outlet, type Story, type Tie } from "./story";

/** A field of the comparison; `of` gives what a happening's reports say of it; who tells it (`told`) may well differ; `fits` tells if what differs overlaps. */
interface Compared {
  name: string;
  of: (story: Story) => string[];
  told?: true;
  fits?: (one: Story, other: Story) => boolean;
}

const FIELDS: Compared[] = [
  { name: "kind", of: (s) => s.tellings.map((one) => typeWord(one.event.type)) },
  { name: "told as", of: (s) => s.tellings.map((one) => word("status", one.event.status)) },
  { name: "when", fits: sameDays, of: (s) => s.tellings.filter((one) => one.event.date_earliest || one.event.date_latest).map((one) => interval(one.event.date_earliest, one.event.date_latest)) },
  { name: "who", of: (s) => s.tellings.flatMap((one) => having(one, "actor").map((who) => who.name)) },
  { name: "to whom", of: (s) => s.tellings.flatMap((one) => having(one, "target").map((who) => who.name)) },
  { name: "where", of: (s) => s.tellings.flatMap((one) => one.where.map((place) => [place.name, place.country].filter(Boolean).join(", "))) },
  { name: "by what means", of: (s) => s.tellings.flatMap((one) => one.event.means) },
  { name: "sources", told: true, of: (s) => s.tellings.flatMap((one) => having(one, "source").map((who) => who.name)) },
  { name: "outlets", told: true, of: (s) => s.tellings.map((one) => outlet(one.report)) },
];

/** True if an event of one may have happened on a day on which one of the other may have. */
function sameDays(one: Story, other: Story): boolean {
  const dated = (story: Story) => story.tellings.map(({ event }) => event).filter((event) => event.date_earliest || event.date_latest);
  return dated(one).some((a) => dated(other).some((b) => (a.date_earliest ?? "") <= (b.date_latest ?? "9999") && (b.date_earliest ?? "") <= (a.date_latest ?? "9999")));
}

/** A field for each harm that either counts; ranges of the same people may overlap. */
function harms(one: Story, other: Story): Compared[] {
  const rows = (story: Story, kind: string) => story.reconciled.filter((row) => row.kind === kind && row.scope === "event");
  const kinds = once([...one.reconciled, ...other.reconciled].filter((row) => row.scope === "event").map((row) => row.kind));
  return kinds.map((kind) => ({
    name: word("kind", kind),
    of: (story) => rows(story, kind).map((row) => `${word("victim_class", row.victim_class)}: ${count(row)}`),
    fits: (a, b) => rows(a, kind).some((x) => rows(b, kind).some((y) => x.victim_class === y.victim_class && (x.low ?? 0) <= (y.high ?? Infinity) && (y.low ?? 0) <= (x.high ?? Infinity))),
  }));
}

const SIGNS = { equal: ["=", "equal"], partly: ["≈", "overlaps"], differs: ["≠", "differs"], one: ["·", "each by itself"] } as const;

function compared(left: string[], right: string[]): keyof typeof SIGNS {
  if (!left.length || !right.length) return "one";
  const common = left.filter((value) => right.includes(value)).length;
  if (!common) return "differs";
  return common === left.length && common === right.length ? "equal" : "partly";
}

const TOLD = FIELDS.findIndex((field) => field.told);

export interface Proposal {
  other: string;
  tie: Tie | null;
}

/** The decisions on a pair: what the keys do as well. */
export function ruling(story: Story, { other, tie }: Proposal, kind: "same" | "not same", reason: string) {
  const [own, far] = tie ? (story.tellings.some((one) => one.event.id === tie.left_id) ? [tie.left_id, tie.right_id] : [tie.right_id, tie.left_id]) : [story.id, other];
  return put([{ kind, id: own, other: far, reason, expect: { happening_id: story.id }, expect_other: { happening_id: other } }]);
}

export function Pair({ story, proposal, later, keys }: { story: Story; proposal: Proposal; later: () => void; keys: boolean }) {
  const { answer: other } = useAnswer<Story>(`events/${encodeURIComponent(proposal.other)}`);
  const [reason, setReason] = useState("");
  if (other?.id !== proposal.other) return <p class="loading">…</p>;
  const key = (name: string) => keys && <> <kbd>{printed(name)}</kbd></>;
  return (
    <article class="pair" aria-label="Two events side by side">
      {proposal.tie && <p class="why"><b>score {proposal.tie.score.toFixed(2)}</b>: <bdi>{proposal.tie.reason}</bdi></p>}
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="hidden">field</span></th>
            <th scope="col"><span class="hidden">equal or not</span></th>
            <th scope="col">this event, {counted(story.tellings.length, "report")}</th>
            <th scope="col"><a href={eventAt(other.id)}>the other event</a>, {counted(other.tellings.length, "report")}</th>
          </tr>
        </thead>
        <tbody>
          {[...FIELDS.slice(0, TOLD), ...harms(story, other), ...FIELDS.slice(TOLD)].map(({ name, of, told, fits }) => {
            const [left, right] = [once(of(story)), once(of(other))];
            if (!left.length && !right.length) return null;
            const found = compared(left, right);
            const how = found !== "differs" ? found : told ? "one" : fits?.(story, other) ? "partly" : found;
            return (
              <tr key={name} class={how}>
                <th scope="row">{name}</th>
                <td class="how" title={SIGNS[how][1]}>{SIGNS[how][0]}<span class="hidden"> {SIGNS[how][1]}</span></td>
                <td><Values all={left} /></td>
                <td><Values all={right} /></td>
              </tr>
            );
          })}
          <tr class="told"><th scope="row">told</th><td /><td><Told story={story} /></td><td><Told story={other} /></td></tr>
        </tbody>
      </table>
      <p class="decide">
        <label class="reason">why<input value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
        <button type="button" class="strong" disabled={busy.value !== null} onClick={() => ruling(story, proposal, "same", reason)}>the same{key("m")}</button>
        <button type="button" disabled={busy.value !== null} onClick={() => ruling(story, proposal, "not same", reason)}>not the same{key("x")}</button>
        <button type="button" onClick={later}>later</button>
      </p>
    </article>
  );
}

function Values({ all }: { all: string[] }) {
  if (!all.length) return <span class="sub">–</span>;
  return <>{all.slice(0, 6).map((value) => <p key={value}><bdi>{value}</bdi></p>)}{all.length > 6 && <p class="sub">and {all.length - 6} more</p>}</>;
}

function Told({ story }: { story: Story }) {
  return <>{story.tellings.slice(0, 2).map((one) => <p key={one.event.id}><q class="passage"><bdi>{one.passage}</bdi></q> <span class="sub"><bdi>{outlet(one.report)}</bdi></span></p>)}</>;
}
