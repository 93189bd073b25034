/**
 * What can be measured at a visit: its name, unit and decimals, and how a stored observation reads as words.
 * A choice (air or oxygen, consciousness) is stored in `how` and has no number.
 */
import type { Fields } from "../api/kinds";
import type { Answers, Consciousness, Parameter } from "./news2";

export interface Choice {
  how: string;
  label: string;
}

export interface Measure {
  type: string;
  label: string;
  /** As stored: exactly the server's word for it, or none; `unitWords` is what stands in the field. */
  unit: string | null;
  unitWords: string;
  decimals: 0 | 1;
  /** `size`: length, width, and depth where it can be measured. */
  shape: "number" | "pair" | "size" | "choice";
  choices?: readonly Choice[];
  news2?: Parameter;
}

const number = (type: string, label: string, unit: string | null, decimals: 0 | 1 = 0, unitWords = unit ?? ""): Measure => ({
  type,
  label,
  unit,
  unitWords,
  decimals,
  shape: "number",
});
const choice = (type: string, label: string, choices: readonly Choice[]): Measure => ({
  type,
  label,
  unit: null,
  unitWords: "",
  decimals: 0,
  shape: "choice",
  choices,
});

/** In the order in which they are taken. */
export const news2Measures: readonly Measure[] = [
  { ...number("respiration", "Breaths", "/min", 0, "a min"), news2: "respiration" },
  { ...number("oxygen-saturation", "Oxygen saturation", "%"), news2: "saturation" },
  {
    ...choice("oxygen", "Air or oxygen", [
      { how: "air", label: "Air" },
      { how: "oxygen", label: "Oxygen" },
    ]),
    news2: "oxygen",
  },
  { ...number("blood-pressure", "Blood pressure", "mmHg"), shape: "pair", news2: "systolic" },
  { ...number("pulse", "Pulse", "/min", 0, "a min"), news2: "pulse" },
  {
    ...choice("consciousness", "Consciousness", [
      { how: "alert", label: "Alert" },
      { how: "new-confusion", label: "New confusion" },
      { how: "voice", label: "To voice" },
      { how: "pain", label: "To pain" },
      { how: "unresponsive", label: "Unresponsive" },
    ]),
    news2: "consciousness",
  },
  { ...number("temperature", "Temperature", "°C", 1), news2: "temperature" },
];

export const otherMeasures: readonly Measure[] = [
  number("weight", "Weight", "kg", 1),
  number("height", "Height", "cm"),
  number("blood-glucose", "Blood glucose", "mmol/L", 1),
  number("pain", "Pain", "/10", 0, "of 10"),
  { ...number("wound-size", "Wound size", "mm"), shape: "size" },
  number("wound-area", "Wound area", "cm²", 1),
];

const byType = new Map([...news2Measures, ...otherMeasures].map((m) => [m.type, m]));
export const measureOf = (type: string | null | undefined): Measure | undefined => byType.get(type ?? "");

/** A name for a type that this version does not know: never hidden, only plainer. */
export const labelOf = (type: string | null | undefined): string =>
  measureOf(type)?.label ?? (type ? type.charAt(0).toUpperCase() + type.slice(1).replaceAll("-", " ") : "Measurement");

export type Observation = Fields["observation"];

/** "38.2 °C", "142/78", "21 a min", "95%", "New confusion". */
export function valueWords(o: Observation): string {
  const m = measureOf(o.type);
  if (m?.shape === "choice") return m.choices?.find((c) => c.how === o.how)?.label ?? o.how ?? "not known";
  if (o.value === null || o.value === undefined) return o.how ?? "not known";
  const show = (v: number) => (m ? v.toFixed(m.decimals) : String(v));
  const unit = m?.unitWords ?? o.unit ?? "";
  const more = [o.value2, o.value3].filter((v) => typeof v === "number");
  if (m?.shape === "size" || more.length > 1) return `${[o.value, ...more].map(show).join(" × ")} ${unit}`.trim();
  if (more.length > 0) return `${show(o.value)}/${show(more[0] as number)}`;
  return unit === "%" ? `${show(o.value)}%` : `${show(o.value)} ${unit}`.trim();
}

export const isTakenBack = (o: { status?: string | null }): boolean => o.status === "entered-in-error";

/** The answers that a set of observations gives; the newest of each type stands, what was entered in error counts nowhere. */
export function answersOf(set: readonly Observation[]): Answers {
  const newest = new Map<string, Observation>();
  for (const o of set) {
    if (isTakenBack(o) || !o.type) continue;
    const before = newest.get(o.type);
    if (!before || (o.measured_at ?? "") >= (before.measured_at ?? "")) newest.set(o.type, o);
  }
  const value = (type: string): number | null => newest.get(type)?.value ?? null;
  const how = (type: string): string | null => newest.get(type)?.how ?? null;
  const oxygen = how("oxygen");
  return {
    respiration: value("respiration"),
    saturation: value("oxygen-saturation"),
    oxygen: oxygen === "oxygen" ? true : oxygen === "air" ? false : null,
    systolic: value("blood-pressure"),
    pulse: value("pulse"),
    consciousness: levels.find((level) => level === how("consciousness")) ?? null,
    temperature: value("temperature"),
  };
}

const levels: readonly Consciousness[] = ["alert", "new-confusion", "voice", "pain", "unresponsive"];

/** The newest one of a type before a visit's own: what stands beside the field as "Last …". */
export function lastOf<T extends { fields: Observation }>(all: readonly T[], type: string, exceptVisit: string | null): T | undefined {
  let last: T | undefined;
  for (const one of all) {
    if (one.fields.type !== type || isTakenBack(one.fields) || (exceptVisit !== null && one.fields.visit === exceptVisit)) continue;
    if (!last || (one.fields.measured_at ?? "") > (last.fields.measured_at ?? "")) last = one;
  }
  return last;
}
