import { describe, expect, test } from "vitest";
import type { ContractChoice, ContractPage } from "../../store/reports";
import { faultsOf, revisionOf, type Typed, type TypedMeasure, typedOf, weighedInWords } from "./form";

const choices: ContractChoice[] = [
  { key: "known-face", name: "Visits by a known face", unit: "%", direction: "up", is_share: true, target: 75 },
  { key: "different-professionals", name: "Different professionals", unit: "", direction: "down", is_share: false, target: 4 },
];
const page: ContractPage = {
  now: "2026-11-24T09:00:00.000Z",
  choosable: choices,
  history: [],
  contract: {
    version: 3,
    name: "Community services",
    starts_on: "2026-04-01",
    years: 5,
    extension_years: 2,
    first_share: "5",
    last_share: "25",
    yearly_pence: 4_860_000_050,
    measures: [
      { measure: "known-face", weight: "66.67", baseline: "60", target: "75" },
      { measure: "different-professionals", weight: "33.33", baseline: "6", target: "4" },
    ],
    segments: [{ name: "Very high risk", people: 1460, person_pence: 612_000, cost_pence: 915_430_001 }],
  },
};
const right = (): Typed => ({ ...typedOf(page), why: "A new year" });
const withMeasure = (some: Partial<TypedMeasure>): Typed => {
  const typed = right();
  return { ...typed, measures: [{ ...typed.measures[0]!, ...some }, typed.measures[1]!] };
};
const faults = (typed: Typed) => Object.entries(faultsOf(typed, choices)).map(([id, words]) => [id.replace(/-\d+$/, ""), words] as const);

test("what stands, sent as it is shown, says the same to the penny", () => {
  const { version, ...said } = page.contract!;
  expect(faults(right())).toEqual([]);
  expect(revisionOf(right(), 3)).toEqual({ ...said, seen: 3, why: "A new year" });
  expect(version).toBe(3);
});

describe("what is wrong is said at its field", () => {
  test.each<[string, Typed, string, RegExp]>([
    ["no name", { ...right(), name: " " }, "name", /called/],
    ["no day", { ...right(), starts_on: null }, "starts-on", /on which day/],
    ["a day that is none", { ...right(), starts_on: "31/02/2026" }, "starts-on", /on which day/],
    ["in the middle of a month", { ...right(), starts_on: "2026-04-02" }, "starts-on", /first day of a month/],
    ["one year", { ...right(), years: "1" }, "years", /2 to 10/],
    ["money below nothing", { ...right(), yearly: "-1" }, "yearly", /amount in pounds/],
    ["a share that falls", { ...right(), last_share: "4" }, "last-share", /At least as much/],
    ["weights that do not add up", withMeasure({ weight: "60" }), "measures", /93\.33%: 6\.67% are left/],
    ["no measure chosen", withMeasure({ measure: "" }), "measure", /Choose/],
    ["a measure twice", withMeasure({ measure: "different-professionals", baseline: "6", target: "4" }), "measure", /already/],
    ["an unknown measure", withMeasure({ measure: "happiness" }), "measure", /Choose/],
    ["thresholds the wrong way round", withMeasure({ baseline: "80" }), "target", /better when it rises/],
    ["a share above the whole", withMeasure({ target: "101" }), "target", /at most 100%/],
    ["three decimals", withMeasure({ baseline: "60.125" }), "baseline", /two decimals/],
    ["no reason", { ...right(), why: "" }, "why", /Say why/],
  ])("%s", (_, typed, field, words) => {
    const found = faults(typed);
    expect(found.map(([id]) => id)).toEqual([field]);
    expect(found[0]![1]).toMatch(words);
  });

  test("a segment that stands twice, or has half a person", () => {
    const typed = right();
    const [one] = typed.segments;
    expect(faults({ ...typed, segments: [one!, { ...one!, id: 9_999, name: "very HIGH risk " }] })).toEqual([
      ["segment", "It is on the list already."],
    ]);
    expect(faults({ ...typed, segments: [{ ...one!, people: "1.5" }] })).toEqual([["people", "A whole number of people."]]);
  });
});

test("whoever begins anew finds five years from 5 to 25 per cent, and no money", () => {
  const typed = typedOf({ ...page, contract: null });
  expect([typed.years, typed.extension_years, typed.first_share, typed.last_share, typed.yearly]).toEqual(["5", "2", "5", "25", ""]);
});

test("what the weights come to is said while they are typed", () => {
  expect(weighedInWords(right().measures)).toBe("The weights add up to 100%.");
  expect(weighedInWords(withMeasure({ weight: "70" }).measures)).toBe("The weights add up to 103.33%: 3.33% too much.");
  expect(weighedInWords(withMeasure({ weight: "x" }).measures)).toBe("The weights add up to 33.33%: 66.67% are left to give.");
});
