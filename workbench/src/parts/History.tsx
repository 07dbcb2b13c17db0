// What became of a row or of one of its cells: who changed it, when, from what to what, and why.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../answer";
import { to } from "../place";
import { day, word } from "../record";
import "./History.css";

export interface Change {
  record_id: string;
  field: string | null;
  at: string;
  by: string;
  kind: string;
  was: unknown;
  now: unknown;
  reason: string;
  decision: number | null;
  undone_by: number | null;
  other_id: string | null;
  method: string | null;
}

const KINDS: Record<string, string> = {
  read: "read by the software",
  accept: "accepted",
  correct: "corrected",
  reject: "rejected",
  add: "added",
  attach: "words attached",
  same: "joined",
  "not same": "set apart",
  undo: "taken back",
};

/** The history of a row, of one `field` of it where that is given; fetched when it is opened. */
export function History({ id, field }: { id: string; field?: string }) {
  const [open, setOpen] = useState(false);
  const { answer: changes, waiting } = useAnswer<Change[]>(open ? `history/${encodeURIComponent(id)}` : null);
  const shown = (waiting ? null : changes)?.filter((one) => !field || one.field === field || one.field === null);
  return (
    <details class="history" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>history</summary>
      {open && !shown && <p class="loading">…</p>}
      {shown && <Changes changes={shown} field={field} />}
    </details>
  );
}

/** Changes, oldest first; `row` shows which row one is of. */
export function Changes({ changes, field, row }: { changes: Change[]; field?: string; row?: (one: Change) => ComponentChildren }) {
  if (!changes.length) return <p class="sub">Nobody decided anything; it stands as the software read it.</p>;
  return (
    <ol class="changes">
      {changes.map((one, n) => (
        <li key={n} class={one.undone_by !== null ? "undone" : undefined}>
          {row?.(one)} <b>{KINDS[one.kind] ?? one.kind}</b>{!field && one.field && <> {one.field.replace(/_id$/, "").replaceAll("_", " ")}</>}
          <FromTo one={one} />
          {one.other_id && <> with {one.other_id.startsWith("EVT-") ? <a href={to("event", one.other_id)}>{one.other_id}</a> : <code>{one.other_id}</code>}</>}
          {one.reason && <>: <bdi>{one.reason}</bdi></>}
          <span class="sub">
            {" "}<bdi>{one.by}</bdi>, <time dateTime={one.at}>{moment(one.at)}</time>
            {one.decision !== null && <>, decision {one.decision}</>}
            {one.undone_by !== null && <>, taken back by decision {one.undone_by}</>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function FromTo({ one }: { one: Change }) {
  const [was, now] = [said(one.field, one.was), said(one.field, one.now)];
  if (!was && !now) return null;
  if (was === now) return <> <bdi>{now}</bdi></>;
  return <> from <bdi class="was">{was || "empty"}</bdi> to <bdi class="now">{now || "empty"}</bdi></>;
}

function said(field: string | null, value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && !value.length)) return "";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.join("; ");
  return typeof value === "string" && field ? word(field, value) : String(value);
}

function moment(iso: string): string {
  const at = new Date(iso);
  return `${day(`${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`)}, ${at.toTimeString().slice(0, 5)}`;
}
