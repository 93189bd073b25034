/** Putting right what was not taken: which of its values can be written anew here, and what is sent instead. Pure. */
import { choices } from "../api/choices";
import { touched } from "../api/groups";
import { isDate } from "../lib/dates";
import { fieldOf } from "../settle/fields";
import type { Waiting } from "../store/contract";

export interface Part {
  field: string;
  label: string;
  shape: "text" | "number" | "date";
  /** As it was sent. */
  was: string;
  /** What the server said of it. */
  problem: string | null;
}

/** Ids, times and codes are not typed by anybody: they are put right where they were chosen. */
function shapeOf(kind: string, field: string, value: unknown): Part["shape"] | null {
  if (choices[kind]?.[field] || /_(at|by)$/.test(field)) return null;
  if (typeof value === "number") return "number";
  if (value !== null && typeof value !== "string") return null;
  if (typeof value === "string" && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) return null;
  return field.endsWith("_on") ? "date" : "text";
}

/** What can be written anew: what the server found fault with; where it named nothing, all that was typed. */
export function partsOf({ kind, set, refusal }: Pick<Waiting, "kind" | "set" | "refusal">): Part[] {
  const named = refusal?.fields ?? {};
  const found = touched(kind, Object.keys(set)).flatMap(([, { fields }]) =>
    fields.flatMap((field): Part[] => {
      const shape = field in set ? shapeOf(kind, field, set[field]) : null;
      if (!shape || (set[field] === null && !named[field])) return [];
      const was = set[field] === null ? "" : String(set[field]);
      return [{ field, label: fieldOf(kind, field).label, shape, was, problem: named[field] ?? null }];
    }),
  );
  const wrong = found.filter((part) => part.problem !== null);
  return wrong.length > 0 ? wrong : found;
}

export type Corrected = { values: Record<string, unknown> } | { wrong: Record<string, string> };

/** What was typed, as the record has it: numbers as numbers, nothing as nothing. `typed` by field; what was not touched is as it was. */
export function corrected(parts: readonly Part[], typed: Readonly<Record<string, string | null>>): Corrected {
  const values: Record<string, unknown> = {};
  const wrong: Record<string, string> = {};
  for (const { field, shape, was } of parts) {
    const text = (typed[field] ?? was).trim();
    const number = Number(text.replace(",", "."));
    if (shape === "number" && (text === "" || !Number.isFinite(number))) wrong[field] = "Write a number.";
    else if (shape === "date" && text && !isDate(text)) wrong[field] = "Enter a real date.";
    else values[field] = text === "" ? null : shape === "number" ? number : text;
  }
  if (Object.keys(wrong).length > 0) return { wrong };
  if (parts.every(({ field, was }) => (values[field] === null ? "" : String(values[field])) === was.trim())) {
    const first = parts[0]?.field;
    return { wrong: first ? { [first]: "This is what was not taken: change it first." } : {} };
  }
  return { values };
}
