/** What of a person's record this version cannot show (M8): fields that it does not know, and words of a closed list that it does not know. */
import { choices } from "../api/choices";
import { type Kind, groups as kinds } from "../api/kinds";
import type { Bundle, View } from "../store/contract";

export const cannotShow = "something this version cannot show";

/** Whether a word stands in a list that is closed in this version, and not among its words. */
export function isUnknown(kind: string, field: string, value: unknown): boolean {
  const known = choices[kind]?.[field];
  const words = Array.isArray(value) ? value : [value];
  return known !== undefined && words.some((word) => typeof word === "string" && word !== "" && !known.includes(word));
}

/** The fields of a record that cannot be shown as they stand. */
export function unknownFields({ kind, fields, unknown }: Pick<View, "kind" | "fields" | "unknown">): string[] {
  return [...unknown, ...Object.entries(fields).flatMap(([field, value]) => (isUnknown(kind, field, value) ? [field] : []))];
}

/** The records of known kinds of which something cannot be shown. */
export function unknownIn(bundle: Bundle): View[] {
  return (Object.keys(kinds) as Kind[]).flatMap((kind) => (bundle.all(kind) as View[]).filter((view) => unknownFields(view).length > 0));
}
