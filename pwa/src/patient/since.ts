/** "New since you looked": what others wrote after one's own mark. One's own doings are never news to oneself. */
import type { Entry } from "./timeline";

export interface Looked {
  /** null: never looked; then nothing is "new since", all of it is new to you. */
  at: string | null;
  me: string;
}

export const isNew = (e: Entry, looked: Looked): boolean => looked.at !== null && e.by !== looked.me && e.at > looked.at;

/** What a reader must not miss comes first: what was found and changed, before what was done as planned, before that someone was there. */
const weight = (e: Entry): number => (e.about.kind === "attendance" ? 2 : e.about.kind === "done" && e.icon === "check" ? 1 : 0);

export function since(entries: readonly Entry[], looked: Looked): Entry[] {
  return entries
    .filter((e) => isNew(e, looked) && e.about.kind !== "disclosure")
    .sort((a, b) => Number(b.disputed) - Number(a.disputed) || weight(a) - weight(b) || b.at.localeCompare(a.at));
}
