/**
 * The day of one person, worked out from the index: pure, nothing asked of a clock or a network.
 * What happened comes from attendances and never from the plan (R3); where someone is in the middle of a visit, that is where the day stands.
 *
 * 1. Every visit that asks me, or that I attended, is a stop, once. One that was in my order and now asks others is shown as moved.
 * 2. Only today has a "next": the first stop that nobody has finished or cancelled, or the one I am at.
 * 3. Estimates run on from now: never earlier than planned, later by travel, by what is under way and by how late I said I run.
 */
import { dayOf, minuteOf } from "../lib/dates";
import { type Hop, hop, type Means, type Point } from "../lib/distance";
import type { Header, HeaderVisit, Id } from "../store/contract";

export type StopState = "planned" | "next" | "here" | "done" | "part" | "no-access" | "not-done" | "missed" | "moved" | "cancelled" | "unknown";

export interface Stop {
  kind: "visit";
  number: number;
  header: Header;
  visit: HeaderVisit;
  state: StopState;
  /** When it was finished, or begun where I am there now. */
  stateAt: string | null;
  outcome: string | null;
  /** The others who are asked, with when they came. */
  others: { staff: Id; arrivedAt: string | null; leftAt: string | null }[];
  /** From the stop before; null where a place is not known or the visit is past. */
  hop: Hop | null;
  /** Estimated arrival, ISO; null where it is past. */
  arrive: string | null;
  /** The estimate is more than ten minutes after the planned start. */
  behind: boolean;
}

export interface Rest {
  kind: "break";
  start: string;
  end: string;
  where: string | null;
}

export interface Day {
  day: string;
  isToday: boolean;
  items: (Stop | Rest)[];
  stops: Stop[];
  current: Stop | null;
  left: number;
  /** Of the visits that are mine: without moved and cancelled ones. */
  total: number;
  careMinutes: number;
  travelMinutes: number;
  /** When the last one ends by the estimate, ISO. */
  ends: string | null;
  /** Of the visits that are left and where nobody is yet: those whose planned time is over, and how many of these are fixed. */
  past: { all: number; fixed: number };
  late: number;
  endedAt: string | null;
}

export interface MyDay {
  order?: string[] | null;
  means?: string | null;
  break_start?: string | null;
  break_end?: string | null;
  break_where?: string | null;
  late_minutes?: number | null;
  late_said_at?: string | null;
  ended_at?: string | null;
}

const ms = 60_000;
const after = (at: string | number, minutes: number) => new Date((typeof at === "string" ? Date.parse(at) : at) + minutes * ms).toISOString();
const length = (visit: HeaderVisit) => Math.max(5, (Date.parse(visit.planned_end) - Date.parse(visit.planned_start)) / ms);
const placeOf = (header: Header): Point | null =>
  header.latitude === null || header.longitude === null ? null : { latitude: header.latitude, longitude: header.longitude };
const meansOf = (text: string | null | undefined): Means => (text === "walk" || text === "bus" || text === "car" ? text : "bicycle");
/** Who came to a visit that was given to another or cancelled meanwhile, and is or was there all the same: presence beats plan (R3). */
export function thereAllTheSame(visit: HeaderVisit): HeaderVisit["attendances"] {
  const away = visit.status === "cancelled";
  return visit.attendances.filter((a) => a.arrived_at && (away || (visit.asked.length > 0 && !visit.asked.includes(a.staff))));
}

export interface AllTheSame {
  header: Header;
  visit: HeaderVisit;
  staff: Id;
  arrivedAt: string;
}

/** All of one day's who were there although the visit was another's by then, or nobody's. */
export function allTheSame(index: readonly Header[], day: string): AllTheSame[] {
  return index.flatMap((header) =>
    header.visits
      .filter((visit) => dayOf(visit.planned_start) === day && visit.status !== "entered-in-error")
      .flatMap((visit) => thereAllTheSame(visit).map(({ staff, arrived_at }) => ({ header, visit, staff, arrivedAt: arrived_at! }))),
  );
}

