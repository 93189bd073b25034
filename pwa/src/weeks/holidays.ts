/** What may be added to a year's holidays: pure. The rule that a holiday has a name is the server's too. */
import { isDate } from "../lib/dates";
import type { WeekHolidays } from "../store/weeks";

export function wrongWith(day: string | null, name: string, read: WeekHolidays): { day?: string; name?: string } {
  const wrong: { day?: string; name?: string } = {};
  if (!day || !isDate(day)) wrong.day = "Choose a day. Write it like 24 11 2026.";
  else if (!day.startsWith(`${read.year}-`)) wrong.day = `A day of ${read.year}: another year has a page of its own.`;
  else {
    const kept = read.days.find((one) => one.day === day);
    const left = read.removed.find((one) => one.day === day);
    if (kept) wrong.day = `That day is kept already: ${kept.name}.`;
    else if (left) wrong.day = `That is ${left.name}: keep it again below.`;
  }
  if (!name.trim()) wrong.name = "Say what it is called.";
  else if (name.trim().length > 100) wrong.name = "At most 100 characters.";
  return wrong;
}

export const visitsWords = (visits: number): string => (visits === 1 ? "1 visit is planned on it" : `${visits} visits are planned on it`);
