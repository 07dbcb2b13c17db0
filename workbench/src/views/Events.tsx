// The list of events: one row a happening, however many reports tell of it.
import { useState } from "preact/hooks";
import { ExportAs } from "../parts/ExportAs";
import { ExportLink } from "../parts/ExportLink";
import { FilterBar } from "../parts/FilterBar";
import type { Listed } from "../parts/listed";
import { LongList } from "../parts/LongList";
import { Marked } from "../parts/Marked";
import { Review, Status, Type } from "../parts/Signs";
import { FILTERS, filter, params, set } from "../place";
import { count, counted, interval } from "../record";
import { eventAt } from "./event/story";

const ORDERS = { day: "oldest first", newest: "newest first", killed: "most killed", reports: "most reports", doubt: "most doubtful" };

export function Events() {
  const [total, setTotal] = useState<number | null>(null);
  const order = params.value.get("order") ?? "day";
  const narrow = innerWidth < 640;
  return (
    <>
      <header class="head">
        <h1>Events</h1>
        <p class="sub">{total === null ? "" : counted(total, "event")}, each with all its reports</p>
        <label class="order">order
          <select value={order} onChange={(event) => set({ order: event.currentTarget.value }, { replace: true })}>
            {Object.entries(ORDERS).map(([code, name]) => <option key={code} value={code}>{name}</option>)}
          </select>
        </label>
        <ExportLink list="events" total={total} />
        {total !== 0 && <ExportAs />}
      </header>
      <FilterBar parts={FILTERS} />
      <LongList<Listed>
        path={`events?order=${order}${filter.value ? `&${filter.value}` : ""}`}
        height={narrow ? 178 : 96}
        label="Events"
        onTotal={setTotal}
        empty={<p>No event meets this filter. Take a part of it away, or look into the documents.</p>}
        row={(event) => <Row event={event} />}
      />
    </>
  );
}

function Row({ event }: { event: Listed }) {
  return (
    <article class="event-row">
      <p class="when">{interval(event.first, event.last)}</p>
      <div class="what">
        <p class="line">
          <a href={eventAt(event.id)}>{event.types.map((code) => <Type key={code} code={code} />)}</a>{" "}
          <bdi>{names(event.actors)}</bdi>{event.targets.length > 0 && <> → <bdi>{names(event.targets)}</bdi></>}
          {event.places.length > 0 && <span class="where">, <bdi>{names(event.places)}</bdi></span>}
        </p>
        <p class="says"><Marked text={event.passage} mark={event.trigger} /></p>
      </div>
      <p class="counts">
        {event.killed && <span>killed <b>{count(event.killed)}</b></span>}
        {event.wounded && <span>wounded <b>{count(event.wounded)}</b></span>}
        <span class="sub">{counted(event.reports, "report")}</span>
        {event.statuses.filter((code) => code !== "asserted").map((code) => <Status key={code} code={code} />)}
        {event.reviews.filter((code) => code !== "draft").map((code) => <Review key={code} code={code} />)}
      </p>
    </article>
  );
}

function names(all: string[]): string {
  return all.length > 3 ? `${all.slice(0, 3).join("; ")} and ${all.length - 3} more` : all.join("; ");
}
