/** The server's board in the screen's terms: instants become minutes since London's midnight of that day, and back. */
import { dayOf, daysBetween, minuteOf } from "../lib/dates";
import type { BoardDay, BoardMove, BoardPerson, BoardVisit, BoardWarning } from "../store/board";
import type { Day, Person, Placement, Visit, VisitState } from "./day";
import { clock } from "./words";

/** 545 of 09:05 on that day; 1505 of 01:05 on the next. */
export function minutesAt(day: string, instant: string): number {
  return daysBetween(day, dayOf(instant)) * 1440 + minuteOf(instant);
}

/** The instant of a time of that day in London. */
export function instantAt(day: string, minutes: number): string {
  const guess = new Date(`${day}T00:00:00Z`).getTime() + minutes * 60_000;
  const ahead = minutesAt(day, new Date(guess).toISOString()) - minutes;
  return new Date(guess - ahead * 60_000).toISOString();
}

export function dayFrom(board: BoardDay): Day {
  return {
    date: board.day,
    people: board.people.map((one) => personFrom(board, one)),
    visits: board.visits.filter((one) => one.state !== "cancelled").map((one) => visitFrom(board.day, one)),
    now: dayOf(board.now) === board.day ? minutesAt(board.day, board.now) : null,
  };
}

const aways: Readonly<Record<string, string>> = { sick: "Off sick", leave: "On leave", training: "Training" };

function personFrom(board: BoardDay, one: BoardPerson): Person {
  const at = (instant: string | null) => (instant === null ? null : minutesAt(board.day, instant));
  const [from, to, restFrom, restTo] = [at(one.shift_start), at(one.shift_end), at(one.break_start), at(one.break_end)];
  const told = one.away?.since ? `, told us ${clock(minutesAt(board.day, one.away.since))}` : "";
  const off = one.away
    ? `${aways[one.away.why] ?? "Away"}${told}`
    : from === null
      ? "Does not work this day"
      : one.is_member
        ? null
        : "Of another team";
  return {
    id: one.id,
    name: one.name,
    role: one.profession ?? "",
    means: one.means ?? "walk",
    from: from ?? 0,
    to: to ?? 0,
    base: one.base ?? board.base,
    // A sign-off that has run out by this day is none.
    skills: one.skills.filter((skill) => skill.until === null || skill.until >= board.day),
    rest: restFrom !== null && restTo !== null ? { from: restFrom, to: restTo } : null,
    off,
    late: one.late && {
      minutes: one.late.minutes,
      words: one.late.text,
      toCome: new Map(one.late.to_come.map((it) => [it.visit, minutesAt(board.day, it.start)])),
    },
    route: one.route,
    ways: one.ways,
  };
}

const states: Readonly<Record<BoardVisit["state"], VisitState>> = {
  planned: "planned",
  "under-way": "under-way",
  "took-place": "done",
  "not-seen": "not-done",
  "went-anyway": "done",
  cancelled: "not-done",
};

function visitFrom(day: string, one: BoardVisit): Visit {
  const { patient, window } = one;
  const [family = "", given = ""] = patient.name.split(/,\s*/, 2);
  const opens = minutesAt(day, window.earliest);
  const closes = minutesAt(day, window.latest);
  return {
    id: one.id,
    patient: patient.id,
    name: given ? `${given} ${family}` : family,
    short: family,
    street: patient.address_line ?? "",
    area: patient.postcode?.split(" ")[0] ?? "",
    point: patient.latitude !== null && patient.longitude !== null ? { latitude: patient.latitude, longitude: patient.longitude } : null,
    purpose: one.purpose ?? "",
    minutes: one.minutes,
    planned: one.planned_minutes,
    took: one.took,
    window: { opens, closes, hard: window.is_hard, reason: window.reason ?? "", given: window.is_given },
    people: one.people.length > 0 ? one.people : [[]],
    priority: one.priority,
    known: one.known,
    never: one.wishes.never,
    pinned: one.is_pinned,
    whole: one.why_whole,
    locked: one.is_locked || !one.is_ours,
    whyLocked: one.why_locked,
    state: states[one.state],
    clock: one.is_urgent ? { from: opens, by: closes } : null,
    start: minutesAt(day, one.start),
    staff: one.staff,
    wrong: one.is_locked ? [] : one.warnings.map(warned),
  };
}

/** What is sent of a placement: with the version that this lead has seen, so that nobody's move is overwritten in silence. */
export function moveOf(board: BoardDay, placement: Placement): BoardMove | null {
  const seen = board.visits.find((one) => one.id === placement.visit);
  if (!seen) return null;
  return {
    visit: placement.visit,
    version: seen.version,
    staff: [...placement.staff],
    start: placement.start === null ? null : instantAt(board.day, placement.start),
    is_pinned: null,
  };
}

const titles: Readonly<Record<string, string>> = {
  skill: "Skill missing",
  never: "Never this one",
  people: "One more is needed",
  window: "Window",
  late: "Late",
  overlap: "Overlap",
  travel: "Travel",
  shift: "Before the shift",
  overtime: "Overtime",
  break: "Break",
  gap: "Gap between visits",
  "unknown-face": "New face",
  wish: "Wish",
  "running-late": "Running late",
  "not-home": "Not at home",
};

/** A warning of the server with a title over it: its sentence stands alone elsewhere, and may begin with the same words. */
export function warned({ code, text, is_hard }: BoardWarning): { title: string; words: string; hard: boolean } {
  const title = titles[code] ?? "Look at this";
  return { title, words: text.startsWith(`${title}: `) ? text.slice(title.length + 2) : text, hard: is_hard };
}
