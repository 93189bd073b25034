import { minuteOf } from "../lib/dates";
import { type Day, hoursOf, isFinished, type Stop } from "./day";

const look = (stop: Stop) =>
  stop.state === "next" || stop.state === "here"
    ? "next"
    : stop.state === "no-access" || stop.state === "not-done" || stop.state === "missed"
      ? "none"
      : isFinished(stop)
        ? "done"
        : `${stop.visit.is_fixed ? "fix" : ""}${stop.header.here ? "" : " soon"}`;

/** The day at a glance, hours along the line. For the eye only: the list below says the same. */
export function DayStrip({ day, now, shift }: { day: Day; now: Date; shift: { start: string | null; end: string | null } }) {
  if (day.stops.length === 0) return null;
  const { from, to } = hoursOf(day, shift);
  const share = (minute: number) => `${(((minute - from) / (to - from)) * 100).toFixed(2)}%`;
  const width = (minutes: number) => `${((minutes / (to - from)) * 100).toFixed(2)}%`;
  const step = to - from > 12 * 60 ? 180 : 120;
  const hours = Array.from({ length: Math.floor((to - from) / 60) + 1 }, (_, i) => from + i * 60).filter(
    (m) => m % step === 0 && m - from >= 30 && to - m >= 30,
  );
  return (
    <div class="strip" aria-hidden="true">
      <div class="bar">
        {[...day.items]
          .sort((a, b) => Number(b.kind === "break") - Number(a.kind === "break"))
          .map((item) => {
            if (item.kind === "break") {
              const start = minuteOf(item.start);
              return <i key="break" class="rest" style={{ left: share(start), width: width(minuteOf(item.end) - start) }} />;
            }
            if (item.state === "moved" || item.state === "cancelled") return null;
            const mine = isFinished(item) && item.stateAt;
            const start = minuteOf(item.arrive ?? item.visit.planned_start);
            // Expected after midnight: the strip is of one day.
            if (start < from) return null;
            const length = minuteOf(item.visit.planned_end) - minuteOf(item.visit.planned_start);
            const end = mine && item.stateAt ? Math.max(minuteOf(item.stateAt), start + 8) : start + length;
            return (
              <i
                key={item.visit.id}
                class={look(item)}
                style={{ left: `min(${share(start)}, 100% - 14px)`, width: width(Math.min(end, to) - start) }}
              >
                {item.number}
              </i>
            );
          })}
        {day.isToday && minuteOf(now) >= from && minuteOf(now) <= to && <b style={{ left: share(minuteOf(now)) }} />}
      </div>
      <div class="hours">
        {hours.map((minute) => (
          <span key={minute} style={{ left: share(minute) }}>{`${String(minute / 60).padStart(2, "0")}:00`}</span>
        ))}
      </div>
    </div>
  );
}
