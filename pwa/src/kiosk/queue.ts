/**
 * When answers leave the tablet (D.4): five at a time or once a week, in no order, so that nobody can tell by when an answer came whose it was. Pure.
 */
export const least = 5;
export const most = 100;
const week = 7;

/** What may be sent now, shuffled. `since`: the day on which the oldest of them came, `today` this day; both as 2026-11-22. `chance`: 0 to 1. */
export function due<T>(rows: readonly T[], since: string | null, today: string, chance: () => number): T[] {
  if (rows.length === 0) return [];
  if (rows.length < least && daysBetween(since ?? today, today) < week) return [];
  const shuffled = [...rows];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled.slice(0, most);
}

export const isWeekOld = (day: string, today: string): boolean => daysBetween(day, today) >= week;

/** A clock that was set back counts as a week: answers must not lie on a tablet for ever. */
function daysBetween(from: string, to: string): number {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return Number.isFinite(days) && days >= 0 ? days : week;
}
