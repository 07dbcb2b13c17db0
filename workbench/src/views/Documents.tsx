// The list of documents, as the filter leaves them.
import { useState } from "preact/hooks";
import { FilterBar } from "../parts/FilterBar";
import { LongList } from "../parts/LongList";
import { filter, to } from "../place";
import { counted, day } from "../record";

interface Listed {
  id: string;
  path: string;
  title: string | null;
  outlet: string | null;
  published: string | null;
  relevant: boolean;
  events: number;
  ceasefires: number;
}

export function Documents() {
  const [total, setTotal] = useState<number | null>(null);
  const narrow = innerWidth < 640;
  return (
    <>
      <header class="head">
        <h1>Documents</h1>
        <p class="sub">{total === null ? "" : counted(total, "document")}</p>
      </header>
      <FilterBar parts={["since", "until", "outlet", "words"]} />
      <LongList<Listed>
        path={`documents${filter.value ? `?${filter.value}` : ""}`}
        height={narrow ? 128 : 70}
        label="Documents"
        onTotal={setTotal}
        empty={<p>No document meets this filter. Take a part of it away.</p>}
        row={(one) => (
          <article class="event-row">
            <p class="when">{one.published ? day(one.published) : "undated"}</p>
            <div class="what">
              <p class="line"><a href={to("document", one.id)}><b><bdi>{one.title ?? one.path}</bdi></b></a></p>
              <p class="sub"><bdi>{one.outlet ?? "outlet not known"}</bdi>{one.title && <>, <bdi>{one.path}</bdi></>}</p>
            </div>
            <p class="counts">
              {one.relevant ? <span>{counted(one.events, "event")}</span> : <span class="sub">not about armed conflict</span>}
              {one.ceasefires > 0 && <span>{counted(one.ceasefires, "ceasefire")}</span>}
            </p>
          </article>
        )}
      />
    </>
  );
}
