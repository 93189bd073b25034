import { expect, test } from "vitest";
import { marginChoices, minutesWords } from "./margin";

test("a lead chooses what the place has, or minutes of the team's own", () => {
  const all = marginChoices(null, 15);
  expect(all[0]).toEqual({ value: "place", text: "As in the whole place", detail: "15 minutes now" });
  expect(all.slice(1).map((one) => one.value)).toEqual(["5", "10", "15", "20", "30", "45", "60"]);
  expect(all.at(-1)?.text).toBe("an hour");
});

test("a number that was set elsewhere stays in its place in the list, and none is there twice", () => {
  expect(marginChoices(25, 15).map((one) => one.value)).toEqual(["place", "5", "10", "15", "20", "25", "30", "45", "60"]);
  expect(marginChoices(30, 15)).toHaveLength(8);
});

test("without coverage nobody says what the place has", () => {
  expect(marginChoices(null, null)[0]).toEqual({ value: "place", text: "As in the whole place" });
  expect(minutesWords(5)).toBe("5 minutes");
});
