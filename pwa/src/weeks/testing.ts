/** Four small weeks for the tests: from Monday 23 November 2026, on Tuesday. */
import { addDays } from "../lib/dates";
import { empty } from "../lib/repeating/pattern";
import type { WeekDay, WeekMake, WeekNumbers, WeekPattern, WeekPerson, WeekSeries, WeekSuggestion, WeeksPeriod, WeekVisit } from "../store/weeks";

export const first = "2026-11-23";

export const rule = (more: Partial<WeekPattern> = {}): WeekPattern => ({
  ...empty,
  ...{ days: ["tue", "fri"], times: ["09:00-12:00"], minutes: 30, from: "2026-11-02", team: "team" },
  ...more,
});

export const visit = (id: string, day: string, more: Partial<WeekVisit> = {}): WeekVisit => ({
  ...{ id, day, ordinal: 1, start: `${day}T09:00:00.000Z`, end: `${day}T09:30:00.000Z`, staff: ["grace"], state: "planned", by_hand: false },
  ...more,
});

export const series = (name: string, visits: readonly WeekVisit[], more: Partial<WeekSeries> = {}): WeekSeries => ({
  ...{
    action: `action-${name}`,
    version: "1",
    patient: `patient-${name}`,
    name,
    words: "Change the dressing",
    area: null,
    frequency: null,
    until_words: null,
  },
  ...{
    pattern: rule(),
    says: "Tuesdays and Fridays, between 09:00 and 12:00, 30 minutes",
    is_open: false,
    differs: null,
    disputed: false,
    away: null,
  },
  ...{ notes: [], known: ["grace"], visits: [...visits], weeks: [] },
  ...more,
});

export const person = (id: string, days: readonly string[], more: Partial<WeekPerson> = {}): WeekPerson => ({
  ...{ id, name: `${id.charAt(0).toUpperCase()}${id.slice(1)} Adeyemi`, profession: "Community nurse", skills: [] },
  days: days.map((day) => ({ day, minutes: 450, away: null })),
  ...more,
});

export const oneDay = (day: string, more: Partial<WeekDay> = {}): WeekDay => ({
  ...{
    day,
    is_past: day < "2026-11-24",
    holiday: null,
    is_known: true,
    staff: 1,
    visits: 2,
    capacity_minutes: 450,
    demand_minutes: 60,
    travel_minutes: 20,
  },
  skills: [],
  ...more,
});

export const period = (more: Partial<WeeksPeriod> = {}): WeeksPeriod => ({
  ...{ team: "team", team_name: "East team", first, last: addDays(first, 27), today: "2026-11-24", stamp: "s", skills: ["insulin"] },
  days: Array.from({ length: 28 }, (_, n) => oneDay(addDays(first, n))),
  ...{ people: [], series: [], unpatterned: [], taking: null },
  ...more,
});

export const make = (id: string, of: WeekSeries, day: string, more: Partial<WeekMake> = {}): WeekMake => ({
  ...{ visit: id, action: of.action, patient: of.patient, name: of.name, words: of.words, day, ordinal: 1, start: `${day}T09:00:00.000Z` },
  ...{
    end: `${day}T09:30:00.000Z`,
    window_start: `${day}T09:00:00.000Z`,
    window_end: `${day}T12:00:00.000Z`,
    is_hard: false,
    reason: null,
    minutes: 30,
  },
  ...{ people: 1, skills: [], staff: ["grace"], plain_day: day, why: ["Fewest minutes of the days that it may be on."] },
  ...more,
});

const numbers: WeekNumbers = {
  ...{ visits: 2, busiest_minutes: 1980, busiest_day: "2026-12-10", quietest_minutes: 720, quietest_day: "2026-12-09", over_minutes: 240 },
  ...{ strange_visits: 14, moved_weekdays: 9, cost_minutes: 500 },
};

export const suggestion = (more: Partial<WeekSuggestion> = {}): WeekSuggestion => ({
  ...{ id: "suggestion", team: "team", first, last: addDays(first, 27), by: "me", name: "Priya Nair", at: "2026-11-24T09:00:00.000Z", state: "open" },
  ...{ faces: "usual", makes: [], follows: [], stays: [], short: [], days: [], before: numbers, plain: numbers },
  after: { ...numbers, busiest_minutes: 1650, quietest_minutes: 1200, over_minutes: 0, strange_visits: 20, moved_weekdays: 2 },
  ...more,
});
