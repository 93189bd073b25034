import { expect, test } from "vitest";
import type { TeamPerson } from "../store/team";
import { arranged, seenLast, stateOf } from "./state";

const at = (time: string) => `2026-11-24T${time}:00.000Z`;
const visit = { id: "v", patient: "p", name: "Begum, Rokeya", address: "E1 4LS", planned_start: at("10:00") };
const seen = { ...visit, arrived_at: at("10:05"), left_at: null, is_over: false, due_at: at("10:35") };
const person = (more: Partial<TeamPerson> = {}): TeamPerson => ({
  id: "amina",
  name: "Amina Khatun",
  profession: "Physiotherapist",
  phone: null,
  shift_start: at("08:00"),
  shift_end: at("16:00"),
  away: null,
  ended_at: null,
  late_minutes: 0,
  late_said_at: null,
  heard_at: at("10:00"),
  visits: 4,
  visits_left: 2,
  last: null,
  next: null,
  late: [],
  buddy: null,
  unsigned: 0,
  unsigned_since: null,
  to_settle: 0,
  ...more,
});

test.each<[string, Partial<TeamPerson>, string, string]>([
  ["10:20", { last: seen }, "out", "At a visit"],
  ["10:36", { last: seen }, "late", "Should have left at 10:35"],
  ["10:36", { last: seen, away: "sick" }, "late", "Should have left at 10:35"], // presence beats plan
  ["10:20", { away: "sick" }, "off", "Off sick"],
  ["10:20", { ended_at: at("10:15") }, "off", "Ended the day at 10:15"],
  ["10:20", { shift_start: null }, "off", "No shift today"],
  ["07:30", {}, "off", "Begins at 08:00"],
  ["10:20", { late: [visit] }, "late", "Late for 1 visit"],
  ["10:20", { late: [visit, visit] }, "late", "Late for 2 visits"],
  ["10:20", { late: [visit], heard_at: null }, "quiet", "Not heard of today"],
  ["10:20", { heard_at: "2026-11-23T16:00:00.000Z" }, "quiet", "Not heard of today"],
  ["10:20", { last: { ...seen, is_over: true, left_at: at("10:15") } }, "out", "Between visits"],
  ["16:05", {}, "out", "Day not ended yet"],
])("at %s with %o: %s, %s", (time, more, group, word) => {
  expect(stateOf(person(more), new Date(at(time)))).toMatchObject({ group, word });
});

test("where somebody was last is said as their own record has it", () => {
  expect(seenLast(person({ last: seen }))).toBe("With Begum, Rokeya since 10:05");
  expect(seenLast(person({ last: { ...seen, left_at: at("10:30"), is_over: true } }))).toBe("Left Begum, Rokeya at 10:30");
  expect(seenLast(person({ last: { ...seen, is_over: true } }))).toBe("Was with Begum, Rokeya, arrived 10:05");
  expect(seenLast(person())).toBeNull();
});

test("who should have left stands before who has not come, the longest first; and a name or profession finds them", () => {
  const people = [
    person({ id: "a", name: "Late", late: [{ ...visit, planned_start: at("08:30") }] }),
    person({ id: "b", name: "Over a little", last: { ...seen, due_at: at("10:30") } }),
    person({ id: "c", name: "Over long", last: { ...seen, due_at: at("09:30") } }),
    person({ id: "d", name: "Grace", profession: "Nurse" }),
  ];
  const now = new Date(at("10:40"));
  expect(arranged(people, now, "").map(({ key, people }) => [key, people.map(({ id }) => id)])).toEqual([
    ["late", ["c", "b", "a"]],
    ["out", ["d"]],
  ]);
  expect(arranged(people, now, " nurse ").flatMap(({ people }) => people.map(({ id }) => id))).toEqual(["d"]);
  expect(arranged(people, now, "nobody")).toEqual([]);
});
