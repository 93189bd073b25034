/** Which alarms this person's own bundle holds, and for whom they are shown: pure. */
import type { Id, View } from "../store/contract";

export type AlarmView = View<"alarm">;

/** For so long one reads how it ended. */
export const endedForMinutes = 60;

/** Whether this copy calls its reader now. Leads carry it from the beginning, and are called once they are told. */
export function calls(alarm: AlarmView, me: Id): boolean {
  const { about, buddy, leads, leads_told_at, ended_at } = alarm.fields;
  if (about === me || ended_at) return false;
  return buddy === me || !leads?.includes(me) || Boolean(leads_told_at);
}

/** Whether its end is told to this reader: only who was called is told that it is over. */
export function tellsEnd(alarm: AlarmView, me: Id, now: Date): boolean {
  const { about, buddy, leads_told_at, ended_at } = alarm.fields;
  if (about === me || !ended_at || (buddy !== me && !leads_told_at)) return false;
  return now.getTime() - Date.parse(ended_at) < endedForMinutes * 60_000;
}

/**
 * What others were told of oneself and one may answer. Being overdue stands with one's own clock; that one asked for a call is on no screen of one's
 * own but where it was asked: somebody may be reading along.
 */
export const aboutMe = (alarms: readonly AlarmView[], me: Id): AlarmView[] =>
  alarms.filter(({ fields: { about, cause, ended_at } }) => about === me && !ended_at && cause !== "overdue" && cause !== "asks-to-be-rung");

/** Who asks for a call comes first, and whom somebody has last; who is at a door before who may be at home; each by how long. */
export function inOrder(alarms: readonly AlarmView[]): AlarmView[] {
  const late = ({ fields: { cause, answer_was } }: AlarmView) =>
    cause === "asks-to-be-rung" ? 0 : answer_was === "have-them" ? 3 : cause === "day-not-ended" ? 2 : 1;
  return [...alarms].sort((a, b) => late(a) - late(b) || (a.fields.due_at ?? "").localeCompare(b.fields.due_at ?? "") || a.id.localeCompare(b.id));
}
