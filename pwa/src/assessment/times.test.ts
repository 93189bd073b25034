import { describe, expect, it } from "vitest";
import type { TeamFilling } from "../store/fillings";
import { linesOf, partsIn, timeWords, wholeOf } from "./times";

const part = (section: string, filled: number, seconds: number | null, mean = seconds, taps: number | null = 8) => ({
  ...{ section, filled, seconds_median: seconds, seconds_mean: mean, taps_median: taps, taps_mean: taps },
});
const team = (...parts: TeamFilling["parts"]): TeamFilling => ({ id: "east", name: "East", parts });
const form = [
  { linkId: "falls", title: "Falls" },
  { linkId: "skin", title: "Skin" },
  { linkId: "home", title: "Home" },
];

describe("how long parts take a team", () => {
  it("stands in the form's order, the bar as long as the part is beside the longest", () => {
    const lines = linesOf(form, team(part("home", 6, 60), part("falls", 7, 240, 300, 20.5)));
    expect(lines.map(({ title, minutes, mean, taps, filled, share }) => [title, minutes, mean, taps, filled, share])).toEqual([
      ["Falls", "4 min", "5 min", 21, 7, 100],
      ["Skin", null, null, null, 0, 0],
      ["Home", "1 min", "1 min", 8, 6, 25],
    ]);
  });
  it("is told of no part that was filled too few times, and then of no whole", () => {
    const few = team(part("falls", 7, 240), part("skin", 2, null, null, null), part("home", 6, 60));
    expect(linesOf(form, few)[1]).toMatchObject({ filled: 2, minutes: null, taps: null, share: 0 });
    expect(wholeOf(few, form)).toBeNull();
    expect(wholeOf(team(part("falls", 7, 240), part("skin", 5, 90), part("home", 6, 60)), form)).toBe("6½ min");
  });
  it("keeps what was measured of a part that the form does not name", () =>
    expect(linesOf(form, team(part("gone", 5, 30))).at(-1)).toMatchObject({ section: "gone", title: "gone", minutes: "30 sec" }));
  it("is said in seconds, halves of minutes, and minutes", () =>
    expect([0, 44.4, 60, 75, 149, 599, 600, 754].map(timeWords)).toEqual([
      "0 sec",
      "44 sec",
      "1 min",
      "1½ min",
      "2½ min",
      "10 min",
      "10 min",
      "13 min",
    ]));
});

it("the parts of a form are its groups at the top, without markup, and what stands beside them", () => {
  const group = { type: "group", linkId: "g", text: "Your <b>home</b>" };
  expect(partsIn({ item: [group, { type: "group", linkId: "h" }] })).toEqual([
    { linkId: "g", title: "Your home" },
    { linkId: "h", title: "h" },
  ]);
  expect(partsIn({ item: [{ type: "string", linkId: "q" }, group] })[0]).toEqual({ linkId: "", title: "Beside the parts" });
  expect(partsIn({ item: [{ type: "string", linkId: "q" }] })).toEqual([{ linkId: "", title: "The whole form" }]);
  expect(partsIn({ item: "none" })).toEqual([]);
});
