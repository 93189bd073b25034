/** One's own lone-worker clock, from what this tablet carries: pure, and the same with or without coverage (R3). */
import type { Header, HeaderVisit, Id } from "../store/contract";
import { leaveByOf } from "../visit/clock";

export interface Over {
  header: Header;
  visit: HeaderVisit;
  arrivedAt: string;
  /** When one should have left. */
  leaveBy: string;
}

/** Older than this nobody is still there: it is a record to be put right, as the server has it too. */
const looksBackHours = 24;

/** The visits at which this person is and should not be any more, the earliest first. */
export function overdue(index: readonly Header[], me: Id, now: Date): Over[] {
  const found: Over[] = [];
  for (const header of index)
    for (const visit of header.visits) {
      const mine = visit.attendances.find((one) => one.staff === me);
      if (!mine?.arrived_at || mine.left_at || mine.outcome) continue;
      const leaveBy = leaveByOf(mine, visit);
      if (!leaveBy || Date.parse(leaveBy) > now.getTime()) continue;
      if (Date.parse(mine.arrived_at) < now.getTime() - looksBackHours * 3_600_000) continue;
      found.push({ header, visit, arrivedAt: mine.arrived_at, leaveBy });
    }
  return found.sort((a, b) => a.leaveBy.localeCompare(b.leaveBy) || a.visit.id.localeCompare(b.visit.id));
}
