/**
 * A record that is only being typed. Its id must be found again after the app was killed, or the draft would be lost: so it is made from what it
 * is of, not from chance, in the shape of a UUIDv7 (R1). `nth` tells the second note of a visit from the first.
 */
import { type Fields, type Kind, parts } from "../api/kinds";
import { derived } from "../lib/ids";
import type { Bundle, Id, Store, Unfinished, View } from "../store/contract";

/** Made once: a page asks for the same ids each time that it is drawn, and hashing them would be half of what a key costs. */
const made = new Map<string, Id>();
const mostMade = 1000;

/** `anchor` gives the time (an id that is a UUIDv7 itself); the rest says what this is. */
export function newId(anchor: Id, ...names: string[]): Id {
  const of = [anchor, ...names].join(":");
  const before = made.get(of);
  if (before) return before;
  const id = `${anchor.slice(0, 13)}-7${derived("new", anchor, ...names).slice(15)}`;
  if (made.size >= mostMade) made.clear();
  made.set(of, id);
  return id;
}

/**
 * Whose hand, on which tablet: a part of the id of whatever one person writes. What they do on two tablets are two events (R1), so the same
 * action ticked on both is said to be recorded twice and neither is refused.
 */
export const writer = (store: Pick<Store, "tablet">, staff: Id = ""): string => `${staff} ${store.tablet}`;

export function newView<K extends Kind>(kind: K, id: Id, patient: Id, fields: Fields[K]): View<K> {
  return { kind, id, patient, part: parts[kind], rev: 0, fields, stamps: {}, kept: {}, disputed: {}, unknown: [] };
}

/**
 * The id of the next record of this kind that I write: a draft of another day goes on under its own id, else the first of today's that is free.
 * Only drafts that began with this anchor count, so that a note of a visit is not taken for one of none.
 */
export function nextId(kind: "goal" | "action" | "contingency" | "note", b: Bundle, unfinished: readonly Unfinished[], by: string, day: string): Id {
  const begun = unfinished.find((u) => u.kind === kind && u.patient === b.id && u.record.startsWith(b.id.slice(0, 13)) && !b.one(kind, u.record));
  if (begun) return begun.record;
  for (let n = 1; ; n++) {
    const id = newId(b.id, kind, by, day, String(n));
    if (!b.one(kind, id)) return id;
  }
}
