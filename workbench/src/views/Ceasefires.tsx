// The list of ceasefires: one row each, however many reports tell of it.
import { useState } from "preact/hooks";
import { ExportLink } from "../parts/ExportLink";
import { FilterBar } from "../parts/FilterBar";
import { LongList } from "../parts/LongList";
import { Review, State } from "../parts/Signs";
import { filter, to, type FilterName } from "../place";
import { counted, interval, word } from "../record";

interface ListedCeasefire {
  id: string;
  name: string;
  state: string;
  side: string;
  start: string | null;
  start_latest: string | null;
  first: string | null;
  last: string | null;
  parties: string[];
  brokers: string[];
  places: string[];
  reports: number;
  reviews: string[];
  passage: string;
}

const PARTS: readonly FilterName[] = ["since", "until", "country", "place", "actor", "outlet", "review", "words"];

export function Ceasefires() {
  const [total, setTotal] = useState<number | null>(null);
  return (
    <>
      <header class="head">
        <h1>Ceasefires</h1>
        <p class="sub">{total === null ? "" : counted(total, "ceasefire")}, by their start or first report</p>
        <ExportLink list="ceasefires" total={total} />
      </header>
      <FilterBar parts={PARTS} />
      <LongList<ListedCeasefire>
        path={`ceasefires${filter.value ? `?${filter.value}` : ""}`}
        height={innerWidth < 640 ? 178 : 96}
        label="Ceasefires"
        onTotal={setTotal}
        empty={<p>No ceasefire meets this filter.</p>}
        row={(one) => <Row one={one} />}
      />
    </>
  );
}

function Row({ one }: { one: ListedCeasefire }) {
  return (
    <article class="event-row">
      <p class="when">{one.start ? `from ${interval(one.start, one.start_latest)}` : `reported ${interval(one.first, one.last)}`}</p>
      <div class="what">
        <p class="line">
          <a href={to("ceasefire", one.id)}><b><bdi>{one.name}</bdi></b></a>{" "}
          <bdi>{one.parties.length ? one.parties.join("; ") : "no party named"}</bdi>
          {one.places.length > 0 && <span class="where">, <bdi>{one.places.join("; ")}</bdi></span>}
        </p>
        <p class="says"><q class="passage"><bdi>{one.passage}</bdi></q></p>
      </div>
      <p class="counts">
        <span class="stands"><span class="sub">last told</span> <State code={one.state} /></span>
        <span class="sub">{word("side", one.side)}</span>
        <span class="sub">{counted(one.reports, "report")}</span>
        {one.reviews.filter((code) => code !== "draft").map((code) => <Review key={code} code={code} />)}
      </p>
    </article>
  );
}
