/**
 * What is otherwise in a day since its person last read it, in words: pure. Told by what stood there then, whoever changed it, however late it came:
 * an offline lead, another team, a plan for the whole morning.
 *
 * 1. What was seen is kept with the person's own records (`read_mark.seen`): the first look at a day tells of nothing, each further one of what differs.
 * 2. It stays told until its person has read it.
 * 3. What they have finished is no news to them.
 * 4. Who else comes to a visit is part of it. Of a look that did not keep that (`seen_with`), nothing of it is told.
 */
import { dayOf, shortDay, timeOf } from "../lib/dates";
import type { Header, HeaderVisit, Id, People } from "../store/contract";

export interface Change {
  visit: Id;
  /** Whose, where that is still known here: the link. */
  bundle: Id | null;
  /** When it is, or was; ISO: what comes first of the day is told first. */
  at: string;
  kind: "new" | "time" | "company" | "gone";
  words: string;
}

const entry = (visit: HeaderVisit): string => `${visit.id} ${visit.planned_start}`;

const isFinished = (visit: HeaderVisit, me: Id): boolean => visit.attendances.some((one) => one.staff === me && (one.left_at || one.outcome));

const isMine = (visit: HeaderVisit, me: Id): boolean =>
  visit.asked.includes(me) && visit.status !== "cancelled" && visit.status !== "entered-in-error";

/** What was seen of a day. `seen`: each visit as "id start"; `seen_with`: each who else was asked to one, as "id staff". */
export interface Seen {
  seen: string[];
  seen_with: string[] | null;
}

/** The visits of one day that somebody is asked to, as the record has them now. */
export function seenNow(index: readonly Header[], day: string, me: Id): Seen & { seen_with: string[] } {
  const mine = index.flatMap((header) => header.visits.filter((one) => dayOf(one.planned_start) === day && isMine(one, me)));
  const others = mine.flatMap((one) => one.asked.filter((id) => id !== me).map((id) => `${one.id} ${id}`));
  return { seen: mine.map(entry).sort(), seen_with: others.sort() };
}

/** What differs from what was seen. Of a day that nobody has looked at (null) nothing does: that is its plan. */
export function changesOf(look: Seen | null, now: { index: readonly Header[]; day: string; me: Id; people: People }): Change[] {
  if (!look) return [];
  const { index, day, me, people } = now;
  const all = new Map(index.flatMap((header) => header.visits.map((visit) => [visit.id, { header, visit }] as const)));
  const before = new Map(look.seen.map(parted));
  const wereWith = look.seen_with && groupedBy(look.seen_with.map(parted));
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
    else {
      const time = visit.planned_start !== was;
      const company = wereWith ? companyWords(wereWith.get(id) ?? [], visit, me, people) : "";
      if (!time && !company) continue;
      found.push({
        visit: id,
        bundle: header.bundle,
        at: visit.planned_start,
        kind: time ? "time" : "company",
        words: time
          ? [`${header.name} is at ${timeOf(visit.planned_start)}, was ${timeOf(was)}.`, company].filter(Boolean).join(" ")
          : `${header.name}, ${timeOf(visit.planned_start)}: ${company}`,
      });
    }
  }
  for (const { header, visit } of all.values())
    if (!before.has(visit.id) && dayOf(visit.planned_start) === day && isMine(visit, me) && !isFinished(visit, me))
      found.push({
        visit: visit.id,
        bundle: header.bundle,
        at: visit.planned_start,
        kind: "new",
        words: `New: ${[header.name, timeOf(visit.planned_start), withWords(visit, me, people)].filter(Boolean).join(", ")}.`,
      });
  return found.sort((a, b) => a.at.localeCompare(b.at) || a.visit.localeCompare(b.visit));
}

function whereTo(visit: HeaderVisit, me: Id, people: People): string {
  if (visit.status === "cancelled") return "is cancelled";
  if (visit.status === "entered-in-error") return "was entered in error";
  if (visit.asked.includes(me)) return `moved to ${shortDay(dayOf(visit.planned_start))}, ${timeOf(visit.planned_start)}`;
  return visit.asked.length > 0 ? `moved to ${named(visit.asked, people)}` : "is taken off your day: nobody has it yet";
}

/** "Yusuf comes with you instead of Amina."; empty where the same people come. */
function companyWords(before: readonly Id[], visit: HeaderVisit, me: Id, people: People): string {
  const come = visit.asked.filter((id) => id !== me && !before.includes(id));
  const gone = before.filter((id) => id !== me && !visit.asked.includes(id));
  if (come.length === 0) return gone.length > 0 ? `${named(gone, people)} no longer ${gone.length === 1 ? "comes" : "come"} with you.` : "";
  const instead = gone.length > 0 ? ` instead of ${named(gone, people)}` : "";
  return `${named(come, people)} ${come.length === 1 ? "comes" : "come"} with you${instead}.`;
}

function withWords(visit: HeaderVisit, me: Id, people: People): string {
  const others = visit.asked.filter((id) => id !== me);
  return others.length > 0 ? `with ${named(others, people)}` : "";
}

const named = (ids: readonly Id[], people: People): string => ids.map((id) => people.staff(id)?.name?.split(" ")[0] ?? "a colleague").join(" and ");

/** "id rest" as its two parts. */
const parted = (one: string): [string, string] => [one.slice(0, one.indexOf(" ")), one.slice(one.indexOf(" ") + 1)];

function groupedBy(pairs: readonly (readonly [Id, Id])[]): ReadonlyMap<Id, Id[]> {
  const found = new Map<Id, Id[]>();
  for (const [id, other] of pairs) found.set(id, [...(found.get(id) ?? []), other]);
  return found;
}
