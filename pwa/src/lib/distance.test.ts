import { describe, expect, test } from "vitest";
import { directionsTo, hop, hopInWords, kilometres } from "./distance";

const ernestStreet = { latitude: 51.5195, longitude: -0.044 };
const exmouthStreet = { latitude: 51.5056, longitude: -0.0637 };

describe("the way between two doors", () => {
  test("is nothing to the same door, the same both ways, and about two and a half kilometres here", () => {
    expect(kilometres(ernestStreet, ernestStreet)).toBe(0);
    expect(kilometres(ernestStreet, exmouthStreet)).toBeCloseTo(kilometres(exmouthStreet, ernestStreet), 6);
    expect(kilometres(ernestStreet, exmouthStreet)).toBeCloseTo(2.68, 1);
  });
  test("short ways are walked, whatever one came by", () => {
    expect(hop(ernestStreet, { latitude: 51.5215, longitude: -0.044 }, "car").means).toBe("walk");
    expect(hop(ernestStreet, exmouthStreet, "bus").means).toBe("bus");
  });
  test("in words it says how long, by what, and how far where that is a mile or so", () => {
    expect(hopInWords({ means: "bicycle", minutes: 9, miles: 1.4 })).toBe("9 min by bicycle, 1.4 miles");
    expect(hopInWords({ means: "walk", minutes: 7, miles: 0.3 })).toBe("7 min on foot");
  });
  test("directions hand on a place and no name", () => {
    for (const platform of ["Android 14", "iPad", "Windows NT"]) expect(directionsTo(ernestStreet, platform)).toMatch(/51\.5195,-0\.044$/);
    expect(directionsTo(ernestStreet, "Android 14")).toMatch(/^geo:/);
  });
});
