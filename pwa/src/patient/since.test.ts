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
const looked = { at: "2026-11-17T10:36:00.000Z", rev: null, me: "kemi" };

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

describe("what was made before the look and arrived after it", () => {
  const at10 = { at: "2026-11-17T10:00:00.000Z", rev: 10, me: "kemi" };
  const early = "2026-11-17T09:00:00.000Z";
  const stamp = (at: string, by: string, change: string) => ({ at, by, change, was: {} });
  const goal = (rev: number, stamps: Record<string, ReturnType<typeof stamp>>) =>
    view("goal", "g", { words: "walk", target: "10", now: "4" }, { rev, stamps }) as View;
  const news = (...views: View[]) => since(timeline(bundle(...views), say, "Rokeya"), at10).map((e) => e.id);
  const noteAt = (rev: number, staff = "amina") => view("note", "n", { words: "sore", staff, written_at: early }, { rev }) as View;

  it("is new, although its time is before the look", () => expect(news(noteAt(11))).toEqual(["n"]));
  it("was read, where it stood in the state that was looked at", () => expect(news(noteAt(10))).toEqual([]));
  it("is not news to its author", () => expect(news(noteAt(11, "kemi"))).toEqual([]));
  it("is not known where an older mark says no state", () =>
    expect(since(timeline(bundle(noteAt(11)), say, "Rokeya"), { ...at10, rev: null })).toEqual([]));
  it("is new in a record of which another part was written long before", () =>
    expect(news(goal(12, { words: stamp("2026-10-02T14:00:00.000Z", "amina", "c1"), target: stamp(early, "amina", "c2") }))).toEqual(["g:c2"]));
  it("is new however long the other tablet lay in a drawer", () =>
    expect(
      news(goal(12, { words: stamp("2026-09-02T14:00:00.000Z", "kemi", "c1"), target: stamp("2026-10-02T14:00:00.000Z", "amina", "c2") })),
    ).toEqual(["g:c2"]));
  it("is new beside an edit of one's own that was made later", () =>
    expect(news(goal(12, { target: stamp(early, "amina", "c1"), now: stamp("2026-11-17T09:58:00.000Z", "kemi", "c2") }))).toEqual(["g:c1"]));
  it("does not bring back what others wrote long ago whenever one edits the same record oneself", () =>
    expect(news(goal(12, { words: stamp("2026-11-02T14:00:00.000Z", "amina", "c1"), now: stamp("2026-11-17T09:58:00.000Z", "kemi", "c2") }))).toEqual(
      [],
    ));
  it("of measurements taken together, the latest counts", () => {
    const set = (id: string, rev: number) =>
      view("observation", id, { type: "pulse", value: 80, staff: "amina", measured_at: early, taken_together: "t" }, { rev }) as View;
    expect(news(set("o1", 9), set("o2", 11))).toEqual(["o1"]);
  });
  it("is not what one took back oneself", () => {
    const mistake = view(
      "note",
      "n",
      { words: "sore", staff: "amina", written_at: early, status: "entered-in-error", status_reason: "another patient" },
      { rev: 11, stamps: { status: stamp("2026-11-17T09:59:00.000Z", "kemi", "c") } },
    ) as View;
    expect(news(mistake)).toEqual([]);
  });
});
