import { describe, expect, test } from "vitest";
import { actOf, stepOf, walked } from "./keyboard";

const row = (...starts: number[]) => starts.map((start) => ({ start }));
const rows = [row(500, 600, 700), row(), row(480, 690)];
const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

describe("walking over the board", () => {
  test("left and right go through a row, from the person to the last visit, and stop there", () => {
    expect(walked(rows, { row: 0, col: -1 }, "ArrowRight")).toEqual({ row: 0, col: 0 });
    expect(walked(rows, { row: 0, col: 2 }, "ArrowRight")).toEqual({ row: 0, col: 2 });
    expect(walked(rows, { row: 0, col: 0 }, "ArrowLeft")).toEqual({ row: 0, col: -1 });
    expect(walked(rows, { row: 0, col: 1 }, "Home")).toEqual({ row: 0, col: -1 });
    expect(walked(rows, { row: 0, col: 0 }, "End")).toEqual({ row: 0, col: 2 });
  });
  test("up and down go to the visit nearest in time, to the person where the row is empty", () => {
    expect(walked(rows, { row: 0, col: 2 }, "ArrowDown")).toEqual({ row: 1, col: -1 });
    expect(walked(rows, { row: 1, col: -1 }, "ArrowDown")).toEqual({ row: 2, col: -1 });
    expect(walked([rows[0]!, rows[2]!], { row: 0, col: 2 }, "ArrowDown")).toEqual({ row: 1, col: 1 });
    expect(walked([rows[0]!, rows[2]!], { row: 1, col: 0 }, "ArrowUp")).toEqual({ row: 0, col: 0 });
    expect(walked(rows, { row: 0, col: 1 }, "ArrowUp")).toEqual({ row: 0, col: 1 });
  });
  test("a row that is gone leads back to the top", () => {
    expect(walked(rows, { row: 9, col: 3 }, "ArrowLeft")).toEqual({ row: 0, col: -1 });
  });
});

describe("keys with a visit in the hand", () => {
  test("move it, drop it and leave it", () => {
    expect(stepOf(key("ArrowLeft"))).toBe("earlier");
    expect(stepOf(key("ArrowRight", true))).toBe("much-later");
    expect(stepOf(key("ArrowUp"))).toBe("up");
    expect(stepOf(key("2"))).toEqual({ nth: 1 });
    expect([stepOf(key("Enter")), stepOf(key(" "))]).toEqual(["drop", "drop"]);
    expect(stepOf(key("Escape"))).toBe("leave");
    expect(stepOf(key("Tab"))).toBeNull();
  });
});

describe("keys with nothing in the hand", () => {
  test("pick up, pin, take off, change the turn, make two of one, show all acts, show the keys", () => {
    expect(["Enter", "p", "Delete", "[", "]", "d", "m", "?"].map((one) => actOf(key(one)))).toEqual([
      "pick",
      "pin",
      "off",
      "before",
      "after",
      "split",
      "acts",
      "keys",
    ]);
    expect(actOf(key("x"))).toBeNull();
  });
});
