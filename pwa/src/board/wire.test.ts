import { describe, expect, test } from "vitest";
import { board, onBoard, worker } from "../store/testing/board";
import { dayFrom, instantAt, minutesAt, moveOf, warned } from "./wire";

describe("times of a day", () => {
  test("are London's, winter and summer, and come back as they went", () => {
    expect(minutesAt("2026-11-24", "2026-11-24T09:05:00.000Z")).toBe(545);
    expect(minutesAt("2026-07-01", "2026-07-01T08:05:00.000Z")).toBe(545);
    for (const day of ["2026-11-24", "2026-07-01"])
      expect(instantAt(day, 545)).toBe(day === "2026-11-24" ? `${day}T09:05:00.000Z` : `${day}T08:05:00.000Z`);
    expect(minutesAt("2026-07-01", instantAt("2026-07-01", 10))).toBe(10);
  });
  test("go on after midnight", () => {
    expect(minutesAt("2026-11-24", "2026-11-25T01:05:00.000Z")).toBe(1505);
    expect(instantAt("2026-11-24", 1505)).toBe("2026-11-25T01:05:00.000Z");
  });
  test("on the days on which the clocks change are those that a watch shows", () => {
    expect(instantAt("2026-03-29", 9 * 60)).toBe("2026-03-29T08:00:00.000Z");
    expect(instantAt("2026-10-25", 9 * 60)).toBe("2026-10-25T09:00:00.000Z");
  });
});

describe("the server's day", () => {
  const here = board({
    people: [worker("ann"), worker("joy", { away: { why: "sick", since: "2026-11-24T07:31:00.000Z" } }), worker("far", { is_member: false })],
    visits: [
      onBoard("leung", { staff: ["ann"] }),
      onBoard("gone", { state: "cancelled" }),
      onBoard("urgent", { is_urgent: true, is_locked: true, why_locked: "It is over." }),
    ],
  });
  const day = dayFrom(here);
  test("has people with their shifts, and says who can be given nothing and why", () => {
    expect(day.people.map((one) => [one.from, one.to, one.off])).toEqual([
      [480, 960, null],
      [480, 960, "Off sick, told us 07:31"],
      [480, 960, "Of another team"],
    ]);
  });
  test("counts a skill up to the last day of its sign-off and not beyond", () => {
    const until = (at: string | null) => [{ skill: "insulin", level: 1, until: at }];
    const people = [
      worker("ever", { skills: until(null) }),
      worker("last", { skills: until("2026-11-24") }),
      worker("over", { skills: until("2026-11-23") }),
    ];
    expect(dayFrom({ ...here, people }).people.map((one) => one.skills.length)).toEqual([1, 1, 0]);
  });
  test("has visits by name and family name, and none that was cancelled", () => {
    expect(day.visits.map((one) => [one.id, one.name, one.short, one.area])).toEqual([
      ["leung", "Mei Leung", "Leung", "E14"],
      ["urgent", "Mei Leung", "Leung", "E14"],
    ]);
    expect(day.visits[1]).toMatchObject({ locked: true, whyLocked: "It is over.", clock: { from: 540, by: 660 } });
  });
  test("knows the time only where it is today", () => {
    expect(day.now).toBe(492);
    expect(dayFrom({ ...here, now: "2026-11-23T08:12:00.000Z" }).now).toBeNull();
  });
  test("gets a move back with the version that was seen (nothing is overwritten in silence)", () => {
    expect(moveOf(here, { visit: "leung", start: 600, staff: ["ann"] })).toEqual({
      visit: "leung",
      version: "v7",
      staff: ["ann"],
      start: "2026-11-24T10:00:00.000Z",
      is_pinned: null,
    });
    expect(moveOf(here, { visit: "leung", start: null, staff: [] })).toMatchObject({ start: null, staff: [] });
    expect(moveOf(here, { visit: "somebody's", start: 600, staff: [] })).toBeNull();
  });
});

test("a warning of the server is said once under its title, which its sentence may begin with", () => {
  const said = (code: string, text: string) => warned({ code, text, is_hard: true, staff: null } as Parameters<typeof warned>[0]);
  expect(said("unknown-face", "New face: they know Amina Khatun")).toEqual({ title: "New face", words: "they know Amina Khatun", hard: true });
  expect(said("skill", "Sign-off ran out: insulin").words).toBe("Sign-off ran out: insulin");
  expect(said("travel", "12 min to get there from Ada Cooper, 5 min free").words).toBe("12 min to get there from Ada Cooper, 5 min free");
});
