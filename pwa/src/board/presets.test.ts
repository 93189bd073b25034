import { expect, test } from "vitest";
import { whoseWords } from "./presets";

const chosen = { by: "priya", name: "Priya Nair", at: "2026-11-12T09:00:00.000Z" };

test("whose choice it is that something comes first is said, with the day of the choice", () => {
  expect(whoseWords("balanced", { preset: "balanced", chosen: null })).toBe("As the service has it: nobody in the team has chosen yet.");
  expect(whoseWords("short ways first", { preset: "short ways first", chosen })).toBe(
    "As the team puts it first: Priya Nair chose it on Thu\u00a012\u00a0Nov.",
  );
});

test("what one search puts first is told apart from what the team does", () => {
  expect(whoseWords("balanced", { preset: "short ways first", chosen })).toBe("The team puts “Short ways first” first.");
});
