import { describe, expect, it } from "vitest";
import form from "../../../backend/assessments/instruments/news2.json?raw";
import {
  type Answers,
  already,
  asks,
  bandOf,
  isEmergency,
  isOfAge,
  type Parameter,
  pointsOf,
  type Scale,
  score,
  unanswered,
  usual,
  whom,
} from "./news2";

const well: Answers = { respiration: 16, saturation: 97, oxygen: false, systolic: 130, pulse: 72, consciousness: "alert", temperature: 36.8 };

const points = (p: Parameter, value: Answers[Parameter], scale: Scale = 1, rest: Partial<Answers> = {}) =>
  pointsOf({ ...unanswered, ...rest, [p]: value }, scale)[p];

describe("NEWS2 gives each value the points of the RCP's table, at both sides of every edge", () => {
  it.each([
    [1, 3],
    [8, 3],
    [9, 1],
    [11, 1],
    [12, 0],
    [20, 0],
    [21, 2],
    [24, 2],
    [25, 3],
    [60, 3],
  ])("%i breaths a minute: %i", (value, expected) => expect(points("respiration", value)).toBe(expected));
  it.each([
    [50, 3],
    [91, 3],
    [92, 2],
    [93, 2],
    [94, 1],
    [95, 1],
    [96, 0],
    [100, 0],
  ])("saturation %i%% on scale 1: %i", (value, expected) => expect(points("saturation", value)).toBe(expected));
  it.each([
    [83, 3],
    [84, 2],
    [85, 2],
    [86, 1],
    [87, 1],
    [88, 0],
    [92, 0],
  ])("saturation %i%% on scale 2 needs no word on oxygen: %i", (value, expected) => expect(points("saturation", value, 2)).toBe(expected));
  it.each([
    [93, 0],
    [94, 0],
    [97, 0],
    [100, 0],
  ])("saturation %i%% on scale 2 on air: %i", (value, expected) => expect(points("saturation", value, 2, { oxygen: false })).toBe(expected));
  it.each([
    [93, 1],
    [94, 1],
    [95, 2],
    [96, 2],
    [97, 3],
    [100, 3],
  ])("saturation %i%% on scale 2 on oxygen: %i", (value, expected) => expect(points("saturation", value, 2, { oxygen: true })).toBe(expected));
  it("has no points for 93% and more on scale 2 until air or oxygen is answered", () => expect(points("saturation", 93, 2)).toBeNull());
  it.each([
    [true, 2],
    [false, 0],
  ])("on oxygen %s: %i", (value, expected) => expect(points("oxygen", value)).toBe(expected));
  it.each([
    [60, 3],
    [90, 3],
    [91, 2],
    [100, 2],
    [101, 1],
    [110, 1],
    [111, 0],
    [219, 0],
    [220, 3],
    [260, 3],
  ])("systolic %i: %i", (value, expected) => expect(points("systolic", value)).toBe(expected));
  it.each([
    [30, 3],
    [40, 3],
    [41, 1],
    [50, 1],
    [51, 0],
    [90, 0],
    [91, 1],
    [110, 1],
    [111, 2],
    [130, 2],
    [131, 3],
    [200, 3],
  ])("pulse %i: %i", (value, expected) => expect(points("pulse", value)).toBe(expected));
  it.each([
    ["alert", 0],
    ["new-confusion", 3],
    ["voice", 3],
    ["pain", 3],
    ["unresponsive", 3],
  ] as const)("%s: %i", (value, expected) => expect(points("consciousness", value)).toBe(expected));
  it.each([
    [34, 3],
    [35, 3],
    [35.1, 1],
    [36, 1],
    [36.1, 0],
    [37.5, 0],
    [38, 0],
    [38.1, 1],
    [39, 1],
    [39.1, 2],
    [41, 2],
  ])("%s °C: %i", (value, expected) => expect(points("temperature", value)).toBe(expected));
  it.each([
    [35.04, 3],
    [35.05, 1],
    [36.04, 1],
    [36.05, 0],
    [38.04, 0],
    [38.05, 1],
    [39.04, 1],
    [39.05, 2],
  ])("rounds %s °C to one decimal before it looks in the table: %i", (value, expected) => expect(points("temperature", value)).toBe(expected));
});

