// The life of a ceasefire drawn on a time axis: states as a band, moves and incidents by number, violence of its parties
// around it, and the days of the reports. Uncertain days are bars as wide as the doubt; a dotted line leads from the day
// that something happened to the day that it was reported.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { stateLook } from "../../parts/Signs";
import { day, typeWord, word } from "../../record";
import { bins, span, ticks } from "./axis";
import { dayOf, dayOfViolence, type Watched } from "./life";

const LEFT = 74;
const RIGHT = 14;
const LANE = 24;

export function LifeLine({ watched, onMove }: { watched: Watched; onMove: (n: number) => void }) {
  const { life, violence, days } = watched;
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(900);
  useLayoutEffect(() => {
    const look = new ResizeObserver(([entry]) => setWidth(Math.max(300, entry!.contentRect.width)));
    look.observe(box.current!);
    return () => look.disconnect();
  }, []);
  const known = life.as_known_on;
  const shown = known ? days.filter((one) => one <= known) : days;
  const dated = life.transitions.flatMap((move) => [move.happened.earliest, move.happened.latest, move.reported]);
  const acts = life.incidents.flatMap((act) => [dayOf(act.happened, act.reported)]);
  const scale = span([...dated, ...acts, ...days, ...violence.map(dayOfViolence), ...life.declared_ends.map((end) => end.latest)], LEFT, width - RIGHT);
  if (!scale) return <p class="sub">No report gives a day: there is nothing to draw.</p>;
  const bars = bins(violence, scale);
  const most = Math.max(1, ...bars.map((bar) => bar.happenings));
  const moves = life.transitions.length * LANE;
  const top = { band: 26, moves: 66, acts: 74 + moves, violence: 74 + moves + (life.incidents.length ? 34 : 0) };
  const height = top.violence + (bars.length ? 66 : 0) + 34;
  const end = scale.at(known ?? life.last_reported ?? scale.last);
  const stages = life.transitions.map((move, n) => {
    const from = scale.at(dayOf(move.happened, move.reported));
    const next = life.transitions[n + 1];
    const to = Math.max(from, next ? scale.at(dayOf(next.happened, next.reported)) : end);
    // beyond the last report that says so nobody knows: the band goes on, empty
    const told = Math.min(to, Math.max(from, scale.at(move.last_told ?? move.reported ?? dayOf(move.happened, null))));
    return { move, from, told, to };
  });
  return (
    <div ref={box} class="lifeline">
      <svg width={width} height={height} role="img" aria-label={`Life line of ${life.name}: ${life.transitions.map((move) => word("state", move.after)).join(", then ")}. The table below says the same.`}>
        <defs>
          <pattern id="doubt" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="6" class="hatch" /></pattern>
        </defs>
        {ticks(scale).map((tick) => (
          <g key={tick.x}><line class="grid" x1={tick.x} x2={tick.x} y1="18" y2={height - 22} /><text class="tick" x={tick.x + 3} y="13">{tick.word}</text></g>
        ))}
        <text class="lane" x="0" y={top.band + 15}>state</text>
        {stages.map(({ move, from, told, to }, n) => (
          <g key={n} class={`stage state-${stateLook(move.after)}`}>
            {to - told > 3 && <rect class="silent" x={told} y={top.band} width={to - told} height="22"><title>{`${word("state", move.after)} by the last report; none since`}</title></rect>}
            <rect x={from} y={top.band} width={Math.max(3, told - from)} height="22"><title>{word("state", move.after)}</title></rect>
            {move.attribution !== "reported" && <rect class="claimed" x={from} y={top.band} width={Math.max(3, told - from)} height="22" />}
            {to - from > word("state", move.after).length * 7 + 8 && <text x={from + 5} y={top.band + 15.5}>{word("state", move.after)}</text>}
          </g>
        ))}
        <text class="lane" x="0" y={top.moves + 8}>moves</text>
        {life.transitions.map((move, n) => {
          const y = top.moves + n * LANE;
          const low = scale.at(move.happened.earliest ?? move.happened.latest ?? move.reported);
          const high = scale.at(move.happened.latest ?? move.happened.earliest ?? move.reported);
          const told = move.reported ? scale.at(move.reported) : null;
          const right = high > width * 0.7;
          return (
            <g key={n} class={`move state-${stateLook(move.after)}`} onClick={() => onMove(n)}>
              {told !== null && <><line class="told" x1={high} x2={told} y1={y + 4} y2={y + 4} /><circle class="report" cx={told} cy={y + 4} r="3" /></>}
              {high - low > 3 && <line class="unsure" x1={low} x2={high} y1={y + 4} y2={y + 4} />}
              <circle class={move.inferred || move.happened.inferred ? "mark guessed" : "mark"} cx={high} cy={y + 4} r="8" />
              <text class="number" x={high} y={y + 8} text-anchor="middle">{n + 1}</text>
              <text class="word" x={right ? Math.min(low, high) - 13 : Math.max(told ?? high, high) + 13} y={y + 8} text-anchor={right ? "end" : "start"}>{word("state", move.after)}</text>
            </g>
          );
        })}
        {life.incidents.length > 0 && <text class="lane" x="0" y={top.acts + 12}>incidents</text>}
        {life.incidents.map((act, n) => {
          const x = scale.at(dayOf(act.happened, act.reported));
          return (
            <path key={n} class={`act grade-${act.grade}`} d={`M${x} ${top.acts} l7 7 -7 7 -7 -7z`}>
              <title>{`${typeWord(act.type)}, ${word("grade", act.grade)}, ${day(dayOf(act.happened, act.reported) ?? scale.last)}`}</title>
            </path>
          );
        })}
        {bars.length > 0 && <text class="lane" x="0" y={top.violence + 40}>violence</text>}
        {bars.map((bar) => {
          const high = 6 + (bar.happenings / most) * 42;
          return (
            <g key={bar.first} class="bar">
              <rect x={bar.x} y={top.violence + 54 - high} width={Math.max(2, bar.width - 1)} height={high}>
                <title>{`${bar.words}: ${bar.happenings} reported; ${bar.killed}`}</title>
              </rect>
            </g>
          );
        })}
        {known && <line class="known" x1={scale.at(known)} x2={scale.at(known)} y1="18" y2={height - 8} />}
        <text class="lane" x="0" y={height - 6}>reports</text>
        {days.map((one) => <rect key={one} class={shown.includes(one) ? "day" : "day later"} x={scale.at(one) - 1} y={height - 16} width="2.5" height="12"><title>{day(one)}</title></rect>)}
      </svg>
    </div>
  );
}
