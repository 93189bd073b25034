/** Whose signature stands under an agreement: given for this one, not for another that the same person agreed before. */
import { dayOf } from "../lib/dates";
import type { Bundle, View } from "../store/contract";
import { isStanding } from "./album";

export const typedWord = " (typed)";

/** `record`: what is agreed. `since`: the agreement's day, YYYY-MM-DD; what was signed before it was signed for another. `names`: as it stands, and as it stood. */
export interface Asked {
  record: string;
  names: readonly string[];
  since: string | null;
}

/** The latest that stands, or undefined. */
export function signatureOf(bundle: Bundle, { record, names, since }: Asked): View<"attachment"> | undefined {
  return bundle
    .all("attachment")
    .filter((p) => p.fields.what === "signature" && p.fields.record === record && isStanding(p))
    .filter((p) => names.some((who) => p.fields.words === who || p.fields.words === who + typedWord))
    .filter((p) => since === null || (p.fields.taken_at ? dayOf(p.fields.taken_at) >= since : false))
    .sort((a, b) => (b.fields.taken_at ?? "").localeCompare(a.fields.taken_at ?? ""))[0];
}

/**
 * A name as it stood before it was corrected: where the latest writing of the agreement changed this one name and nothing else of it. Where the day, the way of
 * agreeing or who else agreed changed with it, it is another agreement, or another person.
 */
export function nameBefore(plan: View<"care_plan">, who: string): string | null {
  const was = plan.stamps.agreement?.was;
  const { agreed_with: now, agreed_on: on, agreed_kind: kind } = plan.fields;
  const before = was?.agreed_with;
  if (!was || !Array.isArray(before) || !now || before.length !== now.length) return null;
  if ((was.agreed_on ?? null) !== (on ?? null) || (was.agreed_kind ?? null) !== (kind ?? null)) return null;
  const changed = now.flatMap((name, at) => (name === before[at] ? [] : [at]));
  const [only] = changed;
  if (changed.length !== 1 || only === undefined || now[only] !== who || now.includes(before[only] as string)) return null;
  const old = String(before[only]);
  return isSameName(old, who) ? old : null;
}

/** One person put in another's place is no correction: the name is the same but for a letter or two, or only what stands behind its comma changed. */
function isSameName(a: string, b: string): boolean {
  const [x, y] = [a, b].map((each) => (each.split(",")[0] ?? "").trim().toLowerCase()) as [string, string];
  return x === y || (Math.min(x.length, y.length) >= 6 && distance(x, y) <= 2);
}

/** Letters to put in, take out or change, to make one of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
