/**
 * What plain words say of how often: "twice a week until 12 December". A suggestion, which a person looks at before it counts. The same words are read
 * the same by the server (`backend/weeks/reading.py`); both are held to `cases.json`.
 *
 * 1. Every word is understood, or the words as a whole are not: what was not is told as it stands.
 * 2. What had to be assumed, because the words do not say it, is told as a sentence each.
 * 3. Two statements that contradict each other ("daily, twice a week") are not understood.
 */
import { addDays, isDate } from "../dates";
import { empty, faults, type Pattern, type Weekday, weekdays } from "./pattern";
import { dayInWords, joined } from "./said";

export interface Reading {
  /** Null where the words are not understood. */
  pattern: Pattern | null;
  assumed: readonly string[];
  notUnderstood: readonly string[];
}

const numbers: Readonly<Record<string, number>> = {
  ...{ one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, ten: 10, twelve: 12, fourteen: 14 },
};
const often: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3, od: 1, bd: 2, tds: 3, qds: 4 };
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekday = "(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|s|nesday|rsday|r|rs|urday|es)?s?";
const number = `(\\d{1,2}|${Object.keys(numbers).join("|")})`;
const many = `(?:(once|twice|thrice)|${number} ?(?:times|x|×))`;
const date =
  "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day )?(?:the )?(?:(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*" +
  "(?: (\\d{4}))?|(\\d{1,2})/(\\d{1,2})/(\\d{4})|(\\d{4})-(\\d{2})-(\\d{2}))";
const partsOfDay: readonly (readonly [string, string])[] = [
  ["before breakfast", "07:00-09:00"],
  ["breakfast", "07:30-09:30"],
  ["lunch(?:time)?", "12:00-13:30"],
  ["tea(?:time)?", "16:30-18:00"],
  ["bed(?:time)?", "20:30-22:00"],
  ["mornings?", "08:00-12:00"],
  ["afternoons?", "12:00-16:00"],
  ["evenings?", "17:00-20:00"],
];
const ofADay: Readonly<Record<number, string[]>> = {
  1: ["09:00-17:00"],
  2: ["08:00-10:00", "16:00-18:00"],
  3: ["08:00-10:00", "12:00-14:00", "16:00-18:00"],
  4: ["08:00-09:30", "12:00-13:30", "16:00-17:30", "20:00-21:30"],
};
const limits: readonly (readonly [keyof Said, number, number])[] = [
  ["every_days", 2, 90],
  ["every_weeks", 1, 12],
  ["per_week", 1, 7],
  ["many", 1, 4],
];
const filling = /\b(and|at|in|on|the|a|each|every|per|around|about|by|from|for|visit|visits)\b|[.,;:&–—-]/gu;

/** What was said so far; a part that is missing was not said, one that is null was said to be so. */
interface Said {
  days?: Weekday[] | null;
  per_week?: number | null;
  every_weeks?: number | null;
  every_days?: number | null;
  times?: string[];
  minutes?: number;
  people?: number;
  from?: string;
  until?: string;
  many?: number;
  often?: true;
}

/** The words that nobody has understood yet, and what the others said. */
class Words {
  said: Said = {};
  assumed: string[] = [];
  clashes: string[] = [];
  rest: string;
  readonly today: string;
  constructor(text: string, today: string) {
    this.rest = text;
    this.today = today;
  }

  /** The first place where something of this form stands; it is understood thereby. */
  take(form: string): RegExpExecArray | null {
    const found = new RegExp(`(?<![\\p{L}\\p{N}_:])${form}(?![\\p{L}\\p{N}_:])`, "u").exec(this.rest);
    if (found) this.rest = `${this.rest.slice(0, found.index)} | ${this.rest.slice(found.index + found[0].length)}`;
    return found;
  }

  /** Notes what was said. The same thing said twice otherwise is a contradiction (rule 3). */
  say(found: RegExpExecArray, said: Said): void {
    for (const [name, value] of Object.entries(said)) {
      const before = (this.said as Record<string, unknown>)[name];
      if (name in this.said && JSON.stringify(before) !== JSON.stringify(value)) this.clashes.push(found[0].trim());
    }
    Object.assign(this.said, said);
  }
}

/** `until`: its own words, where they stand apart ("12 December", "wound drier"). `today`: YYYY-MM-DD. */
export function read(text: string, until: string | null, today: string): Reading {
  const words = new Words(` ${text.toLowerCase().replace(/’/g, "'")} `.replace(/\s+/g, " "), today);
  ends(words, until);
  measures(words);
  clock(words);
  howOften(words);
  const left = words.rest
    .replace(filling, " ")
    .split("|")
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter(Boolean);
  if (left.length > 0 || words.clashes.length > 0 || !words.said.often) {
    const whole = left.length === 0 && words.clashes.length === 0 && text.trim() ? [text.trim()] : [];
    return not([...new Set([...left, ...words.clashes, ...whole])]);
  }
  return filled(words);
}

const not = (notUnderstood: string[]): Reading => ({ pattern: null, assumed: [], notUnderstood });

