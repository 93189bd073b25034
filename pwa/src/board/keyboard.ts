/** The board by keys alone. While nothing is in the hand the arrows walk over people and visits; with a visit in the hand they move it. */
import type { Stop } from "./day";
import type { Step } from "./hand";

/** A place to stand: a row, and in it the person (-1) or one of the visits. */
export interface Stand {
  row: number;
  col: number;
}

export type Row = readonly Pick<Stop, "start">[];

/** Where an arrow leads; the same place at an edge. Up and down go to the visit nearest in time. */
export function walked(rows: readonly Row[], here: Stand, key: string): Stand {
  const row = rows[here.row];
  if (!row) return { row: 0, col: -1 };
  switch (key) {
    case "ArrowLeft":
      return { row: here.row, col: Math.max(-1, here.col - 1) };
    case "ArrowRight":
      return { row: here.row, col: Math.min(row.length - 1, here.col + 1) };
    case "Home":
      return { row: here.row, col: -1 };
    case "End":
      return { row: here.row, col: row.length - 1 };
    case "ArrowUp":
    case "ArrowDown": {
      const next = here.row + (key === "ArrowUp" ? -1 : 1);
      const to = rows[next];
      if (!to) return here;
      if (here.col < 0 || to.length === 0) return { row: next, col: -1 };
      return { row: next, col: nearest(to, row[here.col]?.start ?? 0) };
    }
    default:
      return here;
  }
}

function nearest(row: Row, start: number): number {
  let best = 0;
  row.forEach((one, nth) => {
    if (Math.abs(one.start - start) < Math.abs(row[best]!.start - start)) best = nth;
  });
  return best;
}

export interface Key {
  key: string;
  shiftKey: boolean;
}

/** What a key does to a visit in the hand; null: nothing. */
export function stepOf({ key, shiftKey }: Key): Step | "drop" | "leave" | "swap" | null {
  if (/^[1-9]$/.test(key)) return { nth: Number(key) - 1 };
  switch (key) {
    case "ArrowLeft":
      return shiftKey ? "much-earlier" : "earlier";
    case "ArrowRight":
      return shiftKey ? "much-later" : "later";
    case "PageUp":
      return "much-earlier";
    case "PageDown":
      return "much-later";
    case "ArrowUp":
      return "up";
    case "ArrowDown":
      return "down";
    case "Home":
      return "opens";
    case "Delete":
    case "Backspace":
      return "off";
    case "s":
    case "S":
      return "swap";
    case "Enter":
    case " ":
      return "drop";
    case "Escape":
      return "leave";
    default:
      return null;
  }
}

/** What a key does to the visit that one stands on, with nothing in the hand; null: nothing. */
export function actOf({ key }: Key): "pick" | "pin" | "off" | "before" | "after" | "split" | "acts" | "keys" | null {
  switch (key) {
    case "Enter":
    case " ":
      return "pick";
    case "p":
    case "P":
      return "pin";
    case "Delete":
    case "Backspace":
      return "off";
    case "[":
    case ",":
      return "before";
    case "]":
    case ".":
      return "after";
    case "d":
    case "D":
      return "split";
    case "m":
    case "M":
      return "acts";
    case "?":
      return "keys";
    default:
      return null;
  }
}

/** All keys in words, as "?" shows them. */
export const keys: readonly (readonly [string, string])[] = [
  ["Arrow keys", "go over people and visits; move a visit that is picked up: left and right 5 minutes, up and down another person"],
  ["Enter or Space", "picks a visit up; drops it"],
  ["Escape", "leaves it where it was"],
  ["Page Up, Page Down", "half an hour earlier, later"],
  ["Home", "to the beginning of its window"],
  ["1, 2", "which of the people, for a visit that needs two"],
  ["S", "changes places with the visit that it lies on"],
  ["Delete", "takes it off the board: nobody has it"],
  ["P", "pins it: no proposal moves it"],
  ["D", "makes a visit for two people two visits for one, where each does something of their own"],
  ["M", "everything that can be done with it: not at home and call off too"],
  ["[ and ]", "a turn earlier, later in the person’s day"],
  ["?", "shows these keys"],
];
