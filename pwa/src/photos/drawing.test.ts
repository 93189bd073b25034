import { describe, expect, it } from "vitest";
import { isDrawn, onPad, pad, type Stroke, undone } from "./drawing";

const line = (length: number): Stroke => [
  { x: 0, y: 10 },
  { x: length, y: 10 },
];

describe("a signature", () => {
  it("is more than a dot, a slip, or nothing", () => {
    expect(isDrawn([])).toBe(false);
    expect(isDrawn([[{ x: 5, y: 5 }]])).toBe(false);
    expect(isDrawn([line(pad.height - 1)])).toBe(false);
    expect(isDrawn([line(pad.height)])).toBe(true);
    expect(isDrawn([line(pad.height / 2), line(pad.height / 2)])).toBe(true);
  });
  it("loses its last stroke when one is taken back, and no more", () => {
    expect(undone([line(1), line(2)])).toEqual([line(1)]);
    expect(undone([])).toEqual([]);
  });
});

describe("a finger on the pad", () => {
  const box = { left: 100, top: 50, width: 450, height: 150 };
  it("is where it is, at the pad's own measure", () => expect(onPad({ clientX: 325, clientY: 125 }, box)).toEqual({ x: 450, y: 150 }));
  it("stays inside when it slips over the edge", () => expect(onPad({ clientX: 0, clientY: 999 }, box)).toEqual({ x: 0, y: 300 }));
});
