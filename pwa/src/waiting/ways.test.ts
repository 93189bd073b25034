import { describe, expect, test } from "vitest";
import { canBeCorrected, canTryAgain, isBetterANote, shownTo, whatCanBeDone } from "./ways";

describe("what was not taken", () => {
  const reasons = [
    "malformed",
    "unknown-kind",
    "unknown-field",
    "unknown-part",
    "invalid-value",
    "mixed-groups",
    "incomplete-group",
    "wrong-author",
    "wrong-patient",
    "not-found",
    "role",
    "once",
    "step",
    "needs-a-lead",
    "after-refused",
    "id-reused",
    "too-big",
    "engine-only",
    "not-in-dispute",
    "reason-missing",
  ];
  test.each(reasons)("m6 %s has something that can be done", (reason) => {
    expect(whatCanBeDone(reason, null).length).toBeGreaterThan(20);
  });
  test("m6 what needs a lead says what works today, whom to show it to, and promises no taking over", () => {
    expect(whatCanBeDone("needs-a-lead", "Grace Oduya")).toMatch(/^Show it to Grace Oduya: .*writes it into the record as their own/);
    expect(whatCanBeDone("needs-a-lead", null)).toMatch(/^Show it to your lead/);
    expect(whatCanBeDone("needs-a-lead", null)).not.toContain("take over");
  });
  test("m6 what is offered beside the words is in them, and nothing else is", () => {
    expect(whatCanBeDone("invalid-value", null)).toMatch(/where you wrote it/);
    expect(whatCanBeDone("invalid-value", null, { correct: true })).toMatch(/^Put it right here/);
    expect(whatCanBeDone("role", null)).not.toContain("note");
    expect(whatCanBeDone("role", null, { note: true })).toMatch(/colleague .* keep it as a note/);
  });
  test("m6 to a lead is shown what a lead may take on, to a colleague what another role may write", () => {
    expect(reasons.filter((reason) => shownTo(reason) === "lead")).toEqual(["not-found", "needs-a-lead"]);
    expect(reasons.filter((reason) => shownTo(reason) === "colleague")).toEqual(["role"]);
  });
  test("m6 what other values make right is put right, and what stands whatever is sent can be a note: never both", () => {
    expect(reasons.filter(canBeCorrected)).toEqual(["invalid-value", "incomplete-group", "too-big", "reason-missing"]);
    expect(reasons.filter((reason) => isBetterANote(reason) && canBeCorrected(reason))).toEqual([]);
    expect(reasons.filter((reason) => isBetterANote(reason))).toEqual(["role", "once", "step", "id-reused", "engine-only", "not-in-dispute"]);
  });
  test("sending the same again is offered only where it can end otherwise", () => {
    expect(canTryAgain("needs-a-lead")).toBe(true);
    expect(canTryAgain("invalid-value")).toBe(false);
  });
});
