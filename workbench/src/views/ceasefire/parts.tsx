// The parts of a ceasefire's life as tables and lists; every one leads to the words behind it.
import type { ComponentChildren } from "preact";
import { Cell } from "../../parts/Panel";
import { Review, State, Type } from "../../parts/Signs";
import { to } from "../../place";
import { day, interval, span, word } from "../../record";
import type { Evidence, Watched, When } from "./life";

const QUESTIONS = ["after the moment of effect", "inside the area", "by or on a party", "a banned act"];

/** Outlet and day of the reports that say so. */
function Reports({ watched, ids }: { watched: Watched; ids: string[] }) {
  return (
    <span class="sub">
      {[...new Set(ids)].map((id, n) => {
        const report = watched.documents[id];
        return <span key={id}>{n > 0 && "; "}<a href={to("document", id)}><bdi>{report?.outlet ?? report?.path ?? id}</bdi></a>{report?.published && `, ${day(report.published)}`}</span>;
      })}
    </span>
  );
}

/** Words of a report that lead to their passages. */
function Said({ words, evidence }: { words: string; evidence: Evidence[] }) {
  const first = evidence[0];
  const said = <q class="passage"><bdi>{words}</bdi></q>;
  return first ? <Cell row={first.id} field={first.column}>{said}</Cell> : said;
}

function When_({ when }: { when: When }) {
  return <>{interval(when.earliest, when.latest)}{when.inferred && <span class="sub"> (inferred)</span>}</>;
}

export function Moves({ watched }: { watched: Watched }) {
  return (
    <Scroll>
      <table>
        <thead><tr><th>no.</th><th>happened</th><th>from → to</th><th>reported</th><th>words</th></tr></thead>
        <tbody>
          {watched.life.transitions.map((move, n) => (
            <tr key={n} data-move={n}>
              <td class="r">{n + 1}</td>
              <td><When_ when={move.happened} /></td>
              <td>
                {move.before && <>{word("state", move.before)} → </>}<State code={move.after} />
                {move.attribution !== "reported" && <p class="sub">{move.attribution} by <bdi>{move.by.join("; ") || "one side"}</bdi></p>}
                {move.inferred && <p class="sub">no report tells of it: {move.why}</p>}
                {move.skips && <p class="sub">reports leave out steps between</p>}
              </td>
              <td>{move.reported ? day(move.reported) : "–"}</td>
              <td>{move.words && <Said words={move.words} evidence={move.evidence} />} <Reports watched={watched} ids={move.documents} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function Incidents({ watched }: { watched: Watched }) {
  return (
    <ul class="told-list">
      {watched.life.incidents.map((act) => {
        const open = act.answers.map((answer, n) => (answer === "yes" ? "" : `${QUESTIONS[n]}: ${answer}`)).filter(Boolean);
        return (
          <li key={act.event_id}>
            <span class={`sign grade-${act.grade}`}>{word("grade", act.grade)}</span>{" "}
            <a href={to("event", act.event_id)}><Type code={act.type} /></a>, <bdi>{act.acting.join("; ") || "unnamed"}</bdi> → <bdi>{act.struck.join("; ") || "unnamed"}</bdi>, <When_ when={act.happened} />.{" "}
            <Said words={act.words} evidence={act.evidence} /> <Reports watched={watched} ids={act.documents} />
            {act.by.length > 0 && <p class="sub">says only <bdi>{act.by.join("; ")}</bdi></p>}
            {open.length > 0 && <p class="sub">{open.join("; ")}</p>}
          </li>
        );
      })}
    </ul>
  );
}

export function Terms({ watched }: { watched: Watched }) {
  return (
    <Scroll>
      <table>
        <thead><tr><th>term</th><th>words</th><th>binds</th><th>due</th><th>what became of it</th></tr></thead>
        <tbody>
          {watched.life.terms.map((term, n) => (
            <tr key={n}>
              <td>{term.kind.replaceAll("_", " ")}</td>
              <td><Said words={term.words} evidence={term.evidence} /></td>
              <td><bdi>{term.obliged ?? ""}</bdi>{!term.obliged && <span class="sub">not said</span>}</td>
              <td>{term.due ? day(term.due) : term.duration ? `within ${span(term.duration)}, from when is not said` : <span class="sub">not said</span>}</td>
              <td>{term.state === "unknown" ? <span class="sub">not reported</span> : term.state}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function Claims({ watched }: { watched: Watched }) {
  const { claims, asides } = watched.life;
  return (
    <ul class="told-list">
      {claims.map((claim, n) => (
        <li key={`c${n}`}>
          <b><bdi>{claim.speaker ?? "a speaker without a name"}</bdi></b> {word("stance", claim.stance)}{claim.conditional && ", on a condition"}: <Said words={claim.words} evidence={[claim.evidence]} />{" "}
          <Reports watched={watched} ids={[claim.evidence.document_id]} />
        </li>
      ))}
      {asides.map((aside, n) => (
        <li key={`a${n}`}>told as <State code={aside.told} />: <Said words={aside.words} evidence={aside.evidence} /> <span class="sub">{aside.why}</span></li>
      ))}
    </ul>
  );
}

/** The accounts side by side: one row a report, in the order of publication. */
export function AccountsTable({ watched }: { watched: Watched }) {
  return (
    <Scroll>
      <table>
        <thead><tr><th>report</th><th>calls it</th><th>state</th><th>sides</th><th>parties</th><th>from</th><th>until</th><th>length</th><th>review</th></tr></thead>
        <tbody>
          {watched.accounts.map(({ row, parties }) => (
            <tr key={row.id}>
              <td><Reports watched={watched} ids={[row.document_id]} /></td>
              <td><Cell row={row.id} field="name">{row.name}</Cell></td>
              <td><Cell row={row.id} field="state">{word("state", row.state)}</Cell></td>
              <td><Cell row={row.id} field="side">{word("side", row.side)}</Cell></td>
              <td>{parties.map((party) => <p key={party.id}><Cell row={party.id} field="text" basis={party.basis}>{party.text}</Cell>{party.role !== "party" && <span class="sub"> {party.role}</span>}</p>)}</td>
              <td>{row.start_earliest || row.start_latest ? <Cell row={row.id} field="start_earliest">{interval(row.start_earliest, row.start_latest)}</Cell> : row.start_text ? <Cell row={row.id} field="start_text">{row.start_text}</Cell> : <span class="sub">not said</span>}</td>
              <td>{row.end_earliest || row.end_latest ? <Cell row={row.id} field="end_earliest">{interval(row.end_earliest, row.end_latest)}</Cell> : row.end_text ? <Cell row={row.id} field="end_text">{row.end_text}</Cell> : <span class="sub">not said</span>}</td>
              <td>{row.duration_text ? <Cell row={row.id} field="duration_text">{row.duration_text}</Cell> : <span class="sub">not said</span>}</td>
              <td><Review code={row.review} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function Codes({ watched }: { watched: Watched }) {
  return (
    <dl class="codes">
      {watched.life.codes.filter((code) => code.value !== null).map((code) => (
        <div key={code.variable}><dt><code>{code.variable} = {code.value}</code></dt><dd>{code.meaning}{code.inferred && <span class="sub"> (inferred)</span>}</dd></div>
      ))}
    </dl>
  );
}

/** A wide table scrolls by itself, never the page. */
function Scroll({ children }: { children: ComponentChildren }) {
  return <div class="scroll" tabIndex={0} role="group" aria-label="Table; scrolls sideways where it is narrow">{children}</div>;
}
