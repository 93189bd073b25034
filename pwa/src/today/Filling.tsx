import { addDays, dayOf } from "../lib/dates";
import type { Header } from "../store/contract";
import { Card } from "../ui";
import type { Day } from "./day";

/** How far the first sync is: today's first, then the next two days', then the rest. */
export default function Filling({ day, index, now }: { day: Day; index: readonly Header[]; now: Date }) {
  const today = new Set(day.stops.map((stop) => stop.header.bundle));
  const soonDays = [addDays(dayOf(now), 1), addDays(dayOf(now), 2)];
  const soon = index.filter((h) => !today.has(h.bundle) && h.visits.some((v) => soonDays.includes(dayOf(v.planned_start))));
  const soonIds = new Set(soon.map((h) => h.bundle));
  const rows = [
    { name: "Today", list: index.filter((h) => today.has(h.bundle)) },
    { name: "Tomorrow and the day after", list: soon },
    { name: "The rest of your patients", list: index.filter((h) => !today.has(h.bundle) && !soonIds.has(h.bundle)) },
  ].filter((row) => row.list.length > 0);
  return (
    <Card title="This tablet is being filled" class="pane">
      <p>Go ahead. A patient marked “here” is here whole and opens without coverage. Names and alerts of the whole day came first.</p>
      <div class="fill">
        {rows.map((row) => {
          const here = row.list.filter((h) => h.here).length;
          return (
            <div key={row.name}>
              <span>{row.name}</span>
              <span class="num">
                {here} of {row.list.length}
              </span>
              <progress max={row.list.length} value={here} aria-label={row.name} />
            </div>
          );
        })}
      </div>
      <p class="small">If the signal goes, it carries on from there. Need someone now who is not here yet? Tap the card: that patient comes next.</p>
    </Card>
  );
}
