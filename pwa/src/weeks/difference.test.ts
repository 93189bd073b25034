import { describe, expect, test } from "vitest";
import type { WeekFollow } from "../store/weeks";
import { sumWords } from "./Away";
import { forWhom, foundIn, groupsOf, headWords, tilesOf, whenWords } from "./difference";
import { loadsOf, rowsOf } from "./plan";
import { make, period, person, series, suggestion, visit } from "./testing";
import { awayWords, blockWords, dayWords, hours, initials, loadWords } from "./words";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const rose = series("Rose Ali", []);
const abdul = series("Abdul Haque", []);
const here = period({ people: [person("grace", [])], series: [rose, abdul] });
const spot = { start: "2026-12-01T10:00:00.000Z", end: "2026-12-01T10:30:00.000Z" } as never;
const whole = suggestion({
  makes: [make("b", rose, "2026-12-04"), make("a", rose, "2026-11-27", { staff: [] }), make("c", abdul, "2026-12-01")],
  follows: [follow("d", "2026-12-02", "cancel", "The action is completed."), follow("e", "2026-12-01", "change", "The pattern was changed.")],
});
function follow(visit: string, day: string, what: "cancel" | "change", why: string): WeekFollow {
  const { action, patient, name, words } = abdul;
  const then = what === "cancel" ? null : spot;
  return { action, patient, name, words, visit, day, what, was: spot, staff: ["grace"], why, ...{ ["then" as const]: then } };
}

describe("a suggestion", () => {
  test("is a list by person, each visit with its day, who is asked, and why", () => {
    const groups = groupsOf(here, whole);
    expect(groups.map((one) => one.name)).toEqual(["Abdul Haque", "Rose Ali"]);
    expect(groups[1]!.lines.map((one) => [plain(one.when), one.who])).toEqual([
      ["Fri 27 Nov 09:00", "nobody yet"],
      ["Fri 4 Dec 09:00", "Grace"],
    ]);
    expect(groups[0]!.lines.map((one) => [one.word, one.why])).toEqual([
      ["New", "Fewest minutes of the days that it may be on."],
      ["Change", "The pattern was changed."],
      ["Cancel", "The action is completed."],
    ]);
  });
  test("is found by person and deed, and each group says its days in one line", () => {
    const groups = groupsOf(here, whole);
    expect(foundIn(groups, "rose dress").map((one) => one.name)).toEqual(["Rose Ali"]);
    expect(foundIn(groups, "rose insulin")).toEqual([]);
    expect(groups.map((one) => plain(whenWords(one)))).toEqual(["Tue 1 Dec, change Tue 1 Dec and cancel Wed 2 Dec", "Fri 27 Nov and Fri 4 Dec"]);
    const days = ["24", "25", "26", "27", "28", "29"].map((day) => make(day, rose, `2026-11-${day}`));
    expect(plain(whenWords(groupsOf(here, suggestion({ makes: days }))[0]!))).toBe("Tue 24 Nov, Wed 25 Nov, Thu 26 Nov, Fri 27 Nov and 2 more");
  });
  test("says in one sentence what it would write, or that there is nothing to do", () => {
    expect(headWords(whole)).toBe("3 new visits, 1 to change and 1 to cancel, for 2 people. Nothing is written until you take it.");
    expect(headWords(suggestion())).toBe("Everything that repeats is planned. There is nothing to do.");
  });
  test("tells for whom it changes what, of what is ticked alone; what nobody is asked for comes last", () => {
    const told = forWhom(here, whole, new Set(["a", "b", "d"]));
    expect(told.map((one) => [one.name, one.lines.map(plain)])).toEqual([
      ["Grace Adeyemi", ["New: Rose Ali, Fri 4 Dec 09:00", "Abdul Haque, Wed 2 Dec: cancelled"]],
      ["Nobody yet: they wait on the board of their day", ["New: Rose Ali, Fri 27 Nov 09:00"]],
    ]);
  });
  test("in numbers, stands beside the first day that fits, and owns up to what is worse", () => {
    const tiles = tilesOf(whole);
    expect(tiles.map((one) => [one.before, one.after, one.worse])).toEqual([
      ["33", "28", false],
      ["12", "20", false],
      ["4", "0", false],
      ["14", "20", true],
      ["9", "2", false],
    ]);
  });
});

describe("in words", () => {
  test("hours are halves below ten, whole above", () => {
    expect([0, 15, 44, 90, 595, 620, 1860].map(hours)).toEqual(["0", "0.5", "0.5", "1.5", "10", "10", "31"]);
  });
  test("a day says what is too many, what nobody knows yet, and its holiday", () => {
    const [load] = loadsOf(here, null, null);
    expect(loadWords(load!)).toBe("1.5 of 7.5 hours");
    expect(loadWords({ ...load!, care: 590 })).toBe("10 of 7.5 hours, 2.5 too many");
    expect(loadWords({ ...load!, there: 0 })).toBe("1.5 hours needed, nobody works");
    expect(loadWords({ ...load!, there: 0, care: 0, travel: 0 })).toBe("nobody is needed");
    const day = { ...load!.day, is_known: false, holiday: "Christmas Day" };
    expect(plain(dayWords({ ...load!, day, change: 60 }))).toBe(
      "Mon 23 Nov, Christmas Day, 2.5 of about 7.5 hours, was 1.5, 2 visits, shifts not written yet",
    );
  });
  test("a visit says who comes, whether they are known, and what became of it", () => {
    const strange = series("Rose Ali", [visit("a", "2026-11-27", { by_hand: true })], { known: ["somebody"] });
    const [row] = rowsOf(here, null).slice(-1);
    const block = rowsOf(period({ series: [strange] }), null)[0]!.blocks[0]!;
    expect(plain(blockWords(here, strange, block))).toBe("Fri 27 Nov, 09:00, Grace Adeyemi, new face, changed by hand");
    expect(plain(blockWords(here, row!.series, { ...block, staff: [], kind: "made", byHand: false }))).toBe(
      "Fri 27 Nov, 09:00, nobody yet, suggested, not planned yet",
    );
    expect([initials(here, ["grace"]), initials(here, []), initials(here, ["x"])]).toEqual(["GA", "?", "–"]);
  });
  test("away is said while it touches these weeks", () => {
    const gone = (from: string, until: string | null) => awayWords({ ...rose, away: { from, until, why: "hospital" } }, here);
    expect(plain(gone("2026-11-20", "2026-12-03")!)).toBe("In hospital until Thu 3 Dec");
    expect(gone("2026-11-20", null)).toBe("In hospital, until somebody writes that they are home");
    expect(gone("2026-10-01", "2026-10-05")).toBeNull();
    expect(gone("2027-02-01", null)).toBeNull();
  });
  test("what an absence leaves is one sentence", () => {
    const day = { uncovered_before_minutes: 120 } as never;
    expect(sumWords({ days: [day], visits: [{} as never], uncovered_minutes: 480, strange_visits: 3 })).toBe(
      "8 more hours are left uncovered, beside 2 that are so already; 3 visits without a known face.",
    );
    expect(sumWords({ days: [], visits: [], uncovered_minutes: 0, strange_visits: 0 })).toBe(
      "Nothing is left uncovered, and everybody sees a known face.",
    );
  });
});
