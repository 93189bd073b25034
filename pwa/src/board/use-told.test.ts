import { expect, test } from "vitest";
import { board } from "../store/testing/board";
import { stillTold } from "./use-told";

test("what the server said holds for the day and the place that were asked about, and for no other", () => {
  const day = board();
  const heard = { of: "here", at: day, warnings: [], why: "" };
  expect(stillTold(heard, "here", day)).toBe(heard);
  expect(stillTold(heard, "there", day)).toBeNull();
  expect(stillTold(heard, "here", board({ version: day.version + 1 }))).toBeNull();
  expect(stillTold(heard, null, day)).toBeNull();
  expect(stillTold(null, "here", day)).toBeNull();
});
