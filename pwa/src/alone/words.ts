/** What is said about people who work alone: pure, from an alarm's fields and from what this tablet carries. */
import type { Fields } from "../api/kinds";
import { minutesInWords, sinceWhen } from "../lib/dates";

export type Alarm = Fields["alarm"];

/** A tablet speaks twice a minute while its screen is on; after so many minutes it counts as not heard of. */
export const silentAfter = 15;

const minutesBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
const firstName = (name: string) => name.split(" ")[0] ?? name;

/** What somebody said to an alarm, as a sentence begins. */
export function answerWords(answer: string | null | undefined): string {
  switch (answer) {
    case "have-them":
      return "has them";
    case "cannot":
      return "cannot help now";
    case "safe":
      return "said that all is well";
    default:
      return "answered";
  }
}

/** What it is about, in one line: who, what, since when; a time of another day says which. */
export function headline(alarm: Alarm, name: string, now: Date): string {
  const due = alarm.due_at ? sinceWhen(alarm.due_at, now) : "";
  switch (alarm.cause) {
    case "overdue":
      return `${name} should have left a visit at ${due}`;
    case "not-arrived":
      return `${name} has not come to a visit planned for ${due}`;
    case "day-not-ended":
      return `${name}’s shift ended at ${due}, and they have not ended their day`;
    case "asks-to-be-rung":
      return `${name} asked at ${due} to be rung`;
    default:
      return `${name}: something this version cannot show`;
  }
}

/** What their tablet last said, and what that means: a tablet that is silent says nothing of who carries it. */
export function lastWord(alarm: Alarm, name: string, now: Date): string {
  const who = firstName(name);
  const arrived = alarm.arrived_at ? `${who} arrived at ${sinceWhen(alarm.arrived_at, now)}. ` : "";
  if (!alarm.heard_at) return `${arrived}Nothing was heard from ${who}’s tablet.`;
  const at = sinceWhen(alarm.heard_at, now);
  return minutesBetween(alarm.heard_at, now.toISOString()) > silentAfter
    ? `${arrived}Last word from ${who}’s tablet at ${at}: since then it is locked, put away or without coverage.`
    : `${arrived}${who}’s tablet has coverage: last heard at ${at}. It is not for want of coverage.`;
}

/** Who was told, and what they said, oldest first. `nameOf`: "You" for oneself. */
export function toldSoFar(alarm: Alarm, nameOf: (id: string) => string, now: Date): string[] {
  const said: string[] = [];
  const were = (names: string) => (names === "You" || names.includes(" and ") ? `${names} were` : `${names} was`);
  if (alarm.buddy && alarm.buddy_told_at) said.push(`${were(nameOf(alarm.buddy))} told at ${sinceWhen(alarm.buddy_told_at, now)}, as buddy.`);
  else said.push("No colleague on shift could be asked first.");
  if (alarm.leads_told_at) {
    const leads = (alarm.leads ?? []).map(nameOf).join(" and ");
    said.push(leads ? `${were(leads)} told at ${sinceWhen(alarm.leads_told_at, now)}.` : "Nobody leads this team: nobody else was told.");
  }
  if (alarm.answered_by && alarm.answered_at)
    said.push(
      `${nameOf(alarm.answered_by)} ${nameOf(alarm.answered_by) === "You" ? answerWords(alarm.answer_was).replace(/^has/, "have") : answerWords(alarm.answer_was)}, ${sinceWhen(alarm.answered_at, now)}${alarm.answer_words_were ? `: “${alarm.answer_words_were}”` : "."}`,
    );
  return said;
}

/** How it ended, with the real times of what came late. */
export function ending(alarm: Alarm, name: string, nameOf: (id: string) => string, now: Date): string {
  const who = firstName(name);
  const heard = alarm.ended_at ? sinceWhen(alarm.ended_at, now) : "";
  switch (alarm.ended_how) {
    case "left": {
      if (!alarm.left_at) return `${who} wrote what came of the visit.`;
      const left = sinceWhen(alarm.left_at, now);
      const late = alarm.ended_at ? minutesBetween(alarm.left_at, alarm.ended_at) : 0;
      const inTime = alarm.due_at !== null && alarm.due_at !== undefined && alarm.left_at <= alarm.due_at;
      const came = late >= 2 ? ` Word of it came at ${heard}, ${minutesInWords(late)} later.` : "";
      return `${who} left at ${left}${inTime ? ", in time" : ""}.${came}`;
    }
    case "more-time":
      return `${who} is staying longer, and said so at ${heard}.`;
    case "safe":
      return `${who} said at ${heard}: I am safe.`;
    case "lead":
      return `${nameOf(alarm.ended_by ?? "")} ended it at ${heard}${alarm.ended_words ? `: “${alarm.ended_words}”` : "."}`;
    case "arrived":
      return alarm.arrived_at ? `${who} arrived at ${sinceWhen(alarm.arrived_at, now)}.` : `${who} arrived.`;
    case "seen":
      return `${who} was at another visit since.`;
    case "day-ended":
      return `${who} ended the day.`;
    case "away":
      return `${who} is away today.`;
    case "called-off":
      return "The visit is no longer theirs.";
    case "corrected":
      return `${who} took the arrival back.`;
    default:
      return `It ended at ${heard}.`;
  }
}
