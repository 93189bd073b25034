import { describe, expect, it } from "vitest";
import type { View } from "../store/contract";
import { since } from "./since";
import { bundle, say, view } from "./testing";
import { timeline } from "./timeline";

const note = (id: string, staff: string, written_at: string) => view("note", id, { words: id, staff, written_at }) as View;
const entries = timeline(
  bundle(
    note("old", "amina", "2026-11-16T09:00:00.000Z"),
    note("mine", "kemi", "2026-11-19T09:00:00.000Z"),
    note("theirs", "amina", "2026-11-19T10:00:00.000Z"),
  ),
  say,
  "Rokeya",
);
const looked = { at: "2026-11-17T10:36:00.000Z", me: "kemi" };

describe("new since you looked", () => {
  it("is what others wrote since, not one's own", () => expect(since(entries, looked).map((e) => e.id)).toEqual(["theirs"]));
  it("is nothing special for who never looked", () => expect(since(entries, { ...looked, at: null })).toEqual([]));
  it("leaves out that a door code was shown", () => {
    const shown = view("disclosure", "d", { what: "door_code", staff: "amina", shown_at: "2026-11-20T10:00:00.000Z" }) as View;
    expect(since(timeline(bundle(shown), say, "Rokeya"), looked)).toEqual([]);
  });
  it("puts what is disputed first", () => {
    const goal = view(
      "goal",
      "g",
      { words: "x" },
      {
        stamps: { words: { at: "2026-11-18T09:00:00.000Z", by: "amina", change: "c" } },
        disputed: { words: { conflict: "k", sides: [], base: null } },
      },
    ) as View;
    expect(since(timeline(bundle(goal, note("theirs", "amina", "2026-11-19T10:00:00.000Z")), say, "Rokeya"), looked)[0]?.about.record).toBe("g");
  });
  it("puts what was found before what was done as planned, whatever came later; not done is a finding", () => {
    const done = (id: string, outcome: string) =>
      view("done", id, { action: "a", outcome, staff: "amina", done_at: "2026-11-20T10:00:00.000Z" }) as View;
    const all = timeline(
      bundle(note("found", "amina", "2026-11-19T10:00:00.000Z"), done("routine", "done"), done("refused", "not-done")),
      say,
      "Rokeya",
    );
    expect(since(all, looked).map((e) => e.id)).toEqual(["refused", "found", "routine"]);
  });
});
