/** "New since you looked": what others wrote after one's own mark. One's own doings are never news to oneself. */
import type { Entry } from "./timeline";

export interface Looked {
  /** null: never looked; then nothing is "new since", all of it is new to you. */
  at: string | null;
  me: string;
}

export const isNew = (e: Entry, looked: Looked): boolean => looked.at !== null && e.by !== looked.me && e.at > looked.at;

/** What a reader of the summary must not miss comes first; the door code having been shown is no news. */
const weight: Record<Entry["kind"], number> = { measure: 1, note: 1, plan: 1, visit: 2, record: 1 };

export function since(entries: readonly Entry[], looked: Looked): Entry[] {
  return entries
    .filter((e) => isNew(e, looked) && e.about.kind !== "disclosure")
    .sort((a, b) => Number(b.disputed) - Number(a.disputed) || weight[a.kind] - weight[b.kind] || b.at.localeCompare(a.at));
}
