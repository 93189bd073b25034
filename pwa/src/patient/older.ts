/** Records that left the window, beside those on the tablet (R8): how many, in words, and both as one bundle to make screens of. Pure. */
import type { Kind } from "../api/kinds";
import type { Bundle, View } from "../store/contract";

const words: readonly { kind: Kind; one: string; many: string }[] = [
  { kind: "note", one: "note", many: "notes" },
  { kind: "observation", one: "measurement", many: "measurements" },
  { kind: "attachment", one: "picture", many: "pictures" },
  { kind: "assessment", one: "assessment", many: "assessments" },
  { kind: "done", one: "planned action", many: "planned actions" },
  { kind: "attendance", one: "visit", many: "visits" },
  { kind: "conflict", one: "settled difference", many: "settled differences" },
  { kind: "disclosure", one: "door code shown", many: "door codes shown" },
];

export interface Outside {
  /** Entries that are kept and not on the tablet. Plans of visits are not counted: those beyond the window may be still to come. */
  count: number;
  /** There may be past plans of visits, and nothing is counted. */
  perhaps: boolean;
  /** "31 notes, 12 measurements". */
  said: string;
}

/** `kinds`: of these only. */
export function outside(bundle: Bundle, kinds?: readonly Kind[]): Outside {
  const asked = words.filter((w) => !kinds || kinds.includes(w.kind));
  const found = asked.map((w) => ({ ...w, count: bundle.outside[w.kind] ?? 0 })).filter((w) => w.count > 0);
  const count = found.reduce((sum, w) => sum + w.count, 0);
  return {
    count,
    perhaps: count === 0 && !kinds && (bundle.outside.visit ?? 0) > 0,
    said: found.map((w) => `${w.count} ${w.count === 1 ? w.one : w.many}`).join(", "),
  };
}

/** The bundle with what was read online beside it; where both have a record, the tablet's counts. */
export function withOlder(bundle: Bundle, older: readonly View[]): Bundle {
  if (older.length === 0) return bundle;
  const added = older.filter((v) => !bundle.one(v.kind, v.id));
  return {
    ...bundle,
    all: <K extends Kind>(kind: K) => [...bundle.all(kind), ...(added.filter((v) => v.kind === kind) as unknown as View<K>[])],
    one: <K extends Kind>(kind: K, id: string) => bundle.one(kind, id) ?? (added.find((v) => v.kind === kind && v.id === id) as View<K> | undefined),
  };
}
