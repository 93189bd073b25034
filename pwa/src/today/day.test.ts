import { describe, expect, test } from "vitest";
import { people } from "../patient/testing";
import type { Header } from "../store/contract";
import { dayOfWork, hoursOf, type MyDay } from "./day";
import { attended, me, patient, visit } from "./testing";
import { stateTag } from "./words";

const now = new Date("2026-11-24T09:41:00.000Z");
const day = "2026-11-24";
const work = (index: Header[], myDay: MyDay | null = null, at = now, which = day) => dayOfWork({ index, day: which, now: at, me, myDay, base: null });
const states = (index: Header[], myDay: MyDay | null = null) => work(index, myDay).stops.map((s) => `${s.number} ${s.visit.id} ${s.state}`);

describe("the day's stops", () => {
  test("come in the order of their time, whoever the patient is, and only those that ask me", () => {
    const index = [
      patient("a", [visit("late", "15:00", "15:30"), visit("early", "08:00", "08:30")]),
      patient("b", [visit("mid", "10:00", "10:30"), visit("hers", "09:00", "09:30", { asked: ["other"] })]),
    ];
    expect(states(index)).toEqual(["1 early next", "2 mid planned", "3 late planned"]);
  });

  test("follow the order that I chose; what it does not name goes in by its time", () => {
    const index = [
      patient("a", [visit("x", "09:00", "09:30"), visit("y", "10:00", "10:30"), visit("z", "11:00", "11:30"), visit("new", "10:30", "10:45")]),
    ];
    expect(work(index, { order: ["y", "x", "z"] }).stops.map((s) => s.visit.id)).toEqual(["y", "x", "new", "z"]);
  });

  test("r3 what happened comes from my attendance, never from the plan", () => {
    const index = [
      patient("a", [
        visit("done", "07:30", "08:00", { attendances: [attended("07:36", "07:52", "completed")] }),
        visit("shut", "08:00", "08:30", { attendances: [attended("08:01", "08:06", "no-access")] }),
        visit("hospital", "08:30", "09:00", { attendances: [attended(null, "08:40", "in-hospital")] }),
        visit("theirs", "09:00", "09:30", { asked: [me, "other"], attendances: [attended("09:00", "09:20", "completed", "other")] }),
      ]),
    ];
    expect(states(index)).toEqual(["1 done done", "2 shut no-access", "3 hospital not-done", "4 theirs next"]);
  });

  test("r3 presence beats plan: where I arrived and the visit was cancelled or given away meanwhile, I am still there", () => {
    const cancelled = visit("c", "09:00", "10:00", { status: "cancelled", attendances: [attended("09:02", null, null)] });
    const away = visit("d", "09:00", "10:00", { asked: ["other"], attendances: [attended("09:02", null, null)] });
    expect(states([patient("a", [cancelled])])).toEqual(["1 c here"]);
    expect(states([patient("a", [away])])).toEqual(["1 d here"]);
  });

  test("a visit of my order that now asks someone else is shown as moved; one entered in error is not shown", () => {
    const index = [
      patient("a", [visit("gone", "09:00", "09:30", { asked: ["other"] }), visit("wrong", "10:00", "10:30", { status: "entered-in-error" })]),
    ];
    expect(states(index, { order: ["gone"] })).toEqual(["1 gone moved"]);
    expect(states(index)).toEqual([]);
  });

  test("m8 a state or an outcome that a newer version wrote is neither planned nor done: it is said to be what this version cannot show", () => {
    const later = visit("later", "09:00", "09:30", { status: "handed-over" });
    const other = visit("other", "10:00", "10:30", { attendances: [attended("10:00", "10:20", "by-video")] });
    const index = [patient("a", [later, other])];
    expect(states(index)).toEqual(["1 later unknown", "2 other not-done"]);
    expect(work(index).stops.map((stop) => stop.kind === "visit" && stateTag(stop, people)?.text)).toEqual([
      "Something this version cannot show",
      "Something this version cannot show 10:20",
    ]);
  });

  test("cancelled and moved ones are neither left nor counted", () => {
    const index = [patient("a", [visit("c", "09:00", "09:30", { status: "cancelled" }), visit("p", "10:00", "10:30")])];
    expect(work(index)).toMatchObject({ left: 1, total: 1, careMinutes: 30 });
  });

  test("where I am stands before what is next, and there is only one of them", () => {
    const index = [
      patient("a", [visit("skipped", "08:00", "08:30"), visit("at", "09:00", "10:00", { attendances: [attended("09:10", null, null)] })]),
    ];
    const result = work(index);
    expect(result.current?.visit.id).toBe("at");
    expect(states(index)).toEqual(["1 skipped planned", "2 at here"]);
  });

  test("on another day there is no next, and what has no record is said to have none", () => {
    const index = [patient("a", [visit("v", "08:00", "08:30")])];
    const tomorrow = work(index, null, new Date("2026-11-25T09:00:00.000Z"));
    expect(tomorrow.stops[0]?.state).toBe("missed");
    expect(tomorrow.current).toBeNull();
    expect(work(index, null, new Date("2026-11-23T09:00:00.000Z")).stops[0]?.state).toBe("planned");
  });

  test("days are London's: half past midnight in summer belongs to the new day", () => {
    const night = patient("a", [
      { ...visit("n", "08:00", "08:30"), planned_start: "2026-06-30T23:30:00.000Z", planned_end: "2026-06-30T23:50:00.000Z" },
    ]);
    expect(work([night], null, new Date("2026-07-01T08:00:00.000Z"), "2026-07-01").stops).toHaveLength(1);
    expect(work([night], null, new Date("2026-07-01T08:00:00.000Z"), "2026-06-30").stops).toHaveLength(0);
  });
});