export const isFinished = (stop: Stop) => !["planned", "next", "here", "unknown"].includes(stop.state);

function stateOf(visit: HeaderVisit, me: Id): { state: StopState; at: string | null; outcome: string | null } | null {
  const mine = visit.attendances.find((a) => a.staff === me);
  if (mine?.left_at || mine?.outcome) {
    const state =
      mine.outcome === "no-access"
        ? "no-access"
        : mine.outcome === "part"
          ? "part"
          : !mine.outcome || mine.outcome === "completed"
            ? "done"
            : "not-done";
    return { state, at: mine.left_at, outcome: mine.outcome };
  }
  if (mine?.arrived_at) return { state: "here", at: mine.arrived_at, outcome: null };
  if (visit.status === "cancelled") return { state: "cancelled", at: null, outcome: null };
  // What a newer version says of it is never taken for "planned" (M8).
  if (visit.status && visit.status !== "planned") return { state: "unknown", at: null, outcome: null };
  return visit.asked.includes(me) ? { state: "planned", at: null, outcome: null } : null;
}

/** The order that the person wants; what it does not name goes in by its time. */
function inOrder(stops: Stop[], order: readonly string[]): Stop[] {
  const rest = [...stops].sort((a, b) => a.visit.planned_start.localeCompare(b.visit.planned_start) || a.visit.id.localeCompare(b.visit.id));
  const wanted = order.flatMap((id) => rest.filter((stop) => stop.visit.id === id));
  if (wanted.length === 0) return rest;
  const out = [...wanted];
  for (const stop of rest) {
    if (out.includes(stop)) continue;
    const before = out.findIndex((other) => other.visit.planned_start > stop.visit.planned_start);
    out.splice(before < 0 ? out.length : before, 0, stop);
  }
  return out;
}

export function dayOfWork(input: { index: readonly Header[]; day: string; now: Date; me: Id; myDay: MyDay | null; base: Point | null }): Day {
  const { index, day, now, me, base } = input;
  const myDay = input.myDay ?? {};
  const order = myDay.order ?? [];
  const isToday = day === dayOf(now);
  const found: Stop[] = [];
  for (const header of index)
    for (const visit of header.visits) {
      if (dayOf(visit.planned_start) !== day || visit.status === "entered-in-error") continue;
      const state = stateOf(visit, me) ?? (order.includes(visit.id) ? { state: "moved" as const, at: null, outcome: null } : null);
      if (!state) continue;
      const others = visit.asked
        .filter((id) => id !== me)
        .map((staff) => {
          const theirs = visit.attendances.find((a) => a.staff === staff);
          return { staff, arrivedAt: theirs?.arrived_at ?? null, leftAt: theirs?.left_at ?? null };
        });
      found.push({ kind: "visit", number: 0, header, visit, ...state, stateAt: state.at, others, hop: null, arrive: null, behind: false });
    }
  const stops = inOrder(found, order);
  stops.forEach((stop, nth) => {
    stop.number = nth + 1;
  });
  const past = day < dayOf(now);
  if (past) for (const stop of stops) if (stop.state === "planned") stop.state = "missed";
  const current = isToday ? (stops.find((stop) => stop.state === "here") ?? stops.find((stop) => stop.state === "planned") ?? null) : null;
  if (current?.state === "planned") current.state = "next";

  const rest: Rest | null =
    myDay.break_start && myDay.break_end ? { kind: "break", start: myDay.break_start, end: myDay.break_end, where: myDay.break_where ?? null } : null;
  const late = isToday ? (myDay.late_minutes ?? 0) : 0;
  const { travelMinutes, ends } = estimate(stops, { isToday, now, rest, late, base, means: meansOf(myDay.means) });

  const open = stops.filter((stop) => !isFinished(stop));
  const over = isToday ? open.filter((stop) => stop.state !== "here" && Date.parse(stop.visit.planned_end) < now.getTime()) : [];
  const items: (Stop | Rest)[] = [...stops];
  if (rest && stops.length > 0) {
    const before = items.findIndex((item) => item.kind === "visit" && item.visit.planned_start >= rest.start);
    items.splice(before < 0 ? items.length : before, 0, rest);
  }
  return {
    day,
    isToday,
    items,
    stops,
    current,
    left: open.length,
    total: stops.filter((stop) => stop.state !== "moved" && stop.state !== "cancelled").length,
    careMinutes: open.reduce((sum, stop) => sum + length(stop.visit), 0),
    travelMinutes,
    ends,
    past: { all: over.length, fixed: over.filter((stop) => stop.visit.is_fixed).length },
    late,
    endedAt: myDay.ended_at ?? null,
  };
}

