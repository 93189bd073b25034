import { describe, expect, it } from "vitest";
import { isShown, isStep, stepWords } from "./progress";

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
