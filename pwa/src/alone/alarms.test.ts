import { expect, test } from "vitest";
import type { Header, HeaderVisit } from "../store/contract";
import { type AlarmView, aboutMe, calls, inOrder, tellsEnd } from "./alarms";
import { overdue } from "./own";

const at = (time: string) => `2026-11-24T${time}:00.000Z`;
const alarm = (fields: AlarmView["fields"], id = "a"): AlarmView => ({
  kind: "alarm",
  id,
  patient: null,
  part: "core",
  rev: 1,
  fields: { cause: "overdue", about: "amina", buddy: "daniel", leads: ["priya"], due_at: at("10:35"), ...fields },
  stamps: {},
  kept: {},
  disputed: {},
  unknown: [],
});

test("the buddy is called at once, a lead only once told, and nobody by what is over or about oneself", () => {
  expect(calls(alarm({}), "daniel")).toBe(true);
  expect(calls(alarm({}), "priya")).toBe(false);
  expect(calls(alarm({ leads_told_at: at("11:05") }), "priya")).toBe(true);
  expect(calls(alarm({ buddy: "priya" }), "priya")).toBe(true);
  expect(calls(alarm({ ended_at: at("11:00") }), "daniel")).toBe(false);
  expect(calls(alarm({}), "amina")).toBe(false);
});

test("of oneself one is shown what one may answer, and never that one asked for a call: somebody may be reading along", () => {
  const of = (cause: string, more = {}) => aboutMe([alarm({ cause, ...more })], "amina").length;
  expect([of("not-arrived"), of("day-not-ended"), of("overdue"), of("asks-to-be-rung")]).toEqual([1, 1, 0, 0]);
  expect(of("not-arrived", { ended_at: at("11:00") })).toBe(0);
});

test("its end is told for an hour to whoever was called, and to nobody else", () => {
  const over = { ended_at: at("11:20"), ended_how: "left" };
  expect(tellsEnd(alarm(over), "daniel", new Date(at("12:19")))).toBe(true);
  expect(tellsEnd(alarm(over), "daniel", new Date(at("12:20")))).toBe(false);
  expect(tellsEnd(alarm(over), "priya", new Date(at("11:21")))).toBe(false);
  expect(tellsEnd(alarm({ ...over, leads_told_at: at("11:05") }), "priya", new Date(at("11:21")))).toBe(true);
  expect(tellsEnd(alarm(over), "amina", new Date(at("11:21")))).toBe(false);
});

test("who asks to be rung comes first, then who is missed longest, and whom somebody has last", () => {
  const list = [
    alarm({ answer_was: "have-them", due_at: at("09:00") }, "has"),
    alarm({ cause: "day-not-ended", due_at: at("09:10") }, "home?"),
    alarm({ due_at: at("10:00") }, "short"),
    alarm({ due_at: at("09:30"), answer_was: "cannot" }, "long"),
    alarm({ cause: "asks-to-be-rung", due_at: at("10:40") }, "rings"),
  ];
  expect(inOrder(list).map(({ id }) => id)).toEqual(["rings", "long", "short", "home?", "has"]);
});

const header = (attendances: HeaderVisit["attendances"]): Header =>
  ({
    bundle: "p",
    name: "Rokeya Begum",
    visits: [{ id: "v", planned_start: at("10:00"), planned_end: at("10:30"), attendances }],
  }) as unknown as Header;
const there = { staff: "amina", arrived_at: at("10:05"), left_at: null, outcome: null, leave_by: null };

test("r3 one's own clock runs out when one should have left, by what was planned or what one promised", () => {
  const over = (now: string, more = {}) => overdue([header([{ ...there, ...more }])], "amina", new Date(at(now))).map((one) => one.leaveBy);
  expect(over("10:34")).toEqual([]);
  expect(over("10:35")).toEqual([at("10:35")]); // came at 10:05, planned for 30 minutes
  expect(over("10:50", { leave_by: at("10:50") })).toEqual([at("10:50")]);
  expect(over("10:49", { leave_by: at("10:50") })).toEqual([]);
  expect(over("10:50", { left_at: at("10:40") })).toEqual([]);
  expect(over("10:50", { outcome: "no-access" })).toEqual([]);
  expect(over("10:50", { staff: "daniel" })).toEqual([]);
});

test("r3 who arrived more than a day ago and never said that they left is not asked any more", () => {
  expect(overdue([header([there])], "amina", new Date("2026-11-25T10:04:00.000Z"))).toHaveLength(1);
  expect(overdue([header([there])], "amina", new Date("2026-11-25T10:06:00.000Z"))).toHaveLength(0);
});
