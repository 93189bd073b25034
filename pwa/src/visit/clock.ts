/**
 * The lone-worker clock of one person at one visit, computed from their attendance and never stored (R3).
 * All times are ISO strings of the server's time as the tablet knows it (M7); lengths are minutes.
 */
export const graceMinutes = 15;
export const moreMinutes = 15;

export interface Attendance {
  arrived_at?: string | null;
  leave_by?: string | null;
  left_at?: string | null;
}

export interface Plan {
  planned_start?: string | null;
  planned_end?: string | null;
}

export type Clock =
  | { state: "not-arrived" }
  | { state: "left"; at: string }
  /** `share` is the part of the visit's time that has passed, 0 to 1. */
  | { state: "running"; leaveBy: string; alarmAt: string; minutesLeft: number; share: number }
  | { state: "over"; leaveBy: string; alarmAt: string; minutesOver: number }
  | { state: "overdue"; leaveBy: string; alarmAt: string; minutesOver: number };

const minute = 60_000;
const later = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * minute).toISOString();
const between = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / minute;

/** As long as the visit was planned to take, counted from arrival; 30 minutes where the plan has no end. */
export function leaveByOf(a: Attendance, plan: Plan): string | null {
  if (!a.arrived_at) return null;
  if (a.leave_by) return a.leave_by;
  const planned = plan.planned_start && plan.planned_end ? between(plan.planned_start, plan.planned_end) : 0;
  return later(a.arrived_at, planned > 0 ? planned : 30);
}

export function clock(a: Attendance | undefined, plan: Plan, now: Date): Clock {
  if (!a?.arrived_at) return a?.left_at ? { state: "left", at: a.left_at } : { state: "not-arrived" };
  if (a.left_at) return { state: "left", at: a.left_at };
  const leaveBy = leaveByOf(a, plan) as string;
  const alarmAt = later(leaveBy, graceMinutes);
  const left = (Date.parse(leaveBy) - now.getTime()) / minute;
  if (left > 0) {
    const whole = Math.max(between(a.arrived_at, leaveBy), 1);
    return { state: "running", leaveBy, alarmAt, minutesLeft: Math.ceil(left), share: Math.min(Math.max((whole - left) / whole, 0), 1) };
  }
  const minutesOver = Math.max(0, Math.floor(-left));
  return { state: -left >= graceMinutes ? "overdue" : "over", leaveBy, alarmAt, minutesOver };
}

/** A quarter of an hour more: on top of what was promised, or from now where that has already passed. */
export function quarterMore(leaveBy: string, now: Date): string {
  const from = Math.max(Date.parse(leaveBy), now.getTime());
  return new Date(from + moreMinutes * minute).toISOString();
}
