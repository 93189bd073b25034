/** What the planner says of days, visits and moves, for eyes and ears alike. */
import { all, clock, first } from "../board/words";
import { addDays, shortDate, shortDay } from "../lib/dates";
import type { Id } from "../store/contract";
import type { Weekday, WeekSeries, WeeksPeriod, WeekVisit } from "../store/weeks";
import { after, type Block, type Load, minutesOfStart, needed } from "./plan";

export const weekdays: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const weekdayOf = (day: string): Weekday => weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!;

/** "31" of 1,860 minutes, "2.5" of 150: hours as one reads them at a glance. */
export function hours(minutes: number): string {
  return String(minutes >= 585 ? Math.round(minutes / 60) : Math.round(minutes / 30) / 2);
}

/** "23 Nov to 20 Dec". */
export const spanWords = (first: string, weeks = 4): string => `${shortDate(first)} to ${shortDate(addDays(first, weeks * 7 - 1))}`;

/** "31 of 38 hours", "3 hours too many". */
export function loadWords(load: Load): string {
  const minutes = after(load);
  const over = minutes - load.there;
  const there = load.day.is_known ? `${hours(load.there)} hours` : `about ${hours(load.there)} hours`;
  if (load.there === 0 && minutes === 0) return "nobody is needed";
  if (load.there === 0) return `${hours(minutes)} hours needed, nobody works`;
  return `${hours(minutes)} of ${there}${over >= 15 ? `, ${hours(over)} too many` : ""}`;
}

/** All of a day's column for those who hear it. */
export function dayWords(load: Load): string {
  const { day } = load;
  const change = load.change === 0 ? "" : `, was ${hours(needed(load))}`;
  return [shortDay(day.day), day.holiday, `${loadWords(load)}${change}`, plural(day.visits, "visit"), day.is_known ? "" : "shifts not written yet"]
    .filter(Boolean)
    .join(", ");
}

const states: Readonly<Record<WeekVisit["state"], string>> = {
  planned: "",
  "under-way": "under way",
  "took-place": "done",
  "not-seen": "not seen",
  "went-anyway": "done",
  cancelled: "cancelled",
};

export const nameOf = (period: WeeksPeriod, id: Id): string => period.people.find((one) => one.id === id)?.name ?? "somebody of another team";

/** "KA", and "?" of nobody. */
export function initials(period: WeeksPeriod, staff: readonly Id[]): string {
  const [one] = staff;
  if (!one) return "?";
  const name = period.people.find((it) => it.id === one)?.name;
  if (!name) return "–";
  const parts = name.split(/[\s-]+/);
  return `${parts[0]?.[0] ?? ""}${parts.length > 1 ? (parts.at(-1)?.[0] ?? "") : ""}`;
}

/** Everything that a block shows by place, colour and drawing, for those who hear it. */
export function blockWords(period: WeeksPeriod, series: WeekSeries, block: Block): string {
  const who = block.staff.length > 0 ? all(block.staff.map((id) => nameOf(period, id))) : "nobody yet";
  const strange = block.staff.length > 0 && series.known.length > 0 && !block.staff.some((id) => series.known.includes(id));
  const kind = { stands: "", made: "suggested, not planned yet", goes: "would be cancelled", changes: "would get another time" }[block.kind];
  return [
    shortDay(block.day),
    clock(minutesOfStart(block)),
    who,
    strange ? "new face" : "",
    kind,
    states[block.state],
    block.byHand ? "changed by hand" : "",
  ]
    .filter(Boolean)
    .join(", ");
}

const away: Readonly<Record<string, string>> = {
  hospital: "In hospital",
  respite: "In respite care",
  family: "With family",
};

/** "In hospital until Thu 3 Dec"; null where they are at home in these weeks. */
export function awayWords(series: WeekSeries, { first, last }: WeeksPeriod): string | null {
  if (!series.away || series.away.from > last) return null;
  const { until } = series.away;
  if (until !== null && until < first) return null;
  return `${away[series.away.why ?? ""] ?? "Away"}${until ? ` until ${shortDay(until)}` : ", until somebody writes that they are home"}`;
}

/** "Dressing · Twice a week, mornings": one line under a name. */
export const ruleWords = (series: WeekSeries): string => series.says || series.frequency || "It repeats no more";

/** "1,234". */
export const count = (n: number): string => n.toLocaleString("en-GB");

const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

export { all, clock, first, plural };
