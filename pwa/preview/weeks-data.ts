/** The people, shifts and repeating visits of the preview's weeks. */
import { addDays, daysBetween } from "../src/lib/dates";
import { empty, type Pattern, weekdays } from "../src/lib/repeating/pattern";
import { read } from "../src/lib/repeating/reading";
import { patternInWords } from "../src/lib/repeating/said";
import type { WeekPattern, WeekReading, WeekSeries, WeeksPeriod, WeekVisit } from "../src/store/weeks";
import { teams } from "./cast";
import { today } from "./records";

export const id = (group: number, n: number) => `0193b0b${group}-0000-7000-a000-${String(n).padStart(12, "0")}`;
export const monday = addDays(today, -1);
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

export const weekdayOf = (day: string) => weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!;
/** On which of the 28 days a pattern falls; an open one on the first that it may. */
function daysFor(pattern: WeekPattern, from: string): string[] {
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

function seriesOf(n: number, from: string, long: boolean): WeekSeries {
  const [words, frequency, skills, rule] = rules[n % rules.length]!;
  const pattern: WeekPattern = {
    ...empty,
    minutes: 30,
    ...rule,
    from: "2026-11-02",
    times: rule.times ?? [],
    skills: skills.length > 0 ? skills : null,
    team: teams[0]!.id,
  } as WeekPattern;
  const who = (n * 3) % names.length;
  const known = [id(1, who), id(1, (who + 2) % names.length)];
  const days = daysFor(pattern, from);
  // From the third week on, what leaves its days open is not planned yet.
  const there = pattern.per_week || pattern.every_weeks ? days.filter((day) => daysBetween(from, day) < 14) : days;
  const isAway = n % 17 === 4;
  const visits = there.flatMap((day, at) =>
    pattern.times.map((time, nth): WeekVisit => {
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

export function periodOf(from: string, many: number, long: boolean): WeeksPeriod {
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

export const readingOf = (words: string, until: string | null): WeekReading => {
  const found = read(words, until, today);
  return {
    ...{ understood: found.pattern !== null, pattern: found.pattern as WeekPattern | null },
    ...{ says: found.pattern && patternInWords(found.pattern), assumed: [...found.assumed], not_understood: [...found.notUnderstood] },
  };
};

/** What follows from where the visits stand. */
export function told(period: WeeksPeriod): WeeksPeriod {
  const scale = Math.max(1, period.series.length / 30);
  const days = Array.from({ length: 28 }, (_, n) => {
    const day = addDays(period.first, n);
    const visits = period.series.flatMap((one) => one.visits.filter((it) => it.day === day).map(() => one));
    const minutes = (some: readonly WeekSeries[]) => some.reduce((sum, one) => sum + (one.pattern!.minutes ?? 0) * (one.pattern!.people ?? 1), 0);
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
