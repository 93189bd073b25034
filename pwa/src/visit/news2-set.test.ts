import { describe, expect, it } from "vitest";
import { scaleAt } from "../patient/scale";
import { bundle, view } from "../patient/testing";
import type { Stamp, View } from "../store/contract";
import { earlierScores } from "./news2-set";
import { checkScale } from "./oxygen";

const set = (day: string, saturation: number): View[] => {
  const measured_at = `2026-${day}T09:00:00.000Z`;
  const of = (type: string, value: number | null, how: string | null = null) =>
    view("observation", `${day} ${type}`, { type, value, how, measured_at, taken_together: day }) as View;
  return [
    of("respiration", 16),
    of("oxygen-saturation", saturation),
    of("oxygen", null, "air"),
    of("blood-pressure", 120),
    of("pulse", 70),
    of("consciousness", null, "alert"),
    of("temperature", 37),
  ];
};
const person = (scale: number, stamp?: Partial<Stamp>, over: Partial<View<"patient">> = {}) =>
  view(
    "patient",
    "rokeya",
    { spo2_scale: scale },
    {
      ...(stamp && { stamps: { news2_scale: { at: "2026-11-10T12:00:00.000Z", by: "amina", change: "c", ...stamp } } }),
      ...over,
    },
  ) as View;
const totals = (...views: View[]) => earlierScores(bundle(...views), "now").map(({ total }) => total);

describe("earlier scores, by the oxygen scale that stood then", () => {
  it("before the first decision it was scale 1, after it scale 2", () =>
    expect(totals(person(2, {}), ...set("11-12", 89), ...set("11-02", 89))).toEqual([0, 3]));
  it("before the latest of several decisions it is not known, and not comparable where it makes a difference", () =>
    expect(totals(person(2, { was: { spo2_scale: 1 } }), ...set("11-12", 89), ...set("11-02", 89), ...set("11-01", 97))).toEqual([0, null, 0]));
  it("where nobody decided anything it is scale 1", () => expect(totals(person(1), ...set("11-02", 89))).toEqual([3]));
  it("while it is disputed it is not known (M5)", () =>
    expect(scaleAt(bundle(person(2, {}, { disputed: { news2_scale: { conflict: "x", sides: [], base: null } } })), "2026-11-12")).toBeNull());
});

describe("the oxygen scale", () => {
  it("2 asks who decided it, and why", () =>
    expect(checkScale({ spo2_scale: 2, spo2_scale_reason: "  " })).toEqual({ spo2_scale_reason: "Say who decided on scale 2, and why." }));
  it("2 with a reason may be kept, as may 1 without", () => {
    expect(checkScale({ spo2_scale: 2, spo2_scale_reason: "Dr Rahman, blood gas" })).toEqual({});
    expect(checkScale({ spo2_scale: 1, spo2_scale_reason: null })).toEqual({});
  });
});
