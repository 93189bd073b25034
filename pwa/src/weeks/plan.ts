/**
 * Four weeks as the planner draws them: each repeating visit a row, what stands and what a suggestion would make or take away on its days, and how full
 * each day is. Days are `YYYY-MM-DD`; a column is 0 to 27. Nothing here asks anybody.
 */
import { addDays, daysBetween, minuteOf } from "../lib/dates";
import type { Id } from "../store/contract";
import type { WeekDay, WeekSeries, WeekSuggestion, WeeksPeriod, WeekVisit } from "../store/weeks";

export const columns = 28;

/** What lies on a day: `stands` is in the record; `made` would be made; `goes` would be cancelled; `changes` would get another time. */
export interface Block {
  visit: Id;
  action: Id;
  kind: "stands" | "made" | "goes" | "changes";
  day: string;
  col: number;
  /** The first of the day is 1. */
  ordinal: number;
  start: string;
  minutes: number;
  people: number;
  staff: readonly Id[];
  state: WeekVisit["state"];
  byHand: boolean;
  why: readonly string[];
}

export interface Row {
  series: WeekSeries;
  blocks: readonly Block[];
  /** Days that it asks for from today on, and that nobody has planned. */
  missing: number;
  /** The person has another row above it. */
  isNext: boolean;
}

export const colOf = (period: WeeksPeriod, day: string): number => daysBetween(period.first, day);
export const dayAt = (period: WeeksPeriod, col: number): string => addDays(period.first, col);

export function rowsOf(period: WeeksPeriod, suggestion: WeekSuggestion | null): Row[] {
  const makes = new Map<Id, Block[]>();
  for (const one of suggestion?.makes ?? []) {
    const block: Block = {
      ...{ visit: one.visit, action: one.action, kind: "made", day: one.day, col: colOf(period, one.day), ordinal: one.ordinal, start: one.start },
      ...{ minutes: one.minutes, people: one.people ?? 1, staff: one.staff, state: "planned", byHand: false, why: one.why },
    };
    makes.set(one.action, [...(makes.get(one.action) ?? []), block]);
  }
  const follows = new Map((suggestion?.follows ?? []).map((one) => [one.visit, one]));
  let last = "";
  return [...period.series].sort(byName).map((series) => {
    const stands = series.visits
      .filter((one) => one.state !== "cancelled")
      .map((one): Block => {
        const follow = follows.get(one.id);
        return {
          ...{ visit: one.id, action: series.action, day: one.day, col: colOf(period, one.day), ordinal: one.ordinal, start: one.start },
          kind: follow ? (follow.what === "cancel" ? "goes" : "changes") : "stands",
          minutes: Math.round((new Date(one.end).getTime() - new Date(one.start).getTime()) / 60_000),
          ...{ people: series.pattern?.people ?? 1, staff: one.staff, state: one.state, byHand: one.by_hand },
          why: follow ? [follow.why] : [],
        };
      });
    const blocks = [...stands, ...(makes.get(series.action) ?? [])].filter((one) => one.col >= 0 && one.col < columns);
    blocks.sort((a, b) => a.col - b.col || a.ordinal - b.ordinal);
    const isNext = last === series.patient;
    last = series.patient;
    return { series, blocks, missing: missingIn(series, period.today), isNext };
  });
}

const byName = (a: WeekSeries, b: WeekSeries): number =>
  surname(a.name).localeCompare(surname(b.name)) ||
  a.name.localeCompare(b.name) ||
  a.patient.localeCompare(b.patient) ||
  a.words.localeCompare(b.words);

/** "Begum" of "Rokeya Begum". */
export const surname = (name: string): string => name.trim().split(/\s+/).at(-1) ?? name;

function missingIn(series: WeekSeries, today: string): number {
  if (series.disputed) return 0;
  return series.weeks.filter((one) => addDays(one.first, 6) >= today).reduce((sum, one) => sum + Math.max(0, one.asked - one.there), 0);
}

/** Those whose person, what is done, or who comes has all of the typed words. */
export function found(rows: readonly Row[], search: string, period: WeeksPeriod): readonly Row[] {
  const wanted = plain(search).split(" ").filter(Boolean);
  if (wanted.length === 0) return rows;
  const names = new Map(period.people.map((one) => [one.id, one.name]));
  return rows.filter(({ series, blocks }) => {
    const staff = new Set(blocks.flatMap((one) => one.staff));
    const text = plain(
      [series.name, series.area, series.words, series.says, ...(series.pattern?.skills ?? []), ...[...staff].map((id) => names.get(id))].join(" "),
    );
    return wanted.every((word) => text.includes(word));
  });
}

/** Marks, apostrophes and case aside. */
export const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, "").toLowerCase().trim();

/** How full a day is, in minutes; `change`: what the open suggestion would add, or take away. */
export interface Load {
  day: WeekDay;
  care: number;
  travel: number;
  there: number;
  change: number;
}

/** `skill` null: all care with its travel; else what needs the skill, against who has it. */
export function loadsOf(period: WeeksPeriod, suggestion: WeekSuggestion | null, skill: string | null): Load[] {
  const deltas = new Map<string, number>();
  for (const one of suggestion?.days ?? []) {
    const of = skill === null ? one : one.skills.find((it) => it.skill === skill);
    if (of) deltas.set(one.day, of.after_minutes - of.before_minutes);
  }
  return period.days.map((day) => {
    const change = deltas.get(day.day) ?? 0;
    if (skill === null) return { day, care: day.demand_minutes, travel: day.travel_minutes, there: day.capacity_minutes, change };
    const of = day.skills.find((one) => one.skill === skill);
    return { day, care: of?.demand_minutes ?? 0, travel: 0, there: of?.capacity_minutes ?? 0, change };
  });
}

/** "insulin/2#1" needs insulin. */
export const needs = (skills: readonly string[] | null, skill: string): boolean => (skills ?? []).some((one) => one.replace(/[/#].*$/, "") === skill);

export const needed = (load: Load): number => load.care + load.travel;
/** With what the suggestion changes. */
export const after = (load: Load): number => Math.max(0, needed(load) + load.change);

/** Who of those that the person knows works on that day. */
export function knownOn(period: WeeksPeriod, series: WeekSeries, day: string): string[] {
  return period.people.filter((one) => series.known.includes(one.id) && worksOn(one.days, day)).map((one) => one.name);
}

export const worksOn = (days: WeeksPeriod["people"][number]["days"], day: string): boolean =>
  days.some((one) => one.day === day && one.minutes > 0 && !one.away);

/** The weeks of the period, as the columns where they begin. */
export const weekStarts: readonly number[] = [0, 7, 14, 21];

/** Minutes after midnight at which a block begins. */
export const minutesOfStart = (block: Block): number => minuteOf(block.start);
