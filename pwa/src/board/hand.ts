/**
 * A visit in the hand: picked up, moved between people and times, dropped or left. One model for keys, mouse and finger: each of them only says
 * where it is held now. Nothing moves on the board, nor for anybody else, before it is dropped.
 */
import type { Id } from "../store/contract";
import { type Day, isMovable, isPlaced, minutesBetween, type Person, type Placement, stopsOf, type Visit } from "./day";
import { opening, type Warning, warningsOf } from "./warnings";
import { all, clock, plural } from "./words";

export interface Hand {
  visit: Id;
  from: Placement;
  at: Placement;
  /** Which of the people of a visit for two is being chosen. */
  nth: number;
}

export const placementOf = (visit: Visit): Placement => ({ visit: visit.id, start: isPlaced(visit) ? visit.start : null, staff: visit.staff });

export const isSame = (a: Placement, b: Placement): boolean =>
  a.visit === b.visit && a.start === b.start && a.staff.length === b.staff.length && a.staff.every((one, nth) => one === b.staff[nth]);

/** Takes a visit up: where it stands, or, of one that nobody has, where it fits best. `by`: in whose row it was taken. Null where it may not move. */
export function picked(day: Day, visit: Visit, by: Id | null, rows: readonly Person[]): Hand | null {
  if (!isMovable(visit)) return null;
  const from = placementOf(visit);
  if (isPlaced(visit)) return { visit: visit.id, from, at: from, nth: Math.max(0, by ? visit.staff.indexOf(by) : 0) };
  return { visit: visit.id, from, at: opening(day, visit) ?? somewhere(day, visit, rows) ?? from, nth: 0 };
}

function somewhere(day: Day, visit: Visit, rows: readonly Person[]): Placement | null {
  const person = rows.find((one) => !one.off);
  if (!person) return null;
  const start = Math.max(visit.window?.opens ?? 0, person.from, day.now ?? 0);
  return { visit: visit.id, start: Math.ceil(start / 5) * 5, staff: [person.id] };
}

/** Held over somebody's row at a time. */
export function over(hand: Hand, person: Id, start: number): Hand {
  const staff = [...hand.at.staff];
  const other = staff.indexOf(person);
  // The two of a visit change places rather than being the same person twice.
  if (other >= 0 && other !== hand.nth) staff[other] = staff[hand.nth] ?? person;
  staff[Math.min(hand.nth, staff.length)] = person;
  return { ...hand, at: { visit: hand.visit, start, staff } };
}

/** Held over the list of what nobody has. */
export const off = (hand: Hand): Hand => ({ ...hand, at: { visit: hand.visit, start: null, staff: [] } });

export type Step = "earlier" | "later" | "much-earlier" | "much-later" | "up" | "down" | "opens" | "off" | { nth: number };

const by: Partial<Record<string, number>> = { earlier: -5, later: 5, "much-earlier": -30, "much-later": 30 };

/** One step by key. `rows`: the people as they stand, from the top. */
export function stepped(day: Day, hand: Hand, step: Step, rows: readonly Person[]): Hand {
  const visit = day.visits.find((one) => one.id === hand.visit);
  const here = rows.filter((one) => !one.off);
  if (!visit || here.length === 0) return hand;
  if (typeof step === "object") return step.nth < visit.people.length ? { ...hand, nth: step.nth } : hand;
  if (step === "off") return off(hand);
  const start = hand.at.start ?? visit.window?.opens ?? here[0]!.from;
  const row = here.findIndex((one) => one.id === hand.at.staff[hand.nth]);
  if (step === "up" || step === "down") {
    const next = row < 0 ? 0 : Math.min(here.length - 1, Math.max(0, row + (step === "up" ? -1 : 1)));
    return over(hand, here[next]!.id, start);
  }
  const person = here[Math.max(0, row)]!.id;
  if (step === "opens") return over(hand, person, visit.window?.opens ?? start);
  return over(hand, person, Math.min(24 * 60 - 5, Math.max(0, start + by[step]!)));
}

/** What somebody hears of where it is held: with whom, when, and all that speaks against it, as far as it is known. */
export function heldWords(day: Day, hand: Hand, warnings: readonly Warning[] = warningsOf(day, hand.at)): string {
  const { start, staff } = hand.at;
  if (start === null || staff.length === 0) return "Not allocated.";
  const names = staff.flatMap((id) => day.people.find((one) => one.id === id)?.name ?? []);
  const against = warnings.map(warningWords);
  return `${all(names)}, ${clock(start)}. ${against.length > 0 ? against.join(" ") : "Nothing speaks against it."}`;
}

export const warningWords = (warning: Warning): string => `${warning.title}: ${warning.words}.`;

export function pickedWords(day: Day, hand: Hand): string {
  const visit = day.visits.find((one) => one.id === hand.visit)!;
  const more = visit.people.length > 1 ? ` Keys 1 to ${visit.people.length} choose which of the people.` : "";
  return `${visit.name} picked up, ${plural(visit.minutes, "minute")}. ${heldWords(day, hand)} Arrow keys move it, Enter drops it, Escape leaves it where it was.${more}`;
}

/** Two visits change places; one of them may be nobody's yet. Null where one of them may not move or they need different numbers of people. */
export function swapped(one: Visit, other: Visit): Placement[] | null {
  if (one.id === other.id || !isMovable(one) || !isMovable(other)) return null;
  if (one.people.length !== other.people.length || (!isPlaced(one) && !isPlaced(other))) return null;
  return [
    { ...placementOf(other), visit: one.id },
    { ...placementOf(one), visit: other.id },
  ];
}

/** A visit changes its turn with the one before or after it in somebody's day: the second then begins when the first is left and the way is gone. */
export function reordered(day: Day, person: Person, visit: Visit, way: "earlier" | "later"): Placement[] | null {
  const stops = stopsOf(day, person);
  const at = stops.findIndex((one) => one.visit.id === visit.id);
  const [first, second] = way === "earlier" ? [stops[at - 1], stops[at]] : [stops[at], stops[at + 1]];
  if (at < 0 || !first || !second || !isMovable(first.visit) || !isMovable(second.visit)) return null;
  const begin = Math.max(first.start, second.visit.window?.opens ?? 0);
  const after = begin + second.visit.minutes + minutesBetween(person.means, second.visit.point, first.visit.point);
  return [
    { visit: second.visit.id, start: begin, staff: second.visit.staff },
    { visit: first.visit.id, start: Math.max(after, first.visit.window?.opens ?? 0), staff: first.visit.staff },
  ];
}
