/** The weeks by keys alone. While nothing is in the hand the arrows walk over rows and visits; with a visit in the hand they move it from day to day. */

/** What a key does to a visit in the hand, in days; null: nothing. */
export function stepOf({ key, shiftKey }: { key: string; shiftKey: boolean }): number | "drop" | "leave" | "back" | null {
  switch (key) {
    case "ArrowLeft":
      return shiftKey ? -7 : -1;
    case "ArrowRight":
      return shiftKey ? 7 : 1;
    case "ArrowUp":
    case "PageUp":
      return -7;
    case "ArrowDown":
    case "PageDown":
      return 7;
    case "Home":
      return "back";
    case "Enter":
    case " ":
      return "drop";
    case "Escape":
      return "leave";
    default:
      return null;
  }
}

/** What a key does to what one stands on; null: nothing. */
export function actOf({ key }: { key: string }): "pick" | "ask" | "keys" | null {
  switch (key) {
    case "Enter":
    case " ":
      return "pick";
    case "m":
    case "M":
      return "ask";
    case "?":
      return "keys";
    default:
      return null;
  }
}

export const keys: readonly (readonly [string, string])[] = [
  ["Arrow keys", "go over people and their visits; move a visit that is picked up: left and right a day, up and down a week"],
  ["Enter or Space", "picks a visit up; drops it"],
  ["Escape", "leaves it where it was"],
  ["Page Up, Page Down", "a week earlier, later"],
  ["Home", "back to the day where it was"],
  ["M", "asks for the day instead"],
  ["?", "shows these keys"],
];
