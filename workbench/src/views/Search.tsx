// Searching the words of all reports: sentences that hold them, by document, with the events read from each.
import { useEffect, useRef, useState } from "preact/hooks";
import { get, written } from "../api";
import { useKeys } from "../keys";
import { FilterBar } from "../parts/FilterBar";
import { trouble } from "../parts/Notes";
import { Status, Type } from "../parts/Signs";
import { filter, params, set, to, toPassage, type FilterName } from "../place";
import { counted, day } from "../record";
import "./Search.css";

interface Sentence {
  start: number;
  page: number | null;
  text: string;
  marks: [number, number][];
  events: { id: string; type: string; status: string; trigger: string }[];
}

interface FoundDocument {
  id: string;
  path: string;
  title: string | null;
  outlet: string | null;
  published: string | null;
  hits: number;
  sentences: Sentence[];
}

interface Found {
  asked: boolean;
  total: number;
  hits: number;
  rows: FoundDocument[];
}

const PARTS: readonly FilterName[] = ["since", "until", "outlet", "words"];
const ORDERS = { rank: "best first", newest: "newest first", day: "oldest first" };
const STRETCH = 20;

export function Search() {
  const typed = params.value.get("q") ?? "";
  const order = params.value.get("order") ?? "rank";
  const path = `search?q=${encodeURIComponent(typed)}&order=${order}${filter.value ? `&${filter.value}` : ""}`;
  const box = useRef<HTMLInputElement>(null);
  useKeys([{ key: "/", say: "to the search box", act: () => box.current?.select() }], []);
  useEffect(() => {
    if (!typed) box.current?.focus();
  }, []);
  return (
    <>
      <header class="head">
        <h1>Search</h1>
        <label class="order">order
          <select value={order} onChange={(event) => set({ order: event.currentTarget.value }, { replace: true })}>
            {Object.entries(ORDERS).map(([code, name]) => <option key={code} value={code}>{name}</option>)}
          </select>
        </label>
      </header>
      <Box typed={typed} box={box} />
      <FilterBar parts={PARTS} />
      {typed && <Results key={path} path={path} />}
    </>
  );
}

function Box({ typed, box }: { typed: string; box: { current: HTMLInputElement | null } }) {
  useEffect(() => {
    if (box.current) box.current.value = typed;
  }, [typed]);
  return (
    <form class="searchbox" role="search" onSubmit={(event) => { event.preventDefault(); set({ q: box.current?.value.trim() || null }); }}>
      <label for="search">Words of the reports <kbd>/</kbd></label>
      <input ref={box} id="search" type="search" autocomplete="off" aria-describedby="syntax" />
      <button type="submit" class="strong">Search <kbd>↵</kbd></button>
      <p id="syntax" class="sub"><code>truce Basra</code> both words · <code>"hand over"</code> a phrase · <code>rebels OR militia</code> either · <code>-talks</code> without · <code>bomb*</code> a beginning</p>
    </form>
  );
}

function Results({ path }: { path: string }) {
  const [found, setFound] = useState<Found | null>(null);
  const [wanted, setWanted] = useState(STRETCH);
  const there = found?.rows.length ?? 0;
  useEffect(() => {
    const stop = new AbortController();
    const from = found && there < wanted ? there : 0;
    get<Found>(`${path}&offset=${from}&limit=${wanted - from}`, stop.signal)
      .then((more) => setFound({ ...more, rows: [...(from ? found!.rows : []), ...more.rows] }))
      .catch(trouble);
    return () => stop.abort();
  }, [wanted, written.value]);
  if (!found) return <p class="loading" role="status">Searching …</p>;
  if (!found.asked) return <p class="empty" role="status">Type a word to look for; a minus alone finds nothing.</p>;
  if (!found.total) return <p class="empty" role="status">No sentence holds this. Try fewer words, the beginning of one with a star, or take a part of the filter away.</p>;
  return (
    <>
      <p role="status" class="sub">{counted(found.hits, "sentence")} in {counted(found.total, "document")}</p>
      <ol class="hits" aria-label="Found">
        {found.rows.map((one) => <FoundIn key={one.id} found={one} />)}
      </ol>
      {there < found.total && <button type="button" onClick={() => setWanted(there + STRETCH)}>Show {Math.min(STRETCH, found.total - there)} more documents</button>}
    </>
  );
}

function FoundIn({ found }: { found: FoundDocument }) {
  const further = found.hits - found.sentences.length;
  return (
    <li>
      <h2><a href={to("document", found.id)}><bdi>{found.title ?? found.path}</bdi></a></h2>
      <p class="sub"><bdi>{found.outlet ?? "outlet not known"}</bdi>, {found.published ? day(found.published) : "undated"}, {counted(found.hits, "sentence")}</p>
      {found.sentences.map((sentence) => (
        <div key={sentence.start} class="hit">
          <p><a href={toPassage(found.id, sentence.start, sentence.start + [...sentence.text].length)}><q class="passage"><bdi><Ranges text={sentence.text} marks={sentence.marks} /></bdi></q></a>{sentence.page !== null && <span class="sub"> page {sentence.page}</span>}</p>
          {sentence.events.length > 0 && (
            <ul aria-label="Events read from it">
              {sentence.events.map((event, index) => (
                <li key={index}><a href={to("event", event.id)}><Type code={event.type} /></a>{event.status !== "asserted" && <> <Status code={event.status} /></>}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {further > 0 && <p class="sub">and {counted(further, "more sentence")}</p>}
    </li>
  );
}

/** Text with ranges of it marked; the offsets count code points, as everywhere in the record. */
function Ranges({ text, marks }: { text: string; marks: [number, number][] }) {
  const signs = [...text];
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(signs.slice(at, start).join(""), <mark key={start}>{signs.slice(start, end).join("")}</mark>);
    at = end;
  }
  return <>{parts}{signs.slice(at).join("")}</>;
}
