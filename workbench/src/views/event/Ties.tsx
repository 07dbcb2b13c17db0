// Why these reports are one happening, or are kept apart from others; and how one of them is taken out again.
import { useEffect, useRef, useState } from "preact/hooks";
import { get } from "../../api";
import { trouble } from "../../parts/Notes";
import { go } from "../../place";
import { counted, day, word } from "../../record";
import { busy, put } from "./doing";
import { eventAt, inWords, outlet, type Decided, type Story, type Telling, type Tie } from "./story";

const KINDS = { same: "is the same as", suggest: "may be the same as", "not same": "is not the same as", "part of": "is a part of" };
const FEW = 6;

/** A telling in words: outlet and day. */
export function cited(telling: Telling): string {
  return `${outlet(telling.report)}, ${telling.report.published ? day(telling.report.published) : "undated"}`;
}

/** A row of the happening in words: what it is and in which report. */
export function rowWords(story: Story, id: string): string {
  const telling = story.tellings.find(({ event, who, where }) => [event, ...who, ...where].some((row) => row.id === id));
  const given = story.figures.find(({ figure, sources }) => [figure, ...sources].some((row) => row.id === id));
  const name = telling
    ? [...telling.who, ...telling.where].find((row) => row.id === id)?.name ?? `“${telling.event.trigger}”`
    : given && `${given.figure.verbatim} ${word("kind", given.figure.kind)}`;
  const report = telling?.report ?? given?.report;
  return report ? `${name} (${outlet(report)})` : id;
}

function End({ story, id, other }: { story: Story; id: string | null; other: string | null }) {
  const own = story.tellings.find((one) => one.event.id === id);
  if (own) return <bdi>{cited(own)}</bdi>;
  const listed = other ? story.others[other] : undefined;
  return listed ? <a href={eventAt(listed.id)}><bdi>{inWords(listed)}</bdi></a> : <code>{id}</code>;
}

export function Ties({ story }: { story: Story }) {
  const decided = story.decisions.filter((one) => one.stands && (one.kind === "same" || one.kind === "not same") && one.table === "event");
  if (!story.links.length && !decided.length) return null;
  const row = (tie: Tie, n: number) => (
    <li key={n}>
      <End story={story} id={tie.left_id} other={tie.other} /> {KINDS[tie.kind]} <End story={story} id={tie.right_id} other={tie.other} />
      <p class="sub">software, score {tie.score.toFixed(2)}: <bdi>{tie.reason}</bdi></p>
    </li>
  );
  return (
    <section aria-labelledby="ties">
      <h2 id="ties">{story.tellings.length > 1 ? "Why these are one event" : "How it is tied to others"}</h2>
      <ul class="ties">
        {decided.map((one) => <ByPerson key={one.number} story={story} one={one} />)}
        {story.links.slice(0, FEW).map(row)}
      </ul>
      {story.links.length > FEW && (
        <details><summary>{story.links.length - FEW} more links</summary><ul class="ties">{story.links.slice(FEW).map(row)}</ul></details>
      )}
    </section>
  );
}

function ByPerson({ story, one }: { story: Story; one: Decided }) {
  return (
    <li>
      <End story={story} id={one.id} other={one.other} /> {KINDS[one.kind as "same"]} <End story={story} id={one.other_id} other={one.other} />
      <p class="sub">
        <bdi>{one.by}</bdi>, {day(one.at)}, decision {one.number}{one.reason && <>: <bdi>{one.reason}</bdi></>}{" "}
        <button type="button" class="plain noprint" disabled={busy.value !== null} onClick={() => put([{ kind: "undo", undoes: one.number }])}>take it back</button>
      </p>
    </li>
  );
}

interface Step {
  kind: "undo" | "not same" | "same";
  record_id: string;
  other_id: string;
  undoes: number | null;
}

interface Parting {
  steps: Step[];
  rest: string[][];
  keep: Step[];
}

/** Asks before one report is taken out of the happening, and says what that does. */
export function TakeOut({ story, telling, close }: { story: Story; telling: Telling; close: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const [plan, setPlan] = useState<Parting | null>(null);
  const [keep, setKeep] = useState(true);
  const [reason, setReason] = useState("");
  useEffect(() => {
    box.current?.showModal();
    get<Parting>(`events/${encodeURIComponent(telling.event.id)}/parting`).then(setPlan, trouble);
  }, []);
  const words = (id: string) => {
    const found = story.tellings.find((one) => one.event.id === id);
    return found ? cited(found) : id;
  };
  const take = async () => {
    const steps = [...plan!.steps, ...(keep ? plan!.keep : [])];
    const rest = plan!.rest[0]?.[0];
    const done = await put(
      steps.map((step) => (step.kind === "undo" ? { kind: "undo", undoes: step.undoes!, reason } : { kind: step.kind, id: step.record_id, other: step.other_id, reason })),
    );
    close();
    if (done && rest) go(eventAt(rest), { replace: true });
  };
  return (
    <dialog ref={box} class="takeout" aria-labelledby="takeout" onClose={close}>
      <h2 id="takeout">Take a report out of this event</h2>
      <p><q class="passage"><bdi>{telling.passage}</bdi></q> <span class="sub"><bdi>{cited(telling)}</bdi></span></p>
      {!plan && <p class="loading">…</p>}
      {plan && (
        <>
          <p>It becomes an event of its own. This puts down {counted(plan.steps.length, "decision")}:</p>
          <ul>
            {plan.steps.slice(0, FEW).map((step, n) => (
              <li key={n}>
                {step.kind === "undo" ? <>taken back: decision {step.undoes}, that <bdi>{words(step.record_id)}</bdi> and <bdi>{words(step.other_id)}</bdi> are the same</> : <>not the same as <bdi>{words(step.other_id)}</bdi></>}
              </li>
            ))}
            {plan.steps.length > FEW && <li>and {plan.steps.length - FEW} more reports that it is linked to</li>}
          </ul>
          {plan.rest.length > 1 && (
            <fieldset>
              <legend>Only this report ties the others together</legend>
              <label><input type="radio" name="keep" checked={keep} onChange={() => setKeep(true)} /> keep them one event ({counted(plan.keep.length, "further decision")})</label>
              <label><input type="radio" name="keep" checked={!keep} onChange={() => setKeep(false)} /> let them fall into {plan.rest.length} events</label>
            </fieldset>
          )}
          <label class="reason">why<input value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
        </>
      )}
      <p class="decide">
        <button type="button" class="strong" disabled={!plan || busy.value !== null} onClick={take}>Take it out{busy.value && ` … ${busy.value.done} of ${busy.value.of}`}</button>
        <button type="button" onClick={close}>Leave it</button>
      </p>
    </dialog>
  );
}
