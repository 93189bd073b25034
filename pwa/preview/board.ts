/** A team's day without a server, of any size: moves, undo, a proposal and publishing work until the page is loaded anew. */

import type { Ways } from "../src/api/types";
import { type Day, minutesBetween, placed, stopsOfAll, travelMinutes } from "../src/board/day";
import { opening, warningsOf } from "../src/board/warnings";
import { dayFrom, instantAt, minutesAt } from "../src/board/wire";
import { clock } from "../src/board/words";
import type {
  Board,
  BoardCounts,
  BoardDay,
  BoardMove,
  BoardMoved,
  BoardPerson,
  BoardProposal,
  BoardPublication,
  Boards,
  BoardVisit,
} from "../src/store/board";
import type { Heard } from "../src/store/heard";
import { me, teams } from "./cast";
import { today } from "./records";
import type { Scenario } from "./scenarios";

const id = (group: number, n: number) => `0193b0a${group}-0000-7000-a000-${String(n).padStart(12, "0")}`;
const at = (time: string) => {
  const [hours, minutes] = time.split(":").map(Number);
  return instantAt(today, hours! * 60 + minutes!);
};
const base = { name: "Mile End base", latitude: 51.5253, longitude: -0.0335 };
const spots: Record<string, [number, number, string]> = {
  E1: [51.5155, -0.0605, "Cable Street"],
  E1W: [51.508, -0.058, "Wapping Lane"],
  E2: [51.5285, -0.063, "Columbia Road"],
  E3: [51.529, -0.026, "Roman Road"],
  E14: [51.508, -0.0185, "Poplar High Street"],
};
const areas = Object.keys(spots);
const needs: Record<string, string[]> = {
  insulin: ["insulin"],
  wound: ["wound care"],
  "leg ulcer": ["wound care"],
  bloods: ["bloods"],
  catheter: ["catheter"],
  "syringe driver": ["syringe driver"],
  wash: [],
  hoist: ["hoist"],
  falls: ["falls"],
};
const means = ["bicycle", "car", "bicycle", "bicycle", "walk", "walk"] as const;
const professions = ["District nurse", "Community nurse", "Community nurse", "Nursing associate", "Reablement worker", "Physiotherapist"];
const skillsOf: string[][] = [
  ["syringe driver", "catheter", "insulin", "wound care", "bloods"],
  ["catheter", "wound care", "insulin"],
  ["wound care", "insulin", "bloods"],
  ["insulin", "bloods", "hoist"],
  ["hoist", "falls"],
  ["falls", "hoist"],
];
const names = [
  "Farzana Akhtar",
  "Grace Adeyemi",
  "Ayaan Warsame",
  "Agnieszka Nowak",
  "Marcia Campbell",
  "Nasima Khatun",
  "Shahid Miah",
  "Wing-Yan Cheung",
  "Tom Whitfield",
  "Siobhan Kelly",
  "Joy Robinson",
  "Dean Harris",
];
const families = [
  "Begum",
  "Rahman",
  "Cole",
  "Okafor",
  "Ali",
  "Harris",
  "Jama",
  "Islam",
  "Fletcher",
  "Nessa",
  "D’Souza",
  "Alam",
  "Watts",
  "Tran",
  "Farah",
  "Ullah",
  "Hassan",
  "Baker",
  "Nur",
  "Ahmed",
  "Yusuf",
  "Palmer",
  "Zielińska",
  "Haque",
  "Reeves",
  "Sultana",
  "O’Connor",
  "Mensah",
  "Grant",
  "Cato",
  "Bibi",
  "Francis",
  "Levy",
  "Silva",
  "Morgan",
  "Uddin",
  "Miah",
  "Chan",
  "Turner",
  "Choudhury",
];
const givens = ["Dorothy", "Halina", "Abdul", "Winston", "Rehana", "Bridget", "Kwame", "Mei", "Rokeya", "Joan", "Ibrahim", "Ruth"];

interface Size {
  people: number;
  visits: number;
  open: number;
  long: boolean;
}

