import { describe, expect, test } from "vitest";
import { minutesBetween, placed, stopsOf, stopsOfAll, travelMinutes } from "./day";
import { dayWith, person, visit } from "./testing";

const here = { latitude: 51.52, longitude: -0.04 };
const there = { latitude: 51.53, longitude: -0.04 };

describe("a person's day", () => {
  test("is in the order of time, and each stop knows the way to it", () => {
    const ann = person("Ann", { base: here });
    const day = dayWith(
      [ann],
      [visit("late", { start: 660, staff: ["Ann"], point: here }), visit("early", { start: 540, staff: ["Ann"], point: there, known: ["Ann"] })],
    );
    const stops = stopsOf(day, ann);
    expect(stops.map((one) => one.visit.id)).toEqual(["early", "late"]);
    expect(stops.map((one) => one.end)).toEqual([585, 705]);
    expect(stops[0]!.travel).toBe(minutesBetween("walk", here, there));
    expect(stops.map((one) => one.knows)).toEqual([true, false]);
  });
  test("has the server's minutes as long as the route is the one that it told, and an estimate afterwards", () => {
    const ann = person("Ann", { route: ["a", "b"], ways: [7, 9, 4] });
    const day = dayWith([ann], [visit("a", { start: 540, staff: ["Ann"], point: here }), visit("b", { start: 660, staff: ["Ann"], point: there })]);
    expect(stopsOf(day, ann).map((one) => one.travel)).toEqual([7, 9]);
    const without = placed(day, [{ visit: "a", start: null, staff: [] }]);
    expect(stopsOf(without, ann).map((one) => one.travel)).toEqual([0]);
  });
  test("of all people at once is the same as of each alone", () => {
    const people = [person("Ann", { base: here }), person("Ben"), person("Cem")];
    const visits = [
      visit("one", { start: 500, staff: ["Ann"], point: there }),
      visit("two", { start: 600, staff: ["Ben", "Ann"], point: here }),
      visit("open"),
      visit("three", { start: 700, staff: ["Ben"] }),
    ];
    const day = dayWith(people, visits);
    const all = stopsOfAll(day);
    for (const one of people) expect(all.get(one.id)).toEqual(stopsOf(day, one));
  });
  test("ends with the way home", () => {
    const ann = person("Ann", { base: here });
    const stops = stopsOf(dayWith([ann], [visit("a", { start: 540, staff: ["Ann"], point: there })]), ann);
    expect(travelMinutes(ann, stops)).toBe(2 * minutesBetween("walk", here, there));
  });
});

describe("the way between two doors", () => {
  test("is rounded up, is nothing between the same door, and depends on the means", () => {
    expect(minutesBetween("walk", here, here)).toBe(0);
    expect(minutesBetween("walk", here, null)).toBe(0);
    // 1.112 km in a straight line: the allocation's own estimate is 18.07, 7.67, 9.84 and 14.67 minutes.
    expect(minutesBetween("walk", here, there)).toBe(19);
    expect(minutesBetween("bicycle", here, there)).toBe(8);
    expect(minutesBetween("car", here, there)).toBe(10);
    expect(minutesBetween("bus", here, there)).toBe(15);
  });
});
