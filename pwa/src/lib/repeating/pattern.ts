/**
 * A pattern of repeating visits as an action of the care plan holds it (fields `repeat_*`, one statement), and what is wrong with one. The same rules and
 * sentences as `backend/care_plans/repeating.py`; the numbers of the rules are its numbers. Minutes are minutes after midnight in London.
 */

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];
export type Holidays = "as-usual" | "skip" | "move";
const mostTimes = 6;

/** What a pattern says, each part null where it says nothing of it. */
export interface Pattern {
  days: Weekday[] | null;
  per_week: number | null;
  every_weeks: number | null;
  every_days: number | null;
  apart_days: number | null;
  times: string[] | null;
  is_hard: boolean | null;
  reason: string | null;
  gap_least_minutes: number | null;
  gap_most_minutes: number | null;
  minutes: number | null;
  people: number | null;
  skills: string[] | null;
  from: string | null;
  until: string | null;
  holidays: Holidays | null;
}

export const empty: Pattern = {
  ...{ days: null, per_week: null, every_weeks: null, every_days: null, apart_days: null, times: null, is_hard: null, reason: null },
  ...{ gap_least_minutes: null, gap_most_minutes: null, minutes: null, people: null, skills: null, from: null, until: null, holidays: null },
};
export const parts = Object.keys(empty) as (keyof Pattern)[];

type Fields = Readonly<Record<string, unknown>>;

/** The pattern in the fields of an action. */
export function patternOf(fields: Fields): Pattern {
  return Object.fromEntries(parts.map((name) => [name, fields[`repeat_${name}`] ?? null])) as unknown as Pattern;
}

/** The fields of an action that hold it. */
export function fieldsOf(pattern: Pattern): Record<string, unknown> {
  return Object.fromEntries(parts.map((name) => [`repeat_${name}`, pattern[name]]));
}

export const isEmpty = (pattern: Pattern): boolean => parts.every((name) => pattern[name] === null);

/** Rule 1: `08:30` or `07:30-09:00`; null where it is none, or ends before it begins. */
export function readTime(entry: string): { opens: number; closes: number } | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)(?:-([01]\d|2[0-3]):([0-5]\d))?$/.exec(entry);
  if (!found) return null;
  const opens = Number(found[1]) * 60 + Number(found[2]);
  const closes = found[3] ? Number(found[3]) * 60 + Number(found[4]) : opens;
  return closes >= opens ? { opens, closes } : null;
}

/** On which days of the week it may be, Monday first. */
export const daysOf = (pattern: Pattern): Weekday[] => weekdays.filter((day) => !pattern.days || pattern.days.includes(day));

/** Rule 2: it leaves open on which of its days. */
export const isOpen = (pattern: Pattern): boolean => pattern.every_days === null && (pattern.per_week ?? 7) < daysOf(pattern).length;

/** So many days at least can lie between any two of `many` of these days, if they are chosen well; 7 where it is one. */
function widest(days: readonly number[], many: number): number {
  if (many < 2) return 7;
  let best = 0;
  const choose = (from: number, chosen: readonly number[]) => {
    if (chosen.length === many) {
      best = Math.max(best, Math.min(...chosen.slice(1).map((day, nth) => day - chosen[nth]!)));
      return;
    }
    for (let nth = from; nth < days.length; nth++) choose(nth + 1, [...chosen, days[nth]!]);
  };
  choose(0, []);
  return best;
}

/** What is wrong with a whole pattern, by its part: a sentence each. Nothing where none of it is set. */
export function faults(pattern: Pattern): Partial<Record<keyof Pattern, string>> {
  if (isEmpty(pattern)) return {};
  const wrong: Partial<Record<keyof Pattern, string>> = {};
  if (!pattern.from) wrong.from = "Say from which day.";
  if (!pattern.minutes) wrong.minutes = "Say how long it takes.";
  else if (pattern.minutes < 5 || pattern.minutes > 480) wrong.minutes = "From 5 to 480 minutes.";
  if (!pattern.times || pattern.times.length === 0) wrong.times = "Say at what time of the day.";
  else if (pattern.times.length > mostTimes || pattern.times.some((one) => !readTime(one)))
    wrong.times = `At most ${mostTimes}, each like “08:30” or “07:30-09:00”.`;
  if (pattern.is_hard && !pattern.reason) wrong.reason = "Say why it must be at that time.";
  if (wrong.from || wrong.minutes || wrong.times) return wrong;
  return { ...wrong, ...ofDays(pattern), ...ofTimes(pattern) };
}

function ofDays(pattern: Pattern): Partial<Record<keyof Pattern, string>> {
  const wrong: Partial<Record<keyof Pattern, string>> = {};
  const { days, per_week, every_weeks, every_days, apart_days, from, until } = pattern;
  if (every_days !== null && [days, per_week, every_weeks, apart_days].some((one) => one !== null))
    wrong.every_days = "Say either every how many days, or on which days of the week.";
  if (every_days !== null && (every_days < 2 || every_days > 90)) wrong.every_days = "From every 2 to every 90 days.";
  if (every_weeks !== null && (every_weeks < 1 || every_weeks > 12)) wrong.every_weeks = "From every week to every 12 weeks.";
  if (days?.length === 0) wrong.days = "Say on which days, or leave it out.";
  const may = daysOf(pattern).map((day) => weekdays.indexOf(day));
  const many = per_week ?? may.length;
  if (many > may.length) wrong.per_week = "There are fewer days on which it may be.";
  else if (many > 1 && apart_days !== null && apart_days > widest(may, many) && every_days === null)
    wrong.apart_days = "So many days do not fit between them in a week.";
  if (until !== null && from !== null && until < from) wrong.until = "It ends after it begins.";
  return wrong;
}

function ofTimes(pattern: Pattern): Partial<Record<keyof Pattern, string>> {
  const wrong: Partial<Record<keyof Pattern, string>> = {};
  const times = (pattern.times ?? []).flatMap((one) => readTime(one) ?? []);
  const pairs = times.slice(1).map((later, nth) => [times[nth]!, later] as const);
  const { gap_least_minutes: least, gap_most_minutes: most, minutes } = pattern;
  if (pairs.some(([earlier, later]) => later.opens < earlier.opens + (minutes ?? 0)))
    wrong.times = "Each begins when the one before is over, in the order of the day.";
  if ((least !== null || most !== null) && times.length < 2)
    wrong[least !== null ? "gap_least_minutes" : "gap_most_minutes"] = "A gap lies between two visits of a day.";
  if (least !== null && most !== null && most < least) wrong.gap_most_minutes = "The longest gap is not shorter than the shortest.";
  if (pairs.some(([earlier, later]) => later.closes - earlier.opens < (least ?? 0)))
    wrong.gap_least_minutes = "The times of the day do not leave so long a gap.";
  if (most !== null && pairs.some(([earlier, later]) => later.opens - earlier.closes > most))
    wrong.gap_most_minutes = "The times of the day lie further apart.";
  return wrong;
}
