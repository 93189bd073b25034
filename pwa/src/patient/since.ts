/**
 * "New since you looked": what others wrote after one's own mark, and what they wrote before it that arrived after it. One's own doings are never
 * news to oneself.
 *
 * A stamp says when an edit was made, not when it came: a colleague without coverage writes at 09:00, one looks at 10:00, it arrives at 11:00. So
 * the mark also holds the bundle's `rev` at the look. A record with a later `rev` was written since; which of its edits that was, its `rev` does not
 * say, so:
 * 1. An event made before the look (a note, a measurement, something done) is new where its record was written since.
 * 2. Of a record that is edited part by part, the newest edit is new, where it is another's: nothing later says why the record was written.
 * 3. Where one's own edit is the newest, it may be the reason; what others edited in the day before the look is shown all the same. To read a thing
 *    twice is safer than to miss it.
 */
import type { Entry } from "./entry";

export interface Looked {
  /** null: never looked; then nothing is "new since", all of it is new to you. */
  at: string | null;
  /** The bundle's `rev` then; null where the mark does not say. */
  rev: number | null;
  me: string;
}

const dayBefore = (at: string): string => new Date(Date.parse(at) - 86_400_000).toISOString();

/** Tells of each entry of one timeline whether it is new. */
export function newTo(entries: readonly Entry[], looked: Looked): (e: Entry) => boolean {
  const { at, rev, me } = looked;
  if (at === null) return () => false;
  const newest = new Map<string, Entry>();
  for (const e of entries) if (!e.isWhole && e.at > (newest.get(e.about.record)?.at ?? "")) newest.set(e.about.record, e);
  const cameLate = (e: Entry): boolean => {
    if (rev === null || e.rev <= rev || e.takenBack?.by === me) return false;
    return e.isWhole || newest.get(e.about.record) === e || e.at > dayBefore(at);
  };
  return (e) => e.by !== me && (e.at > at || cameLate(e));
}

/** What a reader must not miss comes first: what was found and changed, before what was done as planned, before that someone was there. */
const weight = (e: Entry): number => (e.about.kind === "attendance" ? 2 : e.about.kind === "done" && e.icon === "check" ? 1 : 0);

export function since(entries: readonly Entry[], looked: Looked): Entry[] {
  return entries
    .filter((e) => e.about.kind !== "disclosure")
    .filter(newTo(entries, looked))
    .sort((a, b) => Number(b.disputed) - Number(a.disputed) || weight(a) - weight(b) || b.at.localeCompare(a.at));
}
