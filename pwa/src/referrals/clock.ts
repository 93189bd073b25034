/**
 * How long is left, and in words: the tablet's side of backend/referrals/clock.py, held to the same hand-worked cases. Two hours are between instants,
 * two days and eighteen weeks between London's midnights.
 */
import { instantAt } from "../board/wire";
import { addDays, dayOf, daysBetween, shortDate, timeOf } from "../lib/dates";

export interface Clock {
  kind: string;
  started: string | null;
}

const hours: Readonly<Record<string, number>> = { "two-hours": 2 };
const midnights: Readonly<Record<string, number>> = { "two-days": 2, "eighteen-weeks": 126, "eighteen-weeks-allied": 126 };
/** The shorter kind is the stricter. */
const order = [...Object.keys(hours), ...Object.keys(midnights)];
const minute = 60_000;

/** For two hours the last instant in time; else the midnight that is too late. `null` where no clock runs. */
export function due({ kind, started }: Clock): string | null {
  if (!started) return null;
  if (kind in hours) return new Date(Date.parse(started) + hours[kind]! * 60 * minute).toISOString();
  const days = midnights[kind];
  return days === undefined ? null : instantAt(addDays(dayOf(started), days + 1), 0);
}

/** `null` where no clock ran, or it had not started. */
export function isInTime(clock: Clock, seen: string): boolean | null {
  const by = due(clock);
  if (by === null || Date.parse(seen) < Date.parse(clock.started!)) return null;
  return clock.kind in hours ? Date.parse(seen) <= Date.parse(by) : Date.parse(seen) < Date.parse(by);
}

/** The last day on which somebody can be seen in time. */
export const lastDay = (clock: Clock): string | null => {
  const by = due(clock);
  return by === null ? null : clock.kind in hours ? dayOf(by) : addDays(dayOf(by), -1);
};

/** The one that whoever joins referrals keeps: the shorter kind, and of one kind what started first. */
export function strictest(clocks: readonly Clock[]): Clock {
  const running = clocks.filter((one) => due(one) !== null);
  running.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || Date.parse(a.started!) - Date.parse(b.started!));
  return running[0] ?? { kind: "no-clock", started: null };
}

export interface Left {
  /** "0 h 52", "2 days", "17 weeks", "Seen", "Closed". */
  words: string;
  /** "2-hour, by 09:04". */
  detail: string;
  /** Of the whole time, what is left: 0 to 1. */
  share: number;
  tone: "hot" | "plain" | "calm";
  /** What the list is ordered by: the instant that is too late; those without a clock last. */
  by: number;
}

const name = (kind: string) => (kind === "two-hours" ? "2-hour" : kind === "two-days" ? "2-day" : "Routine");
const plural = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
const asHours = (minutes: number) => `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;

/** "24 Nov" as a list has it: the weekday within a week, else the date. */
function dayWords(day: string, now: string): string {
  const away = daysBetween(dayOf(now), day);
  const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  return away >= 0 && away < 7 ? `${weekday} ${Number(day.slice(8))}` : shortDate(day);
}

export function left(clock: Clock, now: string, seen: string | null, isOver: boolean): Left {
  const by = due(clock);
  const what = name(clock.kind);
  if (seen !== null && by !== null) {
    const took = Math.max(0, Math.floor((Date.parse(seen) - Date.parse(clock.started!)) / minute));
    const within = clock.kind in hours ? asHours(took) : plural(daysBetween(dayOf(clock.started!), dayOf(seen)), "day");
    const late = isInTime(clock, seen) === false;
    return { words: "Seen", detail: `${what}, in ${within}${late ? ", late" : ""}`, share: 0, tone: "calm", by: Number.MAX_SAFE_INTEGER };
  }
  if (seen !== null || isOver)
    return { words: seen ? "Seen" : "Closed", detail: by ? what : "No clock", share: 0, tone: "calm", by: Number.MAX_SAFE_INTEGER };
  if (by === null) return { words: "No clock", detail: "Routine", share: 0, tone: "calm", by: Number.MAX_SAFE_INTEGER - 1 };
  const end = Date.parse(by);
  const at = Date.parse(now);
  const share = Math.max(0, Math.min(1, (end - at) / (end - Date.parse(clock.started!))));
  const tone = clock.kind in hours || at >= end ? "hot" : clock.kind === "two-days" ? "plain" : "calm";
  if (clock.kind in hours) {
    const minutes = Math.floor((end - at) / minute);
    const words = minutes >= 0 ? asHours(minutes) : `${asHours(-minutes)} late`;
    return { words, detail: `${what}, by ${timeOf(by)}`, share, tone, by: end };
  }
  const last = lastDay(clock)!;
  const days = daysBetween(dayOf(now), last);
  const words =
    days < 0 ? `${plural(-days, "day")} late` : days === 0 ? "Today" : days < 14 ? plural(days, "day") : plural(Math.floor(days / 7), "week");
  return { words, detail: `${what}, by ${days === 0 ? "23:59" : dayWords(last, now)}`, share, tone, by: end };
}
