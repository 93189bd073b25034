/** Four weeks without a server: moves, a suggestion, taking it and who is away work until the page is loaded anew. */
import { addDays } from "../src/lib/dates";
import { patternOf } from "../src/lib/repeating/pattern";
import { patternInWords } from "../src/lib/repeating/said";
import type { Heard } from "../src/store/heard";
import type { WeekMake, WeekNumbers, WeekPattern, WeekSeries, WeekSuggestion, Weeks, WeeksPeriod, WeekTaking, WeekVisit } from "../src/store/weeks";
import { me } from "./cast";
import { today } from "./records";
import type { Scenario } from "./scenarios";

import { id, monday, periodOf, told, weekdayOf } from "./weeks-data";

function suggestionOf(period: WeeksPeriod): WeekSuggestion {
  const load = new Map(period.days.map((one) => [one.day, one.demand_minutes + one.travel_minutes]));
  const makes: WeekMake[] = [];
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
              is_hard: one.pattern!.is_hard ?? false,
              reason: one.pattern!.reason,
              minutes: one.pattern!.minutes ?? 30,
            },
            ...{
              people: one.pattern!.people ?? 1,
              skills: one.pattern!.skills ?? [],
              staff: staff ? [staff.id] : [],
              plain_day: addDays(week.first, nth),
            },
            why: [
              `Fewest minutes of the days that it may be on: evens ${weekdayOf(day) === "thu" ? "Thursday" : "the week"}.`,
              staff ? `${staff.name} works that day, who is known there.` : "Nobody who is known there works that day.",
            ],
          });
          load.set(day, load.get(day)! + (one.pattern!.minutes ?? 30) + 11);
        }
    }
  const numbers = (more: Partial<WeekNumbers>): WeekNumbers => ({
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
  let taking: WeekTaking | null = null;
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
  const put = (series: WeekSeries) => {
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
    put: (_at, _id, action, _version, pattern) =>
      yes(() => {
        const one = period.series.find((it) => it.action === action);
        if (!one || !pattern) return null;
        return put({
          ...one,
          pattern: pattern as WeekPattern,
          version: `${one.version}1`,
          says: patternInWords(patternOf(Object.fromEntries(Object.entries(pattern).map(([name, value]) => [`repeat_${name}`, value])))),
        });
      }),
    suggest: () => yes(() => suggestionOf(period)),
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
                .map((it): WeekVisit => {
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
      yes((): WeekTaking => {
        const now = taking!;
        const written = Math.min(now.total, now.written + 20);
        taking = { ...now, written, state: written === now.total ? "done" : "writing" };
        return taking;
      }),
    holidays: async (year) => ({ ok: true, value: { year, days: [], removed: [] } }),
    setHoliday: async () => ({ ok: true, value: null }),
    forgetHoliday: async () => ({ ok: true, value: null }),
    stop: () =>
      yes((): WeekTaking => {
        taking = { ...taking!, state: "stopped" };
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
