/**
 * What is otherwise in a day since its person last read it, in words: pure. Told by what stood there then, whoever changed it, however late it came:
 * an offline lead, another team, a plan for the whole morning.
 *
 * 1. What was seen is kept with the person's own records (`read_mark.seen`): the first look at a day tells of nothing, each further one of what differs.
 * 2. It stays told until its person has read it.
 * 3. What they have finished is no news to them.
 */
import { dayOf, shortDay, timeOf } from "../lib/dates";
import type { Header, HeaderVisit, Id, People } from "../store/contract";

export interface Change {
  visit: Id;
  /** Whose, where that is still known here: the link. */
  bundle: Id | null;
  /** When it is, or was; ISO: what comes first of the day is told first. */
  at: string;
  kind: "new" | "time" | "gone";
  words: string;
}

const entry = (visit: HeaderVisit): string => `${visit.id} ${visit.planned_start}`;

const isFinished = (visit: HeaderVisit, me: Id): boolean => visit.attendances.some((one) => one.staff === me && (one.left_at || one.outcome));

const isMine = (visit: HeaderVisit, me: Id): boolean =>
  visit.asked.includes(me) && visit.status !== "cancelled" && visit.status !== "entered-in-error";

/** The visits of one day that somebody is asked to, as the record has them now: each as "id start". */
export function seenNow(index: readonly Header[], day: string, me: Id): string[] {
  return index.flatMap((header) => header.visits.filter((one) => dayOf(one.planned_start) === day && isMine(one, me)).map(entry)).sort();
}

/** What differs from what was seen. Of a day that nobody has looked at (null) nothing does: that is its plan. */
export function changesOf(seen: readonly string[] | null, now: { index: readonly Header[]; day: string; me: Id; people: People }): Change[] {
  if (!seen) return [];
  const { index, day, me, people } = now;
  const all = new Map(index.flatMap((header) => header.visits.map((visit) => [visit.id, { header, visit }] as const)));
  const before = new Map(seen.map((one) => [one.slice(0, one.indexOf(" ")), one.slice(one.indexOf(" ") + 1)]));
  const found: Change[] = [];
  for (const [id, was] of before) {
    const { header, visit } = all.get(id) ?? {};
    if (!header || !visit) found.push({ visit: id, bundle: null, at: was, kind: "gone", words: `The visit at ${timeOf(was)} is no longer yours.` });
    else if (isFinished(visit, me)) continue;
    else if (!isMine(visit, me) || dayOf(visit.planned_start) !== day)
      found.push({
        visit: id,
        bundle: header.bundle,
        at: was,
        kind: "gone",
        words: `${header.name}, ${timeOf(was)}, ${whereTo(visit, me, people)}.`,
      });
    else if (visit.planned_start !== was)
      found.push({
        visit: id,
        bundle: header.bundle,
        at: visit.planned_start,
        kind: "time",
        words: `${header.name} is at ${timeOf(visit.planned_start)}, was ${timeOf(was)}.`,
      });
  }
  for (const { header, visit } of all.values())
    if (!before.has(visit.id) && dayOf(visit.planned_start) === day && isMine(visit, me) && !isFinished(visit, me))
      found.push({
        visit: visit.id,
        bundle: header.bundle,
        at: visit.planned_start,
        kind: "new",
        words: `New: ${header.name}, ${timeOf(visit.planned_start)}.`,
      });
  return found.sort((a, b) => a.at.localeCompare(b.at) || a.visit.localeCompare(b.visit));
}

function whereTo(visit: HeaderVisit, me: Id, people: People): string {
  if (visit.status === "cancelled") return "is cancelled";
  if (visit.status === "entered-in-error") return "was entered in error";
  if (visit.asked.includes(me)) return `moved to ${shortDay(dayOf(visit.planned_start))}, ${timeOf(visit.planned_start)}`;
  const names = visit.asked.map((id) => people.staff(id)?.name?.split(" ")[0] ?? "a colleague");
  return names.length > 0 ? `moved to ${names.join(" and ")}` : "is taken off your day: nobody has it yet";
}
