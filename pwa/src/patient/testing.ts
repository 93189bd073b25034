/** Small records for the tests of this folder and its neighbours. */
import type { Fields, Kind } from "../api/kinds";
import type { Bundle, People, View } from "../store/contract";
import type { Saying } from "./words";

export const now = new Date("2026-11-24T12:00:00.000Z");

export function view<K extends Kind>(kind: K, id: string, fields: Fields[K], over: Partial<View<K>> = {}): View<K> {
  return { kind, id, patient: "rokeya", part: "core", rev: 1, fields, stamps: {}, kept: {}, disputed: {}, unknown: [], ...over };
}

export function bundle(...views: View[]): Bundle {
  return {
    id: "rokeya",
    rev: 1,
    unknown: 0,
    expired: false,
    outside: {},
    all: <K extends Kind>(kind: K) => views.filter((v) => v.kind === kind) as unknown as View<K>[],
    one: <K extends Kind>(kind: K, id: string) => views.find((v) => v.kind === kind && v.id === id) as View<K> | undefined,
  };
}

const staff: Record<string, Fields["staff"]> = {
  kemi: { name: "Kemi Adeyemi", profession: "District nurse", organisation: "elft" },
  amina: { name: "Amina Khatun", profession: "Physiotherapist", organisation: "barts" },
};

export const people: People = {
  staff: (id) => (staff[id] ? { ...staff[id], id } : undefined),
  organisation: (id) => ({ id, name: id === "elft" ? "East London NHS FT" : "Barts Health" }),
  team: () => undefined,
  practice: () => undefined,
  allStaff: () => [],
  signature: (id) => staff[id]?.name ?? "",
};

export const say: Saying = { people, now };
