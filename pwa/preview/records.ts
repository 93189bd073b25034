/** Making records for the preview: ids that stay the same from load to load, stamps for every group that has a value. */
import { type Fields, groups, type Kind, parts } from "../src/api/kinds";
import type { Id, Stamp, View } from "../src/store/contract";

export const uid = (n: number): Id => `0193c000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** Tue 24 Nov 2026, as in the drawings; London is on UTC in November. */
export const today = "2026-11-24";
export const at = (time: string, day = today): string => `${day}T${time}:00.000Z`;

let next = 100_000;

export function record<K extends Kind>(
  kind: K,
  patient: Id | null,
  fields: Fields[K],
  more: { id?: Id; by?: Id; at?: string; rev?: number; was?: Record<string, Record<string, unknown>> } = {},
): View<K> {
  next += 1;
  const stamps: Record<string, Stamp> = {};
  const made = next;
  for (const [name, group] of Object.entries(groups[kind])) {
    if (!group.fields.some((field) => field in fields)) continue;
    if (more.was?.[name]) next += 1;
    stamps[name] = {
      at: more.at ?? at("09:00", "2026-11-10"),
      by: more.by ?? uid(1),
      // One change made the record; only what was changed afterwards has another.
      change: uid(more.was?.[name] ? next : made),
      ...(more.was?.[name] ? { was: more.was[name] } : {}),
    };
  }
  return {
    kind,
    id: more.id ?? uid(next),
    patient,
    part: parts[kind],
    rev: more.rev ?? 4,
    fields,
    stamps,
    kept: {},
    disputed: {},
    unknown: [],
  };
}