function made(size: Size): BoardDay {
  const people: BoardPerson[] = Array.from({ length: size.people }, (_, n) => {
    const kind = n % 6;
    const begins = 450 + (n % 4) * 30;
    const sick = size.people >= 10 && n >= size.people - 2;
    const plain = names[n % names.length]! + (n >= names.length ? ` ${"ABCDEFGH"[Math.floor(n / names.length)]}` : "");
    return {
      id: id(1, n),
      name: size.long ? `${plain} Oluwaseun-Featherstonehaugh Adebayo-Thistlethwaite` : plain,
      profession: size.long ? `${professions[kind]} and lead for complex care in three localities` : professions[kind]!,
      means: means[kind]!,
      shift_start: instantAt(today, begins),
      shift_end: instantAt(today, begins + 480),
      break_start: null,
      break_end: null,
      base,
      skills: skillsOf[kind]!.map((skill) => ({ skill, level: 1, until: null })),
      languages: ["English"],
      gender: null,
      away: sick ? { why: "sick" as const, since: at(n % 2 ? "07:31" : "07:38") } : null,
      late: n === 3 ? { minutes: 35, text: "said at 07:55", said_at: at("07:55"), to_come: [] } : null,
      is_member: true,
      route: [],
      ways: [],
      travel_minutes: 0,
      care_minutes: 0,
      minutes_left: 0,
      familiar: 0,
    };
  });
  const working = people.filter((one) => !one.away);
  const times = new Map(working.map((one) => [one.id, minutesAt(today, one.shift_start!) + 12]));
  const rest = (person: BoardPerson, from: number): number => {
    if (person.break_start || from < 690) return from;
    person.break_start = instantAt(today, from);
    person.break_end = instantAt(today, from + 30);
    return from + 35;
  };
  const visits: BoardVisit[] = Array.from({ length: size.visits }, (_, n) => {
    const open = n >= size.visits - size.open;
    const person = working[n % working.length]!;
    const can = skillsOf[people.indexOf(person) % 6]!;
    const wanted = Object.keys(needs).filter((purpose) => needs[purpose]!.every((one) => can.includes(one)));
    const purpose = open ? Object.keys(needs)[n % 9]! : wanted[(n * 7) % wanted.length]!;
    const minutes = [30, 40, 45, 35, 60][(n * 3) % 5]!;
    const area = areas[(open ? n * 5 : people.indexOf(person) + (n % 3 === 0 ? 1 : 0)) % areas.length]!;
    const [latitude, longitude, street] = spots[area]!;
    const start = open ? 600 + ((n * 37) % 300) : rest(person, times.get(person.id)!);
    const two = !open && n === 3 && working.length > 4;
    if (!open) times.set(person.id, start + minutes + 15 + ((n * 11) % 13));
    const other = working[(n + 1) % working.length]!;
    if (two) times.set(other.id, start + minutes + 15);
    const urgent = open && n === size.visits - 1 && size.open > 1;
    const windowed = urgent || n % 4 === 0;
    const family = families[n % families.length]!;
    return {
      id: id(2, n),
      patient: {
        id: id(3, n),
        name: size.long ? `${family}-Wolfeschlegelsteinhausenbergerdorff, ${givens[n % 12]} Anastasia` : `${family}, ${givens[n % 12]}`,
        known_as: null,
        born_on: "1946-03-02",
        gender: null,
        address_line: `${3 + ((n * 13) % 90)} ${street}`,
        postcode: `${area} ${1 + (n % 8)}AB`,
        latitude: latitude + (((n * 37) % 21) - 10) / 2600,
        longitude: longitude + (((n * 53) % 21) - 10) / 1900,
      },
      purpose: urgent ? "Fall, cannot manage the stairs" : purpose,
      start: instantAt(today, start),
      end: instantAt(today, start + minutes),
      minutes,
      planned_minutes: minutes,
      took: n % 4 === 1 ? { minutes: minutes + 10, median: minutes + 12, of: 6 } : null,
      staff: open ? [] : two ? [person.id, other.id] : [person.id],
      is_pinned: n % 13 === 5 && !open,
      is_ours: true,
      is_locked: !open && start + minutes < 581,
      why_locked: !open && start + minutes < 581 ? "It is over." : null,
      state: !open && start + minutes < 560 ? "took-place" : !open && start < 581 ? "under-way" : "planned",
      window: windowed
        ? {
            earliest: urgent ? at("07:36") : instantAt(today, start - 30),
            latest: urgent ? at("10:36") : instantAt(today, start + 60),
            is_hard: urgent || n % 8 === 0,
            reason: purpose === "insulin" ? "before breakfast" : null,
            is_given: true,
          }
        : { earliest: instantAt(today, start - 120), latest: instantAt(today, start + 120), is_hard: false, reason: null, is_given: false },
      people: two ? [[], []] : [(urgent ? [] : needs[purpose]!).map((skill) => ({ skill, level: 1 }))],
      priority: urgent ? 1 : open && n % 5 === 0 ? 3 : 2,
      is_urgent: urgent,
      why_whole: two && !open ? null : "Only a visit that two people have can be made two.",
      gap: null,
      known: n % 5 < 3 ? [person.id] : n % 5 === 3 ? [working[(n + 2) % working.length]!.id] : [],
      wishes: { gender: null, language: null, never: [] },
      version: "1",
      published: { start: instantAt(today, start), staff: open ? [] : two ? [person.id, other.id] : [person.id], is_pinned: false },
      is_changed: false,
      changed: null,
      warnings: [],
    };
  });
  const none = { visits: 0, allocated: 0, unallocated: [], working: 0, people: 0, travel_minutes: 0, late_visits: 0, late_minutes: 0 };
  return told({
    team: {
      id: teams[0]!.id,
      name: size.long ? "South East integrated community health and reablement team, Limehouse and the Isle of Dogs" : teams[0]!.name,
    },
    base,
    day: today,
    now: at("09:41"),
    version: 1,
    stamp: "1",
    people,
    visits,
    counts: { ...none, familiar: 0, familiar_of: 0, unfair_minutes: 0, spread_minutes: [0, 0] },
    faults: [],
    steps: [],
    unpublished: { count: 0, people: [] },
    proposal: null,
    publication: null,
    can_propose: true,
    ways: { estimated: ["cycle", "walk"], streets: ["car"], uses_took: false },
    not_home: [],
    called_off: [],
    weights: { preset: "balanced", chosen: { by: me.staff, name: me.name, at: at("07:40") } },
  });
}

