/**
 * The board's day as the screen holds it, and what can be said of it without asking anybody: whose way goes where, how long it takes, what is left
 * of a shift. Times are minutes since London's midnight; places are degrees. The server's words for all this are translated in `wire.ts` alone.
 */
import type { Means, Point } from "../lib/distance";
import type { Id } from "../store/contract";
import type { Took } from "./how-long";

export type { Means };

export interface Need {
  skill: string;
  level: number;
}

export interface Person {
  id: Id;
  name: string;
  role: string;
  means: Means;
  /** The shift. */
  from: number;
  to: number;
  base: Point | null;
  skills: readonly Need[];
  /** The break, as it lies in this route. */
  rest: { from: number; to: number } | null;
  /** Away today, or of another team: in words, as the row says it; nothing can be given to them. */
  off: string | null;
  /** By how much they are behind their plan, how that is known, and when what is still to come will really begin. */
  late: { minutes: number; words: string; toCome: ReadonlyMap<Id, number> } | null;
  /** The route as the server has it, and its minutes to each stop, the way back last. They hold as long as the route is this one. */
  route: readonly Id[];
  ways: readonly number[];
}

export interface Window {
  opens: number;
  closes: number;
  /** Never outside it. */
  hard: boolean;
  reason: string;
  /** Somebody asked for it; otherwise it lies round the plan, and is not worth a word. */
  given: boolean;
}

export type VisitState = "planned" | "under-way" | "done" | "not-done";

export interface Visit {
  id: Id;
  patient: Id;
  /** "Jahanara Khanom". */
  name: string;
  /** What stands on the block: the family name. */
  short: string;
  street: string;
  /** "E14". */
  area: string;
  point: Point | null;
  purpose: string;
  minutes: number;
  /** What the record has planned for it; and what the last ones took. */
  planned: number;
  took: Took | null;
  window: Window | null;
  /** For each person needed: what that person must be able to do. */
  people: readonly (readonly Need[])[];
  /** 1 to 3. */
  priority: number;
  known: readonly Id[];
  never: readonly Id[];
  pinned: boolean;
  /** Why a visit for two cannot be made two visits for one, as a sentence; null where it can, or it is for one. */
  whole: string | null;
  /** Begun, over, or another team's: it stays. */
  locked: boolean;
  /** Why, as a sentence. */
  whyLocked: string | null;
  state: VisitState;
  /** The two-hour clock: from when it runs, until when somebody has to be there, and who saw the need. */
  clock: { from: number; by: number } | null;
  /** When it was planned for, also where nobody has it. */
  start: number | null;
  staff: readonly Id[];
  /** What is not right with where it stands, as the server says; not of what somebody is at or has done. */
  wrong: readonly { title: string; words: string; hard: boolean }[];
}

interface Pace {
  kmh: number;
  detour: number;
  fixed: number;
}

export interface Day {
  /** `YYYY-MM-DD`. */
  date: string;
  people: readonly Person[];
  visits: readonly Visit[];
  /** Minutes by the clock where this is today. */
  now: number | null;
}

/** What the allocation assumes of each means (`backend/allocation/travel.py`): only for a visit in the hand; what stands has the server's minutes. */
const pace: Readonly<Record<Means, Pace>> = {
  walk: { kmh: 4.8, detour: 1.3, fixed: 0 },
  bicycle: { kmh: 13, detour: 1.3, fixed: 1 },
  car: { kmh: 16, detour: 1.4, fixed: 4 },
  bus: { kmh: 14, detour: 1.4, fixed: 8 },
};

/** Where a visit is put: nobody and no time is "not allocated". */
export interface Placement {
  visit: Id;
  start: number | null;
  staff: readonly Id[];
}

export interface Stop {
  visit: Visit;
  start: number;
  end: number;
  /** On the way there, from the stop before or the base. */
  travel: number;
  knows: boolean;
}

const earthKm = 6371;
const rad = Math.PI / 180;

/** Minutes between two doors, rounded up as the server does; nought where one of them is not known. */
export function minutesBetween(means: Means, from: Point | null, to: Point | null): number {
  if (!from || !to || (from.latitude === to.latitude && from.longitude === to.longitude)) return 0;
  const { kmh, detour, fixed } = pace[means];
  const x = (to.longitude - from.longitude) * rad * Math.cos(((to.latitude + from.latitude) / 2) * rad);
  const y = (to.latitude - from.latitude) * rad;
  return Math.ceil((earthKm * Math.hypot(x, y) * detour * 60) / kmh + fixed - 1e-9);
}

export const isPlaced = (visit: Visit): visit is Visit & { start: number } => visit.start !== null && visit.staff.length > 0;

/** A person's day in order, with the way to each stop. */
export function stopsOf(day: Day, person: Person): Stop[] {
  const mine = day.visits.filter((visit) => isPlaced(visit) && visit.staff.includes(person.id)) as (Visit & { start: number })[];
  mine.sort((a, b) => a.start - b.start || a.id.localeCompare(b.id));
  let at = person.base;
  const isAsTold = mine.length === person.route.length && mine.every((visit, nth) => visit.id === person.route[nth]);
  return mine.map((visit, nth) => {
    const travel = (isAsTold ? person.ways[nth] : undefined) ?? minutesBetween(person.means, at, visit.point);
    at = visit.point ?? at;
    return { visit, start: visit.start, end: visit.start + visit.minutes, travel, knows: visit.known.includes(person.id) };
  });
}

/** All stops of all people at once: a day of 500 visits is gone through once, not once for each person. */
export function stopsOfAll(day: Day): Map<Id, Stop[]> {
  const mine = new Map<Id, Visit[]>();
  for (const visit of day.visits)
    if (isPlaced(visit))
      for (const one of visit.staff) {
        const list = mine.get(one);
        if (list) list.push(visit);
        else mine.set(one, [visit]);
      }
  return new Map(day.people.map((person) => [person.id, stopsOf({ ...day, visits: mine.get(person.id) ?? [] }, person)]));
}

export const homeMinutes = (person: Person, stops: readonly Stop[]): number =>
  stops.length > 0 ? minutesBetween(person.means, stops[stops.length - 1]!.visit.point, person.base) : 0;

export const travelMinutes = (person: Person, stops: readonly Stop[]): number =>
  stops.reduce((sum, stop) => sum + stop.travel, 0) + homeMinutes(person, stops);

/** The day with some visits put elsewhere; a start of null keeps the time and takes the visit off. */
export function placed(day: Day, placements: readonly Placement[]): Day {
  const by = new Map(placements.map((one) => [one.visit, one]));
  return {
    ...day,
    visits: day.visits.map((visit) => {
      const to = by.get(visit.id);
      return to ? { ...visit, start: to.start ?? visit.start, staff: to.staff } : visit;
    }),
  };
}

/** May be taken up and put elsewhere: not what is pinned, nor what somebody is at. */
export const isMovable = (visit: Visit): boolean => !visit.pinned && !visit.locked;

/** Two have it, and nothing speaks against its being two visits for one. */
export const isTwo = (visit: Visit): boolean => visit.people.length === 2 && visit.staff.length === 2 && visit.whole === null && isMovable(visit);

export function able(person: Person, needs: readonly Need[]): boolean {
  return needs.every((need) => person.skills.some((one) => one.skill === need.skill && one.level >= need.level));
}
