// The review queue: what is doubtful, by kind; a batch is made from it, or one is taken up again.
import { useEffect, useState } from "preact/hooks";
import { coder, get, written } from "../api";
import { FilterBar } from "../parts/FilterBar";
import { nameless, trouble } from "../parts/Notes";
import { named } from "../parts/Panel";
import { FILTERS, filter, go, params, path, set, to } from "../place";
import { counted, day } from "../record";
import { make, type Item, type Progress } from "./queue/batch";
import { InHand } from "./queue/InHand";
import "./Queue.css";

interface Overview {
  kinds: { name: string; label: string; count: number }[];
  sources: { name: string; kind: string; label: string; count: number }[];
  total: number;
  items: Item[];
  formula: string;
  sizes: number[];
}

const TABLES = ["event", "figure", "event_actor", "place", "ceasefire"];

export function Queue() {
  const id = Number(path.value[1]);
  return path.value[1] && Number.isInteger(id) ? <InHand id={id} /> : <Start />;
}

/** What the queue is narrowed down by, as the query of an address. */
function wanted(): string {
  const found = new URLSearchParams(filter.value);
  for (const name of ["doubt", "table"]) if (params.value.get(name)) found.set(name, params.value.get(name)!);
  return found.toString();
}

function Start() {
  const [queue, setQueue] = useState<Overview | null>(null);
  const [batches, setBatches] = useState<Progress[]>([]);
  const [busy, setBusy] = useState(false);
  const query = wanted();
  useEffect(() => {
    const stop = new AbortController();
    get<Overview>(`queue?${query}`, stop.signal).then(setQueue, trouble);
    get<Progress[]>("batches", stop.signal).then(setBatches, trouble);
    return () => stop.abort();
  }, [query, written.value, coder.value]);
  const begin = (size: number) => {
    if (!coder.value) return nameless();
    setBusy(true);
    make(size, query).then((id) => go(to("queue", String(id))), (error) => (setBusy(false), trouble(error)));
  };
  const running = batches.filter((one) => !one.done);
  const doubt = params.value.get("doubt") ?? "";
  return (
    <>
      <header class="head">
        <h1>Review</h1>
        <p class="sub">{queue ? `${counted(queue.total, "doubtful item")}, the weightiest first` : ""}</p>
      </header>
      <FilterBar parts={FILTERS} />
      {running.length > 0 && (
        <section class="running" aria-label="Batches under way">
          <h2>Under way</h2>
          <ul>
            {running.map((one) => (
              <li key={one.id}>
                <a href={to("queue", String(one.id))}>{one.coder === coder.value ? "Go on with" : "Look at"} batch {one.id}</a>
                <progress max={one.size} value={one.size - one.counts.open} aria-label={`Progress of batch ${one.id}`} />
                <span>{one.size - one.counts.open - one.counts.skipped} of {one.size}{one.counts.skipped > 0 && `, ${one.counts.skipped} skipped`}</span>
                <span class="sub"><bdi>{one.coder}</bdi>, {day(one.made_at)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!queue ? <p class="loading" role="status">Looking for what is doubtful …</p> : (
        <div class="start">
          <section class="kinds" aria-label="Kinds of doubt">
            <h2>What is doubtful</h2>
            <ul>
              <li><Choice name="" label="all of it" count={queue.kinds.reduce((sum, kind) => sum + kind.count, 0)} chosen={!doubt} /></li>
              {queue.kinds.map((kind) => (
                <li key={kind.name}>
                  <Choice name={kind.name} label={kind.label} count={kind.count} chosen={doubt === kind.name} />
                  {queue.sources.filter((source) => source.kind === kind.name).length > 1 && kind.count > 0 && (
                    <ul>
                      {queue.sources.filter((source) => source.kind === kind.name && (source.count > 0 || doubt === source.name)).map((source) => (
                        <li key={source.name}><Choice name={source.name} label={source.label} count={source.count} chosen={doubt === source.name} /></li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ul>
            <label class="sub">rows of
              <select value={params.value.get("table") ?? ""} onChange={(event) => set({ table: event.currentTarget.value || null }, { replace: true })}>
                <option value="">every table</option>
                {TABLES.map((table) => <option key={table} value={table}>{named(table)}</option>)}
              </select>
            </label>
          </section>
          <section class="first" aria-label="The first items">
            <h2>Begin a batch</h2>
            <p class="decide begin">
              {queue.sizes.map((size) => <button key={size} type="button" class={size === 25 ? "strong" : undefined} disabled={busy || !queue.total} onClick={() => begin(size)}>{size} items</button>)}
            </p>
            <p class="sub">{queue.formula}</p>
            {queue.items.length ? (
              <ol>{queue.items.map((item) => <li key={`${item.source}${item.id}${item.other}${item.field}`}><bdi>{item.other ? "may be one: " : ""}{item.reason}</bdi>{item.killed ? <span class="sub">, up to {item.killed.toLocaleString("en")} killed</span> : null}</li>)}</ol>
            ) : <p class="empty">Nothing doubtful is left here. Take a part of the filter away, or look at another kind.</p>}
          </section>
        </div>
      )}
    </>
  );
}

function Choice(props: { name: string; label: string; count: number; chosen: boolean }) {
  return (
    <button type="button" class="plain choice" aria-pressed={props.chosen} disabled={!props.count && !props.chosen} onClick={() => set({ doubt: props.name || null }, { replace: true })}>
      {props.label} <span class="sub">{props.count.toLocaleString("en")}</span>
    </button>
  );
}
