import { expect, test } from "vitest";
import type { FoundPeople } from "../store/population";
import { saidOf } from "./Beyond";

const found = (more: Partial<FoundPeople> = {}): FoundPeople => ({ people: [], is_near: false, more: 0, ...more });

test("whoever was looked for further is told, also where everybody who fits is on the tablet", () => {
  expect(saidOf(found(), 0)).toBe("Nobody else whose record you may read fits.");
  expect(saidOf(found(), 2)).toBe("2 more, not on this tablet:");
});

test("near spellings are said to be near, and never taken for the same", () => {
  expect(saidOf(found({ is_near: true }), 1)).toBe("Nobody is called that. This one sounds alike:");
  expect(saidOf(found({ is_near: true }), 3)).toBe("Nobody is called that. These sound alike:");
});

test("that more fit than were told is said, with how to find them", () => {
  expect(saidOf(found({ more: 30 }), 12)).toBe("12 more, not on this tablet: 30 more fit: write more of the name, or the date of birth.");
});
