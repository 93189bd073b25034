/**
 * Which numbers a measurement can have (`api/measures.ts`: the server's own table). Two kinds of limit:
 * - hard: outside it the number is no measurement of a living person (or a slip of the decimal point): it is not kept, the field says what is allowed;
 * - soft: possible and rare: kept, and the field asks "Really …?", because refusing a true reading is worse than asking twice. The answer is kept too.
 */
import { measures } from "../api/measures";
import { type Measure, measureOf } from "./measurements";

/** What stands in the fields, as numbers; `really`: what is asked about it. */
export type Read =
  | { ok: true; values: [number, number | null, number | null]; really: string | null }
  | { ok: false; empty: boolean; message: string };

const bad = (message: string): Read => ({ ok: false, empty: false, message });
const nothing: Read = { ok: false, empty: true, message: "" };

/** "36,7" and " 36.7 " are 36.7; anything else that is not wholly a number is null. */
export function numberIn(text: string): number | null {
  const plain = text.trim().replace(",", ".");
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

const decimalsIn = (text: string): number => text.trim().replace(",", ".").split(".")[1]?.length ?? 0;

/** Of a measure with several numbers, what each is called; the last of `needs` and more may be left out. */
const names: Record<string, readonly string[]> = { "blood-pressure": ["Upper", "Lower"], "wound-size": ["Length", "Width", "Depth"] };

function readOne(text: string, m: Measure, n: number): { ok: true; value: number; really: string | null } | { ok: false; message: string } {
  const label = names[m.type]?.[n] ?? m.label;
  const value = numberIn(text);
  const no = (message: string) => ({ ok: false as const, message: `${label}: ${message}` });
  if (value === null) return no(`write a number, like ${m.decimals ? "36.7" : "72"}.`);
  if (decimalsIn(text) > m.decimals) return no(m.decimals ? "at most one decimal." : "a whole number.");
  const limit = measures[m.type]?.values[n];
  const unit = m.shape === "number" ? m.unitWords : (m.unit ?? "");
  if (limit && (value < limit.hard[0] || value > limit.hard[1])) return no(`from ${limit.hard[0]} to ${limit.hard[1]}${unit ? ` ${unit}` : ""}.`);
  const rare = limit !== undefined && (value < limit.soft[0] || value > limit.soft[1]);
  return { ok: true, value, really: rare ? `Really ${value.toFixed(m.decimals)}${unit ? ` ${unit}` : ""}? That is rare.` : null };
}

/** What was typed for a measurement, a text for each of its numbers, with the last first value where there is one. */
export function read(m: Measure, texts: readonly string[], last: number | null = null): Read {
  const typed = texts.map((text) => text.trim());
  if (typed.every((text) => text === "")) return nothing;
  const needs = measures[m.type]?.needs ?? 1;
  if (typed.slice(0, needs).some((text) => text === "") || typed.length < needs)
    return bad(m.shape === "pair" ? `${m.label}: both numbers, upper and lower.` : `${m.label}: length and width.`);
  const values: (number | null)[] = [];
  let really: string | null = null;
  for (const [n, text] of typed.entries()) {
    if (text === "") {
      values.push(null);
      continue;
    }
    const one = readOne(text, m, n);
    if (!one.ok) return bad(one.message);
    values.push(one.value);
    really ??= one.really;
  }
  const [value, value2 = null, value3 = null] = values as [number, number | null, number | null];
  if (m.shape === "pair" && value2 !== null && value2 >= value) return bad(`${m.label}: the upper number comes first and is the larger.`);
  return { ok: true, values: [value, value2, value3], really: really ?? changed(m, value, last) };
}

/** Far from the last one: digits turned round, or somebody else's weight. */
function changed(m: Measure, value: number, last: number | null): string | null {
  const share = measures[m.type]?.values[0]?.change;
  if (share === undefined || last === null || last === 0 || Math.abs(value - last) / last <= share) return null;
  return `Really ${value.toFixed(m.decimals)} ${m.unitWords}? The last was ${last.toFixed(m.decimals)}.`;
}

/** What of a measurement in hand cannot be kept yet: text that is no number of its kind. It is a draft until it is one (M2). */
export function wrongIn(m: Measure, values: Record<string, unknown>): Record<string, string> {
  const typed = [values.value, values.value2, values.value3];
  if (!typed.some((value) => typeof value === "string")) return {};
  const found = read(
    m,
    typed.map((value) => String(value ?? "")),
  );
  return found.ok || found.empty ? {} : { value: found.message };
}

/** A measure of a type that only a newer version names: any number is kept. */
export const measureOrPlain = (type: string): Measure =>
  measureOf(type) ?? { type, label: type, unit: null, unitWords: "", decimals: 1, shape: "number" };
