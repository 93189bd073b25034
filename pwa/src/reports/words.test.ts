import { describe, expect, test } from "vitest";
import type { Chart } from "../store/reports";
import { choosable, found, inNumber, inWords, isCard, nameOfScope, ofWhat, partInWords, saysOf } from "./words";

const chart = (marks: string[]): Chart => ({
  points: marks.map((mark, n) => ({
    month: `2026-0${n + 1}`,
    label: `${["Jan", "Feb", "Mar"][n]} 2026`,
    value: mark ? null : 60,
    n: mark ? null : 10,
    mark,
    verdict: null,
    why: null,
  })),
  limits: null,
  target: 75,
  low: 0,
  high: 100,
  ticks: [0, 100],
  says: "Too few months to tell a change from chance",
  verdict: null,
  target_says: "Target 75%, not met",
});

describe("the reports' words", () => {
  test("a chart is told to who cannot see it, with what is not shown and without what is hidden", () => {
    expect(inWords({ name: "Known face", chart: chart(["", "*", ""]), said: "60%", mark: "" })).toBe(
      "Known face, Jan 2026 to Mar 2026: 60%. Too few months to tell a change from chance. Target 75%, not met. 1 month is not shown",
    );
    expect(inWords({ name: "Known face", chart: chart(["", "*", "†"]), said: null, mark: "†" })).toContain("the last month is not shown");
    expect(inWords({ name: "Known face", chart: chart([""]), said: null, mark: "" })).toContain("nothing in the last month");
  });
  test("a headline has a card where something was counted in these months, also where it is not shown; else it is a line of the list", () => {
    const nothing = { ...chart([""]), points: chart([""]).points.map((point) => ({ ...point, value: null, n: null })) };
    expect(isCard({ headline: true, chart: chart(["", "*"]) })).toBe(true);
    expect(isCard({ headline: true, chart: chart(["*"]) })).toBe(true);
    expect(isCard({ headline: true, chart: nothing })).toBe(false);
    expect(isCard({ headline: false, chart: chart([""]) })).toBe(false);
  });
  test("what stands behind a number says of what it is", () => {
    expect(ofWhat({ kind: "share", n: 9214, of: "visits" })).toBe("of 9,214 visits");
    expect(ofWhat({ kind: "median", n: 412, of: "people" })).toBe("median of 412 people");
    expect(ofWhat({ kind: "mean", n: 30, of: "ways" })).toBe("mean of 30 ways");
    expect(ofWhat({ kind: "change", n: 30, of: "people asked again" })).toBe("mean of 30 people asked again");
    expect(ofWhat({ kind: "count", n: 30, of: "visits" })).toBe("visits");
    expect(ofWhat({ kind: "share", n: null, of: "visits" })).toBeNull();
  });
  test("the verdict is the words before the first colon", () => {
    expect(saysOf("Better: 11 months above the mean")).toEqual(["Better", "11 months above the mean"]);
    expect(saysOf("Too few months to tell a change from chance")).toEqual(["Too few months to tell a change from chance", ""]);
  });
  test("a measure is found by all of the words, wherever they stand", () => {
    const one = { name: "Known face", question: "Who comes?", group_name: "Continuity", counts: "Visits by the same person" };
    const other = { name: "Visits", question: "How much?", group_name: "Activity", counts: "Visits" };
    expect(found([one, other], "visits")).toEqual([one, other]);
    expect(found([one, other], " VISITS same ")).toEqual([one]);
    expect(found([one, other], "nobody")).toEqual([]);
    expect(found([one, other], "")).toEqual([one, other]);
  });
  test("months are chosen from this one back to the first that was counted, over a year's end", () => {
    expect(choosable("2025-11", "2026-02")).toEqual(["2026-02", "2026-01", "2025-12", "2025-11"]);
    expect(choosable("2026-02", "2026-02")).toEqual(["2026-02"]);
    expect(choosable("2026-03", "2026-02")).toEqual(["2026-02"]);
  });
  test("parts and scopes are told as people say them", () => {
    expect(partInWords("no-access")).toBe("Nobody opened");
    expect(partInWords("District nurse")).toBe("District nurse");
    expect(nameOfScope({ scope: "area:East", name: "East", sort: "area" })).toBe("East, its practices");
    expect(nameOfScope({ scope: "locality:East", name: "East", sort: "locality" })).toBe("East");
    expect(inNumber(1234.5, 1)).toBe("1,234.5");
  });
});
