/** Times of day as people type them. */

/** 545 of "9:05", "09.05" or "0905"; `null` where it is no time. */
export function minutesOf(text: string): number | null {
  const found = /^\s*(\d{1,2})[:.]?(\d{2})\s*$/.exec(text);
  if (!found) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2])];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** "09:05" of 545. */
export const clockText = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