function countsOf(day: Day): BoardCounts {
  const stops = stopsOfAll(day);
  const on = day.people.filter((one) => !one.off);
  const left = on.map((one) => leftOf(day, one.id));
  const done = day.visits.filter((one) => one.staff.length > 0);
  const open = [1, 2, 3].map((priority) => day.visits.filter((one) => one.staff.length === 0 && one.priority === priority).length);
  return {
    visits: day.visits.length,
    allocated: done.length,
    unallocated: open,
    working: on.length,
    people: day.people.length,
    travel_minutes: on.reduce((sum, one) => sum + travelMinutes(one, stops.get(one.id) ?? []), 0),
    late_visits: done.filter((one) => one.window?.given && one.start! > one.window.closes).length,
    late_minutes: 0,
    familiar: done.filter((one) => one.staff.some((who) => one.known.includes(who))).length,
    familiar_of: done.filter((one) => one.known.length > 0).length,
    unfair_minutes: 0,
    spread_minutes: left.length > 0 ? [Math.min(...left), Math.max(...left)] : [0, 0],
  };
}

function leftOf(day: Day, who: string): number {
  const person = day.people.find((one) => one.id === who)!;
  const stops = stopsOfAll(day).get(who) ?? [];
  const rest = person.rest ? person.rest.to - person.rest.from : 0;
  return person.to - person.from - rest - travelMinutes(person, stops) - stops.reduce((sum, one) => sum + one.visit.minutes, 0);
}

