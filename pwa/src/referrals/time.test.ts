import { expect, test } from "vitest";
import { clockText, minutesOf } from "./time";

test.each([
  ["09:05", 545],
  ["9.05", 545],
  ["0905", 545],
  [" 23:59 ", 1439],
  ["0:00", 0],
  ["24:00", null],
  ["9:60", null],
  ["nine", null],
  ["", null],
  ["9", null],
])("%s is %s minutes after midnight", (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
  if (minutes !== null) expect(minutesOf(clockText(minutes))).toBe(minutes);
});
