import { describe, expect, it } from "vitest";
import { change, chart, dots, frame, niceStep, series } from "./trends";

const now = new Date("2026-11-24T10:00:00.000Z");
const weight = (value: number, at: string, over = {}) => ({ type: "weight", value, measured_at: at, ...over });
const falling = [weight(54.6, "2026-11-17T10:00:00.000Z"), weight(58.2, "2026-06-09T10:00:00.000Z"), weight(56.2, "2026-09-15T10:00:00.000Z")];

describe("trends", () => {
  it("put the readings in order of time", () => expect(series(falling, now)[0]?.points.map((p) => p.value)).toEqual([58.2, 56.2, 54.6]));
  it("leave out what was entered in error: it counts nowhere (R2)", () =>
    expect(series([...falling, weight(45.6, "2026-11-19T10:00:00.000Z", { status: "entered-in-error" })], now)[0]?.points).toHaveLength(3));
  it("need two readings", () => expect(series([weight(54, "2026-11-17T10:00:00.000Z")], now)).toEqual([]));
  it("leave out what is older than six months", () =>
    expect(series([weight(60, "2025-01-01T10:00:00.000Z"), ...falling], now)[0]?.points).toHaveLength(3));
  it("say by how much, from the first to the last", () => {
    const s = series(falling, now)[0];
    expect(s && change(s)).toEqual({ by: -3.6, percent: 6.2, since: "2026-06-09T10:00:00.000Z" });
  });
});

describe("a chart", () => {
  const drawn = chart({ type: "weight", points: falling.map((o) => ({ at: o.measured_at, value: o.value, value2: null })).reverse() }, now);
  it("keeps every point inside its frame", () => {
    for (const p of drawn.lines.flat()) {
      expect(p.x).toBeGreaterThanOrEqual(frame.left);
      expect(p.x).toBeLessThanOrEqual(frame.right);
      expect(p.y).toBeGreaterThanOrEqual(frame.top);
      expect(p.y).toBeLessThanOrEqual(frame.bottom);
    }
  });
  it("has round numbers at its lines", () => expect(drawn.ticks.map((t) => t.value)).toEqual([54, 56, 58, 60]));
  it("draws two lines for blood pressure, one for the rest", () => {
    const bp = chart(
      {
        type: "blood-pressure",
        points: [
          { at: "2026-10-01T00:00:00.000Z", value: 142, value2: 78 },
          { at: "2026-11-01T00:00:00.000Z", value: 140, value2: 76 },
        ],
      },
      now,
    );
    expect(bp.lines).toHaveLength(2);
    expect(drawn.lines).toHaveLength(1);
  });
  it("survives readings that are all the same", () => {
    const flat = chart(
      {
        type: "pulse",
        points: [
          { at: "2026-10-01T00:00:00.000Z", value: 70, value2: null },
          { at: "2026-11-01T00:00:00.000Z", value: 70, value2: null },
        ],
      },
      now,
    );
    expect(flat.lines.flat().every((p) => Number.isFinite(p.y))).toBe(true);
  });
});

it.each([
  [4, 2],
  [0.6, 0.5],
  [80, 50],
  [0, 1],
])("a span of %s has lines %s apart", (span, step) => expect(niceStep(span)).toBeCloseTo(step));

describe("dots on the line", () => {
  const at = (...xs: number[]) => xs.map((x) => ({ x, y: 1, value: 1 }));
  it("one for each reading where they stand apart", () => expect(dots(at(10, 30, 50))).toHaveLength(3));
  it("only the last where they would run into one another", () => expect(dots(at(10, 13, 16, 50))).toEqual(at(50)));
});
