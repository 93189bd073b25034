import { describe, expect, it } from "vitest";
import { view } from "../patient/testing";
import type { View } from "../store/contract";
import { isInSight, isShown, isStep, stepWords } from "./progress";

describe("progress in five steps", () => {
  it.each([
    [1, "Not yet"],
    [3, "Half way"],
    [5, "There"],
  ])("%i is %s", (n, words) => expect(stepWords(n)).toBe(words));
  it.each([null, undefined, 0, 6, 2.5])("%s is no step, and not the first one", (n) => {
    expect(isStep(n)).toBe(false);
    expect(stepWords(n)).toBeNull();
  });
});

describe("a goal", () => {
  it.each([
    ["active", true],
    [null, true],
    ["achieved", true],
    ["completed", true],
    ["on-hold", true],
    ["cancelled", false],
    ["entered-in-error", false],
    ["paused-by-a-newer-version", true],
  ])("that is %s is shown: %s", (status, shown) => expect(isShown(status)).toBe(shown));
});

describe("what stays in sight (M3, M5)", () => {
  const dispute = { conflict: "c", sides: [], base: null };
  it.each([
    ["an instruction that was ended while another reworded it", "ended", { statement: dispute }, true],
    ["an instruction whose end is disputed", "ended", { status: dispute }, true],
    ["an instruction that was ended", "ended", {}, false],
    ["an instruction that holds", "active", {}, true],
  ] as [string, string, View["disputed"], boolean][])("%s", (_, status, disputed, seen) =>
    expect(isInSight(view("contingency", "c", { status }, { disputed }))).toBe(seen),
  );
});