function estimate(
  stops: Stop[],
  how: { isToday: boolean; now: Date; rest: Rest | null; late: number; base: Point | null; means: Means },
): { travelMinutes: number; ends: string | null } {
  let from = how.base;
  let free = how.isToday ? how.now.getTime() : Number.NEGATIVE_INFINITY;
  let travelMinutes = 0;
  let ends: string | null = null;
  let rested = !how.rest || Date.parse(how.rest.end) <= how.now.getTime();
  for (const stop of stops) {
    const here = placeOf(stop.header);
    if (isFinished(stop)) {
      if (stop.state !== "moved" && stop.state !== "cancelled") from = here ?? from;
      continue;
    }
    const planned = Date.parse(stop.visit.planned_start);
    if (stop.state === "here") {
      const mine = Date.parse(stop.stateAt ?? "");
      free = Math.max(free, mine + length(stop.visit) * ms);
      ends = new Date(free).toISOString();
      from = here ?? from;
      continue;
    }
    if (!rested && how.rest && Date.parse(how.rest.start) <= planned) {
      free = Math.max(free, Date.parse(how.rest.start)) + (Date.parse(how.rest.end) - Date.parse(how.rest.start));
      rested = true;
    }
    if (from && here) {
      stop.hop = hop(from, here, how.means);
      travelMinutes += stop.hop.minutes;
    }
    const arrive = Math.max(planned, free + (stop.hop?.minutes ?? 0) * ms, planned + how.late * ms);
    stop.arrive = new Date(arrive).toISOString();
    stop.behind = arrive - planned > 10 * ms;
    free = arrive + length(stop.visit) * ms;
    ends = after(free, 0);
    from = here ?? from;
  }
  return { travelMinutes, ends };
}

/** The hours that the strip of the day shows: whole ones, from before the first to after the last, by plan and by estimate. */
export function hoursOf(day: Day, shift: { start: string | null; end: string | null }): { from: number; to: number } {
  const starts = [...day.stops.map((s) => minuteOf(s.visit.planned_start)), ...(shift.start ? [minuteOf(shift.start)] : [])];
  const ends = [
    ...day.stops.map((s) => minuteOf(s.visit.planned_end)),
    // Late in the day what is still to come is expected after the shift: it stands on the strip, not beside it.
    ...day.stops.flatMap((s) =>
      s.arrive ? [Math.min(minuteOf(s.arrive) + minuteOf(s.visit.planned_end) - minuteOf(s.visit.planned_start), 24 * 60)] : [],
    ),
    ...(shift.end ? [minuteOf(shift.end)] : []),
    ...(day.ends ? [minuteOf(day.ends)] : []),
  ];
  const from = Math.min(8 * 60, ...starts);
  const to = Math.max(16 * 60, ...ends);
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

/**
 * Where Today opens, in pixels from its top: with the next visit in sight, and the two before it, which say what has just been; null where it stays at its
 * top, because all of that is in sight there, or because the app has something to say first. Given as they lie on the screen now.
 */
export function opensAt(lies: { hasNews: boolean; nextEnds: number; screen: number; fromTop: number }): number | null {
  if (lies.hasNews || lies.nextEnds <= lies.screen) return null;
  return Math.max(0, lies.fromTop - 64);
}
