/** Four weeks without a server: moves, a suggestion, taking it and who is away work until the page is loaded anew. */
import { addDays, daysBetween } from "../src/lib/dates";
import { empty, type Pattern, patternOf, weekdays } from "../src/lib/repeating/pattern";
import { read } from "../src/lib/repeating/reading";
import { patternInWords } from "../src/lib/repeating/said";
import type { Heard } from "../src/store/heard";
import type {
  Weeks,
  WeeksMake,
  WeeksNumbers,
  WeeksPattern,
  WeeksPeriod,
  WeeksReading,
  WeeksSeries,
  WeeksSuggestion,
  WeeksTaking,
  WeeksVisit,
} from "../src/store/weeks";
import { me, teams } from "./cast";
import { today } from "./records";
import type { Scenario } from "./scenarios";

const id = (group: number, n: number) => `0193b0b${group}-0000-7000-a000-${String(n).padStart(12, "0")}`;
const monday = addDays(today, -1);
const holidays: Record<string, string> = {
  "2026-12-25": "Christmas Day",
  "2026-12-28": "Boxing Day (substitute day)",
  "2027-01-01": "New Year’s Day",
};
const names = [
  "Farzana Akhtar",
  "Grace Adeyemi",
  "Ayaan Warsame",
  "Agnieszka Nowak",
  "Marcia Campbell",
  "Nasima Khatun",
  "Shahid Miah",
  "Wing-Yan Cheung",
];
const skillsOf = [
  ["syringe driver", "insulin", "wound care"],
  ["wound care", "insulin"],
  ["wound care"],
  ["insulin", "hoist"],
  ["hoist"],
  ["hoist"],
  ["insulin", "wound care"],
  ["catheter"],
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
  "Watts",
  "Tran",
  "Farah",
  "Zielińska",
  "O’Connor",
];
const givens = ["Rose", "Halina", "Abdul", "Winston", "Rehana", "Bridget", "Kwame", "Mei", "Rokeya", "Joan", "Ibrahim", "Ruth"];
const rules: readonly [string, string, string[], Partial<Pattern>][] = [
  [
    "Change the dressing on the left leg",
    "Twice a week, mornings",
    ["wound care"],
    { days: ["mon", "tue", "wed", "thu", "fri"], per_week: 2, times: ["09:00-12:00"], minutes: 30 },
  ],
  [
    "Insulin before breakfast and at tea",
    "Twice a day",
    ["insulin"],
    { times: ["07:30-09:00", "16:00-17:30"], minutes: 20, is_hard: true, reason: "before food" },
  ],
  ["Wash and dress", "Mondays and Thursdays", ["hoist"], { days: ["mon", "thu"], times: ["08:00-10:00"], minutes: 45, people: 2 }],
  ["Catheter care", "Every other week", ["catheter"], { days: ["wed"], every_weeks: 2, times: ["10:00-14:00"], minutes: 40, until: "2026-12-12" }],
  ["Bloods", "Every other day", [], { every_days: 2, times: ["09:00-11:00"], minutes: 15 }],
  [
    "Strength exercises on the stairs",
    "Three times a week",
    [],
    { days: ["mon", "tue", "wed", "thu", "fri"], per_week: 3, times: ["12:00-16:00"], minutes: 45, holidays: "move" },
  ],
];

const weekdayOf = (day: string) => weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!;
/** On which of the 28 days a pattern falls; an open one on the first that it may. */
function daysFor(pattern: WeeksPattern, from: string): string[] {
  const all = Array.from({ length: 28 }, (_, n) => addDays(from, n)).filter(
    (day) => (!pattern.from || day >= pattern.from) && (!pattern.until || day <= pattern.until),
  );
  if (pattern.every_days) return all.filter((day) => daysBetween(pattern.from ?? from, day) % pattern.every_days! === 0);
  const may = all.filter(
    (day) => (!pattern.days || pattern.days.includes(weekdayOf(day))) && Math.floor(daysBetween(from, day) / 7) % (pattern.every_weeks ?? 1) === 0,
  );
  const gap = pattern.per_week === 2 ? 3 : 2;
  return pattern.per_week
    ? may.filter((day) => daysBetween(monday, day) % 7 < (pattern.per_week ?? 7) * gap && (daysBetween(monday, day) % 7) % gap === 0)
    : may;
}

