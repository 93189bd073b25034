import { describe, expect, test } from "vitest";
import { apart, frame, placed } from "./map";

const inFrame = (s: { x: number; y: number }) => s.x >= 0 && s.x <= frame.width && s.y >= 0 && s.y <= frame.height;

describe("points on the drawn map", () => {
  test("inside the borough stand on its outline, north above south and west left of east", () => {
    const { spots, outline } = placed([
      { latitude: 51.529, longitude: -0.02 },
      { latitude: 51.496, longitude: -0.018 },
      { latitude: 51.513, longitude: -0.06 },
    ]);
    expect(outline).toBe(true);
    expect(spots[0]!.y).toBeLessThan(spots[1]!.y);
    expect(spots[2]!.x).toBeLessThan(spots[0]!.x);
  });
  test("elsewhere, as after an import, they are fitted into the frame without the outline", () => {
    const { spots, outline } = placed([
      { latitude: 42.36, longitude: -71.06 },
      { latitude: 42.4, longitude: -71.2 },
    ]);
    expect(outline).toBe(false);
    expect(spots.every(inFrame)).toBe(true);
  });
  test("one point alone, or two at one door, still have a place", () => {
    const door = { latitude: 42.36, longitude: -71.06 };
    expect(placed([door, door]).spots.every((s) => Number.isFinite(s.x) && inFrame(s))).toBe(true);
  });
  test("discs at one door are pushed apart so that each number can be read", () => {
    const [one, two, three] = apart(
      [
        { x: 100, y: 100 },
        { x: 100, y: 100 },
        { x: 300, y: 300 },
      ],
      34,
    );
    expect(Math.hypot(one!.x - two!.x, one!.y - two!.y)).toBeGreaterThan(33);
    expect(three).toEqual({ x: 300, y: 300 });
  });
});
