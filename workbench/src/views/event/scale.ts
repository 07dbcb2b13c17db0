// The axis of a strip: persons to per cent of its width.

export interface Scale {
  /** Where a number stands, in per cent. */
  at: (persons: number) => number;
  ticks: number[];
  /** True if equal steps multiply instead of adding. */
  log: boolean;
}

const LEFT = 3;
const WIDTH = 90; // what is left on the right shows that an open end goes on

/** An axis from zero; where the largest number is fifty times the smallest, one that multiplies. */
export function scale(numbers: number[]): Scale {
  const most = Math.max(1, ...numbers);
  const least = Math.min(...numbers.filter((n) => n > 0), most);
  const log = most / least >= 50;
  const bend = log ? (n: number) => Math.log10(1 + n) : (n: number) => n;
  const at = (n: number) => LEFT + (WIDTH * bend(Math.max(0, n))) / bend(most);
  return { at, ticks: log ? powers(most) : steps(most), log };
}

/** Round numbers from zero, four to six of them. */
function steps(most: number): number[] {
  const rough = most / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((times) => times * unit >= rough) ?? 10) * unit);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, n) => n * step);
}

function powers(most: number): number[] {
  return [0, ...Array.from({ length: Math.floor(Math.log10(most)) + 1 }, (_, n) => 10 ** n)];
}
