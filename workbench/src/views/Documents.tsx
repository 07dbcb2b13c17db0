// The list of documents, and those that could not be read or were left out.
import { useState } from "preact/hooks";
import { useAnswer } from "../answer";
import { ExportLink } from "../parts/ExportLink";
import { FilterBar } from "../parts/FilterBar";
import { LongList } from "../parts/LongList";
import { filter, to, type FilterName } from "../place";
import { counted, day } from "../record";
import "./Documents.css";

interface ListedDocument {
  id: string;
  path: string;
  title: string | null;
  outlet: string | null;
  published: string | null;
  relevant: boolean;
  events: number;
  ceasefires: number;
  reprint_of: string | null;
}

interface Unread {
  total: number;
  rows: { path: string; code: string; message: string }[];
}

const PARTS: readonly FilterName[] = ["since", "until", "outlet", "words"];

export function Documents() {
  const [total, setTotal] = useState<number | null>(null);
  const narrow = innerWidth < 640;
  return (
    <>
      <header class="head">
        <h1>Documents</h1>
        <p class="sub">{total === null ? "" : counted(total, "document")}, by day of publication</p>
        <ExportLink list="documents" total={total} />
      </header>
      <FilterBar parts={PARTS} />
      <NotRead />
      <LongList<ListedDocument>
        path={`documents${filter.value ? `?${filter.value}` : ""}`}
        height={narrow ? 92 : 48}
        label="Documents"
        onTotal={setTotal}
        empty={<p>No document meets this filter. Take a part of it away.</p>}
        row={(document) => <Row document={document} />}
      />
    </>
  );
}

function Row({ document }: { document: ListedDocument }) {
  return (
    <article class="document-row">
      <p class="when">{document.published ? day(document.published) : "undated"}</p>
      <p class="title"><a href={to("document", document.id)}><bdi>{document.title ?? document.path}</bdi></a></p>
      <p class="outlet"><bdi>{document.outlet ?? "outlet not known"}</bdi>{document.reprint_of && <>, <a href={to("document", document.reprint_of)}>reprint</a></>}</p>
      <p class="read">{document.relevant ? [counted(document.events, "event"), ...(document.ceasefires ? [counted(document.ceasefires, "ceasefire")] : [])].join(", ") : "nothing of conflict"}</p>
    </article>
  );
}

/** What is not in the list, so that nobody takes the list for everything. */
function NotRead() {
  const { answer: found } = useAnswer<{ failed: Unread; skipped: Unread }>("documents/unread");
  if (!found || found.failed.total + found.skipped.total === 0) return null;
  return (
    <div class="unread">
      <Notes name="could not be read" unread={found.failed} />
      <Notes name="left out on purpose" unread={found.skipped} />
    </div>
  );
}

function Notes({ name, unread }: { name: string; unread: Unread }) {
  if (!unread.total) return null;
  return (
    <details>
      <summary>{counted(unread.total, "file")} {name}</summary>
      <ul aria-label={name}>
        {unread.rows.map((note, index) => <li key={index}><bdi>{note.path}</bdi>: <bdi>{note.message}</bdi></li>)}
      </ul>
      {unread.total > unread.rows.length && <p class="sub">These are the first {unread.rows.length} of them.</p>}
    </details>
  );
}
