import { describe, expect, it } from "vitest";
import type { View } from "../store/contract";
import { buttonOf, titleOf } from "./Older";
import { outside, withOlder } from "./older";
import { type OnlineRead, shut } from "./online";
import { bundle, say, view } from "./testing";
import { timeline } from "./timeline";

const holding = (counts: Record<string, number>, ...views: View[]) => ({ ...bundle(...views), outside: counts });
const entry = { one: "entry", many: "entries" };
const reading = (items: number, over: Partial<OnlineRead<unknown, unknown>>) => ({ ...shut, items: Array(items).fill(0), ...over });

describe("what is kept and not on the tablet", () => {
  it("is counted by what a reader calls it", () =>
    expect(outside(holding({ note: 31, observation: 1, attendance: 2 }))).toEqual({
      count: 34,
      perhaps: false,
      said: "31 notes, 1 measurement, 2 visits",
    }));
  it("does not count plans of visits, which may be still to come, yet does not say that there is nothing", () => {
    expect(outside(holding({ visit: 9, note: 1 })).count).toBe(1);
    expect(outside(holding({ visit: 9 }))).toEqual({ count: 0, perhaps: true, said: "" });
    expect(outside(holding({}))).toEqual({ count: 0, perhaps: false, said: "" });
  });
  it("of some kinds only", () => expect(outside(holding({ note: 31, observation: 12, visit: 3 }), ["observation"]).count).toBe(12));
});

describe("the words over it", () => {
  const out = outside(holding({ note: 120 }));
  it("say how many, then how many are shown, then that these are all", () => {
    expect(titleOf(shut, out, entry)).toBe("120 older entries open with coverage");
    expect(titleOf(reading(50, { phase: "open", next: "x", left: 70 }), out, entry)).toBe("50 older entries shown, 70 more");
    expect(titleOf(reading(120, { phase: "open", left: 0 }), out, entry)).toBe("All 120 older entries are shown");
    expect(titleOf(reading(1, { phase: "open", left: 0 }), out, entry)).toBe("The one older entry is shown");
    expect(titleOf(reading(0, { phase: "open", left: 0 }), out, entry)).toBe("There is nothing older");
  });
  it("the button says what it does", () => {
    expect(buttonOf(shut, entry, true)).toBe("Show older entries");
    expect(buttonOf(shut, entry, false)).toBe("Show when there is coverage");
    expect(buttonOf(reading(50, { phase: "open", next: "x", left: 70 }), entry, true)).toBe("Show 50 more");
    expect(buttonOf(reading(100, { phase: "open", next: "x", left: 20 }), entry, true)).toBe("Show 20 more");
    expect(buttonOf(reading(50, { phase: "failed", why: "offline" }), entry, true)).toBe("Try again");
  });
});

describe("both together", () => {
  const note = (id: string, words: string, at: string) => view("note", id, { words, written_at: at, staff: "kemi" }) as View;
  it("are one timeline in order of time; where both have a record the tablet's counts", () => {
    const here = bundle(note("a", "now", "2026-11-20T09:00:00.000Z"), note("b", "corrected here", "2025-01-01T09:00:00.000Z"));
    const both = withOlder(here, [note("b", "as it was", "2025-01-01T09:00:00.000Z"), note("c", "between", "2025-06-01T09:00:00.000Z")]);
    expect(timeline(both, say, "Rokeya").map((e) => e.text)).toEqual(["now", "between", "corrected here"]);
    expect(both.one("note", "c")?.fields.words).toBe("between");
    expect(both.one("goal", "c")).toBeUndefined();
  });
  it("complete a set of measurements of one visit, so that its NEWS2 is that of all of it", () => {
    const one = (id: string, type: string, value: number | null, how: string | null = null) =>
      view("observation", id, { type, value, how, staff: "kemi", visit: "v", measured_at: `2026-10-24T10:1${id}:00.000Z` }) as View;
    const here = bundle(one("1", "respiration", 21), one("2", "oxygen-saturation", 95), one("3", "oxygen", null, "air"));
    const rest = [one("4", "blood-pressure", 138), one("5", "pulse", 96), one("6", "temperature", 38.2), one("7", "consciousness", null, "alert")];
    expect(timeline(here, say, "Rokeya")[0]?.news2).toBeNull();
    expect(timeline(withOlder(here, rest), say, "Rokeya")[0]?.news2).toBe(5);
  });
});
