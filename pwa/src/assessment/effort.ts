/**
 * How long a part takes to fill and with how many taps: numbers only, measured on this tablet, kept with the signature (`shown`), and told to the team in sum
 * (store/fillings.ts), so that it sees which part of a form is too long. Time counts while the part is on the screen and somebody did something in the last
 * half minute.
 */
export interface Effort {
  seconds: number;
  taps: number;
}

const idle = 30_000;
const measured = new Map<string, { ms: number; taps: number }>();
/** What of it was taken along already for the team's sum. */
const taken = new Map<string, Effort>();
/** Where something was done: a part that was only read was not filled. */
const worked = new Set<string>();
let at: { key: string; last: number } | null = null;

const of = (key: string) => {
  const found = measured.get(key) ?? { ms: 0, taps: 0 };
  measured.set(key, found);
  return found;
};

function passed(now: number): void {
  if (!at) return;
  of(at.key).ms += Math.max(0, Math.min(now - at.last, idle));
  at.last = now;
}

/** A part came on the screen; null: none is. */
export function look(assessment: string | null, section: string, now: number): void {
  passed(now);
  at = assessment === null ? null : { key: `${assessment} ${section}`, last: now };
}

/** Something was tapped or typed in it. */
export function tapped(now: number = performance.now(), taps = 1): void {
  passed(now);
  if (!at) return;
  of(at.key).taps += taps;
  worked.add(at.key);
}

/** What was measured of a part on this tablet since it was opened; and then it begins anew. */
export function effortOf(assessment: string, section: string): Effort {
  const { ms, taps } = of(`${assessment} ${section}`);
  return { seconds: Math.round(ms / 1000), taps };
}

/** What was measured since it was last asked for, once something was done there; null where there is nothing to add. */
export function takeEffort(assessment: string, section: string): Effort | null {
  const key = `${assessment} ${section}`;
  const now = effortOf(assessment, section);
  const before = taken.get(key) ?? { seconds: 0, taps: 0 };
  const more = { seconds: now.seconds - before.seconds, taps: now.taps - before.taps };
  if (!worked.has(key) || (more.seconds === 0 && more.taps === 0)) return null;
  taken.set(key, now);
  return more;
}

export function forget(assessment: string, section: string): void {
  const key = `${assessment} ${section}`;
  measured.delete(key);
  taken.delete(key);
  worked.delete(key);
}

/** The team's, in sum: of all signatures' `shown.filling`. */
export function sumOf(shown: readonly (Readonly<Record<string, unknown>> | null | undefined)[]): Effort {
  const sum = { seconds: 0, taps: 0 };
  for (const one of shown) {
    const filling = one?.filling as Partial<Effort> | undefined;
    if (typeof filling?.seconds === "number") sum.seconds += filling.seconds;
    if (typeof filling?.taps === "number") sum.taps += filling.taps;
  }
  return sum;
}

export const minutesOf = (seconds: number): string => (seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`);
