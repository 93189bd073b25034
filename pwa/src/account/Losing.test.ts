import { expect, it } from "vitest";
import { typedIn } from "./Losing";

it("t2 what would be lost is told in its own words, lists too, and nothing else of the values", () => {
  expect(typedIn({ values: { words: "Wound clean", list: ["Ring Ana", ""], target: null, done: true } })).toBe("Wound clean. Ring Ana");
});
