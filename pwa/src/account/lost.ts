/**
 * What to write again after the browser cleared the copy (T6): the visits that the tablet had noted, and those planned for this person since the last contact
 * of which nothing came in. Pure; names and purposes come from the records that were filled in again, not from what was noted.
 */
import { day, timeOf } from "../lib/dates";
import type { Header, HeaderVisit, Id, Unsent } from "../store/contract";

export interface Line {
  key: string;
  href: string;
  name: string;
  /** What the visit was for; empty where what was lost belonged to no visit. */
  purpose: string;
  /** When it was, and what is here of it. */
  about: string;
}

export interface Asked {
  lost: Unsent;
  index: readonly Header[];
  me: Id;
  now: Date;
  /** Whether a note of this person's about the visit is here; `null` where its record is not open. */
  hasNote: (patient: Id, visit: Id) => boolean | null;
}

export function toWriteAgain({ lost, index, me, now, hasNote }: Asked): Line[] {
  const found: (Line & { at: string })[] = [];
  const named = new Set<Id>();
  for (const header of index)
    for (const visit of header.visits)
      if (lost.visits.includes(visit.id) || wentSilent(visit, lost, me, now)) {
        named.add(header.bundle);
        const purpose = visit.purpose;
        const about = aboutVisit(visit, me, now, hasNote(header.bundle, visit.id));
        found.push({ key: visit.id, href: `/visit/${header.bundle}/${visit.id}`, name: header.name, purpose, about, at: visit.planned_start });
      }
  for (const header of index)
    if (lost.patients.includes(header.bundle) && !named.has(header.bundle)) {
      const about = "Something in the record, at no visit";
      found.push({ key: header.bundle, href: `/patient/${header.bundle}`, name: header.name, purpose: "", about, at: "" });
    }
  // Visits in their order, what belongs to none after them.
  return found.sort((a, b) => (a.at === "" ? 1 : b.at === "" ? -1 : a.at < b.at ? -1 : 1));
}

/** How many visits or people were noted that this tablet does not have (yet): moved to others, or out of sight. */
export function notFound(lost: Unsent, index: readonly Header[]): number {
  const here = new Set(index.flatMap((header) => [header.bundle, ...header.visits.map((visit) => visit.id)]));
  return [...lost.visits, ...lost.patients].filter((id) => !here.has(id)).length;
}

/** Planned for me after the last contact, over by now, and nothing of mine has come in. */
function wentSilent(visit: HeaderVisit, lost: Unsent, me: Id, now: Date): boolean {
  const over = visit.planned_end <= now.toISOString() && lost.contact !== null && visit.planned_end > lost.contact;
  return over && visit.status === "planned" && visit.asked.includes(me) && !visit.attendances.some((one) => one.staff === me);
}

function aboutVisit(visit: HeaderVisit, me: Id, now: Date, note: boolean | null): string {
  const mine = visit.attendances.find((one) => one.staff === me);
  if (!mine?.arrived_at)
    return `${day(visit.planned_start, now)}, ${timeOf(visit.planned_start)} to ${timeOf(visit.planned_end)}. Nothing has come in`;
  const left = mine.left_at ? `, left ${timeOf(mine.left_at)}` : "";
  return `${day(mine.arrived_at, now)}, arrived ${timeOf(mine.arrived_at)}${left}${note === false ? ". No note" : ""}`;
}
