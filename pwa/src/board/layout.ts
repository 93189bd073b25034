/** Where things stand on the board: the hours across, the blocks in a lane, the shading behind. Shares are per cent of the lane's width. */
import type { Day, Person, Stop, Visit } from "./day";

export interface Scale {
  /** Minutes at the left edge and at the right one, on whole hours. */
  from: number;
  to: number;
}

const usual: Scale = { from: 7 * 60, to: 20 * 60 };

/** From 07:00 to 20:00, wider where a shift or a visit is. */
export function scaleOf(day: Day): Scale {
  const starts = [...day.people.filter((one) => one.to > one.from).map((one) => one.from), ...day.visits.flatMap((one) => one.start ?? [])];
  const ends = [...day.people.map((one) => one.to), ...day.visits.flatMap((one) => (one.start === null ? [] : one.start + one.minutes))];
  const from = Math.min(usual.from, ...starts);
  const to = Math.max(usual.to, ...ends);
  return { from: Math.max(0, Math.floor(from / 60) * 60), to: Math.min(48 * 60, Math.ceil(to / 60) * 60) };
}

export const hoursOf = (scale: Scale): number[] => Array.from({ length: (scale.to - scale.from) / 60 }, (_, n) => scale.from + n * 60);

const round = (value: number) => Math.round(value * 1000) / 1000;

/** How far from the left; never off the board. */
export function left(scale: Scale, minutes: number): number {
  return round((100 * (Math.min(scale.to, Math.max(scale.from, minutes)) - scale.from)) / (scale.to - scale.from));
}

export function width(scale: Scale, from: number, to: number): number {
  return round(Math.max(0, left(scale, to) - left(scale, from)));
}

export interface Span {
  from: number;
  to: number;
}

/** The parts of a lane outside the shift. */
export function outside(scale: Scale, person: Person): Span[] {
  return [
    { from: scale.from, to: person.from },
    { from: person.to, to: scale.to },
  ].filter((one) => one.to > one.from);
}

/** The windows of the visits in a lane, those that lie upon each other joined: shading, once. */
export function windowsIn(stops: readonly Stop[]): Span[] {
  const spans = stops
    .flatMap(({ visit }) =>
      visit.window?.given && visit.window.closes > visit.window.opens ? [{ from: visit.window.opens, to: visit.window.closes }] : [],
    )
    .filter((one) => one.to - one.from <= 180)
    .sort((a, b) => a.from - b.from);
  const out: Span[] = [];
  for (const one of spans) {
    const last = out[out.length - 1];
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else out.push({ ...one });
  }
  return out;
}

/** The way to each stop as a bar that ends where the visit begins. */
export const ways = (stops: readonly Stop[]): Span[] =>
  stops.filter((stop) => stop.travel > 0).map((stop) => ({ from: stop.start - stop.travel, to: stop.start }));

/** Two blocks of one lane at the same time: each takes a part of the height. Gives for each stop its row of `of`. */
export function stacked(stops: readonly Stop[]): { row: number; of: number }[] {
  const out: { row: number; of: number }[] = [];
  let begin = 0;
  while (begin < stops.length) {
    let end = begin + 1;
    let until = stops[begin]!.end;
    while (end < stops.length && stops[end]!.start < until) {
      until = Math.max(until, stops[end]!.end);
      end += 1;
    }
    const free: number[] = [];
    const rows = stops.slice(begin, end).map((stop) => {
      let row = free.findIndex((time) => time <= stop.start);
      if (row < 0) row = free.length;
      free[row] = stop.end;
      return row;
    });
    out.push(...rows.map((row) => ({ row, of: free.length })));
    begin = end;
  }
  return out;
}

export interface Group {
  title: string;
  urgent: boolean;
  visits: Visit[];
}

/** What nobody has, by urgency: the two-hour clock, then what is due this morning, then today, then what can wait. */
export function tray(day: Day, search: string): Group[] {
  const wanted = search.trim().toLocaleLowerCase("en-GB");
  const open = day.visits
    .filter((visit) => visit.staff.length === 0 && !visit.locked)
    .filter((visit) => !wanted || `${visit.name} ${visit.area} ${visit.purpose}`.toLocaleLowerCase("en-GB").includes(wanted));
  const due = (visit: Visit) => visit.clock?.by ?? visit.window?.closes ?? visit.start ?? 24 * 60;
  const order = (a: Visit, b: Visit) => a.priority - b.priority || due(a) - due(b) || a.name.localeCompare(b.name, "en-GB");
  const is = (visit: Visit) => (visit.clock ? 0 : due(visit) <= 12 * 60 ? 1 : visit.priority < 3 || visit.window?.hard === true ? 2 : 3);
  const titles = ["2-hour response", "This morning", "Today", "Can wait a day"];
  return titles
    .map((title, nth) => ({ title, urgent: nth === 0, visits: open.filter((visit) => is(visit) === nth).sort(order) }))
    .filter((group) => group.visits.length > 0);
}

/** Rows by the words typed into the search: a person's name, role, skill, or a patient of theirs. */
export function shown(day: Day, stops: ReadonlyMap<string, readonly Stop[]>, search: string): Person[] {
  const wanted = search.trim().toLocaleLowerCase("en-GB");
  const found = day.people.filter((person) => {
    if (!wanted) return true;
    const words = [ownWords(person), ...(stops.get(person.id) ?? []).map((one) => one.visit.name)];
    return words.join(" ").toLocaleLowerCase("en-GB").includes(wanted);
  });
  return [...found.filter((one) => !one.off), ...found.filter((one) => one.off)];
}

/** Of somebody whom the search found only by their patients: the visits to these. */
export function shownStops(person: Person, stops: readonly Stop[], search: string): readonly Stop[] {
  const wanted = search.trim().toLocaleLowerCase("en-GB");
  const isFound = (words: string) => words.toLocaleLowerCase("en-GB").includes(wanted);
  return !wanted || isFound(ownWords(person)) ? stops : stops.filter((one) => isFound(one.visit.name));
}

const ownWords = (person: Person): string => [person.name, person.role, ...person.skills.map((one) => one.skill)].join(" ");

/** The quarter or five minutes nearest to a point of a lane. `share`: 0 to 1 from its left edge. */
export function timeAt(scale: Scale, share: number, step = 5): number {
  const raw = scale.from + Math.min(1, Math.max(0, share)) * (scale.to - scale.from);
  return Math.round(raw / step) * step;
}
