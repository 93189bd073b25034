/** The alerts that stand in sight (SCREENS law 4). A disputed one shows every side and never disappears because one side ended it (M5). */

import { cautiousFirst } from "../settle/order";
import type { Bundle, Stamp, View } from "../store/contract";
import type { AlertLine } from "../ui";

export interface StandingAlert extends AlertLine {
  record: string;
  detail: string | null;
  stamp: Stamp | undefined;
  /** The conflict to settle, where it is disputed. */
  conflict: string | null;
}

const rank: Record<string, number> = { high: 0, medium: 1, low: 2 };

function sides(v: View<"alert">): StandingAlert[] {
  const dispute = v.disputed.statement;
  const ended = v.disputed.status;
  const one = (f: Record<string, unknown>, stamp: Stamp | undefined, id: string): StandingAlert => ({
    id,
    record: v.id,
    category: String(f.category ?? "other"),
    title: String(f.title ?? "Alert"),
    severity: typeof f.severity === "string" ? f.severity : null,
    detail: typeof f.detail === "string" && f.detail ? f.detail : null,
    stamp,
    conflict: dispute?.conflict ?? ended?.conflict ?? null,
  });
  if (!dispute) return [one(v.fields as Record<string, unknown>, v.stamps.statement, v.id)];
  return cautiousFirst("alert", "statement", dispute.sides).map((s) => one(s.value, { at: s.at, by: s.by, change: s.change }, `${v.id}:${s.change}`));
}

function stands(v: View<"alert">): boolean {
  const dispute = v.disputed.status;
  if (dispute) return dispute.sides.some((s) => (s.value.status ?? "active") === "active");
  return (v.fields.status ?? "active") === "active";
}

/** Where the severity is the same: as the closed list of categories has them, the way in last. */
const ordinary = [
  "allergy",
  "resuscitation",
  "staff-safety",
  "infection",
  "medicine",
  "swallowing",
  "oxygen",
  "falls",
  "skin",
  "hoist",
  "communication",
];
const place = (category: string): number => (ordinary.includes(category) ? ordinary.indexOf(category) : category === "access" ? 99 : 50);

/** The gravest first. */
export function standingAlerts(b: Bundle): StandingAlert[] {
  const all = b.all("alert").filter(stands).flatMap(sides);
  return all.sort(
    (x, y) =>
      (rank[x.severity ?? ""] ?? 3) - (rank[y.severity ?? ""] ?? 3) || place(x.category) - place(y.category) || x.title.localeCompare(y.title),
  );
}

/** Limits on treatment that belong beside a NEWS2 score. */
export const limitsOnTreatment = (alerts: readonly StandingAlert[]): StandingAlert[] => alerts.filter((a) => a.category === "resuscitation");
