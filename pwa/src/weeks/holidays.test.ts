import { expect, test } from "vitest";
import { visitsWords, wrongWith } from "./holidays";

const read = {
  year: 2026,
  days: [{ day: "2026-12-25", name: "Christmas Day", is_own: false, visits: 3 }],
  removed: [{ day: "2026-12-28", name: "Boxing Day (substitute day)" }],
};

test("a day of the year that is free, with a name, can be added", () => {
  expect(wrongWith("2026-12-02", "Alliance day", read)).toEqual({});
});

test("what is missing, of another year or kept already is said at its field", () => {
  expect(wrongWith(null, " ", read)).toEqual({ day: "Choose a day. Write it like 24 11 2026.", name: "Say what it is called." });
  expect(wrongWith("2026-02-30", "x", read).day).toContain("Choose a day");
  expect(wrongWith("2027-01-04", "x", read).day).toBe("A day of 2026: another year has a page of its own.");
  expect(wrongWith("2026-12-25", "x", read).day).toBe("That day is kept already: Christmas Day.");
  expect(wrongWith("2026-12-28", "x", read).day).toBe("That is Boxing Day (substitute day): keep it again below.");
  expect(wrongWith("2026-12-02", "x".repeat(101), read).name).toBe("At most 100 characters.");
});

test("what falls on a day is said in words", () => {
  expect([visitsWords(1), visitsWords(12)]).toEqual(["1 visit is planned on it", "12 visits are planned on it"]);
});
