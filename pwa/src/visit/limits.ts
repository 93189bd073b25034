/**
 * Which numbers a measurement can have. Two kinds of limit:
 * - hard: outside it the number is no measurement of a living person (or a slip of the decimal point): it is not kept, the field says what is allowed;
 * - soft: possible and rare: kept, and the field asks "Really …?", because refusing a true reading is worse than asking twice.
 */
import { type Measure, measureOf } from "./measurements";

interface Limits {
  hard: readonly [number, number];
  soft: readonly [number, number];
  /** A change from the last value by more than this share is asked about. */
  change?: number;
}

/** The hard ones are the server's (`backend/patients/measures.py`): what is kept here is taken there. */
const limits: Record<string, Limits> = {
  respiration: { hard: [1, 90], soft: [6, 40] },
  "oxygen-saturation": { hard: [30, 100], soft: [75, 100] },
  systolic: { hard: [30, 300], soft: [70, 230] },
  diastolic: { hard: [10, 200], soft: [40, 130] },
  pulse: { hard: [10, 300], soft: [35, 160] },
  temperature: { hard: [25, 45], soft: [34, 40.5] },
  weight: { hard: [0.3, 400], soft: [30, 180], change: 0.1 },
  height: { hard: [30, 250], soft: [120, 205], change: 0.05 },
  "blood-glucose": { hard: [0.5, 60], soft: [4, 20] },
  pain: { hard: [0, 10], soft: [0, 10] },
  "wound-area": { hard: [0, 2500], soft: [0, 300], change: 1 },
};

export type Read = { ok: true; value: number; value2: number | null; really: string | null } | { ok: false; empty: boolean; message: string };

const bad = (message: string): Read => ({ ok: false, empty: false, message });
const nothing: Read = { ok: false, empty: true, message: "" };

/** "36,7" and " 36.7 " are 36.7; anything else that is not wholly a number is null. */
export function numberIn(text: string): number | null {
  const plain = text.trim().replace(",", ".");
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

const decimalsIn = (text: string): number => text.trim().replace(",", ".").split(".")[1]?.length ?? 0;

function readOne(text: string, key: string, label: string, decimals: number, unit: string): Read {
  const value = numberIn(text);
  if (value === null) return bad(`${label}: write a number, like ${decimals ? "36.7" : "72"}.`);
  if (decimalsIn(text) > decimals) return bad(decimals ? `${label}: at most one decimal.` : `${label}: a whole number.`);
  const limit = limits[key];
  if (limit && (value < limit.hard[0] || value > limit.hard[1]))
    return bad(`${label}: from ${limit.hard[0]} to ${limit.hard[1]}${unit ? ` ${unit}` : ""}.`);
  const rare = limit !== undefined && (value < limit.soft[0] || value > limit.soft[1]);
  return { ok: true, value, value2: null, really: rare ? `Really ${value.toFixed(decimals)}${unit ? ` ${unit}` : ""}? That is rare.` : null };
}

/** What was typed for a measurement, with the last value where there is one. `text2` is the lower blood pressure. */
export function read(m: Measure, text: string, text2 = "", last: number | null = null): Read {
  const unit = m.unitWords === "%" ? "%" : m.unitWords;
  if (m.shape === "pair") return readPair(text, text2);
  if (text.trim() === "") return nothing;
  const one = readOne(text, m.type, m.label, m.decimals, unit);
  if (!one.ok || one.really !== null || last === null || last === 0) return one;
  const change = limits[m.type]?.change;
  if (change === undefined || Math.abs(one.value - last) / last <= change) return one;
  return { ...one, really: `Really ${one.value.toFixed(m.decimals)} ${unit}? The last was ${last.toFixed(m.decimals)}.` };
}

function readPair(text: string, text2: string): Read {
  if (text.trim() === "" && text2.trim() === "") return nothing;
  if (text.trim() === "" || text2.trim() === "") return bad("Blood pressure: both numbers, upper and lower.");
  const upper = readOne(text, "systolic", "Upper", 0, "mmHg");
  if (!upper.ok) return upper;
  const lower = readOne(text2, "diastolic", "Lower", 0, "mmHg");
  if (!lower.ok) return lower;
  if (lower.value >= upper.value) return bad("Blood pressure: the upper number comes first and is the larger.");
  return { ...upper, value2: lower.value, really: upper.really ?? lower.really };
}

/** What of a measurement in hand cannot be kept yet: text that is no number of its kind. It is a draft until it is one (M2). */
export function wrongIn(m: Measure, values: Record<string, unknown>): Record<string, string> {
  const { value, value2 } = values;
  if (typeof value !== "string" && typeof value2 !== "string") return {};
  const found = read(m, String(value ?? ""), String(value2 ?? ""));
  return found.ok || found.empty ? {} : { value: found.message };
}

/** A measure of a type that only a newer version names: any number is kept. */
export const measureOrPlain = (type: string): Measure =>
  measureOf(type) ?? { type, label: type, unit: null, unitWords: "", decimals: 1, shape: "number" };
