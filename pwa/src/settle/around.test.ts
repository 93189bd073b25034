import { describe, expect, it } from "vitest";
import type { Entry } from "../patient/entry";
import { found, meanwhile, sameBefore } from "./around";

const entry = (id: string, by: string, at: string, over: Partial<Entry> = {}): Entry => ({
  id,
  by,
  at: `2026-11-24T${at}:00.000Z`,
  kind: "note",
  icon: "speak",
  title: id,
  text: "",
  values: [],
  news2: null,
  takenBack: null,
  kept: null,
  disputed: false,
  about: { kind: "note", record: id },
  rev: 1,
  isWhole: true,
  ...over,
});
const side = (change: string, by: string, at: string, saw: Record<string, unknown> | null = null) => ({
  change,
  by,
  at: `2026-11-24T${at}:00.000Z`,
  value: {},
  saw,
});

describe("what an author found", () => {
  const entries = [entry("later", "kemi", "15:00"), entry("theirs", "amina", "10:00"), entry("mine", "kemi", "10:20")];
  it("is their last note around then, not a colleague's and not of hours later", () =>
    expect(found(side("c", "kemi", "10:24"), entries)?.id).toBe("mine"));
  it("is nothing where they wrote none", () => expect(found(side("c", "yusuf", "10:24"), entries)).toBeNull());
  it("is not what was entered in error", () =>
    expect(found(side("c", "kemi", "10:24"), [entry("wrong", "kemi", "10:20", { takenBack: { by: "kemi", at: "", reason: "" } })])).toBeNull());
});

it("what else changed begins with the first side and leaves the dispute itself out", () => {
  const sides = [side("c1", "amina", "08:31"), side("c2", "kemi", "10:24")];
  const entries = [
    entry("after", "layla", "10:41"),
    entry("a:c2", "kemi", "10:24", { about: { kind: "action", record: "a" }, kind: "plan" }),
    entry("before", "layla", "08:00"),
  ];
  expect(meanwhile(sides, "a", entries).map((e) => e.id)).toEqual(["after"]);
});

describe("what both had before them", () => {
  it("is said once where it was the same", () =>
    expect(sameBefore([side("1", "a", "08:00", { words: "x", until: null }), side("2", "b", "09:00", { until: null, words: "x" })])).toEqual({
      words: "x",
      until: null,
    }));
  it("is not, where they saw different things", () =>
    expect(sameBefore([side("1", "a", "08:00", { words: "x" }), side("2", "b", "09:00", { words: "y" })])).toBeNull());
  it("is not, where there was nothing", () =>
    expect(sameBefore([side("1", "a", "08:00", { words: null }), side("2", "b", "09:00", { words: null })])).toBeNull());
});