/** All that follows from where the visits stand. */
function told(board: BoardDay): BoardDay {
  const bare = { ...board, people: board.people.map((one) => ({ ...one, route: [], ways: [] })) };
  const day = dayFrom(bare);
  const stops = stopsOfAll(day);
  const people = board.people.map((one) => {
    const mine = stops.get(one.id) ?? [];
    const person = day.people.find((it) => it.id === one.id)!;
    const last = mine[mine.length - 1];
    return {
      ...one,
      route: mine.map((stop) => stop.visit.id),
      ways: last ? [...mine.map((stop) => stop.travel), minutesBetween(person.means, last.visit.point, person.base)] : [],
      travel_minutes: travelMinutes(person, mine),
      care_minutes: mine.reduce((sum, stop) => sum + stop.visit.minutes, 0),
      minutes_left: leftOf(day, one.id),
      familiar: mine.filter((stop) => stop.knows).length,
    };
  });
  const visits = board.visits.map((one) => ({
    ...one,
    is_changed: one.published.staff.join() !== one.staff.join() || one.published.start !== one.start,
  }));
  const changed = visits.filter((one) => one.is_changed);
  const whose = people.map((one) => ({
    staff: one.id,
    name: one.name,
    new: changed.filter((it) => it.staff.includes(one.id) && !it.published.staff.includes(one.id)).map((it) => it.id),
    gone: changed.filter((it) => !it.staff.includes(one.id) && it.published.staff.includes(one.id)).map((it) => it.id),
    moved: changed.filter((it) => it.staff.includes(one.id) && it.published.staff.includes(one.id)).map((it) => it.id),
  }));
  const counts = countsOf(day);
  return {
    ...board,
    people,
    visits,
    counts,
    unpublished: { count: changed.length, people: whose.filter((one) => one.new.length + one.gone.length + one.moved.length > 0) },
  };
}

const sizes: Partial<Record<Scenario, Size>> = {
  board: { people: 12, visits: 68, open: 9, long: false },
  "board-empty": { people: 6, visits: 0, open: 0, long: false },
  "board-nobody": { people: 0, visits: 0, open: 0, long: false },
  "board-long": { people: 8, visits: 40, open: 5, long: true },
  "board-busy": { people: 12, visits: 90, open: 22, long: false },
  "board-large": { people: 60, visits: 500, open: 60, long: false },
};

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

const assumed = [
  { means: "walk", kmh: 4.8, detour: 1.3, fixed_minutes: 0 },
  { means: "cycle", kmh: 13, detour: 1.3, fixed_minutes: 1 },
  { means: "car", kmh: 16, detour: 1.4, fixed_minutes: 4 },
  { means: "public transport", kmh: 14, detour: 1.4, fixed_minutes: 8 },
] as const;
const waysShown: Ways = {
  means: assumed.map((one, n) => ({
    ...one,
    assumed: one,
    factor: [1, 1.19, 1, 1][n]!,
    of: [4, 38, 0, 12][n]!,
    enough: 10,
    from_streets: one.means === "car",
    said: null,
  })),
  uses_factors: true,
  uses_took: false,
  has_streets: true,
  by: "Sharon Doyle",
  at: null,
};

