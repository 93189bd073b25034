import { describe, expect, test } from "vitest";
import type { Chart, ChartPoint } from "../store/reports";
import { apart, type Line, outline, plotOf } from "./geometry";

const names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
function points(values: (number | null)[], marks: Record<number, string> = {}): ChartPoint[] {
  return values.map((value, n) => {
    const at = 2024 * 12 + 10 + n;
    const [year, month] = [Math.floor(at / 12), at % 12];
    return {
      month: `${year}-${String(month + 1).padStart(2, "0")}`,
      label: `${names[month]} ${year}`,
      value,
      n: value === null ? null : 100,
      mark: marks[n] ?? "",
      verdict: value === null ? null : "usual",
      why: null,
    };
  });
}
const chart = (values: (number | null)[], more: Partial<Chart> = {}, marks: Record<number, string> = {}): Chart => ({
  points: points(values, marks),
  limits: null,
  target: null,
  low: 50,
  high: 90,
  ticks: [50, 60, 70, 80, 90],
  says: "",
  verdict: null,
  target_says: null,
  ...more,
});
const size = { width: 340, height: 190 };

describe("a chart's geometry", () => {
  test("the axis' ends are the ends of the plot, and half way between them is half way up", () => {
    const plot = plotOf(chart([50, 70, 90]), "%", 0, size);
    expect(plot.marks.map((mark) => mark.y)).toEqual([plot.bottom, (plot.top + plot.bottom) / 2, plot.top]);
    const middle = plot.marks[1]!.x;
    expect(plot.marks.map((mark) => mark.x)).toEqual([plot.left, middle, plot.right]);
    expect(middle).toBeCloseTo((plot.left + plot.right) / 2, 0);
    expect(plot.ways).toEqual([`M${plot.left} 166L${middle} 88L${plot.right} 10`]);
  });
  test("no line is drawn over a month that is hidden, nor over one in which nothing was counted; only the hidden one is marked", () => {
    const plot = plotOf(chart([60, 61, null, null, 64, 65, null, 67], {}, { 2: "*", 3: "†" }), "%", 0, size);
    expect(plot.ways).toHaveLength(2);
    expect(plot.ways.map((way) => way.match(/[ML]/g)?.join(""))).toEqual(["ML", "ML"]);
    expect(plot.marks).toHaveLength(5);
    expect(plot.hidden.map((one) => [one.month, one.mark])).toEqual([
      ["2025-01", "*"],
      ["2025-02", "†"],
    ]);
    const step = (plot.right - plot.left) / 7;
    expect(plot.gaps).toHaveLength(1);
    expect(plot.gaps[0]!.width).toBeCloseTo(2 * step, 0);
    expect(plot.gaps[0]!.x).toBeCloseTo(plot.left + 1.5 * step, 0);
  });
  test("a hidden month at either end stays inside of the plot", () => {
    const plot = plotOf(chart([null, 61, null], {}, { 0: "*", 2: "†" }), "%", 0, size);
    const step = (plot.right - plot.left) / 2;
    expect(plot.gaps.map((gap) => gap.x)).toEqual([plot.left, expect.closeTo(plot.right - step / 2, 0)]);
    expect(plot.gaps[1]!.x + plot.gaps[1]!.width).toBeCloseTo(plot.right, 0);
    expect(plot.hidden.map((one) => one.x)).toEqual([expect.closeTo(plot.left + 6, 0), expect.closeTo(plot.right - 6, 0)]);
  });
  test("limits and target stand at their values, told as finely as the scale needs", () => {
    const limits = { lower: 54.4, mean: 61.8, upper: 69.2, months: 12 };
    const plot = plotOf(chart([60, 62], { limits, target: 70 }), "%", 0, size);
    expect(plot.lines.map((line) => line.words)).toEqual(["upper 69%", "mean 62%", "lower 54%", "target 70%"]);
    expect(plot.lines.find((line) => line.kind === "target")!.y).toBe(88);
    expect(plot.band).toEqual({ y: plot.lines[0]!.y, height: expect.closeTo(plot.lines[2]!.y - plot.lines[0]!.y, 1) });
    const short = plotOf(
      chart([4, 5], { limits: { lower: 3.44, mean: 4.1, upper: 4.72, months: 12 }, target: 4, low: 3, high: 6, ticks: [3, 4, 5, 6] }),
      "",
      0,
      size,
    );
    expect(short.lines.map((line) => line.words)).toEqual(["upper 4.7", "mean 4.1", "lower 3.4", "target 4"]);
  });
  test("scales have their sign, thousands their comma, and as many places as the finest tick", () => {
    expect(plotOf(chart([60]), "%", 0, size).ticks.map((tick) => tick.words)).toEqual(["50%", "60%", "70%", "80%", "90%"]);
    expect(plotOf(chart([8000], { low: 7000, high: 9000, ticks: [7000, 8000, 9000] }), "", 0, size).ticks.map((tick) => tick.words)).toEqual([
      "7,000",
      "8,000",
      "9,000",
    ]);
    expect(plotOf(chart([0.2], { low: 0, high: 1, ticks: [0, 0.5, 1] }), "min", 0, size).ticks.map((tick) => tick.words)).toEqual([
      "0.0",
      "0.5",
      "1.0",
    ]);
  });
  test("months are told at the beginning, at the end and between, with the year where it changes, and never over each other", () => {
    for (const [count, width] of [
      [24, 340],
      [24, 900],
      [12, 260],
      [36, 340],
      [1, 340],
      [2, 340],
    ] as const) {
      const plot = plotOf(chart(Array.from({ length: count }, () => 60)), "%", 0, { width, height: 190 });
      expect(plot.months[0]!.words).toBe("Nov 24");
      for (let n = 1; n < plot.months.length; n++) expect(plot.months[n]!.x - plot.months[n - 1]!.x).toBeGreaterThan(45);
    }
    const two = plotOf(chart(Array.from({ length: 24 }, () => 60)), "%", 0, { width: 900, height: 320 });
    expect(two.months.at(-1)!.words).toBe("Oct");
    expect(two.months.map((month) => month.words)).toContain("Feb 26");
  });
  test("words of lines that lie close are moved apart in their order and stay inside", () => {
    const line = (kind: Line["kind"], y: number): Line => ({ kind, y, wordsY: y, words: kind });
    const lines = apart([line("upper", 12), line("mean", 15), line("lower", 160), line("target", 14)], 10, 166);
    const order = [...lines].sort((one, other) => one.wordsY - other.wordsY);
    expect(order.map((one) => one.kind)).toEqual(["upper", "target", "mean", "lower"]);
    for (let n = 1; n < order.length; n++) expect(order[n]!.wordsY - order[n - 1]!.wordsY).toBeGreaterThanOrEqual(15);
    const low = apart([line("upper", 160), line("mean", 163), line("lower", 166)], 10, 166);
    expect(low.map((one) => one.wordsY)).toEqual([136, 151, 166]);
  });
  test("an axis without height and a chart without a month break nothing", () => {
    const flat = plotOf(chart([5], { low: 5, high: 5, ticks: [5] }), "", 0, size);
    expect(flat.marks[0]!.y).toBe(166);
    expect(plotOf(chart([]), "", 0, size).marks).toEqual([]);
  });
  test("every verdict has a shape of its own: colour is never alone", () => {
    const shapes = (["usual", "better", "worse", "signal"] as const).map((shape) => outline(shape, 10, 10, 4).replaceAll(/[-\d. ]/g, ""));
    expect(new Set(shapes).size).toBe(4);
  });
});