function seriesOf(n: number, from: string, long: boolean): WeeksSeries {
  const [words, frequency, skills, rule] = rules[n % rules.length]!;
  const pattern: WeeksPattern = { ...empty, from: "2026-11-02", ...rule, times: rule.times ?? [], skills: skills.length > 0 ? skills : null };
  const who = (n * 3) % names.length;
  const known = [id(1, who), id(1, (who + 2) % names.length)];
  const days = daysFor(pattern, from);
  // From the third week on, what leaves its days open is not planned yet.
  const there = pattern.per_week || pattern.every_weeks ? days.filter((day) => daysBetween(from, day) < 14) : days;
  const isAway = n % 17 === 4;
  const visits = there.flatMap((day, at) =>
    pattern.times.map((time, nth): WeeksVisit => {
      const start = `${day}T${time.slice(0, 5)}:00.000Z`;
      const end = new Date(new Date(start).getTime() + (pattern.minutes ?? 30) * 60_000).toISOString();
      return {
        ...{ id: id(2, n * 1000 + daysBetween("2026-11-02", day) * 4 + nth), day, ordinal: nth + 1, start, end },
        staff: (n + at) % 9 === 5 ? [] : [known[at % 2]!],
        state: day < today ? "took-place" : "planned",
        by_hand: n === 3 && at === 1,
      };
    }),
  );
  const { team: _, ...bare } = pattern;
  const name = long
    ? `Anna-Wilhelmina Thirunavukkarasu-Featherstonehaugh ${families[n % families.length]}`
    : `${givens[n % givens.length]} ${families[(n * 5) % families.length]}`;
  return {
    ...{
      action: id(3, n),
      version: "1",
      patient: id(4, n - (n % 7 === 3 ? 1 : 0)),
      words,
      frequency,
      until_words: null,
      pattern,
      says: patternInWords(bare as Pattern),
    },
    name: n % 7 === 3 ? `${givens[(n - 1) % givens.length]} ${families[((n - 1) * 5) % families.length]}` : name,
    is_open: pattern.per_week !== null,
    differs: n === 5 ? "The words say daily, the pattern says three times a week." : null,
    disputed: n === 8,
    away: isAway ? { from: addDays(today, 2), until: addDays(today, 9), why: "hospital" } : null,
    notes: [],
    known,
    visits: isAway ? visits.filter((one) => one.day < addDays(today, 2) || one.day >= addDays(today, 9)) : visits,
    weeks: [0, 7, 14, 21].map((on) => ({
      first: addDays(from, on),
      asked: days.filter((day) => daysBetween(from, day) >= on && daysBetween(from, day) < on + 7).length,
      there: there.filter((day) => daysBetween(from, day) >= on && daysBetween(from, day) < on + 7).length,
    })),
    area: ["E1", "E2", "E3", "E14"][n % 4]!,
  };
}

