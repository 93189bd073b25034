import { describe, expect, test } from "vitest";
import { heldWords, isSame, off, over, picked, pickedWords, placementOf, reordered, stepped, swapped } from "./hand";
import { dayWith, given, person, visit } from "./testing";

const rows = [person("Ann"), person("Ben"), person("Joy", { off: "Off sick" }), person("Cem")];
const leung = visit("Leung", { start: 600, staff: ["Ann"], window: given(540, 660) });
const day = dayWith(rows, [leung, visit("open", { window: given(700, 760) }), visit("pinned", { start: 500, staff: ["Ben"], pinned: true })]);
const held = (id: string) => picked(day, day.visits.find((one) => one.id === id)!, null, rows);

describe("a visit in the hand", () => {
  test("is taken up where it stands; one that nobody has, where it fits", () => {
    expect(held("Leung")?.at).toEqual(placementOf(leung));
    expect(held("open")?.at).toEqual({ visit: "open", start: 700, staff: ["Ann"] });
    expect(held("open")?.from).toEqual({ visit: "open", start: null, staff: [] });
  });
  test("is never one that is pinned, or that has begun", () => {
    expect(held("pinned")).toBeNull();
    expect(picked(day, { ...leung, locked: true }, null, rows)).toBeNull();
  });
  test("moves by five minutes and by thirty, to the next person who is here, to its window, and off", () => {
    const hand = held("Leung")!;
    expect(stepped(day, hand, "later", rows).at.start).toBe(605);
    expect(stepped(day, hand, "much-earlier", rows).at.start).toBe(570);
    expect(stepped(day, hand, "opens", rows).at.start).toBe(540);
    const ben = stepped(day, hand, "down", rows);
    expect(ben.at.staff).toEqual(["Ben"]);
    expect(stepped(day, ben, "down", rows).at.staff).toEqual(["Cem"]);
    expect(stepped(day, hand, "up", rows).at.staff).toEqual(["Ann"]);
    expect(stepped(day, hand, "off", rows).at).toEqual({ visit: "Leung", start: null, staff: [] });
    // From the list of what nobody has an arrow leads back to the rows.
    expect(stepped(day, off(hand), "down", rows).at).toEqual({ visit: "Leung", start: 540, staff: ["Ann"] });
  });
  test("says with whom, when and what speaks against it", () => {
    const hand = held("Leung")!;
    expect(heldWords(day, hand)).toBe("Ann Example, 10:00. Nothing speaks against it.");
    expect(heldWords(day, over(hand, "Ben", 700))).toBe("Ben Example, 11:40. Too late: 40 min after 09:00 to 11:00.");
    const told = { kind: "face", title: "New face", words: "they know Dean", hard: false };
    expect(heldWords(day, over(hand, "Ben", 700), [told])).toBe("Ben Example, 11:40. New face: they know Dean.");
    expect(heldWords(day, off(hand))).toBe("Not allocated.");
    expect(pickedWords(day, hand)).toMatch(/^Leung Patient picked up, 45 minutes\. .*Escape leaves it where it was\.$/);
  });
});

describe("a visit for two", () => {
  const two = visit("Hussain", { people: [[], []], start: 600, staff: ["Ann", "Ben"] });
  const both = dayWith(rows, [two]);
  test("moves the one in whose row it was taken; its two stay two people", () => {
    const hand = picked(both, two, "Ben", rows)!;
    expect(stepped(both, hand, "down", rows).at.staff).toEqual(["Ann", "Cem"]);
    expect(stepped(both, hand, "up", rows).at.staff).toEqual(["Ben", "Ann"]);
  });
  test("changes which of them by a number", () => {
    const hand = picked(both, two, "Ben", rows)!;
    expect(stepped(both, hand, { nth: 0 }, rows).nth).toBe(0);
    expect(stepped(both, hand, { nth: 4 }, rows).nth).toBe(1);
  });
});

describe("two visits", () => {
  const other = visit("Miah", { start: 700, staff: ["Ben"] });
  test("change places, also with one that nobody has", () => {
    expect(swapped(leung, other)).toEqual([
      { visit: "Leung", start: 700, staff: ["Ben"] },
      { visit: "Miah", start: 600, staff: ["Ann"] },
    ]);
    expect(swapped(visit("open"), other)).toEqual([
      { visit: "open", start: 700, staff: ["Ben"] },
      { visit: "Miah", start: null, staff: [] },
    ]);
  });
  test("do not where one is pinned, is for two, or both are nobody's", () => {
    expect(swapped(leung, { ...other, pinned: true })).toBeNull();
    expect(swapped(leung, { ...other, people: [[], []] })).toBeNull();
    expect(swapped(visit("a"), visit("b"))).toBeNull();
    expect(swapped(leung, leung)).toBeNull();
  });
  test("change their turn: the second begins when the first is left, not before its window", () => {
    const ann = rows[0]!;
    const first = visit("first", { start: 540, staff: ["Ann"], minutes: 30 });
    const second = visit("second", { start: 600, staff: ["Ann"], minutes: 45, window: given(550, 700) });
    const both = dayWith(rows, [first, second]);
    const turned = [
      { visit: "second", start: 550, staff: ["Ann"] },
      { visit: "first", start: 595, staff: ["Ann"] },
    ];
    expect(reordered(both, ann, second, "earlier")).toEqual(turned);
    expect(reordered(both, ann, first, "later")).toEqual(turned);
    expect(reordered(both, ann, first, "earlier")).toBeNull();
  });
});

test("a drop where it was taken up is no move", () => {
  expect(isSame(placementOf(leung), { visit: "Leung", start: 600, staff: ["Ann"] })).toBe(true);
  expect(isSame(placementOf(leung), { visit: "Leung", start: 605, staff: ["Ann"] })).toBe(false);
  expect(isSame(placementOf(leung), { visit: "Leung", start: 600, staff: [] })).toBe(false);
});
