import { describe, expect, test } from "vitest";
import type { ContractLine, ContractResult } from "../../store/reports";
import { standingOf, stateOf, wayOf, withoutNumber } from "./words";

const line = (some: Partial<ContractLine>): ContractLine => ({
  key: "known-face",
  name: "Visits by a known face",
  unit: "%",
  direction: "up",
  weight: "100",
  baseline: "60",
  target: "75",
  actual: "70",
  month: "2026-10",
  standing: "counted",
  attained: "66.67",
  at_stake_pence: 100,
  earned_pence: 67,
  ...some,
});
const result = (some: Partial<ContractResult>, when: "past" | "now" | "to-come" = "now"): ContractResult => ({
  year: { number: 1, label: "2026/27", begins_on: "2026-04-01", ends_on: "2027-03-31", share: "5", at_stake_pence: 100, is_extension: false, when },
  lines: [line({})],
  earned_pence: 67,
  is_final: false,
  ...some,
});

test("from where to where is told in the measure's own unit", () => {
  expect([wayOf(line({})), wayOf(line({ unit: "" })), wayOf(line({ unit: "min" }))]).toEqual(["60% to 75%", "60 to 75", "60 min to 75 min"]);
});

describe("of which month an actual is, or why there is none", () => {
  test.each<[ContractLine["standing"], string | null, RegExp]>([
    ["counted", "2026-10", /^Oct 2026$/],
    ["held", "2026-08", /^held at Aug 2026: later ones are too small to show$/],
    ["hidden", null, /too small to show: nothing earned yet/],
    ["nothing", null, /nothing to count: nothing earned yet/],
    ["not-counted", null, /no month of this year is counted/],
    ["gone", null, /no longer measured/],
    ["supposed", null, /what if/],
  ])("%s", (standing, month, words) => {
    expect(standingOf({ standing, month })).toMatch(words);
  });
});

test("measures without a number are named", () => {
  const hidden = line({ actual: null, standing: "hidden", name: "Seen within 2 hours" });
  expect(withoutNumber(result({ lines: [line({}), hidden] })).map((one) => one.name)).toEqual(["Seen within 2 hours"]);
});

test("how sure a year is", () => {
  expect(stateOf(result({ is_final: true }, "past"))).toMatch(/last month\.$/);
  expect(stateOf(result({}, "past"))).toMatch(/not every measure/);
  expect(stateOf(result({}, "now"))).toMatch(/^So far/);
  expect(stateOf(result({}, "to-come"))).toMatch(/has not begun/);
});
