import type { Fields } from "../api/kinds";
import type { Store, View } from "../store/contract";

/** One's own record of a day, where there is one yet. */
export function myDayOf(store: Store, day: string): View<"my_day"> | undefined {
  return store.mine.value?.all("my_day").find((view) => view.fields.day === day);
}

/** Writes one group of the day's record; makes the record where the day has none (its id is derived from person and day, R1). */
export async function writeMyDay(store: Store, day: string, group: "late" | "end" | "buddy" | "ring", values: Fields["my_day"]): Promise<void> {
  const view = myDayOf(store, day);
  if (view) await store.change(view, group, values as Record<string, unknown>);
  else await store.create("my_day", null, { day, ...values });
}
