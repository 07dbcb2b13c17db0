// Overlapping stretches of a text as a row of pieces: each piece lies in the same stretches from end to end.

export interface Stretch {
  start: number;
  end: number;
}

export interface Piece<S extends Stretch> {
  start: number;
  end: number;
  /** The stretches that it lies in, the shortest first. */
  of: S[];
}

/** The pieces from `start` to `end`, without gaps, cut at `also` too; `stretches` are in order of their beginning. */
export function flatten<S extends Stretch>(start: number, end: number, stretches: readonly S[], also: readonly number[] = []): Piece<S>[] {
  const cuts = new Set([start, end, ...also.filter((at) => at > start && at < end)]);
  for (const one of stretches) {
    if (one.start > start && one.start < end) cuts.add(one.start);
    if (one.end > start && one.end < end) cuts.add(one.end);
  }
  const places = [...cuts].sort((a, b) => a - b);
  const pieces: Piece<S>[] = [];
  let open: S[] = [];
  let next = 0;
  for (let n = 0; n + 1 < places.length; n++) {
    const [from, to] = [places[n]!, places[n + 1]!];
    open = open.filter((one) => one.end > from);
    for (; next < stretches.length && stretches[next]!.start <= from; next++) if (stretches[next]!.end > from) open.push(stretches[next]!);
    pieces.push({ start: from, end: to, of: open.toSorted((a, b) => a.end - a.start - (b.end - b.start)) });
  }
  return pieces;
}