function ends(words: Words, until: string | null): void {
  const begun = words.take(`(?:from|starting(?: on)?|beginning) ${date}`);
  const from = begun && dateIn(begun, words.today);
  if (begun && from) words.say(begun, { from });
  const ended = words.take(`(?:until|till|to|up to|ending) ${date}`);
  const last = ended && dateIn(ended, words.said.from ?? words.today);
  if (ended && last) words.say(ended, { until: last });
  else if (ended) words.clashes.push(ended[0].trim());
  const lasting = words.take(`for ${number} weeks?`);
  if (lasting) words.say(lasting, { until: addDays(words.said.from ?? addDays(words.today, 1), 7 * numberOf(lasting[1]) - 1) });
  const aim = ended ? null : words.take("(?:until|till) ([^|,]+)");
  if (aim) words.assumed.push(`“${aim[1]!.trim()}” is no date: it has no end here.`);
  if (until !== null) {
    const found = new RegExp(`^(?:until )?${date}$`, "u").exec(until.trim().toLowerCase().replace(/\.+$/, ""));
    const day = found && dateIn(found, words.today);
    if (day) words.said.until ??= day;
    else words.assumed.push(`“${until.trim()}” is no date: it has no end here.`);
  }
}

function measures(words: Words): void {
  const long = words.take("(?:for )?(\\d{1,3}) ?(?:minutes?|mins?)");
  if (long && Number(long[1]) >= 5 && Number(long[1]) <= 480) words.say(long, { minutes: Number(long[1]) });
  for (const [form, minutes] of [
    ["(?:for )?half an hour", 30],
    ["(?:for )?(?:an|one|1) hour", 60],
  ] as const) {
    const found = words.take(form);
    if (found) words.say(found, { minutes });
  }
  const two = words.take("(?:by two|with two|two (?:carers|nurses|people|staff)|double[- ]?(?:up|handed)|2 (?:carers|people))");
  if (two) words.say(two, { people: 2 });
}

function clock(words: Words): void {
  const times: string[] = [];
  const hour = "(\\d{1,2})(?:[:.](\\d{2}))? ?(am|pm)?";
  for (
    let found = words.take(`(?:between|from) ${hour} (?:and|to) ${hour}`);
    found;
    found = words.take(`(?:between|from) ${hour} (?:and|to) ${hour}`)
  ) {
    const [first, last] = [timeOf(found[1], found[2], found[3]), timeOf(found[4], found[5], found[6])];
    if (first === null || last === null || last < first) words.clashes.push(found[0].trim());
    else times.push(`${first}-${last}`);
  }
  const one = `(?:at ${hour}|(\\d{1,2})[:.](\\d{2})|(\\d{1,2}) ?(am|pm))`;
  for (let found = words.take(one); found; found = words.take(one)) {
    const time = found[1] ? timeOf(found[1], found[2], found[3]) : found[4] ? timeOf(found[4], found[5]) : timeOf(found[6], undefined, found[7]);
    if (time === null) words.clashes.push(found[0].trim());
    else times.push(time);
  }
  for (const [form, window] of partsOfDay) if (words.take(`(?:in the |at |with |each |every )?${form}`)) times.push(window);
  if (times.length > 0) words.said.times = [...new Set(times)].sort();
}

function howOften(words: Words): void {
  const say = (found: RegExpExecArray | null, of: (found: RegExpExecArray) => Said | null) => {
    const said = found && of(found);
    if (found && said) words.say(found, { often: true, ...said });
    else if (found) words.clashes.push(found[0].trim());
  };
  const apart = { days: null, per_week: null, every_weeks: null };
  say(words.take(`(?:${many} (?:a|per|each|every)? ?(?:day|daily)|twice daily|(od|bd|tds|qds))`), (found) => ({
    many: found[0].trim() === "twice daily" ? 2 : (often[found[3] ?? found[1] ?? ""] ?? numberOf(found[2])),
  }));
  say(words.take(`${many} (?:a|per|each|every)? ?(?:week|weekly)`), (found) => ({
    per_week: often[found[1] ?? ""] ?? numberOf(found[2]),
    every_days: null,
  }));
  say(words.take(`${many} (?:in|every) ${number} weeks`), (found) => {
    const [times, weeks] = [often[found[1] ?? ""] ?? numberOf(found[2]), numberOf(found[3])];
    if (times % weeks === 0) return { per_week: times / weeks, every_days: null };
    return times === 1 ? { per_week: 1, every_weeks: weeks, every_days: null } : null;
  });
  say(words.take("(?:every other day|alternate days|every second day|on alternate days)"), () => ({ ...apart, every_days: 2 }));
  say(words.take(`every ${number} days`), (found) => ({ ...apart, every_days: numberOf(found[1]) }));
  say(words.take("(?:monthly|(?:once )?(?:a|every|each) month)"), () => {
    words.assumed.push("A month is read as four weeks.");
    return { per_week: 1, every_weeks: 4, every_days: null };
  });
  say(words.take("(?:fortnightly|every other week|every second week|(?:once )?(?:a|every|each) fortnight)"), () => ({
    every_weeks: 2,
    every_days: null,
  }));
  say(words.take(`every ${number} weeks`), (found) => ({ every_weeks: numberOf(found[1]), every_days: null }));
  say(words.take("(?:every week|each week|weekly)"), () => ({ every_weeks: 1, every_days: null }));
  named(words);
  say(words.take("(?:daily|every day|each day|a day)"), () => ({ days: null, per_week: null, every_days: null }));
}

