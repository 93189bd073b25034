import { describe, expect, it } from "vitest";
import type { View } from "../store/contract";
import { byRisk, canKeepBoth, cautiousFirst, riskOf } from "./order";

const conflict = (id: string, about_kind: string, group: string, at: string): View<"conflict"> => ({
  kind: "conflict",
  id,
  patient: "p",
  part: "core",
  rev: 1,
  fields: { about: "r", about_kind, group, sides: [{ change: "c", by: "k", at, value: {}, saw: null }] },
  stamps: {},
  kept: {},
  disputed: {},
  unknown: [],
});

describe("disputes are settled by risk", () => {
  it("an allergy before an address before a goal before the order of a page", () => {
    const list = [
      conflict("1", "patient", "gender", "1"),
      conflict("2", "goal", "target", "1"),
      conflict("3", "patient", "address", "1"),
      conflict("4", "alert", "statement", "9"),
    ];
    expect(byRisk(list).map((c) => c.id)).toEqual(["4", "3", "2", "1"]);
  });
  it("the oldest first where the risk is the same", () => {
    expect(byRisk([conflict("1", "goal", "target", "2026-11-24"), conflict("2", "action", "doer", "2026-11-23")]).map((c) => c.id)).toEqual([
      "2",
      "1",
    ]);
  });
  it("ranks the oxygen scale and what to do in an emergency as safety, whatever else their kind is", () => {
    expect(riskOf("patient", "news2_scale")).toBe("safety");
    expect(riskOf("care_plan", "worse")).toBe("safety");
    expect(riskOf("contingency", "statement")).toBe("safety");
    expect(riskOf("meeting_talk", "decision")).toBe("plan");
  });
  it("ranks what this version does not know as safety (M8)", () => expect(riskOf("wound_chart", "size")).toBe("safety"));
});

describe("both can be kept", () => {
  it.each([
    ["action", "statement", true],
    ["alert", "statement", true],
    ["goal", "words", true],
    ["contingency", "statement", true],
    ["contingency", "status", false],
    ["care_plan", "agreement", false],
    ["medicine", "statement", false],
    ["alert", "status", false],
    ["patient", "address", false],
    ["goal", "target", false],
  ])("%s %s: %s", (kind, group, expected) => expect(canKeepBoth(kind, group)).toBe(expected));
});

describe("the sides of a dispute (M5)", () => {
  const side = (change: string, value: Record<string, unknown>, at = "1") => ({ change, by: "k", at, value, saw: null });
  it("have the more cautious first where the policies rank them", () => {
    expect(cautiousFirst("alert", "statement", [side("1", { severity: "low" }), side("2", { severity: "high" })]).map((s) => s.change)).toEqual([
      "2",
      "1",
    ]);
    expect(cautiousFirst("alert", "status", [side("1", { status: "ended" }), side("2", { status: "active" })]).map((s) => s.change)).toEqual([
      "2",
      "1",
    ]);
  });
  it("stand in the order written where they do not, a value that nobody ranked last", () => {
    expect(cautiousFirst("goal", "target", [side("1", {}, "9"), side("2", {}, "3")]).map((s) => s.change)).toEqual(["2", "1"]);
    expect(cautiousFirst("alert", "statement", [side("1", { severity: null }), side("2", { severity: "low" })]).map((s) => s.change)).toEqual([
      "2",
      "1",
    ]);
  });
});
