// Who decided how much, and when.
import { useEffect } from "preact/hooks";
import { useAnswer } from "../../answer";
import { day } from "../../record";

interface Person {
  name: string;
  kinds: Record<string, number>;
  days: { day: string; kinds: Record<string, number> }[];
  codings: number;
}

const KINDS: [string, string][] = [["accept", "accepted"], ["correct", "corrected"], ["reject", "rejected"], ["add", "added"], ["attach", "words attached"], ["same", "merged"], ["not same", "kept apart"], ["undo", "undone"]];

function total(kinds: Record<string, number>): number {
  return Object.values(kinds).reduce((sum, n) => sum + n, 0);
}

function others(kinds: Record<string, number>): number {
  return Object.entries(kinds).filter(([kind]) => !KINDS.some(([known]) => known === kind)).reduce((sum, [, n]) => sum + n, 0);
}

export function Who({ onNames }: { onNames: (names: string[]) => void }) {
  const { answer: people } = useAnswer<Person[]>("people");
  useEffect(() => {
    if (people) onNames(people.filter((one) => one.days.length > 0).map((one) => one.name));
  }, [people]);
  if (people === null) return <p class="loading" role="status">Reading the record …</p>;
  if (people.length === 0) return <p class="empty">Nobody has decided anything yet. What you decide anywhere in the workbench is counted here under your name.</p>;
  const odd = people.some((one) => others(one.kinds) > 0);
  return (
    <>
      <div class="wide" tabIndex={0} role="region" aria-label="Decisions by coder">
        <table>
          <thead>
            <tr><th>coder</th>{KINDS.map(([, name]) => <th key={name} class="num">{name}</th>)}{odd && <th class="num">other</th>}<th class="num">decisions</th><th class="num">blind codings</th></tr>
          </thead>
          <tbody>
            {people.map((one) => (
              <tr key={one.name}>
                <th scope="row"><bdi>{one.name}</bdi></th>
                {KINDS.map(([kind]) => <td key={kind} class="num">{one.kinds[kind] ?? 0}</td>)}
                {odd && <td class="num">{others(one.kinds)}</td>}
                <td class="num"><b>{total(one.kinds)}</b></td>
                <td class="num">{one.codings}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {people.filter((one) => one.days.length > 0).map((one) => <Days key={one.name} person={one} />)}
    </>
  );
}

const SHOWN = 30;

function Days({ person }: { person: Person }) {
  const most = Math.max(...person.days.map((one) => total(one.kinds)));
  return (
    <details class="days">
      <summary><bdi>{person.name}</bdi> day by day</summary>
      <ol>
        {person.days.slice(0, SHOWN).map((one) => (
          <li key={one.day}>
            <span class="when">{day(one.day)}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={(100 * total(one.kinds)) / most} height="10" /></svg>
            <span>{total(one.kinds)} <span class="sub">{Object.entries(one.kinds).map(([kind, n]) => `${KINDS.find(([known]) => known === kind)?.[1] ?? kind} ${n}`).join(", ")}</span></span>
          </li>
        ))}
      </ol>
      {person.days.length > SHOWN && <p class="sub">and {person.days.length - SHOWN} earlier days</p>}
    </details>
  );
}
