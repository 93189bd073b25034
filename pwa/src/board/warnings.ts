/**
 * What would be wrong if a visit were put there: said at once while it is moved. The server is asked as soon as it is held still and has the last
 * word (it knows about breaks and gaps too). A warning leaves the lead free to put it there all the same; `hard`: no proposal ever would.
 */
import { able, type Day, type Person, type Placement, type Stop, stopsOf, type Visit } from "./day";
import { all, clock, first, plural, skillWords, span, windowWords } from "./words";

export type WarningKind = "never" | "skill" | "overlap" | "window" | "travel" | "overtime" | "apart" | "away" | "face";

export interface Warning {
  /** One of ours, or the server's code for it. */
  kind: WarningKind | (string & {});
  title: string;
  words: string;
  hard: boolean;
}

const warn = (kind: WarningKind, title: string, words: string, hard = false): Warning => ({ kind, title, words, hard });

/** All that speaks against it, the gravest first. Nothing speaks against "not allocated". */
export function warningsOf(day: Day, placement: Placement): Warning[] {
  const visit = day.visits.find((one) => one.id === placement.visit);
  if (!visit || placement.start === null) return [];
  const people = placement.staff.flatMap((id) => day.people.find((one) => one.id === id) ?? []);
  const start = placement.start;
  const found = people.flatMap((person, nth) => ofPerson(day, visit, start, person, nth));
  if (visit.people.length > placement.staff.length) found.push(warn("apart", "One more is needed", `it takes ${visit.people.length} people`));
  found.push(...ofWindow(visit, start));
  if (people.length > 0 && visit.known.length > 0 && !people.some((one) => visit.known.includes(one.id))) {
    const known = visit.known.flatMap((id) => day.people.find((one) => one.id === id)?.name ?? []).map(first);
    found.push(warn("face", "New face", known.length > 0 ? `${visit.short} knows ${all(known.slice(0, 3))}` : "none of today’s people know them"));
  }
  const order: WarningKind[] = ["never", "away", "skill", "overlap", "apart", "window", "travel", "overtime", "face"];
  return found.sort((a, b) => order.indexOf(a.kind as WarningKind) - order.indexOf(b.kind as WarningKind));
}

function ofWindow(visit: Visit, start: number): Warning[] {
  const found: Warning[] = [];
  // A window that nobody gave lies round the plan and says nothing by itself.
  const window = visit.window?.given ? visit.window : null;
  if (window && start < window.opens)
    found.push(warn("window", "Too early", `${span(window.opens - start)} before ${windowWords(visit)}`, window.hard));
  if (window && start > window.closes)
    found.push(warn("window", "Too late", `${span(start - window.closes)} after ${windowWords(visit)}`, window.hard));
  if (visit.clock && start > visit.clock.by) found.push(warn("window", "After the 2-hour clock", `which ends at ${clock(visit.clock.by)}`));
  return found;
}

function ofPerson(day: Day, visit: Visit, start: number, person: Person, nth: number): Warning[] {
  const found: Warning[] = [];
  const who = visit.people.length > 1 ? `${first(person.name)}: ` : "";
  if (visit.never.includes(person.id)) found.push(warn("never", "Never this one", `${visit.short} is not to be visited by ${person.name}`, true));
  if (person.off) found.push(warn("away", "Away", `${first(person.name)}: ${person.off}`, true));
  const needs = visit.people[nth] ?? [];
  if (!able(person, needs)) {
    const missing = needs.filter((need) => !able(person, [need]));
    found.push(warn("skill", "Skill missing", `${who}${skillWords(missing)}`, true));
  }
  const rest = { ...day, visits: day.visits.filter((one) => one.id !== visit.id) };
  const others = stopsOf(rest, person);
  const end = start + visit.minutes;
  const over = others.filter((one) => one.start < end && one.end > start);
  for (const one of over) {
    const minutes = Math.min(end, one.end) - Math.max(start, one.start);
    found.push(warn("overlap", "Overlap", `${who}${minutes} min with ${one.visit.short}, ${clock(one.start)}`));
  }
  const route = stopsOf({ ...rest, visits: [...rest.visits, { ...visit, start, staff: [person.id] }] }, person);
  if (over.length === 0) found.push(...ofWays(route, visit, person, who));
  found.push(...ofShift(person, start, end, who));
  return found;
}

/** Not enough time on the way to it, or from it to the next. */
function ofWays(stops: readonly Stop[], visit: Visit, person: Person, who: string): Warning[] {
  const at = stops.findIndex((one) => one.visit.id === visit.id);
  const [before, here, after] = [stops[at - 1], stops[at]!, stops[at + 1]];
  const free = here.start - (before ? before.end : person.from);
  const found: Warning[] = [];
  if (free >= 0 && free < here.travel)
    found.push(warn("travel", "Travel", `${who}${here.travel} min from ${before ? before.visit.short : "the base"}, ${free} free`));
  if (after && after.start - here.end < after.travel)
    found.push(warn("travel", "Travel", `${who}${after.travel} min to ${after.visit.short}, ${after.start - here.end} free`));
  return found;
}

function ofShift(person: Person, start: number, end: number, who: string): Warning[] {
  const found: Warning[] = [];
  if (start < person.from) found.push(warn("overtime", "Before the shift", `${who}it begins at ${clock(person.from)}`));
  if (end > person.to) found.push(warn("overtime", "Overtime", `${who}${plural(Math.round(end - person.to), "minute")} after ${clock(person.to)}`));
  return found;
}

/** Somewhere it would fit without a word against it: with whom and when; a known face first, then the least way. Null where there is none. */
export function opening(day: Day, visit: Visit): Placement | null {
  if (visit.people.length !== 1) return null;
  let best: { at: Placement; cost: number } | null = null;
  const opens = Math.max(visit.window?.opens ?? 0, day.now ?? 0);
  const closes = Math.min(visit.window?.closes ?? 24 * 60, visit.clock?.by ?? 24 * 60);
  for (const person of day.people) {
    if (person.off || visit.never.includes(person.id) || !able(person, visit.people[0]!)) continue;
    const without = { ...day, visits: day.visits.filter((one) => one.id !== visit.id && one.staff.includes(person.id)) };
    const stops = stopsOf(without, person);
    for (const free of [person.from, ...stops.map((one) => one.end)]) {
      for (let start = Math.ceil(Math.max(free, opens) / 5) * 5; start <= Math.min(closes, free + 180); start += 5) {
        const at: Placement = { visit: visit.id, start, staff: [person.id] };
        const against = warningsOf({ ...without, visits: [...without.visits, visit] }, at).filter((one) => one.kind !== "face");
        if (against.length > 0) continue;
        const cost = (visit.known.length > 0 && !visit.known.includes(person.id) ? 10_000 : 0) + start;
        if (!best || cost < best.cost) best = { at, cost };
        break;
      }
    }
  }
  return best?.at ?? null;
}
