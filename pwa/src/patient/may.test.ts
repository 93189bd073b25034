import { describe, expect, it } from "vitest";
import { maySettle, mayWrite, readsRecords, seesMore } from "./may";

describe("what is offered follows the policies", () => {
  it.each([
    ["practitioner", "goal", "target", true],
    ["assistant", "goal", "target", true],
    ["assistant", "care_plan", "worse", false],
    ["coordinator", "medicine", "statement", false],
    ["voluntary", "goal", "target", false],
    ["voluntary", "about_me", "words", true],
    ["voluntary", "conflict", "settlement", false],
    ["manager", "about_me", "words", false],
    ["voluntary", "attendance", "arrival", true],
  ] as const)("%s, %s.%s: %s", (role, kind, group, may) => expect(mayWrite(role, kind, group)).toBe(may));
  it("a group that no policy names is offered to nobody", () => expect(mayWrite("lead", "goal", "no such group")).toBe(false));
  it("what only the engine writes is offered to nobody", () => expect(mayWrite("lead", "conflict", "dispute")).toBe(false));
});

it("m5 a dispute is settled by who may write the field; the voluntary sector settles none, not even of what it writes", () => {
  expect(maySettle("practitioner", "goal", "target")).toBe(true);
  expect(maySettle("assistant", "care_plan", "worse")).toBe(false);
  expect(maySettle("voluntary", "about_me", "words")).toBe(false);
  expect(maySettle("practitioner", "of a later version", "words")).toBe(false);
});

it("the voluntary sector sees the core only; managers read no record", () => {
  expect([seesMore("practitioner"), seesMore("voluntary")]).toEqual([true, false]);
  expect([readsRecords("lead"), readsRecords("voluntary"), readsRecords("manager")]).toEqual([true, true, false]);
});
