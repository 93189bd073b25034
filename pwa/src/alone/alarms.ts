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

/** The alarms of one's own that stand: others were told. */
export const aboutMe = (alarms: readonly AlarmView[], me: Id): AlarmView[] => alarms.filter(({ fields }) => fields.about === me && !fields.ended_at);

/** Those that nobody has answered come first, then the longest overdue. */
export function inOrder(alarms: readonly AlarmView[]): AlarmView[] {
  const late = (one: AlarmView) => (one.fields.cause === "asks-to-be-rung" ? 0 : one.fields.answer_was === "have-them" ? 2 : 1);
  return [...alarms].sort((a, b) => late(a) - late(b) || (a.fields.due_at ?? "").localeCompare(b.fields.due_at ?? "") || a.id.localeCompare(b.id));
}
