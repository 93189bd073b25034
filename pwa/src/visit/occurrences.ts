/**
 * What was planned at a visit and what was recorded of it (R1, R3). A `done` record names its occurrence by visit, action and ordinal;
 * two that stand for one occurrence are two events until a person says otherwise: "recorded twice".
 */
import type { View } from "../store/contract";

type Done = View<"done">;

export const stands = (d: Done): boolean => d.fields.status !== "entered-in-error";
export const occurrenceOf = (d: Done): string => `${d.fields.visit ?? ""}:${d.fields.action ?? ""}:${d.fields.ordinal ?? 1}`;

export interface Occurrence {
  action: string;
  ordinal: number;
  /** Those that stand, oldest first: none is "not answered", more than one is "recorded twice". */
  standing: Done[];
  /** Entered in error: still readable (R2). */
  takenBack: Done[];
}

const byTime = (a: Done, b: Done): number => (a.fields.done_at ?? "").localeCompare(b.fields.done_at ?? "") || a.id.localeCompare(b.id);

/** The planned actions in the plan's order, then what was done beyond the plan. */
export function occurrences(visit: string, planned: readonly string[], dones: readonly Done[]): Occurrence[] {
  const found = new Map<string, Occurrence>();
  const at = (action: string, ordinal: number): Occurrence => {
    const key = `${action}:${ordinal}`;
    const known = found.get(key);
    if (known) return known;
    const made: Occurrence = { action, ordinal, standing: [], takenBack: [] };
    found.set(key, made);
    return made;
  };
  for (const action of planned) at(action, 1);
  for (const d of dones.filter((one) => one.fields.visit === visit).sort(byTime)) {
    const o = at(d.fields.action ?? "", d.fields.ordinal ?? 1);
    (stands(d) ? o.standing : o.takenBack).push(d);
  }
  return [...found.values()];
}

/** All occurrences of a bundle of which two or more records stand, newest first: they belong at the top of every screen of this person. */
export function recordedTwice(dones: readonly Done[]): Done[][] {
  const groups = new Map<string, Done[]>();
  for (const d of dones) {
    if (!stands(d) || !d.fields.visit || !d.fields.action) continue;
    const key = occurrenceOf(d);
    groups.set(key, [...(groups.get(key) ?? []), d]);
  }
  const twice = [...groups.values()].filter((g) => g.length > 1).map((g) => g.sort(byTime));
  const newest = (g: Done[]): string => g[g.length - 1]?.fields.done_at ?? "";
  return twice.sort((a, b) => newest(b).localeCompare(newest(a)));
}

export const notDoneReasons: readonly { code: string; words: (name: string) => string }[] = [
  { code: "declined", words: (name) => `${name} said no` },
  { code: "unwell", words: (name) => `${name} was not well enough` },
  { code: "no-equipment", words: () => "Nothing to do it with" },
  { code: "no-time", words: () => "No time left" },
  { code: "not-needed", words: () => "No longer needed" },
  { code: "other", words: () => "Something else" },
];

export const reasonWords = (code: string | null | undefined, name: string): string =>
  notDoneReasons.find((r) => r.code === code)?.words(name) ?? code ?? "";
