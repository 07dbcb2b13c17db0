// The record counts code points, JavaScript UTF-16 units: an emoji, and each letter of some historic scripts, is one of
// the former and two of the latter. Converted once, where a text comes in, and once, where a selection goes out.

export class Offsets {
  /** Code points that take two units, by their place among code points. */
  private readonly wide: number[] = [];

  constructor(text: string) {
    for (const found of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) this.wide.push(found.index - this.wide.length);
  }

  /** A place of the record as one in a string. */
  units(point: number): number {
    return point + before(this.wide, (wide) => wide < point);
  }

  /** A place in a string as one of the record; the middle of a character is its beginning. */
  points(unit: number): number {
    return unit - before(this.wide, (wide, n) => wide + n < unit);
  }
}

/** How many of a sorted list meet a condition that only the first ones meet. */
function before(sorted: number[], meets: (value: number, index: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (meets(sorted[middle]!, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
