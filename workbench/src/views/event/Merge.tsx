// What may be the same happening: the pairs that the software suggests, and any other that a person looks for.
import { useEffect, useState } from "preact/hooks";
import { get } from "../../api";
import { trouble } from "../../parts/Notes";
import { about, counted, typeWord } from "../../record";
import { Pair, type Proposal } from "./Pair";
import type { Listed } from "../../parts/listed";
import { inWords, type Story } from "./story";

/** The suggestions of a happening that nobody put off in this visit. */
export function waiting(story: Story, put: ReadonlySet<string>): Proposal[] {
  return story.suggestions.filter((tie) => tie.other && !put.has(tie.other)).map((tie) => ({ other: tie.other!, tie }));
}

export function Merge({ story, off, later }: { story: Story; off: ReadonlySet<string>; later: (id: string) => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const pairs = waiting(story, off);
  const [open, setOpen] = useState<string | null>(null);
  const first = pairs.find((pair) => pair.other === open) ?? pairs[0];
  return (
    <section class="merge" aria-labelledby="merge">
      <h2 id="merge">May be the same</h2>
      {!pairs.length && <p class="sub">{story.suggestions.length ? "The other suggestions wait for later." : "The software suggests no other event."}</p>}
      {first && (
        <>
          {pairs.length > 1 && (
            <ul class="pairs">
              {pairs.map((pair) => (
                <li key={pair.other}>
                  <button type="button" class="plain" aria-current={pair === first ? "true" : undefined} onClick={() => setOpen(pair.other)}>
                    <b>{pair.tie!.score.toFixed(2)}</b> <bdi>{story.others[pair.other] ? inWords(story.others[pair.other]!) : pair.other}</bdi>
                  </button>
                </li>
              ))}
            </ul>
          )}
          <Pair key={first.other} story={story} proposal={first} later={() => later(first.other)} keys={first === pairs[0]} />
        </>
      )}
      <details class="find noprint" onToggle={(event) => !event.currentTarget.open && setChosen(null)}>
        <summary>Find another event to merge with</summary>
        <Find story={story} choose={setChosen} />
        {chosen && <Pair key={chosen} story={story} proposal={{ other: chosen, tie: null }} later={() => setChosen(null)} keys={false} />}
      </details>
    </section>
  );
}

/** Events around the same days, at a place, of a kind. */
function Find({ story, choose }: { story: Story; choose: (id: string) => void }) {
  const days = story.tellings.flatMap((one) => [one.event.date_earliest, one.event.date_latest]).filter((day) => day !== null).sort();
  const published = story.tellings.map((one) => one.report.published).filter((day) => day !== null).sort();
  const [wanted, setWanted] = useState({
    day: days[0] ?? published[0] ?? "",
    around: "3",
    place: story.tellings.flatMap((one) => one.where)[0]?.name ?? "",
    type: "",
  });
  const [found, setFound] = useState<{ total: number; rows: Listed[] } | null>(null);
  const last = days.at(-1) ?? wanted.day;
  useEffect(() => {
    const stop = new AbortController();
    const query = new URLSearchParams({ limit: "20" });
    if (wanted.day) {
      query.set("since", shifted(wanted.day, -Number(wanted.around)));
      query.set("until", shifted(wanted.day === days[0] ? last : wanted.day, Number(wanted.around)));
    }
    if (wanted.place) query.set("place", wanted.place);
    if (wanted.type) query.set("type", wanted.type);
    const wait = setTimeout(() => get<{ total: number; rows: Listed[] }>(`events?${query}`, stop.signal).then(setFound, trouble), 200);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [wanted.day, wanted.around, wanted.place, wanted.type, story.id]);
  const change = (name: keyof typeof wanted) => (event: Event) => setWanted({ ...wanted, [name]: (event.currentTarget as HTMLInputElement | HTMLSelectElement).value });
  const others = found?.rows.filter((row) => row.id !== story.id) ?? [];
  return (
    <>
      <form class="filter" onSubmit={(event) => event.preventDefault()}>
        <label>day<input type="date" value={wanted.day} onChange={change("day")} /></label>
        <label>days before and after<input type="number" min="0" max="366" value={wanted.around} onInput={change("around")} /></label>
        <label>place<input type="search" value={wanted.place} onInput={change("place")} /></label>
        <label>kind
          <select value={wanted.type} onChange={change("type")}>
            <option value="">any</option>
            {Object.keys(about.value?.types ?? {}).map((code) => <option key={code} value={code}>{typeWord(code)}</option>)}
          </select>
        </label>
      </form>
      {found && <p class="sub" role="status">{counted(others.length, "other event")}{found.total > found.rows.length && `, the first of ${found.total}`}</p>}
      <ul class="found">
        {others.map((row) => (
          <li key={row.id}>
            <p><bdi>{inWords(row)}</bdi> <span class="sub">{counted(row.reports, "report")}</span> <button type="button" onClick={() => choose(row.id)} aria-label={`Compare with ${inWords(row)}`}>compare</button></p>
            <p class="says"><q class="passage"><bdi>{row.passage}</bdi></q></p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A day so many days later. */
function shifted(iso: string, days: number): string {
  const day = new Date(`${iso}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + (Number.isFinite(days) ? days : 0));
  return day.toISOString().slice(0, 10);
}
