/** Which observations belong to one NEWS2 at a visit. Two people at one visit fill the same set; measuring again begins the next. */
import { newId } from "../patient/new-view";
import { scaleOf, scoreThen } from "../patient/scale";
import type { Bundle, View } from "../store/contract";
import { answersOf, isTakenBack, news2Measures } from "./measurements";

type Observation = View<"observation">;
const types = new Set(news2Measures.map((m) => m.type));

/** The id that ties the n-th set of a visit together: the same on both tablets of a double-up. */
export const togetherId = (visit: string, nth: number): string => newId(visit, "together", String(nth));

/** The sets of a visit by number, 1 first; sets taken at other visits, or by hand elsewhere, are told apart by their own id. */
export function setsOf(b: Bundle, visit: string): Observation[][] {
  const sets: Observation[][] = [];
  for (let nth = 1; ; nth++) {
    const id = togetherId(visit, nth);
    const set = b.all("observation").filter((o) => o.fields.taken_together === id);
    if (set.length === 0) return sets;
    sets.push(set);
  }
}

export const standing = (set: readonly Observation[]): Observation[] => set.filter((o) => !isTakenBack(o.fields));
export const currentSet = (b: Bundle, visit: string): Observation[] => standing(setsOf(b, visit).at(-1) ?? []);
export const scaleFor = scaleOf;

export interface Earlier {
  at: string;
  /** null: not comparable, for which oxygen scale held then is not known here, and it makes a difference. */
  total: number | null;
}

/** Complete scores of before, newest first, each by the scale that stood then: what is usual for this person. The set in hand is left out. */
export function earlierScores(b: Bundle, exceptSet: string): Earlier[] {
  const sets = new Map<string, Observation[]>();
  for (const o of b.all("observation")) {
    const f = o.fields;
    if (isTakenBack(f) || !types.has(f.type ?? "") || f.taken_together === exceptSet) continue;
    const key = f.taken_together ?? (f.visit ? `visit:${f.visit}` : null);
    if (key) sets.set(key, [...(sets.get(key) ?? []), o]);
  }
  return [...sets.values()]
    .flatMap((set): Earlier[] => {
      const at =
        set
          .map((o) => o.fields.measured_at ?? "")
          .sort()
          .at(-1) ?? "";
      const result = scoreThen(b, answersOf(set.map((o) => o.fields)), at);
      if (result === null) return [{ at, total: null }];
      return result.scored ? [{ at, total: result.total }] : [];
    })
    .sort((x, y) => y.at.localeCompare(x.at));
}
