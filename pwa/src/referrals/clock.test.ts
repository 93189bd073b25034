import { describe, expect, test } from "vitest";
import { due, isInTime, left, strictest } from "./clock";

interface Case {
  name: string;
  kind: string;
  started: string;
  due: string;
  in_time: string[];
  late: string[];
}
const files = import.meta.glob<string>("../../../tests/referrals/clock_cases.json", { eager: true, import: "default", query: "?raw" });
const cases: Case[] = JSON.parse(Object.values(files)[0]!);

describe("the cases that hold the server's clock hold the tablet's", () => {
  test.each(cases)("$name", (one) => {
    const clock = { kind: one.kind, started: one.started };
    expect(due(clock)).toBe(one.due);
    expect(one.in_time.map((at) => isInTime(clock, at))).toEqual(one.in_time.map(() => true));
    expect(one.late.map((at) => isInTime(clock, at))).toEqual(one.late.map(() => false));
  });
});

const now = "2026-11-24T08:12:00.000Z";
test.each<[string, string | null, string | null, string, string]>([
  // As the drawing has them, at 08:12 on Tuesday 24 November.
  ["two-hours", "2026-11-24T07:04:00.000Z", null, "0 h 52", "2-hour, by 09:04"],
  ["two-hours", "2026-11-24T07:43:00.000Z", null, "1 h 31", "2-hour, by 09:43"],
  ["two-hours", "2026-11-24T06:00:00.000Z", null, "0 h 12 late", "2-hour, by 08:00"],
  ["two-days", "2026-11-23T16:40:00.000Z", null, "1 day", "2-day, by Wed 25"],
  ["two-days", "2026-11-24T07:52:00.000Z", null, "2 days", "2-day, by Thu 26"],
  ["two-days", "2026-11-22T14:10:00.000Z", null, "Today", "2-day, by 23:59"],
  ["two-days", "2026-11-20T14:10:00.000Z", null, "2 days late", "2-day, by 22\u00a0Nov"],
  ["eighteen-weeks", "2026-11-24T07:30:00.000Z", null, "18 weeks", "Routine, by 30\u00a0Mar"],
  ["eighteen-weeks-allied", "2026-11-10T11:20:00.000Z", null, "16 weeks", "Routine, by 16\u00a0Mar"],
  ["eighteen-weeks", "2026-07-24T11:20:00.000Z", null, "3 days", "Routine, by Fri 27"],
  ["no-clock", null, null, "No clock", "Routine"],
  ["two-hours", "2026-11-24T06:10:00.000Z", "2026-11-24T07:22:00.000Z", "Seen", "2-hour, in 1 h 12"],
  ["two-hours", "2026-11-24T05:10:00.000Z", "2026-11-24T07:22:00.000Z", "Seen", "2-hour, in 2 h 12, late"],
  ["two-days", "2026-11-20T05:10:00.000Z", "2026-11-23T07:22:00.000Z", "Seen", "2-day, in 3 days, late"],
])("%s from %s: %s, %s", (kind, started, seen, words, detail) => {
  expect(left({ kind, started }, now, seen, false)).toMatchObject({ words, detail });
});

test("what is left of the ring is what is left of the time", () => {
  expect(left({ kind: "two-hours", started: "2026-11-24T07:12:00.000Z" }, now, null, false).share).toBeCloseTo(0.5);
  expect(left({ kind: "two-hours", started: "2026-11-24T02:12:00.000Z" }, now, null, false).share).toBe(0);
  expect(left({ kind: "no-clock", started: null }, now, null, true)).toMatchObject({ words: "Closed", share: 0 });
});

test("whoever joins keeps the shorter kind, and of one kind what started first", () => {
  const days = { kind: "two-days", started: "2026-11-24T07:52:00.000Z" };
  const weeks = { kind: "eighteen-weeks", started: "2026-11-01T07:52:00.000Z" };
  expect(strictest([weeks, days])).toEqual(days);
  expect(strictest([days, { ...days, started: "2026-11-23T07:52:00.000Z" }]).started).toBe("2026-11-23T07:52:00.000Z");
  expect(
    strictest([
      { kind: "two-hours", started: now },
      { ...days, started: "2026-11-01T07:52:00.000Z" },
    ]).kind,
  ).toBe("two-hours");
  expect(strictest([])).toEqual({ kind: "no-clock", started: null });
});
