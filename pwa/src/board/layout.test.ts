import { describe, expect, test } from "vitest";
import { type Stop, stopsOfAll } from "./day";
import { hoursOf, left, scaleOf, shown, shownStops, stacked, timeAt, tray, width, windowsIn } from "./layout";
import { dayWith, given, person, visit } from "./testing";

const scale = { from: 420, to: 1200 };
const stop = (start: number, end: number, more = {}): Stop => ({ visit: visit(`${start}`, more), start, end, travel: 0, knows: false });

describe("the hours across", () => {
  test("are 07:00 to 20:00, and wider where a shift or a visit is", () => {
    expect(scaleOf(dayWith([person("Ann")], []))).toEqual({ from: 420, to: 1200 });
    expect(scaleOf(dayWith([person("Ann", { from: 350, to: 1330 })], []))).toEqual({ from: 300, to: 1380 });
    expect(hoursOf(scale)).toHaveLength(13);
  });
  test("somebody who does not work that day does not widen them", () => {
    expect(scaleOf(dayWith([person("Ann", { from: 0, to: 0, off: "Does not work this day" })], []))).toEqual(scale);
  });
  test("put a time where it belongs, and nothing off the board", () => {
    expect(left(scale, 810)).toBe(50);
    expect(left(scale, 0)).toBe(0);
    expect(width(scale, 400, 498)).toBe(10);
    expect(timeAt(scale, 0.5)).toBe(810);
    expect(timeAt(scale, 0.502)).toBe(810);
    expect(timeAt(scale, -3)).toBe(420);
  });
});

describe("a lane", () => {
  test("shares its height between visits that overlap, and only between those", () => {
    const rows = stacked([stop(500, 560), stop(540, 580), stop(570, 600), stop(700, 730)]);
    expect(rows).toEqual([
      { row: 0, of: 2 },
      { row: 1, of: 2 },
      { row: 0, of: 2 },
      { row: 0, of: 1 },
    ]);
  });
  test("shades windows that somebody gave, those that lie upon each other once, and none that is the whole day", () => {
    const stops = [stop(1, 2, { window: given(500, 560) }), stop(2, 3, { window: given(540, 600) }), stop(3, 4, { window: given(0, 1000) })];
    expect(windowsIn([...stops, stop(4, 5, { window: { ...given(700, 730), given: false } })])).toEqual([{ from: 500, to: 600 }]);
  });
});

describe("what nobody has", () => {
  const day = dayWith(
    [],
    [
      visit("Webb", { priority: 3 }),
      visit("Kabir", { window: given(750, 750, true) }),
      visit("Abdi", { window: given(480, 570) }),
      visit("Chowdhury", { clock: { from: 456, by: 576 }, priority: 1 }),
      visit("has someone", { start: 500, staff: ["Ann"] }),
      visit("begun", { locked: true }),
    ],
  );
  test("stands by urgency: the clock, this morning, today, what can wait", () => {
    expect(tray(day, "").map((group) => [group.title, group.visits.map((one) => one.id)])).toEqual([
      ["2-hour response", ["Chowdhury"]],
      ["This morning", ["Abdi"]],
      ["Today", ["Kabir"]],
      ["Can wait a day", ["Webb"]],
    ]);
  });
  test("is found by name, place or what it is for, whatever the case", () => {
    expect(tray(day, "ABDI").flatMap((group) => group.visits.map((one) => one.id))).toEqual(["Abdi"]);
    expect(tray(day, "nobody")).toEqual([]);
  });
});

describe("the rows", () => {
  const day = dayWith(
    [person("Joy", { off: "Off sick" }), person("Ann", { skills: [{ skill: "catheter", level: 1 }] }), person("Ben")],
    [visit("Leung", { start: 500, staff: ["Ben"] }), visit("Cole", { start: 600, staff: ["Ben"] })],
  );
  test("stand with those who are away last", () => {
    expect(shown(day, stopsOfAll(day), "").map((one) => one.id)).toEqual(["Ann", "Ben", "Joy"]);
  });
  test("are found by a skill and by a patient", () => {
    expect(shown(day, stopsOfAll(day), "catheter").map((one) => one.id)).toEqual(["Ann"]);
    expect(shown(day, stopsOfAll(day), "leung").map((one) => one.id)).toEqual(["Ben"]);
  });
  test("whom a patient's name found is shown with the visits to them, whom their own words found with all", () => {
    const stops = stopsOfAll(day).get("Ben")!;
    const ben = day.people.find((one) => one.id === "Ben")!;
    const names = (search: string) => shownStops(ben, stops, search).map((one) => one.visit.id);
    expect(names("leung")).toEqual(["Leung"]);
    expect(names(" BEN ")).toEqual(["Leung", "Cole"]);
    expect(names("")).toEqual(["Leung", "Cole"]);
    expect(names("somebody else")).toEqual([]);
  });
});
