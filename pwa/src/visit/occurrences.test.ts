import { describe, expect, it } from "vitest";
import type { View } from "../store/contract";
import { occurrences, recordedTwice } from "./occurrences";

const done = (id: string, over: Partial<View<"done">["fields"]> = {}): View<"done"> => ({
  kind: "done",
  id,
  patient: "p",
  part: "core",
  rev: 1,
  fields: { visit: "v", action: "a", ordinal: 1, outcome: "done", done_at: `2026-11-24T10:0${id}:00.000Z`, staff: "k", ...over },
  stamps: {},
  kept: {},
  disputed: {},
  unknown: [],
});

describe("occurrences of a visit (R3)", () => {
  it("lists the plan in its order, unanswered ones too, and then what was done beyond it", () => {
    const list = occurrences("v", ["b", "a"], [done("1"), done("2", { action: "c" })]);
    expect(list.map((o) => [o.action, o.standing.length])).toEqual([
      ["b", 0],
      ["a", 1],
      ["c", 1],
    ]);
  });
  it("keeps what was entered in error readable and does not count it", () => {
    const [a] = occurrences("v", ["a"], [done("1", { status: "entered-in-error" }), done("2")]);
    expect(a?.standing.map((d) => d.id)).toEqual(["2"]);
    expect(a?.takenBack.map((d) => d.id)).toEqual(["1"]);
  });
  it("leaves other visits out", () => expect(occurrences("v", ["a"], [done("1", { visit: "w" })])[0]?.standing).toEqual([]));
});

describe("recorded twice (R3)", () => {
  it("is two that stand for one occurrence", () =>
    expect(recordedTwice([done("2"), done("1")]).map((g) => g.map((d) => d.id))).toEqual([["1", "2"]]));
  it("is also a done and a not done", () => expect(recordedTwice([done("1"), done("2", { outcome: "not-done" })])).toHaveLength(1));
  it("is no longer, once one is entered in error", () => expect(recordedTwice([done("1"), done("2", { status: "entered-in-error" })])).toEqual([]));
  it("is not a second ordinal, nor another visit", () =>
    expect(recordedTwice([done("1"), done("2", { ordinal: 2 }), done("3", { visit: "w" })])).toEqual([]));
});
