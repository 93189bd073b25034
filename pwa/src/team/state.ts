/** How a colleague stands, from what the server tells of them: pure. Presence beats plan; what nobody wrote is never guessed. */
import { timeOf } from "../lib/dates";
import type { TeamPerson, TeamVisit } from "../store/team";
import type { IconName } from "../ui/Icon";
import type { Tone } from "../ui/Tag";

export type Group = "late" | "out" | "quiet" | "off";

export interface State {
  group: Group;
  word: string;
  tone: Tone;
  icon: IconName;
}

/** A tablet speaks twice a minute while its screen is on. */
const silentAfter = 15 * 60_000;
const awayWords: Record<string, string> = { sick: "Off sick", leave: "On leave", training: "In training", other: "Away" };

export const groups: readonly { key: Group; title: string }[] = [
  { key: "late", title: "Late" },
  { key: "out", title: "At work" },
  { key: "quiet", title: "Not heard of today" },
  { key: "off", title: "Not at work now" },
];

export const isSilent = (person: TeamPerson, now: Date): boolean => !person.heard_at || now.getTime() - Date.parse(person.heard_at) > silentAfter;

/** Whether anything came from them since shortly before their shift began. */
function heardToday(person: TeamPerson): boolean {
  if (person.last) return true;
  const begins = Date.parse(person.shift_start ?? "") - 2 * 3_600_000;
  return person.heard_at !== null && Date.parse(person.heard_at) >= begins;
}

export function stateOf(person: TeamPerson, now: Date): State {
  const at = now.toISOString();
  const there = person.last && !person.last.is_over ? person.last : null;
  if (there) {
    const over = there.due_at !== null && Date.parse(there.due_at) < now.getTime();
    return over
      ? { group: "late", word: `Should have left at ${timeOf(there.due_at!)}`, tone: "alert", icon: "warn" }
      : { group: "out", word: "At a visit", tone: "info", icon: "home" };
  }
  if (person.away) return { group: "off", word: awayWords[person.away] ?? "Away", tone: "neutral", icon: "shut" };
  if (person.ended_at) return { group: "off", word: `Ended the day at ${timeOf(person.ended_at)}`, tone: "done", icon: "check" };
  if (!person.shift_start || !person.shift_end) return { group: "off", word: "No shift today", tone: "neutral", icon: "shut" };
  if (at < person.shift_start) return { group: "off", word: `Begins at ${timeOf(person.shift_start)}`, tone: "neutral", icon: "clock" };
  if (person.late.length > 0 && heardToday(person)) {
    const n = person.late.length;
    return { group: "late", word: n === 1 ? "Late for 1 visit" : `Late for ${n} visits`, tone: "care", icon: "clock" };
  }
  if (!heardToday(person)) return { group: "quiet", word: "Not heard of today", tone: "care", icon: "nosign" };
  if (at >= person.shift_end) return { group: "out", word: "Day not ended yet", tone: "care", icon: "clock" };
  return { group: "out", word: "Between visits", tone: "neutral", icon: "go" };
}

/** "Left Begum, Rokeya at 10:05", "With Begum, Rokeya since 09:40". */
export function seenLast(person: TeamPerson): string | null {
  const last = person.last;
  if (!last) return null;
  if (last.left_at) return `Left ${last.name} at ${timeOf(last.left_at)}`;
  if (!last.arrived_at) return `Was at ${last.name}’s`;
  return last.is_over ? `Was with ${last.name}, arrived ${timeOf(last.arrived_at)}` : `With ${last.name} since ${timeOf(last.arrived_at)}`;
}

export const visitLine = (visit: TeamVisit): string => `${visit.planned_start ? timeOf(visit.planned_start) : ""} ${visit.name}`.trim();

/** Those who need looking at first come first; in each group by name, or who is late longest. */
export function arranged(people: readonly TeamPerson[], now: Date, search: string): { key: Group; title: string; people: TeamPerson[] }[] {
  const words = search.trim().toLowerCase();
  const found = people.filter((one) => [one.name, one.profession].some((text) => text.toLowerCase().includes(words)));
  // Who should have left a visit before who has not come to one; each by how long.
  const since = (one: TeamPerson) => (one.last && !one.last.is_over ? `0${one.last.due_at}` : `1${one.late[0]?.planned_start}`);
  return groups
    .map(({ key, title }) => {
      const these = found.filter((one) => stateOf(one, now).group === key);
      if (key === "late") these.sort((a, b) => since(a).localeCompare(since(b)) || a.name.localeCompare(b.name));
      return { key, title, people: these };
    })
    .filter((group) => group.people.length > 0);
}
