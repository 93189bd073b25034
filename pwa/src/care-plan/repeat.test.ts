import { describe, expect, test } from "vitest";
import { empty, fieldsOf } from "../lib/repeating/pattern";
import { said } from "../patient/words";
import { canWriteAnew } from "../settle/fields";
import type { People } from "../store/contract";
import { check } from "./Repeat";

const whole = { ...empty, days: ["mon" as const, "thu" as const], times: ["09:00-12:00"], minutes: 30, from: "2026-11-24", until: "2026-12-12" };
const people = { staff: () => undefined, team: (id: string) => (id === "t" ? { id, name: "East team" } : undefined), organisation: () => undefined };
const say = { people: people as unknown as People, now: new Date("2026-11-24T09:00:00Z") };

describe("visits that repeat, in the care plan", () => {
  test("are kept when they are whole, and when nothing repeats", () => {
    expect(check(fieldsOf(whole))).toEqual({});
    expect(check(fieldsOf(empty))).toEqual({});
  });
  test("say beside each field what is missing, and stay a draft until then", () => {
    expect(Object.keys(check(fieldsOf({ ...whole, minutes: null, times: null })))).toEqual(["repeat_minutes", "repeat_times"]);
    expect(check(fieldsOf({ ...whole, until: "2026-11-01" }))).toEqual({ repeat_until: "It ends after it begins." });
  });
  test("read as one sentence where they are told, waiting or disputed", () => {
    expect(said("action", "repeat", fieldsOf(whole), say)).toBe("Mondays and Thursdays, between 09:00 and 12:00, 30 minutes, until Sat 12 December");
    expect(said("action", "repeat", fieldsOf(empty), say)).toBe("nothing repeats");
    expect(said("action", "repeat_team", { repeat_team: "t" }, say)).toBe("East team");
  });
  test("are settled by keeping a side: half of each would be another rhythm", () => {
    expect(canWriteAnew("action", Object.keys(fieldsOf(empty)))).toBe(false);
  });
});
