/** Patterns and days as sentences: the same as `backend/weeks/said.py`. */
import { daysOf, isOpen, type Pattern, weekdays } from "./pattern";

const names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** "Sat 12 December". */
export function dayInWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${names[(date.getUTCDay() + 6) % 7]!.slice(0, 3)} ${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}

/** "a", "a and b", "a, b and c". */
export const joined = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

function oftenInWords(pattern: Pattern): string {
  if (pattern.every_days !== null) return pattern.every_days === 2 ? "every other day" : `every ${pattern.every_days} days`;
  const days = daysOf(pattern).map((day) => weekdays.indexOf(day));
  const every = pattern.every_weeks ?? 1;
  const weeks = every === 1 ? "" : every === 2 ? " every other week" : ` every ${every} weeks`;
  const which = daysInWords(days);
  if (isOpen(pattern)) {
    const many = pattern.per_week === 1 ? "once" : pattern.per_week === 2 ? "twice" : `${pattern.per_week} times`;
    return `${many}${weeks || " a week"}${days.length === 7 ? "" : `, ${which}`}`;
  }
  return `${days.length === 7 ? "every day" : which}${weeks ? "," : ""}${weeks}`;
}

function daysInWords(days: readonly number[]): string {
  const isRun = days.every((day, nth) => day === days[0]! + nth);
  return days.length > 2 && isRun ? `${names[days[0]!]} to ${names[days.at(-1)!]}` : joined(days.map((day) => `${names[day]}s`));
}

/** The whole pattern as a sentence, without its full stop. Of what is not whole, what there is. */
export function patternInWords(pattern: Pattern): string {
  const times = (pattern.times ?? []).map((time) =>
    time.includes("-") && time.slice(0, 5) !== time.slice(6) ? `between ${time.replace("-", " and ")}` : `at ${time.slice(0, 5)}`,
  );
  const why = pattern.is_hard ? ` exactly (${pattern.reason})` : pattern.reason ? ` (${pattern.reason})` : "";
  const words = [
    oftenInWords(pattern),
    joined(times) + why,
    pattern.minutes === null ? "" : `${pattern.minutes} minutes${(pattern.people ?? 1) > 1 ? `, ${pattern.people} people` : ""}`,
    pattern.until ? `until ${dayInWords(pattern.until)}` : "",
  ];
  const whole = words.filter(Boolean).join(", ");
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}
