// The samples with how far each coder has come.
import { coder } from "../../api";
import { to } from "../../place";
import { counted, day } from "../../record";
import { called, origin, type ListedSample } from "./words";

export function SampleList({ all }: { all: ListedSample[] }) {
  if (!all.length) return <p class="empty">No sample has been drawn yet. Draw one below: cells that two people judge apart from each other, to see how far they agree.</p>;
  return (
    <ul class="samples">
      {all.toReversed().map((one) => (
        <li key={one.sample.number}>
          <h3><a href={to("people", String(one.sample.number))}>Sample {one.sample.number}</a></h3>
          <Drawn one={one} />
          <Coded one={one} />
          <Acts one={one} />
        </li>
      ))}
    </ul>
  );
}

/** How it was drawn, in words. */
export function Drawn({ one: { sample } }: { one: ListedSample }) {
  const evenly = sample.strata === "none" ? "" : `, as many of each ${sample.strata}`;
  return (
    <p class="sub">
      {counted(sample.size, "cell")} of {sample.frame.toLocaleString("en")}, <bdi>{origin(sample)}</bdi>{evenly}; seed {sample.seed}; drawn by <bdi>{sample.by}</bdi>, {day(sample.at)}.
      {" "}{sample.fields.map(([table, field]) => `${called(table)}: ${called(field)}`).join(", ")}.
    </p>
  );
}

export function Coded({ one: { sample, progress } }: { one: ListedSample }) {
  if (!progress.length) return <p class="sub">Nobody has coded it yet.</p>;
  return (
    <ul class="coding-progress">
      {progress.map((of) => (
        <li key={of.coder}>
          <bdi>{of.coder}</bdi>
          <progress class="coded" max={sample.size} value={of.done} aria-label={`coded by ${of.coder}`} />
          <span>{of.done} of {sample.size}{of.skipped > 0 && <span class="sub"> ({of.skipped} skipped)</span>}</span>
        </li>
      ))}
    </ul>
  );
}

export function Acts({ one: { sample, progress } }: { one: ListedSample }) {
  const mine = progress.find((of) => of.coder === coder.value)?.done ?? 0;
  if (sample.ended_at) return <p class="sub"><span class="sign">coding ended</span> by <bdi>{sample.ended_by}</bdi>, {day(sample.ended_at)}</p>;
  if (mine >= sample.size) return <p class="coding-acts"><span class="sign">you are through</span> <a href={to("people", String(sample.number), "code")}>look at your last word</a></p>;
  return <p class="coding-acts"><a class="button" href={to("people", String(sample.number), "code")}>{mine ? "Go on coding" : "Code it blind"}</a></p>;
}
