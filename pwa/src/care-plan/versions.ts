/**
 * The plan as it was agreed: what stood when somebody wrote down an agreement. From the journal's steps (PROTOCOL §13), read online and kept nowhere.
 *
 * 1. A version is what stood right after the change that wrote the agreement, that change included.
 * 2. What a load brought holds later edits too: a part that was written after the agreement is turned back to what stood before it, and a record of
 *    which nothing stood then is left out.
 */
import { groupNamed } from "../api/groups";
import type { Bundle, Stamp, Step, View } from "../store/contract";
import { planKinds } from "./history";

export interface Version {
  change: string;
  at: string;
  by: string;
  /** The plan's records as they stood. */
  bundle: Pick<Bundle, "all">;
}

const isOfPlan = (v: View): boolean => planKinds.some((kind) => kind === v.kind);

/** Newest first. `steps` in any order of the pages they came in, newest first within the journal. */
export function versionsOf(steps: readonly Step[]): Version[] {
  const standing = new Map<string, View>();
  const found: Version[] = [];
  const seen = new Set<string>();
  for (const step of [...steps].reverse()) {
    for (const view of step.views.filter(isOfPlan)) standing.set(view.id, view);
    for (const plan of step.views) {
      const stamp = plan.kind === "care_plan" ? plan.stamps.agreement : undefined;
      if (!stamp || seen.has(stamp.change) || (plan as View<"care_plan">).fields.agreed_kind === "not-agreed") continue;
      seen.add(stamp.change);
      found.push({
        change: stamp.change,
        at: stamp.at,
        by: stamp.by,
        bundle: holding([...standing.values()].flatMap((view) => asOf(view, stamp.at))),
      });
    }
  }
  return found.reverse();
}

/** A record as it stood at a moment, as far as its own line can say: nothing where none of it was written by then. */
export function asOf(view: View, at: string): View[] {
  const isLater = (stamp: Stamp): boolean => stamp.at > at;
  const later = Object.entries(view.stamps).filter(([, stamp]) => isLater(stamp));
  if (later.length === 0) return [view];
  if (Object.values(view.stamps).every((stamp) => isLater(stamp) && stamp.was === undefined)) return [];
  const fields = { ...(view.fields as Record<string, unknown>) };
  for (const [group, stamp] of later) for (const field of groupNamed(view.kind, group)?.fields ?? []) fields[field] = stamp.was?.[field] ?? null;
  return [{ ...view, fields: fields as View["fields"] }];
}

const holding = (views: readonly View[]): Pick<Bundle, "all"> => ({
  all: ((kind: View["kind"]) => views.filter((v) => v.kind === kind)) as Bundle["all"],
});
