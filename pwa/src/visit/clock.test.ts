import { describe, expect, it } from "vitest";
import { clock, leaveByOf, quarterMore } from "./clock";

const plan = { planned_start: "2026-11-24T09:30:00.000Z", planned_end: "2026-11-24T10:30:00.000Z" };
const arrived = { arrived_at: "2026-11-24T09:52:00.000Z" };
const at = (hhmm: string, s = "00") => new Date(`2026-11-24T${hhmm}:${s}.000Z`);

describe("the lone-worker clock (R3)", () => {
  it("does not run before arrival", () => expect(clock(undefined, plan, at("09:00"))).toEqual({ state: "not-arrived" }));
  it("does not run for a visit left without arriving", () =>
    expect(clock({ left_at: "2026-11-24T09:50:00.000Z" }, plan, at("10:00"))).toMatchObject({ state: "left" }));
  it("gives the planned length, counted from arrival", () => expect(leaveByOf(arrived, plan)).toBe("2026-11-24T10:52:00.000Z"));
  it("keeps to what the person promised where they did", () =>
    expect(leaveByOf({ ...arrived, leave_by: "2026-11-24T10:40:00.000Z" }, plan)).toBe("2026-11-24T10:40:00.000Z"));
  it("gives half an hour where the plan has no length", () => expect(leaveByOf(arrived, {})).toBe("2026-11-24T10:22:00.000Z"));
  it("counts down in whole minutes, never showing 0 while time is left", () => {
    expect(clock(arrived, plan, at("10:35"))).toMatchObject({ state: "running", minutesLeft: 17 });
    expect(clock(arrived, plan, at("10:51", "59"))).toMatchObject({ state: "running", minutesLeft: 1 });
  });
  it("knows how much has passed", () => expect(clock(arrived, plan, at("10:22"))).toMatchObject({ share: 0.5 }));
  it("is over at the minute, overdue a quarter of an hour later", () => {
    expect(clock(arrived, plan, at("10:52"))).toMatchObject({ state: "over", minutesOver: 0 });
    expect(clock(arrived, plan, at("11:06", "59"))).toMatchObject({ state: "over", minutesOver: 14 });
    expect(clock(arrived, plan, at("11:07"))).toMatchObject({ state: "overdue", minutesOver: 15, alarmAt: "2026-11-24T11:07:00.000Z" });
  });
  it("stops when the person left", () =>
    expect(clock({ ...arrived, left_at: "2026-11-24T10:40:00.000Z" }, plan, at("12:00"))).toEqual({ state: "left", at: "2026-11-24T10:40:00.000Z" }));
  it("survives a clock that was set back to before arrival", () =>
    expect(clock(arrived, plan, at("09:00"))).toMatchObject({ state: "running", share: 0 }));
});

describe("15 minutes more", () => {
  it("adds to what was promised", () => expect(quarterMore("2026-11-24T10:40:00.000Z", at("10:30"))).toBe("2026-11-24T10:55:00.000Z"));
  it("counts from now when that has passed", () => expect(quarterMore("2026-11-24T10:40:00.000Z", at("11:00"))).toBe("2026-11-24T11:15:00.000Z"));
});
