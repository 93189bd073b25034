/** What stands around a dispute: what each author found that day, and what else changed meanwhile. */
import type { Side } from "../api/kinds";
import { dayOf } from "../lib/dates";
import type { Entry } from "../patient/entry";

/** The author's last note or measurement of that day up to an hour after they wrote; null where there is none. */
export function found(side: Side, entries: readonly Entry[]): Entry | null {
  const until = new Date(Date.parse(side.at) + 3_600_000).toISOString();
  return (
    entries.find(
      (e) => (e.kind === "note" || e.kind === "measure") && !e.takenBack && e.by === side.by && dayOf(e.at) === dayOf(side.at) && e.at <= until,
    ) ?? null
  );
}

const most = 6;

/** Since the first side was written, newest last, without the dispute itself and without what the sides found. */
export function meanwhile(sides: readonly Side[], about: string, entries: readonly Entry[]): Entry[] {
  const from = sides.map((s) => s.at).sort()[0] ?? "";
  const changes = new Set(sides.map((s) => s.change));
  const shown = new Set(sides.flatMap((s) => found(s, entries)?.id ?? []));
  return entries
    .filter(
      (e) =>
        e.at >= from && e.about.kind !== "disclosure" && !shown.has(e.id) && !(e.about.record === about && changes.has(e.id.split(":")[1] ?? "")),
    )
    .slice(0, most)
    .reverse();
}

/** What all of them had before them, where that was the same; null where it differed or nobody had anything. */
export function sameBefore(sides: readonly Side[]): Record<string, unknown> | null {
  const [first, ...rest] = sides.map((s) => s.saw);
  if (!first || Object.values(first).every((v) => v === null || v === undefined || v === "")) return null;
  const text = (v: Record<string, unknown> | null | undefined) => JSON.stringify(Object.entries(v ?? {}).sort(([a], [b]) => a.localeCompare(b)));
  return rest.every((r) => text(r) === text(first)) ? first : null;
}