export function previewBoard(scenario: Scenario): Board {
  let board = made(sizes[scenario] ?? sizes.board!);
  const before: BoardDay[] = [];
  let proposal: BoardProposal | null = null;
  let publication: BoardPublication | null = null;
  const failing: Heard<never> | null =
    scenario === "board-offline"
      ? { ok: false, why: "offline", words: "" }
      : scenario === "board-error"
        ? { ok: false, why: "busy", words: "" }
        : null;
  const yes = async <Value>(value: () => Value, wait = 250): Promise<Heard<Value>> => {
    await pause(wait);
    return failing ?? { ok: true, value: value() };
  };
  const put = (next: BoardDay, kind: BoardDay["steps"][number]["kind"], text: string): BoardMoved => {
    before.push(board);
    const number = (board.steps[0]?.number ?? 0) + 1;
    const step = { number, kind, by: me.staff, name: me.name, at: at("09:41"), text, visits: [], is_undone: false, can_undo: true };
    board = told({ ...next, version: board.version + 1, stamp: String(board.version + 1), steps: [step, ...board.steps] });
    return { board, warnings: [] };
  };
  const nameOf = (visit: string) => board.visits.find((one) => one.id === visit)?.patient.name.split(",")[0] ?? "";
  const moved = (moves: readonly BoardMove[]): BoardDay => ({
    ...board,
    visits: board.visits.map((one) => {
      const to = moves.find((it) => it.visit === one.id);
      if (!to) return one;
      const start = to.start ?? one.start;
      return {
        ...one,
        staff: to.staff,
        start,
        end: instantAt(today, minutesAt(today, start) + one.minutes),
        is_pinned: to.is_pinned ?? one.is_pinned,
      };
    }),
  });
  const propose = (asked: { preset: string; change: BoardProposal["change"]; seconds: number }): BoardProposal => {
    let day = dayFrom(board);
    const first = countsOf(day);
    const changes: BoardProposal["changes"] = [];
    const left: BoardProposal["left_out"] = [];
    for (const visit of day.visits.filter((one) => one.staff.length === 0)) {
      const to = opening(day, visit);
      const spot = { start: instantAt(today, visit.start ?? 0), staff: [] };
      if (!to) {
        const needed = visit.people.flat().map((one) => one.skill);
        const near = { visit: visit.id, start: 16 * 60, staff: [day.people.find((one) => !one.off)!.id] };
        left.push({
          visit: visit.id,
          rules: ["skill"],
          text: needed.length > 0 ? `nobody with ${needed.join(", ")} is free long enough.` : "Nobody is free long enough in its window.",
          nearest: { start: instantAt(today, near.start), staff: near.staff },
        });
        continue;
      }
      day = placed(day, [to]);
      const who = day.people.find((one) => one.id === to.staff[0])!;
      changes.push({
        visit: visit.id,
        kind: "new",
        now: spot,
        // biome-ignore lint/suspicious/noThenProperty: the server's word; it is no function, and nobody waits for it
        then: { start: instantAt(today, to.start!), staff: [...to.staff] },
        why: `${who.name} at ${clock(to.start!)}; ${visit.people.flat().length > 0 ? `has ${visit.people.flat()[0]!.skill}; ` : ""}${visit.known.includes(who.id) ? "a known face" : "nobody they know"}.`,
        is_familiar: visit.known.includes(who.id),
        travel_minutes: 6,
        late_minutes: 0,
        alternatives: 3,
      });
    }
    const stops = stopsOfAll(day);
    const known = new Set(changes.map((one) => one.visit));
    return {
      id: id(4, Math.floor(Math.random() * 1e6)),
      team: board.team.id,
      day: board.day,
      state: "ready",
      ...asked,
      asked_by: me.staff,
      name: me.name,
      asked_at: at("09:41"),
      message: null,
      progress: null,
      version: board.version,
      before: first,
      after: countsOf(day),
      practice: null,
      offers: [],
      better: [],
      offer: null,
      changes,
      left_out: left,
      people: day.people
        .filter((one) => !one.off)
        .map((one) => ({
          staff: one.id,
          minutes_left: [leftOf(dayFrom(board), one.id), leftOf(day, one.id)],
          changes: 0,
          route: (stops.get(one.id) ?? []).map((stop) => ({
            visit: stop.visit.id,
            start: instantAt(today, stop.start),
            end: instantAt(today, stop.end),
            kind: known.has(stop.visit.id) ? ("new" as const) : ("same" as const),
          })),
        })),
    };
  };
  /** Of the two offers, the one that changes least leaves the last two visits as they are. */
  const offered = (all: BoardProposal, offer: string | null): BoardProposal => {
    if (all.change !== "both" || all.state !== "ready" || !all.after) return all;
    const { unallocated, travel_minutes } = all.after;
    const most = {
      change: "more" as const,
      changes: all.changes.length,
      others: 3,
      unallocated: unallocated.reduce((a, b) => a + b),
      travel_minutes,
    };
    const least = { ...most, change: "least" as const, changes: most.changes - 2, others: 0, unallocated: most.unallocated + 2 };
    const offers = [least, most];
    if (offer === "more") return { ...all, offers, offer };
    return { ...all, offers, offer: "least", changes: all.changes.slice(0, -2), after: { ...all.after, unallocated: [0, 2, unallocated[2]!] } };
  };
  let begun = 0;
  return {
    newId: () => crypto.randomUUID(),
    ways: () => yes(() => waysShown),
    setWays: (_at, asked) => yes(() => ({ ...waysShown, ...asked, means: waysShown.means, by: me.name, at: board.now })),
    learnWays: () => yes(() => null),
    boards: () =>
      scenario === "board-loading"
        ? new Promise(() => undefined)
        : yes(
            (): Boards => ({
              teams: [board.team, { id: id(5, 1), name: "South West team" }],
              today,
              presets: ["balanced", "known faces first", "short ways first", "on time first", "even days first"],
              tiles: null,
            }),
            100,
          ),
    day: (_team, day, stamp) => yes(() => (stamp === board.stamp ? null : { ...board, day: day === today ? today : board.day })),
    move: async (_at, moves) => {
      if (scenario === "board-changed") {
        await pause(300);
        return { ok: false, why: "changed", words: `${nameOf(moves[0]!.visit)}: Priya Nair moved it to 10:15 with Grace Adeyemi at 09:40.` };
      }
      return yes(() => put(moved(moves), "move", `${me.name} moved ${moves.map((one) => nameOf(one.visit)).join(" and ")}`));
    },
    attempt: (_at, moves) =>
      yes(() =>
        moves.flatMap((move) =>
          warningsOf(dayFrom(board), { visit: move.visit, start: move.start === null ? null : minutesAt(today, move.start), staff: move.staff }).map(
            (one) => ({
              code: one.kind === "face" ? ("unknown-face" as const) : (one.kind as "skill"),
              visit: move.visit,
              staff: null,
              text: one.words,
              is_hard: one.hard,
            }),
          ),
        ),
      ),
    split: (_at, visit) =>
      yes(() => {
        const whole = board.visits.find((one) => one.id === visit)!;
        const half = (n: number, id: string): BoardVisit => ({
          ...whole,
          ...{
            id,
            staff: whole.staff.slice(n, n + 1),
            people: whole.people.slice(n, n + 1),
            why_whole: "Only a visit that two people have can be made two.",
          },
        });
        const halves = [half(0, whole.id), half(1, crypto.randomUUID())];
        return put(
          { ...board, visits: board.visits.flatMap((one) => (one.id === visit ? halves : [one])) },
          "split",
          `${me.name} made one visit to ${nameOf(visit)} two`,
        );
      }),
    undo: () =>
      yes(() => {
        board = told({ ...before.pop()!, version: board.version + 1, stamp: String(board.version + 1) });
        return { board, warnings: [] };
      }),
    away: (_at, staff, why) =>
      yes(() =>
        put(
          {
            ...board,
            people: board.people.map((one) => (one.id === staff ? { ...one, away: why ? { why: why as "sick", since: board.now } : null } : one)),
            visits: board.visits.map((one) => (why && one.staff.includes(staff) && !one.is_locked ? { ...one, staff: [] } : one)),
          },
          "away",
          `${board.people.find((one) => one.id === staff)?.name} cannot work`,
        ),
      ),
    notHome: (_at, patient, why) =>
      yes(() => {
        const theirs = board.visits.filter((one) => one.patient.id === patient && !one.is_locked);
        const name = theirs[0]?.patient.name.split(", ").reverse().join(" ") ?? "";
        const gone = { patient, name, text: "In hospital", is_said: true, standing: [], cancelled: theirs.map((one) => one.id) };
        return put(
          {
            ...board,
            not_home: why ? [gone] : [],
            visits: board.visits.map((one) => (theirs.includes(one) ? { ...one, state: why ? "cancelled" : "planned", is_locked: !!why } : one)),
          },
          why ? "not-home" : "home",
          `${me.name} wrote down that ${name} is ${why ? "not at home" : "home again"}`,
        ).board;
      }),
    callOff: (_at, { visit, by, why, words }) =>
      yes(() => {
        const text = `Called off by ${by === "person" ? "the person" : by === "family" ? "their family or carer" : "the service"}: ${why}.${words ? ` ${words}` : ""}`;
        const visits = board.visits.map((one) => (one.id === visit ? { ...one, state: "cancelled" as const } : one));
        const off = [...board.called_off, { visit, text, may_stand: true }];
        return put({ ...board, called_off: off, visits }, "called-off", `${me.name} called off a visit`).board;
      }),
    standAgain: (_at, visit) =>
      yes(() => {
        const visits = board.visits.map((one) => (one.id === visit ? { ...one, state: "planned" as const } : one));
        const off = board.called_off.filter((one) => one.visit !== visit);
        return put({ ...board, called_off: off, visits }, "stands-again", `${me.name} let a visit stand again`).board;
      }),
    urgent: (_at, asked) =>
      yes(() => {
        const like = board.visits[0]!;
        const visit: BoardVisit = {
          ...like,
          ...{
            id: asked.id,
            purpose: asked.purpose,
            minutes: asked.minutes,
            staff: [],
            start: board.now,
            end: board.now,
            priority: 1,
            is_urgent: true,
          },
          ...{
            is_locked: false,
            is_pinned: false,
            state: "planned",
            people: [asked.skills.map((one) => ({ skill: one.skill, level: one.level ?? 1 }))],
          },
          window: { earliest: board.now, latest: instantAt(today, minutesAt(today, board.now) + 120), is_hard: true, reason: null, is_given: true },
        };
        return put({ ...board, visits: [...board.visits, visit] }, "urgent", `${me.name} put an urgent visit on the board`).board;
      }),
    propose: (_at, asked) =>
      yes(() => {
        proposal = { ...propose(asked), state: "looking", progress: { share: 0, unallocated: 9, cost: 0, seconds: 0, moves: 0 } };
        begun = Date.now();
        board = { ...board, proposal: proposal.id };
        return proposal;
      }),
    proposal: (_id, offer, look) =>
      yes(() => {
        const share = Math.min(1, (Date.now() - begun) / (scenario === "board-looking" ? 600_000 : 3000));
        const seconds = proposal!.seconds * share;
        if (proposal!.state === "looking")
          proposal =
            share < 1
              ? { ...proposal!, progress: { share, unallocated: Math.round(9 - 8 * share), cost: 1, seconds, moves: Math.round(412_000 * share) } }
              : { ...proposal!, state: "ready" };
        if (proposal!.change === "free") return offered(proposal!, offer);
        // What is found first, after a second: all but one of the changes.
        const all = offered({ ...proposal!, state: "ready" }, offer);
        if (look !== "first" && proposal!.state === "ready") return all;
        if (share < 1 / 3) return offered(proposal!, offer);
        return { ...all, state: proposal!.state, changes: all.changes.slice(1), better: proposal!.state === "ready" ? all.offers : [] };
      }, 60),
    leave: () =>
      yes(() => {
        board = { ...board, proposal: null };
        return null;
      }),
    take: (_at, _id, _offer, visits) =>
      yes(() => {
        const taken = proposal!.changes.filter((one) => !visits || visits.includes(one.visit));
        return put(
          {
            ...moved(taken.map((one) => ({ visit: one.visit, version: "", start: one.then.start, staff: one.then.staff, is_pinned: null }))),
            proposal: null,
          },
          "proposal",
          `${me.name} took ${taken.length} changes of a proposal`,
        );
      }),
    count: (_id, _offer, visits) =>
      yes(() => {
        const taken = proposal!.changes.filter((one) => visits.includes(one.visit));
        const day = placed(
          dayFrom(board),
          taken.map((one) => ({ visit: one.visit, start: minutesAt(today, one.then.start!), staff: one.then.staff })),
        );
        return { after: countsOf(day), warnings: [] };
      }),
    putFirst: (_at, preset) =>
      yes(() => {
        board = { ...board, weights: { preset: preset as "balanced", chosen: { by: me.staff, name: me.name, at: board.now } } };
        return board;
      }),
    round: () => yes(() => null),
    askAll: () => Promise.resolve({ ok: false, why: "not-granted", words: "" }),
    stopAll: () => yes(() => null),
    publish: (seen) =>
      yes(() => {
        publication = {
          id: id(6, 1),
          state: "writing",
          by: me.staff,
          name: me.name,
          at: board.now,
          total: seen.unpublished.count,
          written: 0,
          endings: [],
          people: seen.unpublished.people,
        };
        return publication;
      }),
    publication: () =>
      yes(() => {
        const written = Math.min(publication!.total, publication!.written + 1);
        publication = { ...publication!, written, state: written === publication!.total ? "done" : "writing" };
        if (publication.state === "done")
          board = told({
            ...board,
            visits: board.visits.map((one) => ({ ...one, published: { start: one.start, staff: one.staff, is_pinned: one.is_pinned } })),
          });
        return publication;
      }),
  };
}
