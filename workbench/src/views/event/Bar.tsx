// One source's low, best and high as a bar, with the range of all of them behind it. What a shape says, a word says too.
import type { Range } from "../../record";
import type { Scale } from "./scale";

type Numbers = Pick<Range, "low" | "best" | "high" | "open">;

/** The standings of a figure: the shape of its best number and how its bar is drawn. */
export const STANDINGS: Record<string, string> = {
  counted: "counted",
  hedge: "only opens the upper end",
  superseded: "superseded",
  corrected: "corrected by its source",
  withdrawn: "withdrawn by its source",
  excluded: "excluded in review",
  rejected: "rejected in review",
  unrealised: "not reported as fact",
};

/** The mark of a standing, around (0, 0). */
function Mark({ standing }: { standing: string }) {
  switch (standing) {
    case "counted":
      return <circle class="best" r="5.5" />;
    case "superseded":
    case "corrected":
    case "withdrawn":
      return <circle class="best hollow" r="4.5" />;
    case "excluded":
    case "rejected":
      return <path class="best cross" d="M-5-5 5 5M5-5-5 5" />;
    default:
      return <path class="best hollow" d="M0-5.5 5.5 0 0 5.5-5.5 0z" />;
  }
}

export function Bar({ scale, of, standing, behind, label }: { scale: Scale; of: Numbers; standing: string; behind: Numbers | null; label: string }) {
  const low = scale.at(of.low ?? of.best ?? 0);
  const runs = of.high === null && of.open;
  const high = runs ? 98 : scale.at(of.high ?? of.best ?? of.low ?? 0);
  const none = of.low === null && of.best === null && of.high === null;
  return (
    <svg class={`figbar standing-${standing}`} role="img" aria-label={label} width="100%" height="100%">
      {behind && <Band scale={scale} range={behind} />}
      {!none && <line class="run" x1={`${low}%`} x2={`${high}%`} y1="50%" y2="50%" />}
      {!none && of.low !== null && of.low !== of.high && <svg x={`${low}%`} y="50%" overflow="visible"><path class="end" d="M0-6V6" /></svg>}
      {runs && <svg x={`${high}%`} y="50%" overflow="visible"><path class="end" d="M-6-5 0 0-6 5" /></svg>}
      {!none && !runs && of.low !== of.high && <svg x={`${high}%`} y="50%" overflow="visible"><path class="end" d="M0-6V6" /></svg>}
      {of.best !== null && <svg x={`${scale.at(of.best)}%`} y="50%" overflow="visible"><Mark standing={standing} /></svg>}
      {none && <text x="50%" y="50%" dominant-baseline="middle" text-anchor="middle">no number</text>}
    </svg>
  );
}

/** The range of all figures: a band from low to high, running on where it is open, with a line at the best. */
function Band({ scale, range }: { scale: Scale; range: Numbers }) {
  const low = scale.at(range.low ?? 0);
  const high = range.open || range.high === null ? 100 : scale.at(range.high);
  return (
    <g class="band">
      <rect x={`${low}%`} y="0" width={`${Math.max(0.6, high - low)}%`} height="100%" />
      <line class="edge" x1={`${low}%`} x2={`${low}%`} y1="0" y2="100%" />
      {high < 100 && <line class="edge" x1={`${high}%`} x2={`${high}%`} y1="0" y2="100%" />}
      {range.best !== null && <line class="middle" x1={`${scale.at(range.best)}%`} x2={`${scale.at(range.best)}%`} y1="0" y2="100%" />}
    </g>
  );
}

const number = new Intl.NumberFormat("en", { notation: "compact" });

/** The numbers of the axis. */
export function Axis({ scale }: { scale: Scale }) {
  return (
    <svg class="axis" width="100%" height="22" aria-hidden="true">
      <line x1="0" x2="100%" y1="21" y2="21" />
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line x1={`${scale.at(tick)}%`} x2={`${scale.at(tick)}%`} y1="16" y2="21" />
          <text x={`${scale.at(tick)}%`} y="12" text-anchor="middle">{number.format(tick)}</text>
        </g>
      ))}
    </svg>
  );
}

/** What the shapes mean; only those that occur. */
export function Legend({ standings }: { standings: string[] }) {
  return (
    <p class="figure-legend sub">
      {standings.map((standing) => (
        <span key={standing}>
          <svg class={`figbar standing-${standing}`} width="30" height="14" aria-hidden="true">
            <line class="run" x1="0" x2="30" y1="7" y2="7" />
            <svg x="15" y="7" overflow="visible"><Mark standing={standing} /></svg>
          </svg>
          {STANDINGS[standing] ?? standing}
        </span>
      ))}
      <span><svg class="figbar" width="30" height="14" aria-hidden="true"><g class="band"><rect width="30" height="14" /><line class="middle" x1="15" x2="15" y1="0" y2="14" /></g></svg>range of all, with its best</span>
      <span><svg class="figbar standing-counted" width="30" height="14" aria-hidden="true"><line class="run" x1="0" x2="28" y1="7" y2="7" /><path class="end" d="M22 2 28 7 22 12" /></svg>open end</span>
    </p>
  );
}
