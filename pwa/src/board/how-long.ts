/** How long visits and ways take, in words and as typed: what is planned, what visits took, what a team assumes of its ways and what trips taught. */
import type { Way, Ways, WaysAsked } from "../api/types";
import { plural } from "./words";

export interface Took {
  /** What to reckon with, where the team wants that. */
  minutes: number;
  /** Of the last `of` visits for the same to the same person. */
  median: number;
  of: number;
}

/** "30 min planned; took 42 in the last 6", "40 min as the last 6 took; 30 planned". */
export function lengthWords(visit: { minutes: number; planned: number; took: Took | null }): string {
  if (!visit.took) return `${visit.minutes} min`;
  const last = `took ${visit.took.median} in the last ${visit.took.of}`;
  return visit.minutes === visit.planned
    ? `${visit.planned} min planned; ${last}`
    : `${visit.minutes} min reckoned; ${visit.planned} planned, ${last}`;
}

export const meansTitles: Readonly<Record<Way["means"], string>> = {
  walk: "On foot",
  cycle: "By bicycle",
  car: "By car",
  "public transport": "By bus and train",
};

/** Where the minutes of one means come from. */
export function sourceWords(way: Way, usesFactors: boolean, hasStreets: boolean): string {
  const streets = way.from_streets
    ? "From the server of streets; where it knows no way, estimated. "
    : hasStreets && way.said
      ? `Estimated: the server of streets gave no table. ${way.said} `
      : "Estimated from the distance. ";
  if (way.of < way.enough) return `${streets}${plural(way.of, "trip")} so far; from ${way.enough} on, arrival times correct it.`;
  const longer = Math.round((way.factor - 1) * 100);
  const said = longer === 0 ? "as long as estimated" : `${Math.abs(longer)}% ${longer > 0 ? "longer" : "shorter"} than estimated`;
  return `${streets}By ${plural(way.of, "trip")} it takes ${said}${usesFactors ? ", and that is reckoned with" : ""}.`;
}

/** What stands in the fields, as typed. */
export interface Typed {
  kmh: string;
  detour: string;
  fixed: string;
}

export const typedOf = (way: Way): Typed => ({ kmh: String(way.kmh), detour: String(way.detour), fixed: String(way.fixed_minutes) });

const limits = { kmh: [1, 100], detour: [1, 3], fixed: [0, 30] } as const;

/** A number as people write it, within what can be; null where it is none. */
export function numberOf(text: string, [least, most]: readonly [number, number]): number | null {
  const found = /^\d{1,3}([.,]\d{1,2})?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : null;
  return found !== null && found >= least && found <= most ? found : null;
}

/** What is wrong with a field, in words. */
export function wrongWith(name: keyof Typed, text: string): string | null {
  const [least, most] = limits[name];
  return numberOf(text, limits[name]) === null ? `A number from ${least} to ${most}` : null;
}

/** What is sent; null where a field is wrong. */
export function askedOf(ways: Ways, typed: Readonly<Record<string, Typed>>, uses: Pick<WaysAsked, "uses_factors" | "uses_took">): WaysAsked | null {
  const means = ways.means.map((way) => {
    const of = typed[way.means] ?? typedOf(way);
    const [kmh, detour, fixed] = [numberOf(of.kmh, limits.kmh), numberOf(of.detour, limits.detour), numberOf(of.fixed, limits.fixed)];
    return kmh === null || detour === null || fixed === null ? null : { means: way.means, kmh, detour, fixed_minutes: fixed };
  });
  return means.some((one) => one === null) ? null : { means: means as WaysAsked["means"], ...uses };
}