function periodOf(from: string, many: number, long: boolean): WeeksPeriod {
  const series = Array.from({ length: many }, (_, n) => seriesOf(n, from, long));
  const people = names.map((name, n) => ({
    ...{ id: id(1, n), name, profession: n % 3 === 0 ? "District nurse" : "Community nurse" },
    skills: skillsOf[n]!.map((skill) => ({ skill, level: 2, until: null })),
    days: Array.from({ length: 28 }, (_, day) => day)
      .filter((day) => (day + n) % 7 < 5 && (day % 7 < 5 || n % 3 === 0))
      .map((day) => ({ day: addDays(from, day), minutes: 450, away: n === 2 && day > 8 && day < 12 ? ("leave" as const) : null })),
  }));
  return told({
    ...{ team: teams[0]!.id, team_name: teams[0]!.name, first: from, last: addDays(from, 27), today, stamp: "1" },
    skills: ["catheter", "hoist", "insulin", "syringe driver", "wound care"],
    ...{ days: [], people, series, taking: null },
    unpatterned:
      many === 0
        ? []
        : [
            ["Look at the heels", "Daily", null],
            ["Weigh her", "weekly on Fridays at 10am", "12 December"],
            ["Ring her daughter", "when needed", null],
          ].map(([words, frequency, until], n) => ({
            ...{
              action: id(5, n),
              patient: id(4, n),
              name: `${givens[n]} ${families[n * 5]}`,
              words: words!,
              frequency: frequency!,
              until: until ?? null,
              staff: null,
              version: "1",
            },
            reading: readingOf(frequency!, until ?? null),
          })),
  });
}

const readingOf = (words: string, until: string | null): WeeksReading => {
  const found = read(words, until, today);
  return {
    ...{ understood: found.pattern !== null, pattern: found.pattern && { ...found.pattern, times: found.pattern.times ?? [] } },
    ...{ says: found.pattern && patternInWords(found.pattern), assumed: [...found.assumed], not_understood: [...found.notUnderstood] },
  };
};

/** What follows from where the visits stand. */
function told(period: WeeksPeriod): WeeksPeriod {
  const scale = Math.max(1, period.series.length / 30);
  const days = Array.from({ length: 28 }, (_, n) => {
    const day = addDays(period.first, n);
    const visits = period.series.flatMap((one) => one.visits.filter((it) => it.day === day).map(() => one));
    const minutes = (some: readonly WeeksSeries[]) => some.reduce((sum, one) => sum + (one.pattern!.minutes ?? 0) * (one.pattern!.people ?? 1), 0);
    const work = period.people.filter((one) => one.days.some((it) => it.day === day && !it.away));
    return {
      ...{ day, is_past: day < today, holiday: holidays[day] ?? null, is_known: n < 21, staff: work.length, visits: visits.length },
      ...{ capacity_minutes: Math.round(work.length * 130 * scale), demand_minutes: minutes(visits), travel_minutes: visits.length * 11 },
      skills: period.skills.map((skill) => ({
        skill,
        capacity_minutes: Math.round(work.filter((one) => one.skills.some((it) => it.skill === skill)).length * 130 * scale),
        demand_minutes: minutes(visits.filter((one) => one.pattern!.skills?.includes(skill))),
      })),
    };
  });
  const series = period.series.map((one) => ({
    ...one,
    weeks: one.weeks.map((week) => ({
      ...week,
      there: new Set(one.visits.filter((it) => daysBetween(week.first, it.day) >= 0 && daysBetween(week.first, it.day) < 7).map((it) => it.day)).size,
    })),
  }));
  return { ...period, days, series, stamp: `${period.stamp}1` };
}

