/** A change that was not taken, kept as a note of its patient: one note, however often the tap is lived through. */
import { derived } from "../lib/ids";
import type { Id, Store, Waiting } from "../store/contract";

/**
 * The id of the note that a refused change becomes: of the same time, and following from it, so that a tab that was killed before the change was let go
 * makes no second one; nor does a lead who keeps it too. A note's id is a UUIDv7 (R1), so only its end is derived.
 */
export const noteOf = (change: Id): Id => `${change.slice(0, 14)}7${change.slice(15, 24)}${derived("note", change).slice(24)}`;

/** When it was written is when the change was made: a second try says the same, and what a note is of does not change (policy `once`). */
export async function keepAsNote(
  store: Pick<Store, "create" | "letGo">,
  change: Pick<Waiting, "id" | "madeAt">,
  patient: Id,
  words: string,
  me: Id | null,
): Promise<void> {
  const fields = { category: "other", visit: null, written_at: change.madeAt, staff: me, source: null, words } as const;
  await store.create("note", patient, fields, { id: noteOf(change.id) });
  await store.letGo(change.id, "Kept as a note");
}
