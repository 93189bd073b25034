import { describe, expect, test } from "vitest";
import { found, knownOn, loadsOf, needed, needs, rowsOf, after as with_ } from "./plan";
import { make, oneDay, period, person, series, suggestion, visit } from "./testing";

const rose = series("Rose Ali", [visit("a", "2026-11-27"), visit("b", "2026-11-24", { state: "took-place" })]);
const zoe = series("Zoë O’Connor", [visit("c", "2026-12-01", { staff: [] })], { words: "Insulin" });

describe("rows", () => {
  test("are by family name, their visits by day, and say what is planned, suggested, cancelled", () => {
    const here = period({ series: [zoe, rose] });
    const made = suggestion({
      makes: [make("new", rose, "2026-12-04")],
      follows: [
        { visit: "a", action: rose.action, patient: rose.patient, name: rose.name, words: rose.words, day: "2026-11-27", what: "cancel" } as never,
      ],
    });
    const rows = rowsOf(here, made);
    expect(rows.map((one) => one.series.name)).toEqual(["Rose Ali", "Zoë O’Connor"]);
    expect(rows[0]!.blocks.map((one) => [one.visit, one.kind, one.col])).toEqual([
      ["b", "stands", 1],
      ["a", "goes", 4],
      ["new", "made", 11],
    ]);
  });
  test("leave out what is cancelled, and what lies in other weeks", () => {
    const gone = series("Rose Ali", [visit("a", "2026-11-27", { state: "cancelled" }), visit("b", "2027-01-05")]);
    expect(rowsOf(period({ series: [gone] }), null)[0]!.blocks).toEqual([]);
  });
  test("say how many are still to plan, of weeks to come alone, and of none that is in dispute", () => {
    const weeks = [
      { first: "2026-11-16", asked: 2, there: 0 },
      { first: "2026-11-23", asked: 2, there: 1 },
      { first: "2026-11-30", asked: 2, there: 3 },
      { first: "2026-12-07", asked: 2, there: 0 },
    ];
    const missing = (more: object) => rowsOf(period({ series: [series("Rose Ali", [], { weeks, ...more })] }), null)[0]!.missing;
    expect(missing({})).toBe(3);
    expect(missing({ disputed: true })).toBe(0);
  });
  test("of one person stand together: the second is marked so", () => {
    const second = { ...rose, action: "other", words: "Wash" };
    expect(rowsOf(period({ series: [second, zoe, rose] }), null).map((one) => one.isNext)).toEqual([false, true, false]);
  });
});

describe("looking for somebody", () => {
  const here = period({ series: [rose, zoe], people: [person("grace", ["2026-11-27"])] });
  const names = (search: string) => found(rowsOf(here, null), search, here).map((one) => one.series.name);
  test("finds by all of the words: person, what is done, who comes; marks and case aside", () => {
    expect(names("zoe oconnor")).toEqual(["Zoë O’Connor"]);
    expect(names("grace dressing")).toEqual(["Rose Ali"]);
    expect(names("INSULIN")).toEqual(["Zoë O’Connor"]);
    expect(names("rose insulin")).toEqual([]);
    expect(names("  ")).toHaveLength(2);
  });
});

describe("how full a day is", () => {
  const day = oneDay("2026-11-24", { skills: [{ skill: "insulin", capacity_minutes: 200, demand_minutes: 40 }] });
  const here = period({ days: [day] });
  test("is care and travel of what is there; of a skill, what needs it of who has it", () => {
    const [all] = loadsOf(here, null, null);
    expect([needed(all!), all!.there]).toEqual([80, 450]);
    const [insulin] = loadsOf(here, null, "insulin");
    expect([needed(insulin!), insulin!.there]).toEqual([40, 200]);
    const [other] = loadsOf(here, null, "catheter");
    expect([needed(other!), other!.there]).toEqual([0, 0]);
  });
  test("counts what a suggestion would add", () => {
    const change = { day: "2026-11-24", before_minutes: 80, plain_minutes: 80, after_minutes: 140, capacity_minutes: 450 };
    const made = suggestion({ days: [{ ...change, skills: [{ skill: "insulin", before_minutes: 40, after_minutes: 90, capacity_minutes: 200 }] }] });
    expect(with_(loadsOf(here, made, null)[0]!)).toBe(140);
    expect(with_(loadsOf(here, made, "insulin")[0]!)).toBe(90);
  });
  test("a skill is needed whatever its level, and by whichever person", () => {
    expect(needs(["wound care/2", "hoist#2"], "hoist")).toBe(true);
    expect(needs(["wound care/2"], "wound")).toBe(false);
    expect(needs(null, "hoist")).toBe(false);
  });
});

test("known faces are those who work that day and are not away", () => {
  const off = person("grace", [], { days: [{ day: "2026-11-27", minutes: 450, away: "leave" }] });
  expect(knownOn(period({ people: [person("grace", ["2026-11-27"])] }), rose, "2026-11-27")).toEqual(["Grace Adeyemi"]);
  expect(knownOn(period({ people: [off] }), rose, "2026-11-27")).toEqual([]);
});
