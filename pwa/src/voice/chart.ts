/** Where things stand in the charts, in percent of their box. Pure. */
import type { FeedbackStatement, FftMonth } from "../store/voice";

export interface Dot {
  month: string;
  x: number;
  y: number;
  value: number;
  /** Its number stands below it: at a low point it would else cross the line. */
  below: boolean;
}
export interface Plot {
  /** Percent at the bottom and top, and the lines between, from the top. */
  lines: { value: number; y: number }[];
  dots: Dot[];
  /** From dot to dot, only between months that follow each other and are shown. */
  segments: [Dot, Dot][];
  /** Hidden months that lie side by side: where the hatching begins and how wide it is. */
  gaps: { x: number; width: number }[];
  hidden: { month: string; x: number; mark: string }[];
}

/** The months' percent positive. The scale begins at a round number below the lowest, and never higher than 80. */
export function plotOf(months: readonly FftMonth[]): Plot {
  const width = 100 / Math.max(months.length, 1);
  const values = months.flatMap((month) => (month.positive === null ? [] : [month.positive]));
  const low = Math.max(0, Math.min(80, ...values.map((value) => Math.floor((value - 3) / 10) * 10)));
  const room = 100 / (100 - low + (100 - low) / 4); // a quarter below the lowest line, for the numbers of low points
  const y = (value: number) => (100 - value) * room;
  const step = 100 - low > 50 ? 20 : 10;
  const lines = [];
  for (let value = 100; value >= low; value -= step) lines.push({ value, y: y(value) });
  const dots: (Dot | null)[] = months.map((month, n) =>
    month.positive === null ? null : { month: month.month, x: (n + 0.5) * width, y: y(month.positive), value: month.positive, below: false },
  );
  dots.forEach((dot, n) => {
    const near = [dots[n - 1], dots[n + 1]].filter((one): one is Dot => one != null);
    if (dot && near.length > 0) dot.below = near.every((one) => one.value > dot.value + 3) && dot.y < 84;
  });
  const segments: [Dot, Dot][] = [];
  for (let n = 1; n < dots.length; n++) {
    const [from, to] = [dots[n - 1], dots[n]];
    if (from && to) segments.push([from, to]);
  }
  const gaps: Plot["gaps"] = [];
  const hidden: Plot["hidden"] = [];
  months.forEach((month, n) => {
    if (!month.mark) return;
    hidden.push({ month: month.month, x: (n + 0.5) * width, mark: month.mark });
    const last = gaps.at(-1);
    if (last && months[n - 1]?.mark) last.width += width;
    else gaps.push({ x: n * width, width });
  });
  return { lines, dots: dots.filter((dot): dot is Dot => dot !== null), segments, gaps, hidden };
}

export interface Bars {
  /** Where the middle of "neither" stands: the same in every row. */
  middle: number;
  rows: Map<FeedbackStatement, { x: number; width: number }[]>;
}

/** Diverging bars of five answers around the middle of "neither". All rows have one scale, as large as fits. */
export function barsOf(statements: readonly FeedbackStatement[]): Bars {
  const shown = statements.filter((one) => one.percents !== null && (one.n ?? 0) > 0);
  const left = Math.max(1, ...shown.map(({ percents: p }) => p![0]! + p![1]! + p![2]! / 2));
  const right = Math.max(1, ...shown.map(({ percents: p }) => p![3]! + p![4]! + p![2]! / 2));
  const scale = 100 / (left + right);
  const rows: Bars["rows"] = new Map();
  for (const one of shown) {
    const shares = one.percents!;
    let x = (left - shares[0]! - shares[1]! - shares[2]! / 2) * scale;
    rows.set(
      one,
      shares.map((share) => {
        const bar = { x, width: share * scale };
        x += bar.width;
        return bar;
      }),
    );
  }
  return { middle: left * scale, rows };
}
