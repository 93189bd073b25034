/** How today goes beside its plan, in words: who runs late and what that misses, who is away, what nobody has yet. */
import type { BoardDay } from "../store/board";
import type { Day, Person } from "./day";
import { minutesAt } from "./wire";
import { all, clock, plural, span } from "./words";

/** "35 min late, said at 08:50". */
export function lateWords(person: Person): string {
  return person.late ? `${span(person.late.minutes)} late, ${person.late.words}` : "";
}

/** What has happened to today's plan since it was told; none on any other day. */
export function newsWords(board: BoardDay, day: Day): string[] {
  if (day.now === null) return [];
  const late = day.people.filter((one) => one.late !== null);
  const missed = board.visits.filter((one) => one.warnings.some((it) => it.code === "running-late" && it.is_hard));
  const open = board.visits.filter((one) => one.state === "planned" && one.staff.length === 0 && one.is_ours);
  const away = board.people.filter((one) => one.away?.since && open.length > 0);
  const urgent = open.filter((one) => one.is_urgent);
  const words: string[] = [];
  for (const one of late) words.push(`${one.name} runs ${lateWords(one)}.`);
  if (missed.length > 0) {
    const names = missed.map((one) => `${one.patient.name.split(",")[0]} (by ${clock(minutesOfLatest(day, one.id))})`);
    words.push(`As it stands, ${missed.length === 1 ? "a fixed time" : "fixed times"} will be missed: ${all(names)}.`);
  }
  if (away.length > 0) words.push(`${all(away.map((one) => one.name))} ${away.length === 1 ? "is" : "are"} away.`);
  if (urgent.length > 0) words.push(`${plural(urgent.length, "urgent visit")} ${urgent.length === 1 ? "waits" : "wait"} for somebody.`);
  if (words.length > 0 && open.length > urgent.length) {
    const more = open.length - urgent.length;
    words.push(`${plural(more, "visit")} ${more === 1 ? "has" : "have"} nobody.`);
  }
  return words;
}

/** "Rose Ahmed: in hospital since 20 Nov. 1 visit taken off, 2 still stand." */
export function goneWords(one: BoardDay["not_home"][number]): string {
  const { standing, cancelled } = one;
  const counts = [
    cancelled.length > 0 && `${plural(cancelled.length, "visit")} taken off`,
    standing.length > 0 && `${plural(standing.length, "visit")} still ${standing.length === 1 ? "stands" : "stand"}`,
  ].filter(Boolean);
  const words = `${one.name}: ${one.text.charAt(0).toLowerCase()}${one.text.slice(1)}.`;
  return counts.length > 0 ? `${words} ${counts.join(", ")}.` : words;
}

export interface CalledOff {
  visit: string;
  name: string;
  words: string;
  mayStand: boolean;
}

/** "Rose Ahmed, 09:00: called off by their family or carer: unwell." */
export function calledOff(board: BoardDay): CalledOff[] {
  return board.called_off.map(({ visit, text, may_stand }) => {
    const found = board.visits.find((one) => one.id === visit);
    const [family = "", given = ""] = found?.patient.name.split(/,\s*/, 2) ?? [];
    const name = given ? `${given} ${family}` : family;
    const at = found ? `, ${clock(minutesAt(board.day, found.start))}` : "";
    return { visit, name, words: `${name}${at}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`, mayStand: may_stand };
  });
}

const minutesOfLatest = (day: Day, id: string): number => day.visits.find((one) => one.id === id)?.window?.closes ?? 0;