function suggestionOf(period: WeeksPeriod): WeeksSuggestion {
  const load = new Map(period.days.map((one) => [one.day, one.demand_minutes + one.travel_minutes]));
  const makes: WeeksMake[] = [];
  for (const one of period.series)
    for (const week of one.weeks) {
      if (one.disputed) continue;
      const may = Array.from({ length: 7 }, (_, n) => addDays(week.first, n)).filter(
        (day) =>
          day > today &&
          (!one.pattern!.days || one.pattern!.days.includes(weekdayOf(day))) &&
          !one.visits.some((it) => it.day === day) &&
          (!one.pattern!.until || day <= one.pattern!.until),
      );
      may.sort((a, b) => load.get(a)! - load.get(b)!);
      for (const [nth, day] of may.slice(0, Math.max(0, week.asked - week.there)).entries())
        for (const [ordinal, time] of one.pattern!.times.entries()) {
          const start = `${day}T${time.slice(0, 5)}:00.000Z`;
          const staff = period.people.find((it) => one.known.includes(it.id) && it.days.some((on) => on.day === day && !on.away));
          makes.push({
            ...{
              visit: crypto.randomUUID(),
              action: one.action,
              patient: one.patient,
              name: one.name,
              words: one.words,
              day,
              ordinal: ordinal + 1,
              start,
              end: start,
            },
            ...{
              window_start: start,
              window_end: start,
              is_hard: one.pattern!.is_hard,
              reason: one.pattern!.reason,
              minutes: one.pattern!.minutes ?? 30,
            },
            ...{ people: one.pattern!.people, skills: one.pattern!.skills, staff: staff ? [staff.id] : [], plain_day: addDays(week.first, nth) },
            why: [
              `Fewest minutes of the days that it may be on: evens ${weekdayOf(day) === "thu" ? "Thursday" : "the week"}.`,
              staff ? `${staff.name} works that day, who is known there.` : "Nobody who is known there works that day.",
            ],
          });
          load.set(day, load.get(day)! + (one.pattern!.minutes ?? 30) + 11);
        }
    }
  const numbers = (more: Partial<WeeksNumbers>): WeeksNumbers => ({
    ...{ visits: 212, busiest_minutes: 1980, busiest_day: "2026-12-10", quietest_minutes: 700, quietest_day: "2026-12-09", over_minutes: 240 },
    ...{ strange_visits: 14, moved_weekdays: 9, cost_minutes: 5120, ...more },
  });
  const first = period.series[0];
  return {
    ...{
      id: crypto.randomUUID(),
      team: period.team,
      first: period.first,
      last: period.last,
      by: me.staff,
      name: me.name,
      at: `${today}T09:41:00.000Z`,
    },
    ...{ state: "open", faces: "usual", makes, follows: [], stays: [] },
    short: first
      ? [
          {
            action: first.action,
            patient: first.patient,
            name: first.name,
            words: first.words,
            first: addDays(period.first, 14),
            asked: 2,
            planned: 1,
            why: "Nobody with wound care works on a second day that lies three days apart.",
          },
        ]
      : [],
    days: period.days.map((one) => {
      const before = one.demand_minutes + one.travel_minutes;
      return {
        day: one.day,
        before_minutes: before,
        plain_minutes: before,
        after_minutes: load.get(one.day)!,
        capacity_minutes: one.capacity_minutes,
        skills: [],
      };
    }),
    before: numbers({}),
    plain: numbers({}),
    after: numbers({ busiest_minutes: 1650, quietest_minutes: 1180, over_minutes: 30, strange_visits: 5, moved_weekdays: 2 }),
  };
}

