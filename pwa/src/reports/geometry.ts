/** Where everything of a chart stands, in px. It places what the server worked out, and works out no number of its own. Pure. */
import type { Chart, ChartPoint } from "../store/reports";
import { inNumber } from "./words";

export interface Size {
  width: number;
  height: number;
  /** Without words and scale: beside a number in a list. */
  isSmall?: boolean;
}

export type Shape = "usual" | "better" | "worse" | "signal";

export interface Line {
  kind: "upper" | "mean" | "lower" | "target";
  y: number;
  /** Where its words stand: apart from those of the other lines. */
  wordsY: number;
  words: string;
}

export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Between the control limits. */
  band: { y: number; height: number } | null;
  lines: Line[];
  ticks: { y: number; words: string }[];
  months: { x: number; words: string; anchor: "start" | "middle" | "end" }[];
  /** The way from month to month, broken where a month is hidden or nothing was counted. */
  ways: string[];
  marks: { month: string; x: number; y: number; shape: Shape }[];
  /** Hidden months that lie side by side: where the hatching begins and how wide it is. */
  gaps: { x: number; width: number }[];
  hidden: { month: string; x: number; mark: string }[];
}

/** Of a letter of 13 px, about. */
const LETTER = 6.9;
/** From one line of words to the next. */
const ROW = 15;

export function plotOf(chart: Chart, unit: string, decimals: number, size: Size): Plot {
  const sign = unit === "%" ? "%" : "";
  const lines = linesOf(chart, decimals, sign);
  const fine = Math.max(0, ...chart.ticks.map((tick) => decimalsOf(tick)));
  const ticks = chart.ticks.map((value) => ({ value, words: inNumber(value, fine) + sign }));
  const longest = (words: string[]) => Math.max(0, ...words.map((one) => one.length)) * LETTER;
  const small = size.isSmall === true;
  const left = small ? 4 : longest(ticks.map((tick) => tick.words)) + 10;
  const right = size.width - (small ? 6 : Math.max(longest(lines.map((line) => line.words)) + 8, 14));
  const top = small ? 4 : 10;
  const bottom = size.height - (small ? 4 : 24);
  const y = (value: number) => round(bottom - ((value - chart.low) / (chart.high - chart.low || 1)) * (bottom - top));
  const step = (right - left) / Math.max(chart.points.length - 1, 1);
  const x = (n: number) => round(chart.points.length === 1 ? (left + right) / 2 : left + n * step);
  const { limits } = chart;
  return {
    left: round(left),
    right: round(right),
    top,
    bottom,
    band: limits && { y: y(limits.upper), height: round(Math.max(1, y(limits.lower) - y(limits.upper))) },
    lines: apart(
      lines.map(({ value, ...line }) => ({ ...line, y: y(value), wordsY: y(value) })),
      top,
      bottom,
    ),
    ticks: ticks.map(({ value, words }) => ({ y: y(value), words })),
    months: monthsOf(chart.points, x, step),
    ways: waysOf(chart.points, x, y),
    marks: chart.points.flatMap((point, n) =>
      point.value === null ? [] : [{ month: point.month, x: x(n), y: y(point.value), shape: point.verdict ?? "usual" }],
    ),
    gaps: gapsOf(chart.points, x, step, round(left), round(right)),
    hidden: chart.points.flatMap((point, n) => (point.mark ? [{ month: point.month, x: within(x(n), left + 6, right - 6), mark: point.mark }] : [])),
  };
}

type Valued = Omit<Line, "y" | "wordsY"> & { value: number };

/** Limits lie between the measure's own numbers: on a short scale they are told one place finer. */
function linesOf({ limits, target, low, high }: Chart, decimals: number, sign: string): Valued[] {
  const finer = high - low <= 10 ? Math.max(decimals, 1) : decimals;
  const line = (kind: Line["kind"], value: number, to: number): Valued => ({ kind, value, words: `${kind} ${inNumber(value, to)}${sign}` });
  return [
    ...(limits ? [line("upper", limits.upper, finer), line("mean", limits.mean, finer), line("lower", limits.lower, finer)] : []),
    ...(target === null ? [] : [line("target", target, decimals)]),
  ];
}

/** Words of lines that lie close together are moved apart, in their order; none leaves the chart. */
export function apart(lines: Line[], top: number, bottom: number): Line[] {
  const order = [...lines].sort((one, other) => one.y - other.y || (one.kind === "target" ? -1 : 1));
  let least = top;
  for (const line of order) {
    line.wordsY = Math.max(line.wordsY, least);
    least = line.wordsY + ROW;
  }
  let most = bottom;
  for (const line of order.reverse()) {
    line.wordsY = Math.min(line.wordsY, most);
    most = line.wordsY - ROW;
  }
  return lines;
}

function monthsOf(points: readonly ChartPoint[], x: (n: number) => number, step: number): Plot["months"] {
  const last = points.length - 1;
  const every = Math.max(1, Math.ceil(50 / Math.max(step, 1)));
  // Quarters and half years are easier to count in than sevens.
  const by = [1, 2, 3, 6, 12].find((one) => one >= every) ?? every;
  const chosen = points.map((_, n) => n).filter((n) => n === 0 || ((last - n) % by === 0 && n * step > 70));
  let year = "";
  return chosen.map((n) => {
    const [name = "", of = ""] = points[n]!.label.split(" ");
    const words = of === year ? name : `${name} ${of.slice(2)}`;
    year = of;
    return { x: x(n), words, anchor: n === 0 && last > 0 ? "start" : "middle" };
  });
}

function waysOf(points: readonly ChartPoint[], x: (n: number) => number, y: (value: number) => number): string[] {
  const ways: string[] = [];
  let way = "";
  let steps = 0;
  const end = () => {
    if (steps > 1) ways.push(way);
    way = "";
    steps = 0;
  };
  points.forEach(({ value }, n) => {
    if (value === null) {
      end();
      return;
    }
    way += `${steps ? "L" : "M"}${x(n)} ${y(value)}`;
    steps += 1;
  });
  end();
  return ways;
}

function gapsOf(points: readonly ChartPoint[], x: (n: number) => number, step: number, left: number, right: number): Plot["gaps"] {
  const gaps: Plot["gaps"] = [];
  points.forEach((point, n) => {
    if (!point.mark) return;
    const from = Math.max(x(n) - step / 2, left);
    const width = Math.min(x(n) + step / 2, right) - from;
    const last = gaps.at(-1);
    if (last && points[n - 1]?.mark) last.width = round(last.width + width);
    else gaps.push({ x: round(from), width: round(width) });
  });
  return gaps;
}

const within = (value: number, least: number, most: number) => round(Math.max(least, Math.min(most, value)));

const round = (value: number) => Math.round(value * 10) / 10;

function decimalsOf(value: number): number {
  return (String(value).split(".")[1] ?? "").length;
}

/** One mark as the path of its outline: circle, square, diamond, triangle. `r`: half its width. */
export function outline(shape: Shape, x: number, y: number, r: number): string {
  switch (shape) {
    case "better":
      return `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`;
    case "worse": {
      const d = r * 1.35;
      return `M${x} ${y - d}l${d} ${d}l${-d} ${d}l${-d} ${-d}z`;
    }
    case "signal": {
      const d = r * 1.25;
      return `M${x} ${y - d}l${d} ${2 * d}h${-2 * d}z`;
    }
    case "usual":
      return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
}
