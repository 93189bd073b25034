/**
 * How far and how long between two doors, worked out on the tablet. Estimates for the eye, never for a clock that anyone relies on:
 * the straight line times 1.3 for streets, and speeds of inner London by door-to-door time.
 */
export interface Point {
  latitude: number;
  longitude: number;
}

export type Means = "walk" | "bicycle" | "bus" | "car";

const earthKm = 6371;
const streets = 1.3;
/** km/h, and minutes to park, lock or wait. */
const pace: Record<Means, { kmh: number; extra: number }> = {
  walk: { kmh: 4.8, extra: 0 },
  bicycle: { kmh: 13, extra: 2 },
  bus: { kmh: 11, extra: 6 },
  car: { kmh: 15, extra: 5 },
};
/** Below this one walks, whatever one came by. */
const walkableKm = 0.6;

export function kilometres(from: Point, to: Point): number {
  const rad = Math.PI / 180;
  const lat = (to.latitude - from.latitude) * rad;
  const lon = (to.longitude - from.longitude) * rad;
  const h = Math.sin(lat / 2) ** 2 + Math.cos(from.latitude * rad) * Math.cos(to.latitude * rad) * Math.sin(lon / 2) ** 2;
  return 2 * earthKm * Math.asin(Math.sqrt(h)) * streets;
}

export interface Hop {
  means: Means;
  minutes: number;
  miles: number;
}

export function hop(from: Point, to: Point, by: Means): Hop {
  const km = kilometres(from, to);
  const means = km <= walkableKm ? "walk" : by;
  return { means, minutes: Math.max(1, Math.round((km / pace[means].kmh) * 60 + pace[means].extra)), miles: km / 1.609344 };
}

const meansWords: Record<Means, string> = { walk: "on foot", bicycle: "by bicycle", bus: "by bus", car: "by car" };

/** "9 min by bicycle, 1.4 miles"; short ways without the miles. */
export function hopInWords({ means, minutes, miles }: Hop): string {
  const far = miles >= 0.95 ? `, ${miles.toFixed(1)} miles` : "";
  return `${minutes} min ${meansWords[means]}${far}`;
}

/**
 * Where a map can show the way. Only the place travels, no name: the map's maker learns a door, not a patient.
 * `platform`: the browser's word for what it runs on.
 */
export function directionsTo(to: Point, platform: string): string {
  const place = `${to.latitude},${to.longitude}`;
  if (/android/i.test(platform)) return `geo:${place}?q=${place}`;
  if (/iphone|ipad|mac/i.test(platform)) return `https://maps.apple.com/?daddr=${place}`;
  return `https://www.openstreetmap.org/directions?to=${place}`;
}
