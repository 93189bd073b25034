/** Exports of each month, in words. Pure. */
import { day, dayOf, relativeDay } from "../lib/dates";
import type { ReportSchedule } from "../store/reports";
import { longMonth } from "../voice/words";
import { nameOfWhat } from "./returns";

/** "Overview, Tower Hamlets Together, with 24 months": what every one of them is. */
export function titleOf({ what, scope_name, months }: Pick<ReportSchedule, "what" | "scope_name" | "months">): string {
  return `${nameOfWhat(what)}, ${scope_name}${months > 1 ? `, with ${months} months` : ""}`;
}

/** Who asked for it, from which month on, and who changed it since. */
export function sinceOf(one: Pick<ReportSchedule, "who" | "first" | "state" | "changed_at" | "changed_by">, now: Date): string {
  const since = `${one.who} wants it from ${longMonth(one.first)} on.`;
  if (one.state === "running") return since;
  const when = relativeDay(one.changed_at, now);
  return one.changed_by ? `${since} Paused by ${one.changed_by}, ${when}.` : `${since} It stopped by itself, ${when}.`;
}

/** Of which month the next is, and when that is made: not before the month is over, and counted. */
export function comingOf({ next, next_on }: Pick<ReportSchedule, "next" | "next_on">, now: Date): string {
  if (!next || !next_on) return "";
  return next_on <= dayOf(now)
    ? `Next: ${longMonth(next)}, as soon as its figures are counted.`
    : `Next: ${longMonth(next)}, from ${day(next_on, now)} on, once its figures are counted.`;
}
