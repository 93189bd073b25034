import { expect, test } from "vitest";
import { idleAt } from "./idle";
import { fresh } from "./model";

const answering = { ...fresh, screen: "item" as const, item: "fft" };

test("wcag 2.2.1: forty seconds are nobody's business, then one is asked, with twenty seconds to say so", () => {
  expect(idleAt(39_999, answering)).toEqual({ is: "here" });
  expect(idleAt(40_000, answering)).toEqual({ is: "asked", seconds: 20 });
  expect(idleAt(59_001, answering)).toEqual({ is: "asked", seconds: 1 });
});

test("after sixty seconds everything is forgotten, and after a night's sleep of the tablet too", () => {
  expect(idleAt(60_000, answering)).toEqual({ is: "gone" });
  expect(idleAt(9 * 3_600_000, answering)).toEqual({ is: "gone" });
});

test("a clock that jumps back forgets rather than keeps", () => {
  expect(idleAt(-1, answering)).toEqual({ is: "gone" });
});

test("where there is nothing to lose nobody is asked", () => {
  expect(idleAt(50_000, fresh)).toEqual({ is: "here" });
  expect(idleAt(50_000, { ...fresh, screen: "thanks" })).toEqual({ is: "here" });
  expect(idleAt(50_000, { ...fresh, forSomeone: true })).toEqual({ is: "asked", seconds: 10 });
});
