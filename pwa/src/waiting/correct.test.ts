import { describe, expect, test } from "vitest";
import type { Waiting } from "../store/contract";
import { corrected, partsOf } from "./correct";

const refused = (kind: Waiting["kind"], set: Record<string, unknown>, fields: Record<string, string> = {}) =>
  partsOf({ kind, set, refusal: { reason: "invalid-value", message: "", fields, at: "2026-11-24T11:20:00.000Z" } });

describe("what of a refused change can be written anew", () => {
  const target = { target: "10", target_unit: "metres", target_how: null, target_on: "2026-12-14" };
  test("where the server names a field, that one with its words", () => {
    expect(refused("goal", target, { target_on: "A day after today." })).toEqual([
      { field: "target_on", label: "By when", shape: "date", was: "2026-12-14", problem: "A day after today." },
    ]);
  });
  test("where it names none, all that was typed; nothing that was left empty", () => {
    expect(refused("goal", target).map(({ field }) => field)).toEqual(["target", "target_unit", "target_on"]);
    expect(refused("goal", target).map(({ label }) => label)).toEqual(["Target", "Unit", "By when"]);
  });
  test("a field that was left empty and must not be is there to be filled", () => {
    expect(refused("goal", target, { target_how: "Say how." })).toMatchObject([{ field: "target_how", was: "", problem: "Say how." }]);
  });
  test("ids, times and words of closed lists are typed by nobody", () => {
    const measured = {
      type: "pulse",
      value: 72,
      unit: "/min",
      how: null,
      measured_at: "2026-11-24T11:15:00.000Z",
      staff: "0193d000-0000-7000-8000-000000000001",
    };
    expect(refused("observation", measured).map(({ field, shape }) => [field, shape])).toContainEqual(["value", "number"]);
    for (const field of ["type", "measured_at", "staff"]) expect(refused("observation", measured).map((part) => part.field)).not.toContain(field);
  });
  test("the parts of a medicine are called what its form calls them", () => {
    const dose = { name: "Metformin", dose: "8500", unit: "mg", frequency: "twice a day" };
    expect(refused("medicine", dose).map(({ label }) => label)).toEqual(["Name", "Dose", "Unit", "How often"]);
  });
  test("where nothing of it was typed nothing is offered", () => {
    expect(refused("visit", { asked: ["0193d000-0000-7000-8000-000000000001"] })).toEqual([]);
  });
});

describe("what is sent instead", () => {
  const parts = refused("observation", { type: "weight", value: 554, unit: "kg" }, { value: "A value from 10 to 300 is possible." });
  test("a number is sent as one, with a comma too", () => {
    expect(corrected(parts, { value: "55,4" })).toEqual({ values: { value: 55.4 } });
  });
  test("what is no number is said, and nothing is sent", () => {
    expect(corrected(parts, { value: "heavy" })).toEqual({ wrong: { value: "Write a number." } });
    expect(corrected(parts, { value: "" })).toEqual({ wrong: { value: "Write a number." } });
  });
  test("the same again is not sent: it was not taken", () => {
    expect(corrected(parts, {})).toMatchObject({ wrong: { value: expect.stringContaining("change it first") } });
    expect(corrected(parts, { value: " 554 " })).toMatchObject({ wrong: { value: expect.stringContaining("change it first") } });
  });
  test("a text that is emptied is no text, a day must be one", () => {
    const [day, words] = [refused("goal", { target_on: "2026-12-14" }), refused("note", { words: "Too long" })];
    expect(corrected(day, { target_on: "31 2 2027" })).toEqual({ wrong: { target_on: "Enter a real date." } });
    expect(corrected(day, { target_on: "2027-02-28" })).toEqual({ values: { target_on: "2027-02-28" } });
    expect(corrected(words, { words: " " })).toEqual({ values: { words: null } });
  });
});
