/**
 * What a value must be before it becomes a change (M2: "if it is valid"): what the wire asks of every field. What a kind asks beyond it, its screen knows
 * and says beside the field; the server has the last word, and what it refuses is kept.
 */
import { isDate } from "../lib/dates";
import type { Values } from "./wire";

const longestText = 20_000;
const longestSet = 200;
const largest = 1e12;

/** What is wrong, by field, in words for a person; empty where nothing is. */
export function wrongs(values: Values): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [field, value] of Object.entries(values)) {
    const wrong = wrongOf(field, value);
    if (wrong) found[field] = wrong;
  }
  return found;
}

function wrongOf(field: string, value: unknown): string | null {
  if (value === null || value === undefined || typeof value === "boolean") return null;
  if (typeof value === "string") {
    if (value.length > longestText) return "This is too long: 20,000 characters at most.";
    if (value.includes("\0") || !value.isWellFormed()) return "There is a character in this that cannot be kept.";
    if (field.endsWith("_on") && !isDate(value)) return "Enter a real date.";
    if (field.endsWith("_at") && Number.isNaN(Date.parse(value))) return "Enter a real time.";
  }
  if (typeof value === "number" && !(Math.abs(value) < largest)) return "Enter a number.";
  if (Array.isArray(value) && value.length > longestSet) return "There are too many: 200 at most.";
  return null;
}
