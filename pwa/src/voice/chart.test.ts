import { expect, test } from "vitest";
import type { FeedbackStatement, FftMonth } from "../store/voice";
import { barsOf, plotOf } from "./chart";

const month = (n: number, positive: number | null, mark: "" | "*" | "†" = ""): FftMonth => ({
  month: `2026-${String(n).padStart(2, "0")}`,
  mark,
  left_out: 0,
  n: positive === null ? null : 30,
  counts: null,
  positive,
  negative: positive === null ? null : 100 - positive,
});
const statement = (percents: number[] | null): FeedbackStatement => ({
  item: "i-s4",
  text: "",
  easy: false,
  version: "short/1",
  who: "own",
  mark: percents ? "" : "*",
  left_out: 0,
  n: percents ? 100 : null,
  not_applicable: 0,
  counts: percents,
  percents,
  agree: null,
  disagree: null,
});

test("a line joins months that follow each other, and never runs across one that is hidden", () => {
  const plot = plotOf([month(4, 91), month(5, 95), month(6, null, "*"), month(7, null, "†"), month(8, 92), month(9, 93)]);
  expect(plot.segments.map(([from, to]) => [from.month, to.month])).toEqual([
    ["2026-04", "2026-05"],
    ["2026-08", "2026-09"],
  ]);
  expect(plot.hidden.map((one) => one.mark)).toEqual(["*", "†"]);
  expect(plot.gaps).toHaveLength(1);
  expect(plot.gaps[0]!.x).toBeCloseTo(33.33, 1);
  expect(plot.gaps[0]!.width).toBeCloseTo(33.33, 1);
});

test("a month without an answer is neither a dot nor hatched", () => {
  const plot = plotOf([month(4, 90), month(5, null), month(6, 90)]);
  expect([plot.dots.length, plot.segments.length, plot.gaps.length, plot.hidden.length]).toEqual([2, 0, 0, 0]);
});

test("the scale reaches from 100 down to 80 as drawn, and lower where a month is lower", () => {
  expect(plotOf([month(4, 83)]).lines).toEqual([
    { value: 100, y: 0 },
    { value: 90, y: 40 },
    { value: 80, y: 80 },
  ]);
  expect(plotOf([month(4, 83)]).dots[0]!.y).toBeCloseTo(68);
  expect(plotOf([month(4, 22)]).lines.at(-1)!.value).toBeLessThanOrEqual(22);
  for (const value of [0, 3, 50, 79, 80, 99, 100]) {
    const [dot] = plotOf([month(4, value)]).dots;
    expect(dot!.y, String(value)).toBeGreaterThanOrEqual(0);
    expect(dot!.y, String(value)).toBeLessThanOrEqual(100);
  }
});

test("the number of a low point stands below it", () => {
  expect(plotOf([month(4, 89), month(5, 83), month(6, 90)]).dots.map((dot) => dot.below)).toEqual([false, true, false]);
});

test("the middle of neither is at one place in all rows, and the widest row fits exactly", () => {
  const rows = [statement([4, 9, 14, 43, 30]), statement([2, 6, 11, 46, 35]), statement([8, 15, 21, 35, 21]), statement(null)];
  const bars = barsOf(rows);
  for (const row of rows.slice(0, 3)) {
    const neither = bars.rows.get(row)![2]!;
    expect(neither.x + neither.width / 2).toBeCloseTo(bars.middle);
  }
  const edges = [...bars.rows.values()].flatMap((bar) => [bar[0]!.x, bar[4]!.x + bar[4]!.width]);
  expect(Math.min(...edges)).toBeCloseTo(0);
  expect(Math.max(...edges)).toBeCloseTo(100);
  expect(bars.rows.has(rows[3]!)).toBe(false);
});

test("no statement at all is no bar and no error", () => {
  expect(barsOf([]).rows.size).toBe(0);
  expect(plotOf([]).dots).toEqual([]);
});
