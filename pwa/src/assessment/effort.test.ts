import { expect, test } from "vitest";
import { effortOf, forget, look, minutesOf, sumOf, takeEffort, tapped } from "./effort";

test("time counts while a part is on the screen and somebody does something: a tablet left lying counts half a minute", () => {
  look("a", "mood", 0);
  tapped(10_000);
  tapped(25_000);
  tapped(25_000 + 600_000);
  look(null, "", 25_000 + 600_000 + 5_000);
  tapped(999_999);
  expect(effortOf("a", "mood")).toEqual({ seconds: 60, taps: 3 });
  expect(effortOf("a", "skin")).toEqual({ seconds: 0, taps: 0 });
});

test("parts are measured apart, and begin anew once they are signed", () => {
  look("b", "one", 0);
  tapped(4_000);
  look("b", "two", 6_000);
  tapped(7_000);
  tapped(8_000, 0);
  look(null, "", 9_000);
  expect([effortOf("b", "one"), effortOf("b", "two")]).toEqual([
    { seconds: 6, taps: 1 },
    { seconds: 3, taps: 1 },
  ]);
  forget("b", "one");
  expect(effortOf("b", "one")).toEqual({ seconds: 0, taps: 0 });
});

test("the team's sum is of what the signatures say; what is none counts nothing", () => {
  expect(sumOf([{ filling: { seconds: 60, taps: 3 } }, null, { falls: { score: 1 } }, { filling: { seconds: "x", taps: 2 } }])).toEqual({
    seconds: 60,
    taps: 5,
  });
  expect([minutesOf(80), minutesOf(600)]).toEqual(["80 seconds", "10 minutes"]);
});

test("for the team's sum each second and tap is taken along once, and a part that was only read not at all", () => {
  look("c", "read", 0);
  look(null, "", 20_000);
  expect(takeEffort("c", "read")).toBeNull();
  look("c", "filled", 0);
  tapped(10_000);
  look(null, "", 12_000);
  expect(takeEffort("c", "filled")).toEqual({ seconds: 12, taps: 1 });
  expect(takeEffort("c", "filled")).toBeNull();
  look("c", "filled", 100_000);
  tapped(105_000, 0);
  look(null, "", 105_000);
  expect(takeEffort("c", "filled")).toEqual({ seconds: 5, taps: 0 });
  expect(effortOf("c", "filled")).toEqual({ seconds: 17, taps: 1 });
  forget("c", "filled");
  look("c", "filled", 200_000);
  tapped(203_000);
  look(null, "", 203_000);
  expect(takeEffort("c", "filled")).toEqual({ seconds: 3, taps: 1 });
});
