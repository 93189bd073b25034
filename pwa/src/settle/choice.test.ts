import { describe, expect, it } from "vitest";
import { type Event, keptBeside, start, taken, update } from "./choice";

const sides = [
  { change: "c1", by: "tomasz", at: "1", value: { words: "twice", frequency: "daily", until: null }, saw: null },
  { change: "c2", by: "kemi", at: "2", value: { words: "once", frequency: "daily", until: null }, saw: null },
];
const run = (...events: Event[]) =>
  events.reduce((at: ReturnType<typeof update>, e) => update(at.model, e, sides), { model: start(sides, "kemi"), settlement: null });
const why: Event = { type: "why", why: " Rang Tomasz " };

describe("settling (M5)", () => {
  it("keeps one side whole, every field of the group", () => {
    expect(run({ type: "choose", choice: { keep: "c1" } }, why, { type: "settle" }).settlement).toEqual({
      value: { words: "twice", frequency: "daily", until: null },
      reason: "Rang Tomasz",
      also: [],
    });
  });
  it("needs a choice and a reason", () => {
    expect(run({ type: "settle" })).toMatchObject({ settlement: null, model: { errors: { choice: expect.any(String), why: expect.any(String) } } });
    expect(run({ type: "choose", choice: { keep: "c1" } }, { type: "why", why: "  " }, { type: "settle" }).settlement).toBeNull();
  });
  it("keeps both as one settled value and a second record", () => {
    expect(run({ type: "choose", choice: "both" }, why, { type: "settle" }).settlement).toMatchObject({
      value: { words: "twice" },
      also: [{ change: "c2", value: { words: "once" } }],
    });
  });
  it("makes the second record under the same id at each press, and another for each side", () => {
    const [conflict, one, two] = [
      "0193c000-0000-7000-8000-000000000001",
      "0193c000-0000-7000-8000-00000000000a",
      "0193c000-0000-7000-8000-00000000000b",
    ];
    expect(keptBeside(conflict!, one!)).toBe(keptBeside(conflict!, one!));
    expect(keptBeside(conflict!, one!)).not.toBe(keptBeside(conflict!, two!));
    expect(keptBeside(conflict!, one!)).toMatch(/^0193c000-0000-7[0-9a-f]{3}-[89ab]/);
  });
  it("writes it anew from one's own side, so that the fields not touched are those one wrote", () => {
    expect(run({ type: "anew", values: { words: "once, with someone" } }, why, { type: "settle" }).settlement?.value).toEqual({
      words: "once, with someone",
      frequency: "daily",
      until: null,
    });
  });
  it("does not settle on nothing", () => {
    expect(run({ type: "anew", values: { words: "", frequency: null } }, why, { type: "settle" })).toMatchObject({
      settlement: null,
      model: { errors: { anew: expect.any(String) } },
    });
  });
  it("does not settle on a date that is none", () => {
    expect(run({ type: "anew", values: { review_on: "31/2/2027" } }, why, { type: "settle" })).toMatchObject({
      settlement: null,
      model: { errors: { anew: expect.stringContaining("date") } },
    });
  });
  it("keeps what was typed when another side arrives, and asks for the choice again", () => {
    const typed = run({ type: "anew", values: { words: "once, with someone" } }, why).model;
    const after = taken(typed, [...sides, { change: "c3", by: "ana", at: "3", value: { words: "never" }, saw: null }]);
    expect(after).toMatchObject({
      choice: null,
      anew: { words: "once, with someone" },
      why: " Rang Tomasz ",
      errors: { choice: expect.any(String) },
    });
    expect(taken(typed, [...sides].reverse())).toBe(typed);
  });
  it("does not settle on a side that its author replaced meanwhile", () => {
    const chosen = run({ type: "choose", choice: { keep: "c1" } }, why).model;
    const after = update(chosen, { type: "settle" }, [{ ...sides[0]!, change: "c9" }, sides[1]!]);
    expect(after).toMatchObject({ settlement: null, model: { choice: null } });
  });
});
