/** In which order disputes are settled: by the harm that the doubt can do, then the oldest first. */
import type { Kind, Side } from "../api/kinds";
import type { View } from "../store/contract";

export type Risk = "safety" | "door" | "plan" | "other";
export const riskWords: Record<Risk, string> = { safety: "Safety, settle first", door: "Needed at the door", plan: "Care plan", other: "Record" };
const rank: Record<Risk, number> = { safety: 0, door: 1, plan: 2, other: 3 };

const risks: Partial<Record<Kind, Risk>> = {
  alert: "safety",
  medicine: "safety",
  condition: "safety",
  door_code: "door",
  visit: "door",
  attendance: "door",
  contact: "door",
  care_plan: "plan",
  goal: "plan",
  action: "plan",
  meeting_item: "plan",
  meeting_talk: "plan",
  contingency: "safety",
  about_me: "plan",
};
/** Groups that weigh more than their kind. */
const heavier: Record<string, Risk> = {
  "care_plan.worse": "safety",
  "patient.news2_scale": "safety",
  "patient.status": "safety",
  "patient.nhs_number": "safety",
  "patient.birth": "safety",
  "patient.address": "door",
  "patient.interpreter": "door",
  "done.status": "safety",
  "observation.status": "safety",
};

/** An unknown kind or group is nobody's to rank low: it counts as safety until this version can show it. */
export function riskOf(kind: string, group: string): Risk {
  return heavier[`${kind}.${group}`] ?? risks[kind as Kind] ?? (known.has(kind) ? "other" : "safety");
}
const known = new Set(["patient", "done", "observation", "note", "disclosure"]);

const since = (c: View<"conflict">): string =>
  (c.fields.sides ?? [])
    .map((s) => s.at)
    .sort()
    .at(-1) ?? "";

export function byRisk(conflicts: readonly View<"conflict">[]): View<"conflict">[] {
  const of = (c: View<"conflict">): number => rank[riskOf(c.fields.about_kind ?? "", c.fields.group ?? "")];
  return [...conflicts].sort((a, b) => of(a) - of(b) || since(a).localeCompare(since(b)) || a.id.localeCompare(b.id));
}

/** Two statements that can both be true: two alerts, two actions, two goals, two instructions. A dose, a status, an address cannot. */
export function canKeepBoth(kind: string, group: string): boolean {
  return group === "statement" ? ["action", "alert", "contingency"].includes(kind) : kind === "goal" && group === "words";
}

/** Where the policies rank the values of a field, the more cautious first (M5; `cautious` in policies.toml). */
const cautious: Record<string, { field: string; values: readonly string[] }> = {
  "alert.statement": { field: "severity", values: ["high", "medium", "low"] },
  "alert.status": { field: "status", values: ["active", "ended", "entered-in-error"] },
  "contingency.status": { field: "status", values: ["active", "ended", "entered-in-error"] },
};

export function cautiousFirst(kind: string, group: string, sides: readonly Side[]): Side[] {
  const ranking = cautious[`${kind}.${group}`];
  const rankOf = (s: Side): number => {
    const at = ranking ? ranking.values.indexOf(String(s.value[ranking.field])) : 0;
    return at < 0 ? Number.MAX_SAFE_INTEGER : at;
  };
  return [...sides].sort((a, b) => rankOf(a) - rankOf(b) || a.at.localeCompare(b.at) || a.change.localeCompare(b.change));
}
