import { describe, expect, it } from "vitest";
import { check } from "./check";
import { actionStatuses, goalStatuses } from "./progress";

const today = "2026-11-24";

describe("what may be written in the plan", () => {
  it("a date is a day that there is: anything else typed is kept, and said to be none", () => {
    expect(check("goal", "target", { target_on: "31/2/2027" }, today)).toEqual({ target_on: expect.stringContaining("no date") });
    expect(check("goal", "baseline", { baseline_on: "31/2/2020" }, today)).toEqual({ baseline_on: expect.stringContaining("no date") });
    expect(check("goal", "target", { target_on: "2027-02-28" }, today)).toEqual({});
  });
  it("a goal has words, at most 500 characters; an action 1,000", () => {
    expect(check("goal", "words", { words: " " }, today)).toHaveProperty("words");
    expect(check("goal", "words", { words: "x".repeat(501) }, today)).toHaveProperty("words");
    expect(check("goal", "words", { words: "x".repeat(500) }, today)).toEqual({});
    expect(check("action", "statement", { words: "x".repeat(1000) }, today)).toEqual({});
    expect(check("action", "statement", { words: "x".repeat(1001) }, today)).toHaveProperty("words");
  });
  it("says how much too long it is", () =>
    expect(check("action", "statement", { words: "a", until: "x".repeat(201) }, today).until).toBe("At most 200 characters: there are 201."));
  it("what was measured was not measured tomorrow; a target may lie ahead", () => {
    expect(check("goal", "now", { now: "4 metres", now_on: "2026-11-25" }, today)).toHaveProperty("now_on");
    expect(check("goal", "now", { now: "4 metres", now_on: today }, today)).toEqual({});
    expect(check("goal", "target", { target: "10", target_on: "2026-12-24" }, today)).toEqual({});
  });
  it("a unit alone is no target", () => expect(check("goal", "target", { target: null, target_unit: "metres" }, today)).toHaveProperty("target"));
  it.each([
    ["cancelled", "", true],
    ["cancelled", "she decided", false],
    ["achieved", "", false],
    ["active", "", false],
  ])("goal %s with the reason %j is an error: %s", (status, status_reason, wrong) =>
    expect("status_reason" in check("goal", "status", { status, status_reason }, today, goalStatuses)).toBe(wrong),
  );
  it("an action that stopped says why", () =>
    expect(check("action", "status", { status: "cancelled", status_reason: null }, today, actionStatuses)).toHaveProperty("status_reason"));
  it("who agreed is one short line each", () =>
    expect(check("care_plan", "agreement", { agreed_with: ["x".repeat(301)] }, today)).toHaveProperty("agreed_with"));
  it("a plan that is not agreed says why, one that is does not, and each its day", () => {
    const on = { agreed_on: today, agreed_with: null };
    expect(check("care_plan", "agreement", { ...on, agreed_kind: "not-agreed", not_agreed_why: " " }, today)).toHaveProperty("not_agreed_why");
    expect(check("care_plan", "agreement", { ...on, agreed_kind: "not-agreed", not_agreed_why: "He wants no carers." }, today)).toEqual({});
    expect(check("care_plan", "agreement", { ...on, agreed_kind: "with-the-person", not_agreed_why: "He wants no carers." }, today)).toHaveProperty(
      "not_agreed_why",
    );
    expect(check("care_plan", "agreement", { agreed_on: null, agreed_kind: "with-the-person" }, today)).toHaveProperty("agreed_on");
  });
  it.each([
    ["020 7946 0151", false],
    ["+44 20 7946 0151", false],
    ["999", false],
    ["(020) 7946-0151", true],
    ["ask Nasima", true],
  ])("an instruction to call %j is an error: %s", (call_phone, wrong) =>
    expect("call_phone" in check("contingency", "statement", { if_this: "x", call_phone }, today)).toBe(wrong),
  );
  it("an instruction says what to look for", () =>
    expect(check("contingency", "statement", { if_this: "", then_do: "Ring." }, today)).toHaveProperty("if_this"));
});
