/** A suggestion as a list that can be read: by person, each visit with its day and why; and in numbers against taking the first day that fits. */
import { clock } from "../board/words";
import { minuteOf, shortDay } from "../lib/dates";
import type { Id } from "../store/contract";
import type { WeekNumbers, WeekSuggestion, WeeksPeriod } from "../store/weeks";
import { plain } from "./plan";
import { all, first, hours, nameOf, plural } from "./words";

export interface Line {
  visit: Id;
  kind: "new" | "out" | "changes";
  word: string;
  when: string;
  day: string;
  who: string;
  why: string;
}

export interface Group {
  action: Id;
  name: string;
  words: string;
  lines: Line[];
}

const kindWords = { new: "New", out: "Cancel", changes: "Change" } as const;

export function groupsOf(period: WeeksPeriod, suggestion: WeekSuggestion): Group[] {
  const groups = new Map<Id, Group>();
  const into = (of: { action: Id; name: string; words: string }, line: Omit<Line, "word">) => {
    const group = groups.get(of.action) ?? { action: of.action, name: of.name, words: of.words, lines: [] };
    group.lines.push({ ...line, word: kindWords[line.kind] });
    groups.set(of.action, group);
  };
  const asked = (staff: readonly Id[]) => (staff.length > 0 ? all(staff.map((id) => first(nameOf(period, id)))) : "nobody yet");
  for (const one of suggestion.makes) {
    const when = `${shortDay(one.day)} ${clock(minuteOf(one.start))}`;
    into(one, { visit: one.visit, kind: "new", day: one.day, when, who: asked(one.staff), why: one.why.join(" ") });
  }
  for (const one of suggestion.follows) {
    const then = one.then ? `${shortDay(one.day)} ${clock(minuteOf(one.then.start))}` : shortDay(one.day);
    into(one, { visit: one.visit, kind: one.what === "cancel" ? "out" : "changes", day: one.day, when: then, who: asked(one.staff), why: one.why });
  }
  for (const group of groups.values()) group.lines.sort((a, b) => a.day.localeCompare(b.day) || a.when.localeCompare(b.when));
  return [...groups.values()].sort((a, b) => a.name.localeCompare(b.name) || a.words.localeCompare(b.words));
}

/** Those whose person or whose deed has all of the typed words. */
export function foundIn(groups: readonly Group[], search: string): readonly Group[] {
  const wanted = plain(search).split(" ").filter(Boolean);
  if (wanted.length === 0) return groups;
  return groups.filter((one) => wanted.every((word) => plain(`${one.name} ${one.words}`).includes(word)));
}

/** "Tue 24 Nov, Fri 27 Nov and 6 more": a group in one line. */
export function whenWords({ lines }: Group): string {
  const days = [...new Set(lines.map((one) => `${one.kind === "new" ? "" : `${one.word.toLowerCase()} `}${shortDay(one.day)}`))];
  return days.length > 5 ? `${days.slice(0, 4).join(", ")} and ${days.length - 4} more` : all(days);
}

export interface Tile {
  title: string;
  before: string;
  after: string;
  unit: string;
  note: string;
  worse: boolean;
}

/** Numbers of the suggestion beside those of taking the first day that fits: what looking for better days is worth. */
export function tilesOf({ plain, after }: { plain: WeekNumbers; after: WeekNumbers }): Tile[] {
  const tile = (title: string, was: number, is: number, say: (n: number) => string, unit: string, note: string): Tile => ({
    ...{ title, before: say(was), after: say(is), unit, note, worse: is > was },
  });
  const count = (n: number) => String(n);
  const quiet = tile("Quietest weekday", -plain.quietest_minutes, -after.quietest_minutes, (n) => hours(-n), "h", on(after.quietest_day));
  return [
    tile("Busiest day", plain.busiest_minutes, after.busiest_minutes, hours, "h", on(after.busiest_day)),
    quiet,
    tile("More than there is", plain.over_minutes, after.over_minutes, hours, "h", "hours above what people have, all days together"),
    tile("No known face", plain.strange_visits, after.strange_visits, count, "", "visits on days when nobody works who is known"),
    tile("Another weekday", plain.moved_weekdays, after.moved_weekdays, count, "", "visits not on the weekday of the week before"),
  ];
}

const on = (day: string | null): string => (day ? shortDay(day) : "");

/** "84 visits for 31 people, 2 to cancel. Nothing is written until you take it." */
export function headWords(suggestion: WeekSuggestion): string {
  const people = new Set([...suggestion.makes, ...suggestion.follows].map((one) => one.patient)).size;
  const cancels = suggestion.follows.filter((one) => one.what === "cancel").length;
  const changes = suggestion.follows.length - cancels;
  const parts = [
    suggestion.makes.length > 0 ? plural(suggestion.makes.length, "new visit") : "",
    changes > 0 ? `${changes} to change` : "",
    cancels > 0 ? `${cancels} to cancel` : "",
  ].filter(Boolean);
  if (parts.length === 0) return "Everything that repeats is planned. There is nothing to do.";
  return `${all(parts)}, for ${plural(people, "person", "people")}. Nothing is written until you take it.`;
}

export interface ForWhom {
  staff: Id | null;
  name: string;
  lines: string[];
}

/** What it changes for whom, by those who are asked; visits that nobody is asked for wait on the board of their day. */
export function forWhom(period: WeeksPeriod, suggestion: WeekSuggestion, ticked: ReadonlySet<Id>): ForWhom[] {
  const found = new Map<Id | null, string[]>();
  const tell = (staff: readonly Id[], line: string) => {
    for (const id of staff.length > 0 ? staff : [null]) found.set(id, [...(found.get(id) ?? []), line]);
  };
  for (const one of suggestion.makes)
    if (ticked.has(one.visit)) tell(one.staff, `New: ${one.name}, ${shortDay(one.day)} ${clock(minuteOf(one.start))}`);
  for (const one of suggestion.follows)
    if (ticked.has(one.visit))
      tell(
        one.staff,
        one.then ? `${one.name}, ${shortDay(one.day)}: now ${clock(minuteOf(one.then.start))}` : `${one.name}, ${shortDay(one.day)}: cancelled`,
      );
  return [...found]
    .map(([staff, lines]) => ({ staff, name: staff ? nameOf(period, staff) : "Nobody yet: they wait on the board of their day", lines }))
    .sort((a, b) => Number(a.staff === null) - Number(b.staff === null) || a.name.localeCompare(b.name));
}
