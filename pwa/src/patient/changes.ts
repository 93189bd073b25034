/** What each change of a record wrote, and what it says to a reader. */
import { groups, type Kind } from "../api/kinds";
import type { Stamp, View } from "../store/contract";
import { differingName, groupName, type Saying, said } from "./words";

/** Groups that say nothing to a reader: the order on a page, what something came out of (which the page shows as a link). */
const silent = new Set(["place", "origin", "risk", "local_ids"]);

/** The values of a group as they stand. */
export function valuesOf(v: View, group: string): Record<string, unknown> {
  const fields = v.fields as Record<string, unknown>;
  return Object.fromEntries((groups[v.kind][group]?.fields ?? []).map((f) => [f, fields[f]]));
}

/** The stamps of a record, put together by the change that made them; oldest first. */
export function changesOf(v: View): { stamp: Stamp; groups: string[]; isNew: boolean }[] {
  const found = new Map<string, { stamp: Stamp; groups: string[]; isNew: boolean }>();
  for (const [group, stamp] of Object.entries(v.stamps)) {
    if (silent.has(group) || !groups[v.kind][group]) continue;
    const one = found.get(stamp.change) ?? { stamp, groups: [], isNew: true };
    one.groups.push(group);
    one.isNew &&= stamp.was === undefined;
    found.set(stamp.change, one);
  }
  const all = [...found.values()].sort((a, b) => a.stamp.at.localeCompare(b.stamp.at));
  // Only the first change of a record can have made it; a later one without a past wrote a group for the first time.
  return all.map((c, i) => ({ ...c, isNew: c.isNew && i === 0 }));
}

/** "From … to …" where something stood before, what it is now where nothing did. */
export function changed(v: View, group: string, say: Saying): string {
  const before = v.stamps[group]?.was;
  const after = valuesOf(v, group);
  if (!before) return said(v.kind, group, after, say);
  const differs = (field: string): boolean => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null);
  // Of a statement with several parts only what differs is said, where that says something by itself on both sides.
  const only = (all: Record<string, unknown>) => said(v.kind, group, Object.fromEntries(Object.entries(all).filter(([f]) => differs(f))), say);
  const isApart = partial.has(`${v.kind}.${group}`) && only(before) !== "" && only(after) !== "";
  const [was, now] = isApart ? [only(before), only(after)] : [said(v.kind, group, before, say), said(v.kind, group, after, say)];
  if (!was) return now;
  return now ? `From ${apart(was)} to ${apart(now)}` : `Taken out: ${was}`;
}

const partial = new Set(["action.statement", "contingency.statement"]);
/** A whole sentence inside another needs its marks. */
const apart = (words: string): string => (words.length > 40 && !words.startsWith("“") ? `“${words}”` : words);

/** Of a record that is new, the groups that say what it is; its name stands in the title already. */
const firstWords: Partial<Record<Kind, readonly string[]>> = {
  goal: ["target"],
  action: ["statement", "doer"],
  contingency: ["statement"],
  alert: ["statement"],
  contact: ["person", "role"],
  care_plan: ["matters", "agreement", "review"],
};
export const told = (kind: Kind, c: { groups: string[]; isNew: boolean }): string[] =>
  c.isNew ? c.groups.filter((g) => firstWords[kind]?.includes(g) ?? g !== "status") : c.groups;

export const changedName = (v: View, group: string): string => {
  const was = v.stamps[group]?.was;
  return was ? differingName(v.kind, group, [was, valuesOf(v, group)]) : groupName(v.kind, group);
};
