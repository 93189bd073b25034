/** Small line charts from the observations of the last six months: pure geometry and the sentence beside it. */
import { isTakenBack, type Observation } from "../visit/measurements";

export interface Point {
  at: string;
  value: number;
  value2: number | null;
}

export interface Series {
  type: string;
  points: Point[];
}

const day = 86_400_000;
export const months = 6;

/** Types with two readings or more in six months, the most measured first; oldest point first. Choices have no line. */
export function series(observations: readonly Observation[], now: Date): Series[] {
  const from = new Date(now.getTime() - 183 * day).toISOString();
  const found = new Map<string, Point[]>();
  for (const o of observations) {
    if (isTakenBack(o) || !o.type || !o.measured_at || o.measured_at < from || typeof o.value !== "number") continue;
    const points = found.get(o.type) ?? [];
    points.push({ at: o.measured_at, value: o.value, value2: o.value2 ?? null });
    found.set(o.type, points);
  }
  return [...found.entries()]
    .filter(([, points]) => points.length > 1)
    .map(([type, points]) => ({ type, points: points.sort((a, b) => a.at.localeCompare(b.at)) }))
    .sort((a, b) => b.points.length - a.points.length || a.type.localeCompare(b.type));
}

export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}
export const frame: Frame = { left: 38, right: 270, top: 12, bottom: 104 };

export interface Chart {
  /** Round numbers on the axis with their place. */
  ticks: { value: number; y: number }[];
  monthTicks: { month: Date; x: number }[];
  lines: { x: number; y: number; value: number }[][];
}

/** 1, 2 or 5 times a power of ten: the distance of about three lines between lowest and highest. */
export function niceStep(span: number): number {
  if (span <= 0) return 1;
  const rough = span / 2;
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = rough / power;
  return (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10) * power;
}

export function chart(s: Series, now: Date, f: Frame = frame): Chart {
  const all = s.points.flatMap((p) => (p.value2 === null ? [p.value] : [p.value, p.value2]));
  const step = niceStep(Math.max(...all) - Math.min(...all));
  const low = Math.floor(Math.min(...all) / step) * step;
  const high = Math.max(Math.ceil(Math.max(...all) / step) * step, low + step);
  const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 1)).getTime();
  const first = Math.min(start, Date.parse(s.points[0]?.at ?? now.toISOString()));
  const end = Math.max(now.getTime(), first + day);
  const x = (t: number): number => round(f.left + ((t - first) / (end - first)) * (f.right - f.left));
  const y = (v: number): number => round(f.bottom - ((v - low) / (high - low)) * (f.bottom - f.top));
  const ticks: Chart["ticks"] = [];
  for (let v = low; v <= high + step / 1000; v += step) ticks.push({ value: Number(v.toPrecision(12)), y: y(v) });
  const monthTicks = Array.from({ length: months }, (_, i) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1 + i, 1))).map(
    (month) => ({ month, x: x(month.getTime()) }),
  );
  const line = (value: (p: Point) => number | null) =>
    s.points.flatMap((p) => (value(p) === null ? [] : [{ x: x(Date.parse(p.at)), y: y(value(p) as number), value: value(p) as number }]));
  const lines = [line((p) => p.value), line((p) => p.value2)].filter((l) => l.length > 0);
  return { ticks, monthTicks, lines };
}

/** The readings that get a dot: each where they stand apart, the last alone where dots would run into one another. */
export function dots(line: Chart["lines"][number]): Chart["lines"][number] {
  const close = line.some((p, i) => i > 0 && p.x - (line[i - 1]?.x ?? 0) < 7);
  return close ? line.slice(-1) : line;
}

const round = (n: number): number => Math.round(n * 10) / 10;

export interface Change {
  by: number;
  /** Per cent of the first, one decimal; null where the first was 0. */
  percent: number | null;
  since: string;
}

/** From the oldest to the newest reading shown. */
export function change(s: Series): Change | null {
  const first = s.points[0];
  const last = s.points[s.points.length - 1];
  if (!first || !last || first === last) return null;
  const by = Number((last.value - first.value).toFixed(1));
  return { by, percent: first.value === 0 ? null : Math.round((Math.abs(by) / first.value) * 1000) / 10, since: first.at };
}

export const pathOf = (line: Chart["lines"][number]): string => line.map((p, i) => `${i ? "L" : "M"}${p.x} ${p.y}`).join("");
