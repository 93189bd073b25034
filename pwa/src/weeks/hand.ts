/** A visit in the hand: which day it may go to, and what is said of each as one passes over it. */
import { shortDay } from "../lib/dates";
import type { Id } from "../store/contract";
import type { WeeksPeriod } from "../store/weeks";
import { type Block, columns, dayAt, knownOn, type Load, type Row } from "./plan";
import { all, first, loadWords, weekdayOf, weekdays } from "./words";

export interface Hand {
  visit: Id;
  action: Id;
  from: number;
  at: number;
}

/** Why it stays where it is; null: it can be moved. */
export function stuck(period: WeeksPeriod, row: Row, block: Block): string | null {
  const { name } = row.series;
  if (block.state !== "planned") return `${name} on ${shortDay(block.day)} is over, or under way: it stays.`;
  if (block.day <= period.today) return `${name} on ${shortDay(block.day)}: its day has begun. The board moves it.`;
  if (block.kind === "made") return `${name} on ${shortDay(block.day)} is only suggested. Take it first: then it can be moved.`;
  if (block.kind === "goes") return `${name} on ${shortDay(block.day)} would be cancelled: there is nothing to move.`;
  if (row.series.disputed) return `Two people wrote differently how often ${name} is visited. Settle that first.`;
  return null;
}

/** Why it cannot be on that day; null: it can. */
export function forbidden(period: WeeksPeriod, row: Row, block: Block, col: number): string | null {
  const { series } = row;
  const day = dayAt(period, col);
  if (day <= period.today) return "That day has begun, or is past.";
  if (series.pattern?.from && day < series.pattern.from) return `It begins on ${shortDay(series.pattern.from)}.`;
  if (series.pattern?.until && day > series.pattern.until) return `It ends on ${shortDay(series.pattern.until)}.`;
  if (series.away && day >= series.away.from && (series.away.until === null || day <= series.away.until)) return `${series.name} is away that day.`;
  const there = row.blocks.find((one) => one.visit !== block.visit && one.col === col && one.ordinal === block.ordinal && one.kind !== "goes");
  return there ? "It has its visit that day already." : null;
}

/** What is worth knowing of a day that it may be on: one sentence each, the weightiest first. */
export function against(period: WeeksPeriod, row: Row, col: number): string[] {
  const { series } = row;
  const day = dayAt(period, col);
  const said: string[] = [];
  const holiday = period.days[col]?.holiday;
  if (holiday) said.push(`It is ${holiday}.`);
  const days = series.pattern?.days;
  if (days && !days.includes(weekdayOf(day))) said.push(`The care plan says ${all(days.map(longDay))}.`);
  if (series.known.length > 0 && knownOn(period, series, day).length === 0) said.push("Nobody works who is known there.");
  return said;
}

const long = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
export const longDay = (day: (typeof weekdays)[number]): string => long[weekdays.indexOf(day)] ?? day;

/** Steps over days that it cannot be on, to the next that it can; the same column where there is none. */
export function stepped(period: WeeksPeriod, row: Row, block: Block, hand: Hand, by: number): Hand {
  const step = Math.sign(by);
  for (let col = hand.at + by; col >= 0 && col < columns; col += step) if (!forbidden(period, row, block, col)) return { ...hand, at: col };
  return hand;
}

/** What is said with each step. */
export function heldWords(period: WeeksPeriod, row: Row, hand: Hand, loads: readonly Load[]): string {
  const day = dayAt(period, hand.at);
  const load = loads[hand.at];
  const known = knownOn(period, row.series, day).map(first);
  const faces = known.length === 0 ? "" : `${all(known.slice(0, 3))} ${known.length === 1 ? "works, a known face" : "work, known faces"}.`;
  return [`${shortDay(day)}.`, load ? `${sentence(loadWords(load))}.` : "", ...against(period, row, hand.at), faces].filter(Boolean).join(" ");
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
