/** One entry of the timeline, whatever it is made of. */
import type { Kind } from "../api/kinds";
import type { Kept, View } from "../store/contract";
import type { IconName } from "../ui";
import { isTakenBack } from "../visit/measurements";

export type EntryKind = "note" | "measure" | "plan" | "visit" | "record";

export interface Entry {
  /** Stable: the record's id, with the change where one record makes several entries. */
  id: string;
  at: string;
  by: string;
  kind: EntryKind;
  icon: IconName;
  title: string;
  text: string;
  /** Measurements: label and value. */
  values: { label: string; value: string }[];
  /** NEWS2 of a complete set. */
  news2: number | null;
  takenBack: { by: string; at: string; reason: string } | null;
  kept: Kept | null;
  /** All of it is disputed: no value of it is *the* value (M5). */
  disputed: boolean;
  about: { kind: Kind; record: string };
  /** The bundle's `rev` that last wrote the record, or the latest of its records; 0 while it is on this tablet only. */
  rev: number;
  /** An event or a note, made whole at once; false: one of several edits of a record. */
  isWhole: boolean;
}

export const none: Pick<Entry, "values" | "news2" | "takenBack" | "disputed" | "isWhole"> = {
  values: [],
  news2: null,
  takenBack: null,
  disputed: false,
  isWhole: true,
};

export function takenBackOf(v: View<"note"> | View<"done"> | View<"observation"> | View<"attachment">): Entry["takenBack"] {
  if (!isTakenBack(v.fields)) return null;
  const stamp = v.stamps.status;
  return { by: stamp?.by ?? "", at: stamp?.at ?? "", reason: v.fields.status_reason ?? "" };
}

/** The gravest word of several: what is not kept before what is only here before what is sent. */
const order: readonly Kept[] = ["not-kept", "refused", "typing", "on-this-tablet", "sending", "sent"];
export function worst(all: readonly (Kept | undefined | null)[]): Kept | null {
  return order.find((k) => all.includes(k)) ?? null;
}