describe("the score", () => {
  it("is the sum when all seven are answered", () => {
    const r = score({ ...well, respiration: 21, saturation: 95, pulse: 96, temperature: 38.2 }, 1);
    expect(r).toMatchObject({ scored: true, total: 5, band: "medium", threes: [] });
  });
  it("scores 37.5 °C as 0: a published example set has 1 there and a total one too high", () => {
    const r = score({ respiration: 23, saturation: 95, oxygen: false, systolic: 105, pulse: 95, consciousness: "alert", temperature: 37.5 }, 1);
    expect(r).toMatchObject({ scored: true, total: 5 });
  });
  it.each(Object.keys(well) as Parameter[])("does not exist while %s is unanswered, which never counts as zero", (missing) => {
    const r = score({ ...well, [missing]: null }, 1);
    expect(r).toMatchObject({ scored: false, answered: 6, of: 7, missing: [missing] });
    expect(r.points[missing]).toBeNull();
    expect("total" in r).toBe(false);
  });
  it("says not scored, 0 of 7, when nothing is answered", () =>
    expect(score(unanswered, 1)).toMatchObject({ scored: false, answered: 0, atLeast: 0 }));
  it("still warns in an unfinished set when one value alone scores 3", () => {
    expect(already(score({ ...unanswered, pulse: 135 }, 1))).toBe(asks["low-medium"]);
  });
  it("says at least 7 when an unfinished set already is", () => {
    expect(already(score({ ...well, systolic: 85, pulse: 135, respiration: 9, temperature: null }, 1))).toContain("at least 7");
  });
  it("asks for 999 as soon as it cannot be less than 7, before all is answered, and not at 6", () => {
    const sevenSoFar: Answers = { ...well, respiration: 22, saturation: 95, oxygen: true, pulse: 115, temperature: null };
    expect(isEmergency(score(sevenSoFar, 1))).toBe(true);
    expect(isEmergency(score({ ...sevenSoFar, saturation: 96 }, 1))).toBe(false);
    expect(isEmergency(score({ ...sevenSoFar, temperature: 36.8 }, 1))).toBe(true);
    expect(isEmergency(score({ ...sevenSoFar, saturation: 96, temperature: 36.8 }, 1))).toBe(false);
  });
  it("says nothing of an unfinished set that is low so far", () => expect(already(score({ ...well, temperature: null }, 1))).toBeNull());
  it("reaches 20 at the very worst", () => {
    const worst: Answers = {
      respiration: 30,
      saturation: 80,
      oxygen: true,
      systolic: 80,
      pulse: 140,
      consciousness: "unresponsive",
      temperature: 34,
    };
    expect(score(worst, 1)).toMatchObject({ total: 20, band: "high" });
  });
});

describe("the band", () => {
  it.each([
    [0, false, "none"],
    [1, false, "low"],
    [4, false, "low"],
    [3, true, "low-medium"],
    [4, true, "low-medium"],
    [5, false, "medium"],
    [5, true, "medium"],
    [6, true, "medium"],
    [7, false, "high"],
    [20, true, "high"],
  ] as const)("of %i with a single three %s is %s", (total, three, band) => expect(bandOf(total, three)).toBe(band));
});

describe("NEWS2 is for people of 16 and over", () => {
  it.each([
    ["2010-11-25", false],
    ["2010-11-24", true],
    ["1942-03-14", true],
    [null, true],
  ])("born %s: %s", (born, expected) => expect(isOfAge(born, "2026-11-24")).toBe(expected));
});

describe("the usual score", () => {
  it("is the middle of the last five", () => expect(usual([1, 2, 9, 1, 0, 20])).toBe(1));
  it("takes the lower middle of two", () => expect(usual([4, 1])).toBe(1));
  it("is unknown where there is none", () => expect(usual([])).toBeNull());
});

it("says for whom it is made in the words of the form", () => expect(JSON.stringify(JSON.parse(form))).toContain(JSON.stringify(whom)));
