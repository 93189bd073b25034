/** The order on the page: each has its place as a number; who has none, or the same, stands by its id. */
import type { View } from "../store/contract";

type Placed = "goal" | "action" | "contingency";
type Place = { position?: number | null };
const placeOf = (v: View<Placed>): number => (v.fields as Place).position ?? 0;

export const inOrder = <K extends Placed>(all: readonly View<K>[]): View<K>[] =>
  [...all].sort((a, b) => placeOf(a) - placeOf(b) || a.id.localeCompare(b.id));

/** One of them a place earlier or later: who gets another number by it. Nothing where it is at the end already. */
export function moved<K extends Placed>(all: readonly View<K>[], id: string, by: -1 | 1): { view: View<K>; position: number }[] {
  const from = all.findIndex((v) => v.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= all.length) return [];
  const next = [...all];
  next.splice(to, 0, ...next.splice(from, 1));
  return next.map((view, i) => ({ view, position: i + 1 })).filter(({ view, position }) => placeOf(view) !== position);
}
