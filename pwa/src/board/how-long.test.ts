import { describe, expect, it } from "vitest";
import type { Way, Ways } from "../api/types";
import { askedOf, lengthWords, numberOf, sourceWords, typedOf, wrongWith } from "./how-long";

const assumed = { means: "cycle", kmh: 13, detour: 1.3, fixed_minutes: 1 } as const;
const way = (more: Partial<Way> = {}): Way => ({ ...assumed, assumed, factor: 1, of: 0, enough: 10, from_streets: false, said: null, ...more });
const ways: Ways = { means: [way()], uses_factors: true, uses_took: false, has_streets: false, by: null, at: null };
const uses = { uses_factors: true, uses_took: true };

describe("how long a visit takes", () => {
  it("says what is planned, and beside it what the last ones took", () => {
    expect(lengthWords({ minutes: 30, planned: 30, took: null })).toBe("30 min");
    expect(lengthWords({ minutes: 30, planned: 30, took: { minutes: 40, median: 42, of: 6 } })).toBe("30 min planned; took 42 in the last 6");
    expect(lengthWords({ minutes: 40, planned: 30, took: { minutes: 40, median: 42, of: 6 } })).toBe(
      "40 min reckoned; 30 planned, took 42 in the last 6",
    );
  });
});

describe("where the minutes of the ways come from", () => {
  it("says that they are estimated, and how far learning is", () => {
    expect(sourceWords(way({ of: 4 }), true, false)).toBe("Estimated from the distance. 4 trips so far; from 10 on, arrival times correct it.");
  });

  it("says what trips taught, and whether that counts", () => {
    expect(sourceWords(way({ of: 12, factor: 1.19 }), true, false)).toBe(
      "Estimated from the distance. By 12 trips it takes 19% longer than estimated, and that is reckoned with.",
    );
    expect(sourceWords(way({ of: 12, factor: 0.9 }), false, false)).toBe(
      "Estimated from the distance. By 12 trips it takes 10% shorter than estimated.",
    );
    expect(sourceWords(way({ of: 12 }), false, false)).toContain("as long as estimated");
  });

  it("says of a server that did not answer that the ways are estimated", () => {
    expect(sourceWords(way({ said: "It did not answer." }), true, true)).toMatch(
      /^Estimated: the server of streets gave no table\. It did not answer\. /,
    );
    expect(sourceWords(way({ from_streets: true }), true, true)).toMatch(/^From the server of streets/);
  });
});

describe("what a lead types", () => {
  it("is a number within what can be, with a point or a comma", () => {
    expect(numberOf("4,8", [1, 100])).toBe(4.8);
    expect(numberOf(" 13 ", [1, 100])).toBe(13);
    for (const text of ["", "0", "101", "fast", "1e2", "-4", "4.875"]) expect(numberOf(text, [1, 100])).toBeNull();
    expect(wrongWith("detour", "0.9")).toBe("A number from 1 to 3");
    expect(wrongWith("fixed", "0")).toBeNull();
  });

  it("is sent whole, or not at all where a field is wrong", () => {
    expect(askedOf(ways, { cycle: { kmh: "10", detour: "1.3", fixed: "2" } }, uses)).toEqual({
      means: [{ means: "cycle", kmh: 10, detour: 1.3, fixed_minutes: 2 }],
      uses_factors: true,
      uses_took: true,
    });
    expect(askedOf(ways, { cycle: { kmh: "", detour: "1.3", fixed: "2" } }, uses)).toBeNull();
    expect(askedOf(ways, { cycle: typedOf(way()) }, uses)?.means).toEqual([assumed]);
  });
});
