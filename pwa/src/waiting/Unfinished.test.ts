import { describe, expect, it } from "vitest";
import { peopleOf } from "../store/bundle-view";
import { wordsOf } from "./Unfinished";

const say = { people: peopleOf(null, ""), now: new Date("2026-11-24T10:00:00Z") };
const of = (group: string, values: Record<string, unknown>) =>
  wordsOf({ kind: "note", record: "r", patient: "p", group, values, called: null, at: "2026-11-24T09:00:00.000Z" }, say);

describe("what is not finished is told in its own words (T2)", () => {
  it("a field that was not left, in full", () => expect(of("words", { words: `Wound clean. ${"More. ".repeat(60)}End` })).toContain("End"));
  it("a correction whose button was not pressed: its words, and no id", () =>
    expect(of("correcting x", { outcome: null, why: "Wrong leg", words: "", made: { id: "0193c000-0000-7000-8000-000000000001" } })).toBe(
      "“Wrong leg”",
    ));
  it("an action that is not on the plan yet: what is to be done, not the id of who was chosen for it", () =>
    expect(of("for the plan", { words: "Measure the stairs", staff: "0193c000-0000-7000-8000-000000000001", who: "", until: "May" })).toBe(
      "“Measure the stairs. May”",
    ));
  it("a reason whose button was not pressed", () => expect(of("taking back", { why: "Wrong patient" })).toBe("“Wrong patient”"));
});