export function previewWeeks(scenario: Scenario): Weeks {
  const sizes: Partial<Record<Scenario, number>> = { "weeks-empty": 0, "weeks-busy": 120, "weeks-long": 14 };
  let period = periodOf(monday, sizes[scenario] ?? 26, scenario === "weeks-long");
  let suggestion: WeeksSuggestion | null = null;
  let taking: WeeksTaking | null = null;
  let before: WeeksPeriod | null = null;
  let asked = 0;
  const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
  const yes = async <Value>(value: () => Value): Promise<Heard<Value>> => {
    await pause(250);
    if (scenario === "weeks-offline" || (scenario === "weeks-stale" && asked > 1)) return { ok: false, why: "offline", words: "" };
    if (scenario === "weeks-error") return { ok: false, why: "busy", words: "" };
    if (scenario === "weeks-loading") await pause(3_600_000);
    return { ok: true, value: value() };
  };
  const put = (series: WeeksSeries) => {
    period = told({ ...period, series: period.series.map((one) => (one.action === series.action ? series : one)) });
    return series;
  };
  return {
    newId: () => crypto.randomUUID(),
    teams: () =>
      yes(() => ({
        teams: [
          { id: period.team, name: period.team_name },
          { id: id(6, 1), name: "South West team" },
        ],
        today,
        first: monday,
        weeks: 4,
      })),
    period: (_team, from, stamp) => {
      asked += 1;
      return yes(() => {
        if (from !== period.first) period = periodOf(from, sizes[scenario] ?? 26, scenario === "weeks-long");
        return stamp === period.stamp ? null : period;
      });
    },
    read: (_team, words, until) => yes(() => readingOf(words, until)),
    put: (_at, _id, action, _version, pattern) =>
      yes(() => {
        const one = period.series.find((it) => it.action === action);
        if (!one || !pattern) return null;
        return put({
          ...one,
          pattern,
          version: `${one.version}1`,
          says: patternInWords(patternOf(Object.fromEntries(Object.entries(pattern).map(([name, value]) => [`repeat_${name}`, value])))),
        });
      }),
    suggest: () => yes(() => (suggestion = suggestionOf(period))),
    suggestion: () => yes(() => suggestion!),
    leave: () => yes(() => null),
    take: (at, visits) =>
      yes(() => {
        before = period;
        const taken = at.makes.filter((one) => visits === null || visits.includes(one.visit));
        period = told({
          ...period,
          series: period.series.map((one) => ({
            ...one,
            visits: [
              ...one.visits,
              ...taken
                .filter((it) => it.action === one.action)
                .map((it): WeeksVisit => {
                  const { day } = it;
                  return {
                    ...{ id: it.visit, day, ordinal: it.ordinal, start: it.start.replace(it.day, day), end: it.end.replace(it.day, day) },
                    staff: it.staff,
                    state: "planned",
                    by_hand: false,
                  };
                }),
            ],
          })),
        });
        taking = {
          id: crypto.randomUUID(),
          state: "writing",
          by: me.staff,
          name: me.name,
          at: `${today}T09:41:00.000Z`,
          total: taken.length,
          written: 0,
          endings: [],
        };
        return taking;
      }),
    taking: () =>
      yes((): WeeksTaking => {
        const now = taking!;
        const written = Math.min(now.total, now.written + 20);
        taking = { ...now, written, state: written === now.total ? "done" : "writing" };
        return taking;
      }),
    undo: () =>
      yes(() => {
        period = told(before!);
        return { ...taking!, state: "done" as const };
      }),
    move: (_at, _id, visit, _was, day) =>
      yes(() => {
        const one = period.series.find((it) => it.visits.some((of) => of.id === visit))!;
        return put({
          ...one,
          visits: one.visits.map((it) =>
            it.id === visit ? { ...it, day, start: it.start.replace(it.day, day), end: it.end.replace(it.day, day), by_hand: true } : it,
          ),
        });
      }),
    without: (at, away) =>
      yes(() => {
        const gone = (staff: string, day: string) => away.some((one) => one.staff === staff && one.from <= day && day <= one.until);
        const days = at.days.map((one) => {
          const works = at.people.filter((it) => it.days.some((on) => on.day === one.day && !on.away));
          const left = works.filter((it) => !gone(it.id, one.day)).length;
          const there = works.length > 0 ? Math.round((one.capacity_minutes * left) / works.length) : 0;
          const need = one.demand_minutes + one.travel_minutes;
          return {
            ...{ day: one.day, is_known: one.is_known, capacity_before_minutes: one.capacity_minutes, capacity_minutes: there, demand_minutes: need },
            ...{ uncovered_before_minutes: Math.max(0, need - one.capacity_minutes), uncovered_minutes: Math.max(0, need - there), skills: [] },
          };
        });
        const visits = at.series.flatMap((one) =>
          one.visits
            .filter((it) => it.staff.some((staff) => gone(staff, it.day)))
            .map((it) => ({
              visit: it.id,
              action: one.action,
              patient: one.patient,
              name: one.name,
              day: it.day,
              start: it.start,
              why: ["no-known-face" as const],
            })),
        );
        return { days, visits, uncovered_minutes: days.reduce((sum, one) => sum + one.uncovered_minutes, 0), strange_visits: visits.length };
      }),
  };
}
