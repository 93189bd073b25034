/**
 * What one more edit does to the queue (M2), pure. Invariants:
 * 1. A row that was handed to a push, or answered, is never touched.
 * 2. Unsent edits of one group by one person are one change: first `saw`, last `set`.
 * 3. An edit made on top of one's own change that the server has not answered, or answered with a conflict not yet seen here, names it in `after`.
 * 4. An answer never folds into the creation of its assessment: a creation is refused as one, and has an end (64 KiB).
 * 5. An edit does not fold into a creation where that would make another of its groups look newer than it is (`overtakes`).
 * 6. An unsent edit that is taken back to what its author saw leaves nothing behind.
 * 7. Of a set, each edit's additions and removals stand, whatever state of the screen they were made on.
 */
import { isAnswer, touched } from "../api/groups";
import type { Bytes } from "../lib/sha";
import type { Called, Id } from "./contract";
import { same } from "./lines";
import type { Change, Ending, Values } from "./wire";

export interface Item {
  seq: number;
  folds: number;
  change: Change;
  /** Whom it is about, as they were called when it was written. */
  called: Called | null;
  state: "waiting" | "answered" | "refused";
  ending: (Ending & { answered_at?: string }) | null;
  bytes: number;
  /** The body as the disk has it. */
  sealed: Bytes;
}

/** What the app writes by itself while a person works, and nobody waits for: in the queue like all else, and counted nowhere. */
export const bookkeeping: ReadonlySet<string> = new Set(["read_mark"]);

/** What a person wants, before ids and times: `group` is null for a creation. */
export interface Wanted {
  kind: string;
  record: Id;
  patient: Id | null;
  bundle: Id;
  group: string | null;
  saw: Values | null;
  set: Values;
  part?: string;
  retries?: Id;
  /** The other side of a dispute: for a change on a conflict the disputed record and its fields, for an edit the conflicts about its group. */
  related?: { record: Id; fields: readonly string[] | null }[];
  /** Says "read, and right": stands though nothing differs (a text joined from two edits). */
  asRead?: boolean;
}

export type Plan =
  | { act: "add"; wanted: Wanted; after: Id | null }
  | { act: "fold"; into: Item; set: Values }
  | { act: "drop"; item: Item }
  | { act: "nothing" };

const isCreation = (change: Change) => change.saw === null;

/** Whether a change is about this group of this record; a creation is about all of them. */
function concerns(change: Change, wanted: Wanted): boolean {
  if (change.record !== wanted.record || change.kind !== wanted.kind) return false;
  if (isCreation(change) || change.kind === "conflict" || wanted.group === null) return true;
  return Object.keys(change.set).some((field) => field in wanted.set);
}

function relates(change: Change, { related = [] }: Wanted): boolean {
  return related.some(({ record, fields }) => change.record === record && (!fields || fields.some((field) => field in change.set)));
}

/** Others may make these too, under the same derived id (R1): then the time of each group decides which `latest` value stands (M4). */
const madeByMany: ReadonlySet<string> = new Set(["about_me", "assessment", "attendance", "my_day"]);

/** A change has one time. Folded into, a creation gets the later one, and with it every `latest` group in it, which nobody wrote anew. */
function overtakes({ kind, set }: Change, { group: edited }: Wanted): boolean {
  return madeByMany.has(kind) && touched(kind, Object.keys(set)).some(([name, { policy }]) => name !== edited && policy === "latest");
}

/**
 * What an open change wants once this edit is in it. Of a set an edit says what it adds and what it takes out, over what its author saw: two ticks in one
 * breath are two, whatever each was drawn from. `null` where it takes out what the open change never saw: that is a change of its own.
 */
function joined({ saw, set }: Change, wanted: Wanted): Values | null {
  const next: Values = { ...set, ...wanted.set };
  for (const [, { fields, policy }] of touched(wanted.kind, Object.keys(wanted.set))) {
    for (const field of policy === "set" && wanted.saw ? fields : []) {
      const [before, after, stands] = [wanted.saw![field], wanted.set[field], set[field]].map(members);
      const [added, gone] = [without(after!, before!), without(before!, after!)];
      if (without(gone, [...stands!, ...members(saw?.[field])]).length > 0) return null;
      if (field in set) next[field] = [...without(stands!, gone), ...without(added, stands!)];
    }
  }
  return next;
}

const members = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const without = (these: readonly unknown[], those: readonly unknown[]) => these.filter((one) => !those.some((other) => same(one, other)));

/** `frozenUpTo`: the highest row that was ever handed to a push. */
export function plan(items: readonly Item[], frozenUpTo: number, wanted: Wanted): Plan {
  const before = items.filter((item) => item.state !== "refused" && (concerns(item.change, wanted) || relates(item.change, wanted)));
  const last = before.findLast((item) => item.state === "waiting" && item.seq > frozenUpTo);
  const isApart = last && isCreation(last.change) && wanted.group !== null && (isAnswer(wanted.kind, wanted.group) || overtakes(last.change, wanted));
  const open = last && !isApart && concerns(last.change, wanted) ? last : undefined;
  const set = open && (wanted.kind === "conflict" ? wanted.set : joined(open.change, wanted));
  if (open && set && !wanted.retries) {
    if (open.change.saw && open.change.kind !== "conflict" && !open.change.after && !open.change.retries && same(open.change.saw, set))
      return { act: "drop", item: open };
    return same(set, open.change.set) ? { act: "nothing" } : { act: "fold", into: open, set };
  }
  if (wanted.saw && wanted.kind !== "conflict" && !wanted.retries && !wanted.asRead && same(wanted.saw, wanted.set)) return { act: "nothing" };
  const under = before.findLast((item) => item.state === "waiting" || item.ending?.ending === "conflicted");
  return { act: "add", wanted, after: under?.change.id ?? null };
}

/** Refused rows and what was made on top of them: refused with them, offered with them as one item (M2, M6). */
export function dependents(items: readonly Item[], id: Id): Item[] {
  const found = new Set([id]);
  return items.filter((item) => item.change.after && found.has(item.change.after) && found.add(item.change.id));
}
