/**
 * Dates and times as people here write them: "Tue 24 Nov", "14:05" (SCREENS law 8), always London's, whatever the tablet's zone.
 * Instants are ISO strings in UTC, days are `YYYY-MM-DD`. What "today" is comes in as an argument.
 */
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NBSP = "\u00a0";

type When = string | Date;

const hour = 3_600_000;
/** By year: from when until when London's clocks are an hour ahead of UTC. */
const summers = new Map<number, [from: number, until: number]>();

/** 01:00 UTC on the last Sunday of a month. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 24 * hour;
}

/**
 * How many milliseconds London's clocks are ahead of UTC at an instant: an hour from the last Sunday of March to that of October (Summer Time Order 2002).
 * The browser's own calendar is asked for what was before only: to make one takes a slow tablet 50 to 100 ms, and everything that opens shows a time.
 */
function offset(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  if (year < 2002) return offsetBefore(instant);
  let summer = summers.get(year);
  if (!summer) {
    summer = [lastSunday(year, 2), lastSunday(year, 9)];
    summers.set(year, summer);
  }
  return instant >= summer[0] && instant < summer[1] ? hour : 0;
}

let calendar: Intl.DateTimeFormat | undefined;

function offsetBefore(instant: number): number {
  const numbers = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
  calendar ??= new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hourCycle: "h23", ...numbers });
  const part = Object.fromEntries(calendar.formatToParts(instant).map((p) => [p.type, Number(p.value)]));
  return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!) - Math.floor(instant / 60_000) * 60_000;
}

/** London's wall clock of an instant as `YYYY-MM-DDTHH:MM:…`. */
function wall(when: When): string {
  const instant = new Date(when).getTime();
  return new Date(instant + offset(instant)).toISOString();
}

/** `YYYY-MM-DD` in London of an instant; a day comes back as it is. */
export function dayOf(when: When): string {
  return typeof when === "string" && when.length === 10 ? when : wall(when).slice(0, 10);
}

/** "09:05" in London. */
export function timeOf(when: When): string {
  return wall(when).slice(11, 16);
}

/** Minutes since London's midnight. */
export function minuteOf(when: When): number {
  const [hours, minutes] = timeOf(when).split(":").map(Number);
  return hours! * 60 + minutes!;
}

const utc = (day: string) => new Date(`${day}T00:00:00Z`);

/** The day so many days on, or back. */
export function addDays(day: string, days: number): string {
  return new Date(utc(day).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one to the other, negative when it is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

/** "Tue 24 Nov", with spaces that do not break. */
export function shortDay(when: When): string {
  const date = utc(dayOf(when));
  return `${weekdays[date.getUTCDay()]}${NBSP}${date.getUTCDate()}${NBSP}${months[date.getUTCMonth()]}`;
}

/** "24 Nov". */
export function shortDate(when: When): string {
  const date = utc(dayOf(when));
  return `${date.getUTCDate()}${NBSP}${months[date.getUTCMonth()]}`;
}

/** "14 Mar 1942". */
export function longDate(when: When): string {
  return `${shortDate(when)} ${dayOf(when).slice(0, 4)}`;
}

/** "Nov 2006": a day long ago, of which the weekday says nothing. */
export function monthAndYear(when: When): string {
  const day = dayOf(when);
  return `${months[Number(day.slice(5, 7)) - 1]}${NBSP}${day.slice(0, 4)}`;
}

/** "Tue 24 Nov", with the year where it is another than now's. */
export function day(when: When, now: Date): string {
  const year = dayOf(when).slice(0, 4);
  return year === dayOf(now).slice(0, 4) ? shortDay(when) : `${shortDay(when)} ${year}`;
}

/** "today", "yesterday", "tomorrow", or the day. */
export function relativeDay(when: When, now: Date): string {
  const away = daysBetween(dayOf(now), dayOf(when));
  return away === 0 ? "today" : away === 1 ? "tomorrow" : away === -1 ? "yesterday" : day(when, now);
}

/** "today 11:02", "Thu 19 Nov 10:12"; a day alone has no time. */
export function dayAndTime(when: When, now: Date): string {
  if (typeof when === "string" && when.length === 10) return day(when, now);
  const which = dayOf(when) === dayOf(now) ? "today" : day(when, now);
  return `${which}${NBSP}${timeOf(when)}`;
}

/** "11:15" today, otherwise "Mon 23 Nov 16:48". */
export function sinceWhen(when: When, now: Date): string {
  return dayOf(when) === dayOf(now) ? timeOf(when) : `${day(when, now)}${NBSP}${timeOf(when)}`;
}

/** Years lived on that day. 29 February counts from 1 March. */
export function ageOn(bornOn: string, now: When): number {
  const today = dayOf(now);
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return today.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** 230 → "3 h 50 min"; 45 → "45 min"; 120 → "2 h". */
export function minutesInWords(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest}${NBSP}min`;
  return rest === 0 ? `${hours}${NBSP}h` : `${hours}${NBSP}h ${rest}${NBSP}min`;
}

/** Two hours and more as "2 hours", less as "50 minutes": how long ago something was. */
export function agoInWords(from: When, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(from).getTime()) / 60_000));
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} ${minutes === 1 ? "minute" : "minutes"} ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} ${hours === 1 ? "hour" : "hours"} ago`;
  return `${Math.floor(hours / 24)} days ago`;
}

/** `YYYY-MM-DD` of what stands in three boxes, or null where that is no day. */
export function dateFromParts(dayText: string, monthText: string, yearText: string): string | null {
  if (!/^\d{1,2}$/.test(dayText) || !/^\d{1,2}$/.test(monthText) || !/^\d{4}$/.test(yearText)) return null;
  const text = `${yearText}-${monthText.padStart(2, "0")}-${dayText.padStart(2, "0")}`;
  const date = utc(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text ? text : null;
}

/** Whether it is a day that there is, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const [year, month, day] = text.split("-");
  return dateFromParts(day ?? "", month ?? "", year ?? "") === text;
}

/** What three boxes hand on: the day, nothing where all are empty, and else what was typed, "31/2/2026", which is no date and yet not lost. */
export function dateAsTyped(day: string, month: string, year: string): string | null {
  return day || month || year ? (dateFromParts(day, month, year) ?? `${day}/${month}/${year}`) : null;
}

/** The boxes of what `dateAsTyped` handed on. */
export function typedDate(value: string | null): { day: string; month: string; year: string } {
  if (!value) return { day: "", month: "", year: "" };
  const [year = "", month = "", day = ""] = isDate(value) ? value.split("-") : [];
  if (year) return { day: day.replace(/^0/, ""), month: month.replace(/^0/, ""), year };
  const parts = /^(.*)\/([^/]*)\/([^/]*)$/s.exec(value);
  return parts ? { day: parts[1]!, month: parts[2]!, year: parts[3]! } : { day: value, month: "", year: "" };
}
