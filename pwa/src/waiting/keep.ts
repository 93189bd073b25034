/** A change that was not taken, kept as a note of its patient: one note, however often the tap is lived through. */
import { derived } from "../lib/ids";
import type { Id, Store } from "../store/contract";

/**
 * The id of the note that a refused change becomes: of the same time, and following from it, so that a tab that was killed before the change was let go
 * makes no second one; nor does a lead who keeps it too. A note's id is a UUIDv7 (R1), so only its end is derived.
 */
export const noteOf = (change: Id): Id => `${change.slice(0, 14)}7${change.slice(15, 24)}${derived("note", change).slice(24)}`;

export async function keepAsNote(
  store: Pick<Store, "create" | "letGo" | "now">,
  change: Id,
  patient: Id,
  words: string,
  me: Id | null,
): Promise<void> {
  const fields = { category: "other", visit: null, written_at: store.now.peek().toISOString(), staff: me, source: null, words } as const;
  await store.create("note", patient, fields, { id: noteOf(change) });
  await store.letGo(change, "Kept as a note");
}
