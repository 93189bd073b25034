/**
 * A record that is only being typed. Its id must be found again after the app was killed, or the draft would be lost: so it is made from what it
 * is of, not from chance, in the shape of a UUIDv7 (R1). `nth` tells the second note of a visit from the first.
 */
import { type Fields, type Kind, parts } from "../api/kinds";
import { derived } from "../lib/ids";
import type { Id, View } from "../store/contract";

/** `anchor` gives the time (an id that is a UUIDv7 itself); the rest says what this is. */
export function newId(anchor: Id, ...names: string[]): Id {
  const hash = derived("new", anchor, ...names);
  return `${anchor.slice(0, 13)}-7${hash.slice(15)}`;
}

export function newView<K extends Kind>(kind: K, id: Id, patient: Id, fields: Fields[K]): View<K> {
  return { kind, id, patient, part: parts[kind], rev: 0, fields, stamps: {}, kept: {}, disputed: {}, unknown: [] };
}