describe("estimates", () => {
  const place = (latitude: number, longitude = -0.04) => ({ latitude, longitude });
  const index = [
    patient("one", [visit("1", "08:00", "08:30", { attendances: [attended("08:00", "08:30", "completed")] })], place(51.51)),
    patient("two", [visit("2", "09:30", "10:30")], place(51.525)),
    patient("three", [visit("3", "10:30", "11:00")], place(51.525)),
  ];
  test("run on from now by travel and by what comes before, and never before the plan", () => {
    const [, two, three] = work(index).stops;
    expect(two?.hop?.means).toBe("bicycle");
    expect(Date.parse(two!.arrive!)).toBe(now.getTime() + two!.hop!.minutes * 60_000);
    expect(Date.parse(three!.arrive!)).toBeGreaterThanOrEqual(Date.parse(two!.arrive!) + 60 * 60_000);
    expect(three?.behind).toBe(true);
    const early = work(index, null, new Date("2026-11-24T08:31:00.000Z"));
    expect(early.stops[1]?.arrive).toBe("2026-11-24T09:30:00.000Z");
    expect(early.stops[1]?.behind).toBe(false);
  });
  test("move with how late I said I run", () => {
    const late = work(index, { late_minutes: 30 }, new Date("2026-11-24T08:31:00.000Z"));
    expect(late.stops[1]?.arrive).toBe("2026-11-24T10:00:00.000Z");
    expect(late.late).toBe(30);
  });
  test("what is under way ends when it was planned to last, counted from arrival", () => {
    const there = [patient("a", [visit("at", "09:00", "10:00", { attendances: [attended("09:30", null, null)] }), visit("then", "10:00", "10:20")])];
    expect(work(there).stops[1]?.arrive).toBe("2026-11-24T10:30:00.000Z");
  });
  test("a break pushes what comes after it", () => {
    const rest = { break_start: "2026-11-24T10:00:00.000Z", break_end: "2026-11-24T10:30:00.000Z" };
    const after = [patient("a", [visit("x", "09:30", "10:00"), visit("y", "10:10", "10:30")])];
    expect(work(after, rest).stops[1]?.arrive).toBe("2026-11-24T10:41:00.000Z");
    expect(work(after, rest).items.map((i) => (i.kind === "break" ? "break" : i.visit.id))).toEqual(["x", "break", "y"]);
  });
  test("where a place is not known there is no travel, and the day still works", () => {
    const unknown = work([patient("a", [visit("x", "10:00", "10:30")])]);
    expect(unknown.stops[0]?.hop).toBeNull();
    expect(unknown.travelMinutes).toBe(0);
    expect(unknown.ends).toBe("2026-11-24T10:30:00.000Z");
  });
  test("visits whose time is over are counted, the fixed ones too; not the one I am at, nor another day's", () => {
    const all = [
      patient("a", [
        visit("gone", "07:00", "07:30"),
        visit("fixed", "08:00", "08:30", { is_fixed: true }),
        visit("at", "08:30", "09:00", { attendances: [attended("09:10", null, null)] }),
        visit("later", "15:00", "15:30", { is_fixed: true }),
      ]),
    ];
    expect(work(all).past).toEqual({ all: 2, fixed: 1 });
    expect(work(all, null, new Date("2026-11-23T20:00:00.000Z")).past).toEqual({ all: 0, fixed: 0 });
  });
  test("the strip's hours hold the plan and the estimate", () => {
    const shown = hoursOf(work([patient("a", [visit("x", "07:15", "08:00"), visit("y", "18:00", "18:30")])]), { start: null, end: null });
    expect(shown.from).toBe(7 * 60);
    expect(shown.to).toBe(19 * 60);
  });
});
