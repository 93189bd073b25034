import { describe, expect, test } from "vitest";
import { against, forbidden, type Hand, heldWords, stepped, stuck } from "./hand";
import { actOf, keys, stepOf } from "./keyboard";
import { type Block, loadsOf, rowsOf } from "./plan";
import { make, oneDay, period, person, rule, series, suggestion, visit } from "./testing";
import { mayMoveWeekly } from "./WhichDay";

const rose = series("Rose Ali", [visit("fri", "2026-11-27"), visit("tue", "2026-12-01"), visit("over", "2026-11-24", { state: "took-place" })]);
const here = (more: Parameters<typeof period>[0] = {}) =>
  period({ series: [rose], people: [person("grace", ["2026-11-26", "2026-11-30"])], ...more });
const held = (at = here(), id = "fri") => {
  const row = rowsOf(at, null)[0]!;
  const block = row.blocks.find((one) => one.visit === id) as Block;
  return { at, row, block, hand: { visit: id, action: row.series.action, from: block.col, at: block.col } satisfies Hand };
};

describe("a visit stays where it is", () => {
  test("when it is over, only suggested, or about to be cancelled, and when its rhythm is in dispute", () => {
    const { row, block, at } = held();
    expect(stuck(at, row, block)).toBeNull();
    expect(stuck(at, row, held(at, "over").block)).toMatch(/is over/);
    expect(stuck(at, row, { ...block, kind: "goes" })).toMatch(/would be cancelled/);
    expect(stuck(at, row, { ...block, day: "2026-11-23" })).toMatch(/its day has begun/);
    expect(stuck(at, { ...row, series: { ...rose, disputed: true } }, block)).toMatch(/Settle that first/);
    const made = rowsOf(at, suggestion({ makes: [make("new", rose, "2026-12-04")] }))[0]!;
    expect(stuck(at, made, made.blocks.find((one) => one.kind === "made")!)).toMatch(/only suggested/);
  });
});

describe("a day", () => {
  test("is not free when it is past, before the beginning, after the end, has its visit already, or the person is away", () => {
    const { row, block, at } = held();
    expect(forbidden(at, row, block, 0)).toBe("That day has begun, or is past.");
    expect(forbidden(at, row, block, 8)).toBe("It has its visit that day already.");
    expect(forbidden(at, row, block, 3)).toBeNull();
    const of = (more: object) => ({ ...row, series: { ...rose, ...more } });
    expect(forbidden(at, of({ pattern: rule({ from: "2026-11-27" }) }), block, 3)).toMatch(/^It begins on Fri/);
    expect(forbidden(at, of({ pattern: rule({ until: "2026-11-27" }) }), block, 5)).toMatch(/^It ends on Fri/);
    const away = { from: "2026-11-28", until: "2026-11-30", why: "hospital" };
    expect([4, 5, 6, 7].map((col) => forbidden(at, of({ away }), block, col) === null)).toEqual([true, false, false, false]);
  });
  test("tells what speaks against it: a holiday, another weekday than the plan says, nobody known", () => {
    const days = here().days.map((one) => (one.day === "2026-12-25" ? oneDay(one.day, { holiday: "Christmas Day" }) : one));
    const { row } = held();
    expect(against(here({ days }), row, 3)).toEqual(["The care plan says Tuesday and Friday."]);
    expect(against(here(), row, 4)).toEqual(["Nobody works who is known there."]);
    const late = period({ first: "2026-12-21", days: [oneDay("2026-12-25", { holiday: "Christmas Day" })] });
    expect(against({ ...late, first: "2026-12-25" }, row, 0)).toContain("It is Christmas Day.");
  });
});

describe("with a visit in the hand", () => {
  test("arrows go to the next day that is free, and stay where there is none", () => {
    const { at, row, block, hand } = held();
    expect(stepped(at, row, block, hand, -1).at).toBe(3);
    expect(stepped(at, row, block, { ...hand, at: 7 }, 1).at).toBe(9);
    expect(stepped(at, row, block, { ...hand, at: 27 }, 1)).toEqual({ ...hand, at: 27 });
    expect(stepped(at, row, block, { ...hand, at: 2 }, -1).at).toBe(2);
  });
  test("each step is said: the day, how full it is, what speaks against it, who is known", () => {
    const { at, row, hand } = held();
    const said = heldWords(at, row, { ...hand, at: 3 }, loadsOf(at, null, null)).replaceAll("\u00a0", " ");
    expect(said).toBe("Thu 26 Nov. 1.5 of 7.5 hours. The care plan says Tuesday and Friday. Grace works, a known face.");
  });
  test("keys are days and weeks; all of them stand in the list", () => {
    const step = (key: string, shiftKey = false) => stepOf({ key, shiftKey });
    expect([step("ArrowLeft"), step("ArrowRight", true), step("ArrowDown"), step("PageUp")]).toEqual([-1, 7, 7, -7]);
    expect([step("Home"), step(" "), step("Escape"), step("x")]).toEqual(["back", "drop", "leave", null]);
    expect([actOf({ key: "Enter" }), actOf({ key: "M" }), actOf({ key: "?" }), actOf({ key: "x" })]).toEqual(["pick", "ask", "keys", null]);
    expect(keys.map(([key]) => key)).toContain("M");
  });
});

test("every week is asked only where a weekday of the plan takes another's place", () => {
  const { row, block } = held();
  expect(mayMoveWeekly(row, block, "2026-11-26")).toBe(true);
  expect(mayMoveWeekly(row, block, "2026-12-04")).toBe(false);
  expect(mayMoveWeekly(row, block, "2026-12-01")).toBe(false);
  const of = (more: object) => ({ ...row, series: { ...rose, ...more } });
  expect(mayMoveWeekly(of({ pattern: rule({ days: null, every_days: 2 }) }), block, "2026-11-26")).toBe(false);
  expect(mayMoveWeekly(of({ is_open: true }), block, "2026-11-26")).toBe(false);
});
