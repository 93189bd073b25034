/** By which oxygen scale somebody's measurements are scored, now and when they were taken. */
import type { Bundle } from "../store/contract";
import { type Answers, type Result, type Scale, score } from "../visit/news2";

/** The oxygen scale that a clinician set for this person; 1 where nobody did, or while it is disputed (rule 2 of NEWS2). */
export function scaleOf(b: Bundle): Scale {
  const patient = b.all("patient")[0];
  return patient?.fields.spo2_scale === 2 && !patient.disputed.news2_scale ? 2 : 1;
}

/**
 * The scale that stood at a moment; null where this tablet cannot tell. Before the first that anybody set it was 1; before the latest of several, and while it
 * is disputed, it is not known.
 */
export function scaleAt(b: Bundle, at: string): Scale | null {
  const patient = b.all("patient")[0];
  const stamp = patient?.stamps.news2_scale;
  if (patient?.disputed.news2_scale) return null;
  if (!stamp || at >= stamp.at) return scaleOf(b);
  return stamp.was === undefined ? 1 : null;
}

/** The score of a set by the scale that stood when it was measured; null where that is not known and makes a difference. */
export function scoreThen(b: Bundle, answers: Answers, at: string): Result | null {
  const scale = scaleAt(b, at);
  if (scale !== null) return score(answers, scale);
  const [one, two] = [score(answers, 1), score(answers, 2)];
  return one.scored && two.scored && one.total !== two.total ? null : one;
}
