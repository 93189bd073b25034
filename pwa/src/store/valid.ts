/**
 * What a value must be before it becomes a change (M2: "if it is valid"): what the wire asks of every field. What a kind asks beyond it, its screen knows
 * and says beside the field; the server has the last word, and what it refuses is kept.
 */
import { isDate } from "../lib/dates";
import type { Values } from "./wire";

const longestText = 20_000;
const longestSet = 200;
const largest = 1e12;
const largestAnswer = 32 * 1024;
const utf8 = new TextEncoder();

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
  if (typeof value === "object" && !Array.isArray(value)) return wrongInAnswer(value as Values);
  if (Array.isArray(value) && value.length > longestSet) return "There are too many: 200 at most.";
  return null;
}

/** An answer: what its texts and lists must be, and how much one may be (PROTOCOL §4). */
function wrongInAnswer(value: Values): string | null {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    const isObject = one !== null && typeof one === "object";
    const wrong = isObject && !Array.isArray(one) ? null : wrongOf("", one);
    if (wrong) return wrong;
    if (isObject) waiting.push(...Object.values(one));
  }
  return utf8.encode(JSON.stringify(value)).length > largestAnswer ? "This is too long: 32 KB at most for one answer." : null;
}