function named(words: Words): void {
  const days = new Set<Weekday>();
  let last: RegExpExecArray | null = null;
  for (let found = words.take(`${weekday} ?(?:to|-|–) ?${weekday}`); found; found = words.take(`${weekday} ?(?:to|-|–) ?${weekday}`)) {
    const [first, end] = [weekdays.indexOf(found[1] as Weekday), weekdays.indexOf(found[2] as Weekday)];
    for (let day = first; day <= (end >= first ? end : end + 7); day++) days.add(weekdays[day % 7]!);
    last = found;
  }
  for (const [form, some] of [
    ["(?:weekdays|working days)", weekdays.slice(0, 5)],
    ["weekends?", weekdays.slice(5)],
  ] as const) {
    const found = words.take(`(?:on |every |at )?${form}`);
    if (!found) continue;
    for (const day of some) days.add(day);
    last = found;
  }
  for (let found = words.take(weekday); found; found = words.take(weekday)) {
    days.add(found[1] as Weekday);
    last = found;
  }
  if (last) words.say(last, { often: true, days: weekdays.filter((day) => days.has(day)), every_days: null });
}

/** What was said, with what it leaves open assumed (rule 2). */
function filled({ said, assumed, today }: Words): Reading {
  for (const [name, least, most] of limits) {
    const value = said[name];
    if (typeof value === "number" && (value < least || value > most)) return not([`${name.replaceAll("_", " ")}: ${value}`]);
  }
  const pattern: Pattern = {
    ...empty,
    ...{ days: said.days ?? null, per_week: said.per_week ?? null, every_weeks: said.every_weeks ?? null, every_days: said.every_days ?? null },
    ...{ people: said.people ?? null, until: said.until ?? null },
  };
  const isOfWeeks = pattern.per_week !== null || pattern.every_weeks !== null;
  if (isOfWeeks && !pattern.days) {
    pattern.per_week ??= 1;
    pattern.days = pattern.per_week > 5 ? null : [...weekdays.slice(0, 5)];
    assumed.push(`It does not say on which days: ${pattern.per_week > 5 ? "all seven" : "Monday to Friday"}.`);
  }
  if (pattern.every_weeks === 1) pattern.every_weeks = null;
  const of = pattern.days?.length ?? 7;
  if (pattern.per_week !== null && pattern.per_week > of) return not([`${pattern.per_week} times a week on ${of} days`]);
  if (pattern.per_week === of) pattern.per_week = null;
  const a_day = said.many ?? 1;
  if (said.times && said.many !== undefined && said.many !== said.times.length)
    return not([`${said.many} times a day, at ${said.times.length} times`]);
  pattern.times = said.times ?? ofADay[a_day]!;
  if (!said.times) assumed.push(`It does not say at what time: ${joined(pattern.times.map((time) => time.replace("-", " to ")))}.`);
  if (said.minutes === undefined) assumed.push("It does not say how long: 30 minutes.");
  pattern.minutes = said.minutes ?? 30;
  const begins = addDays(today, 1);
  if (!said.from) assumed.push(`It does not say from when: ${dayInWords(begins)}.`);
  pattern.from = said.from ?? begins;
  if (pattern.until !== null && pattern.until < pattern.from) return not([`until ${dayInWords(pattern.until)}, which is over`]);
  const wrong = Object.values(faults(pattern));
  return wrong.length > 0 ? not(wrong) : { pattern, assumed, notUnderstood: [] };
}

const numberOf = (word: string | undefined): number => numbers[word ?? ""] ?? Number(word);

function timeOf(hour: string | undefined, minute?: string, half?: string): string | null {
  let at = Number(hour ?? 0);
  const past = Number(minute ?? 0);
  if (half && (at < 1 || at > 12)) return null;
  if (half) at = (at % 12) + (half === "pm" ? 12 : 0);
  return at < 24 && past < 60 ? `${String(at).padStart(2, "0")}:${String(past).padStart(2, "0")}` : null;
}

/** The day that was named last; without its year, the first from `since` on. */
function dateIn(found: RegExpExecArray, since: string): string | null {
  const [day, month, year, d, m, y, isoYear, isoMonth, isoDay] = found.slice(-9);
  const made = (year: string | number, month: string | number, day: string | number): string | null => {
    const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    return isDate(text) ? text : null;
  };
  if (isoYear) return made(isoYear, isoMonth!, isoDay!);
  if (y) return made(y, m!, d!);
  const nth = months.indexOf(month!) + 1;
  if (year) return made(year, nth, day!);
  for (let later = 0; later < 5; later++) {
    const one = made(Number(since.slice(0, 4)) + later, nth, day!);
    if (one && one >= since) return one;
  }
  return null;
}
