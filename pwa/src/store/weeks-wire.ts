/** What the planner's routes say. Days are `YYYY-MM-DD` in London, times instants, `*_minutes` whole minutes. */
import type { Id } from "./contract";

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

export interface WeeksPattern {
  days: Weekday[] | null;
  per_week: number | null;
  every_weeks: number | null;
  every_days: number | null;
  apart_days: number | null;
  times: string[];
  is_hard: boolean | null;
  reason: string | null;
  minutes: number | null;
  people: number | null;
  skills: string[] | null;
  gap_least_minutes: number | null;
  gap_most_minutes: number | null;
  from: string | null;
  until: string | null;
  holidays: "as-usual" | "skip" | "move" | null;
  team?: Id | null;
}

export interface WeeksReading {
  understood: boolean;
  pattern: WeeksPattern | null;
  says: string | null;
  assumed: string[];
  not_understood: string[];
}

export interface WeeksTeams {
  teams: { id: Id; name: string }[];
  today: string;
  first: string;
  weeks: number;
}

export interface WeeksDay {
  day: string;
  is_past: boolean;
  holiday: string | null;
  /** False: no shift is written yet for that day; what is there is that of the same weekday when it was last known. */
  is_known: boolean;
  staff: number;
  visits: number;
  capacity_minutes: number;
  demand_minutes: number;
  travel_minutes: number;
  skills: { skill: string; capacity_minutes: number; demand_minutes: number }[];
}

export interface WeeksPerson {
  id: Id;
  name: string;
  profession: string | null;
  skills: { skill: string; level: number; until: string | null }[];
  days: { day: string; minutes: number; away: "leave" | "sick" | "training" | "other" | null }[];
}

export interface WeeksVisit {
  id: Id;
  day: string;
  ordinal: number;
  start: string;
  end: string;
  staff: Id[];
  state: "planned" | "under-way" | "took-place" | "not-seen" | "went-anyway" | "cancelled";
  by_hand: boolean;
}

export interface WeeksSeries {
  action: Id;
  version: string;
  patient: Id;
  name: string;
  words: string;
  frequency: string | null;
  until_words: string | null;
  /** Null: it repeats no more, and has visits still. */
  pattern: WeeksPattern | null;
  says: string | null;
  is_open: boolean;
  differs: string | null;
  disputed: boolean;
  away: { from: string; until: string | null; why: "hospital" | "respite" | "family" | "other" | null } | null;
  notes: string[];
  known: Id[];
  visits: WeeksVisit[];
  weeks: { first: string; asked: number; there: number }[];
  /** To tell namesakes apart. */
  area?: string | null;
}

export interface WeeksUnpatterned {
  action: Id;
  patient: Id;
  name: string;
  words: string;
  frequency: string | null;
  until: string | null;
  staff: Id | null;
  version: string;
  reading: WeeksReading;
}

export interface WeeksPeriod {
  team: Id;
  team_name: string;
  first: string;
  last: string;
  today: string;
  stamp: string;
  skills: string[];
  days: WeeksDay[];
  people: WeeksPerson[];
  series: WeeksSeries[];
  unpatterned: WeeksUnpatterned[];
  taking: WeeksTaking | null;
}

interface Spot {
  start: string;
  end: string;
  window_start: string | null;
  window_end: string | null;
  is_hard: boolean | null;
  reason: string | null;
  people: number | null;
  skills: string[] | null;
}

export interface WeeksMake extends Spot {
  visit: Id;
  action: Id;
  patient: Id;
  name: string;
  words: string;
  day: string;
  ordinal: number;
  minutes: number;
  staff: Id[];
  plain_day: string;
  why: string[];
}

export interface WeeksFollow {
  visit: Id;
  action: Id;
  patient: Id;
  name: string;
  words: string;
  day: string;
  what: "cancel" | "change";
  was: Spot;
  then: Spot | null;
  staff: Id[];
  why: string;
}

export interface WeeksNumbers {
  visits: number;
  busiest_minutes: number;
  busiest_day: string | null;
  quietest_minutes: number;
  quietest_day: string | null;
  over_minutes: number;
  strange_visits: number;
  moved_weekdays: number;
  cost_minutes: number;
}

export interface WeeksSuggestion {
  id: Id;
  team: Id;
  first: string;
  last: string;
  by: Id;
  name: string;
  at: string;
  state: "open" | "taken" | "left";
  faces: "usual" | "nobody";
  makes: WeeksMake[];
  follows: WeeksFollow[];
  stays: { visit: Id; action: Id; patient: Id; name: string; words: string; day: string; why: string }[];
  short: { action: Id; patient: Id; name: string; words: string; first: string; asked: number; planned: number; why: string }[];
  days: {
    day: string;
    before_minutes: number;
    plain_minutes: number;
    after_minutes: number;
    capacity_minutes: number;
    skills: { skill: string; before_minutes: number; after_minutes: number; capacity_minutes: number }[];
  }[];
  before: WeeksNumbers;
  plain: WeeksNumbers;
  after: WeeksNumbers;
}

export interface WeeksTaking {
  id: Id;
  state: "waiting" | "writing" | "done";
  by: Id;
  name: string;
  at: string;
  total: number;
  written: number;
  endings: { visit: Id; ending: "applied" | "merged" | "conflicted" | "refused" | "not-now"; text: string }[];
}

export interface WeeksAway {
  staff: Id;
  from: string;
  until: string;
}

export interface WeeksIf {
  days: {
    day: string;
    is_known: boolean;
    capacity_before_minutes: number;
    capacity_minutes: number;
    demand_minutes: number;
    uncovered_before_minutes: number;
    uncovered_minutes: number;
    skills: {
      skill: string;
      capacity_before_minutes: number;
      capacity_minutes: number;
      demand_minutes: number;
      uncovered_before_minutes: number;
      uncovered_minutes: number;
    }[];
  }[];
  visits: {
    visit: Id;
    action: Id | null;
    patient: Id;
    name: string;
    day: string;
    start: string;
    why: ("nobody-asked-works" | "no-known-face" | "nobody-skilled")[];
  }[];
  uncovered_minutes: number;
  strange_visits: number;
}

/** Names by the ids of visits. */
export type NamesByVisit = ReadonlyMap<Id, string>;
