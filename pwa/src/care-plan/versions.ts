/**
 * The plan as it was agreed: what stood when somebody wrote down an agreement. From the journal's steps (PROTOCOL §13), read online and kept nowhere.
 *
 * 1. A version is what stood right after the change that wrote the agreement, that change included.
 * 2. What a load brought holds later edits too: a part that was written after the agreement is turned back to what stood before it, and a record of
 *    which nothing stood then is left out.
 * 3. So is what somebody else wrote before the agreement and what the server had only after it was made: nobody can have agreed to that. What it had by then
 *    may have been on the tablet that agreed, or not yet: of what reached the server on that very day it is said that it cannot be told.
 */
import { groupNamed } from "../api/groups";
import { dayOf } from "../lib/dates";
import type { Bundle, Stamp, Step, View } from "../store/contract";
import { planKinds } from "./history";

export interface Version {
  change: string;
  at: string;
  by: string;
  /** The plan's records as they stood. */
  bundle: Pick<Bundle, "all">;
  /** Who wrote something that the server had only after this was agreed, on a tablet that cannot have had it: left out (rule 3). */
  leftOut: readonly string[];
  /** Record → who else's words in it reached the server on the day of the agreement: whether they were on the tablet that agreed cannot be told. */
  unsure: ReadonlyMap<string, string>;
}

const isOfPlan = (v: View): boolean => planKinds.some((kind) => kind === v.kind);

/** Newest first. `steps` in any order of the pages they came in, newest first within the journal. */
export function versionsOf(steps: readonly Step[]): Version[] {
  const past = new Map<string, View[]>();
  const reached = new Map<string, string>();
  const written = new Map<string, Stamp>();
  const found: Omit<Version, "leftOut">[] = [];
  const seen = new Set<string>();
  for (const step of [...steps].reverse()) {
    const stamps = step.views.flatMap((view) => Object.values(view.stamps));
    // What a load brought was another system's before it was ours: it counts from when it was written.
    for (const { change, at } of stamps) if (!reached.has(change)) reached.set(change, step.source === "change" ? step.receivedAt : at);
    for (const view of step.views.filter(isOfPlan)) {
      past.set(view.id, [...(past.get(view.id) ?? []), view]);
      for (const stamp of Object.values(view.stamps)) written.set(stamp.change, stamp);
    }
    for (const plan of step.views) {
      const stamp = plan.kind === "care_plan" ? plan.stamps.agreement : undefined;
      if (!stamp || seen.has(stamp.change) || (plan as View<"care_plan">).fields.agreed_kind === "not-agreed") continue;
      seen.add(stamp.change);
      found.push(versionAt(stamp, [...past.values()], reached));
    }
  }
  // What came after the agreement itself came is left out too, and is known only here.
  const leftOut = (version: Omit<Version, "leftOut">): string[] => [
    ...new Set([...written.values()].filter((stamp) => isUnseen(stamp, version, reached)).map((stamp) => stamp.by)),
  ];
  return found.map((version) => ({ ...version, leftOut: leftOut(version) })).reverse();
}

const receivedAt = (stamp: Stamp, reached: ReadonlyMap<string, string>): string => reached.get(stamp.change) ?? stamp.at;

/** Somebody else's, made before the agreement, and not on the server when it was made (rule 3). */
const isUnseen = (stamp: Stamp, agreed: Pick<Stamp, "at" | "by">, reached: ReadonlyMap<string, string>): boolean =>
  stamp.by !== agreed.by && stamp.at <= agreed.at && receivedAt(stamp, reached) > agreed.at;

function versionAt(agreed: Stamp, past: readonly View[][], reached: ReadonlyMap<string, string>): Omit<Version, "leftOut"> {
  const { change, at, by } = agreed;
  const counts = (stamp: Stamp): boolean => stamp.at <= at && !isUnseen(stamp, agreed, reached);
  const views = past.flatMap((each) => standing(each, counts));
  const now = past.map((each) => each.at(-1) as View);
  const isUnsure = (stamp: Stamp): boolean => stamp.by !== by && counts(stamp) && dayOf(receivedAt(stamp, reached)) === dayOf(at);
  return {
    ...{ change, at, by, bundle: holding(views) },
    unsure: new Map(
      now.flatMap((view): [string, string][] => {
        const stamp = Object.values(view.stamps).find(isUnsure);
        return stamp ? [[view.id, stamp.by]] : [];
      }),
    ),
  };
}

/** A record as it stood at a moment, as far as its own line can say: nothing where none of it was written by then. */
export const asOf = (view: View, at: string): View[] => standing([view], (stamp) => stamp.at <= at);

/** A record, of all that it was (oldest first), by the changes that count: each part as the last of them left it; nothing where none of it counts. */
function standing(past: readonly View[], counts: (stamp: Stamp) => boolean): View[] {
  const view = past.at(-1) as View;
  if (Object.values(view.stamps).every(counts)) return [view];
  const fields = { ...(view.fields as Record<string, unknown>) };
  let isThere = false;
  for (const group of Object.keys(view.stamps)) {
    const of = past.filter((each) => each.stamps[group]);
    const from = of.filter((each) => counts(each.stamps[group] as Stamp)).at(-1);
    const before = from ? (from.fields as Record<string, unknown>) : of[0]?.stamps[group]?.was;
    if (before) isThere = true;
    for (const field of groupNamed(view.kind, group)?.fields ?? []) fields[field] = before?.[field] ?? null;
  }
  return isThere ? [{ ...view, fields: fields as View["fields"] }] : [];
}

const holding = (views: readonly View[]): Pick<Bundle, "all"> => ({
  all: ((kind: View["kind"]) => views.filter((v) => v.kind === kind)) as Bundle["all"],
});
