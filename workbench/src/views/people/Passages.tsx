// The words behind a cell, in their sentences, and the report that they stand in. They come from outside: text only.
import { day } from "../../record";
import { called, type Told } from "./words";

export function Passages({ told }: { told: Told }) {
  return (
    <div class="coding-told">
      {told.passages.map((pieces, n) => (
        <q key={n} class="passage">
          {told.pages[n] != null && <span class="sub">page {told.pages[n]} </span>}
          <bdi>{pieces.map((piece, at) => (piece.mark ? <mark key={at}>{piece.text}</mark> : <span key={at} class={piece.near ? "near" : undefined}>{piece.text}</span>))}</bdi>
        </q>
      ))}
      {told.more > 0 && <p class="sub">and {told.more} more passages</p>}
      <p class="sub">
        {told.title && <><bdi>{told.title}</bdi>. </>}
        <bdi>{told.outlet ?? "outlet not known"}</bdi>, {told.published ? day(told.published) : "day not known"}
      </p>
    </div>
  );
}

/** The record that a cell belongs to, by the words that it rests on. */
export function About({ told }: { told: Told }) {
  return (
    <>
      {told.about.map((one, n) => (
        <span key={n}>{n > 0 && ", of "}{called(one.table)} <bdi class="anchor">“{one.words}”</bdi></span>
      ))}
    </>
  );
}
