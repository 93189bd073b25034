import { useState } from "preact/hooks";
import { addDays, dayOf, minutesInWords, shortDay, timeOf } from "../lib/dates";
import { Button, Icon } from "../ui";
import { Later } from "../ui/Later";
import type { Day } from "./day";

const runningLate = () => import("./RunningLate");
const endOfDay = () => import("./EndOfDay");
const buddy = () => import("../alone/Buddy");

/** So many past days are on the tablet at a glance; what was before stands in each patient's timeline. */
const lookBack = 7;

/** The way to a day: today has the short address. */
export const dayHref = (day: string, now: Date) => (day === dayOf(now) ? "/today" : `/today/${day}`);

export function DayHead({ day, now, filling }: { day: Day; now: Date; filling: { here: number; of: number } | null }) {
  const [asking, setAsking] = useState<"late" | "end" | "buddy" | null>(null);
  const before = addDays(day.day, -1);
  const after = addDays(day.day, 1);
  return (
    <header class="dayhead">
      <div class="days">
        {before >= addDays(dayOf(now), -lookBack) ? (
          <a class="square" href={dayHref(before, now)}>
            <Icon name="left" />
            <span class="vh">{shortDay(before)}, the day before</span>
          </a>
        ) : (
          <span class="square none" />
        )}
        <h1>{shortDay(day.day)}</h1>
        <a class="square" href={dayHref(after, now)}>
          <Icon name="right" />
          <span class="vh">{shortDay(after)}, the day after</span>
        </a>
      </div>
      <p class="left">
        <Summary day={day} now={now} filling={filling} />
      </p>
      {day.isToday && day.stops.length > 0 && (
        <div class="acts">
          <Button look="calm" icon="clock" onClick={() => setAsking("late")}>
            {day.late > 0 ? `${day.late} min late` : "Running late"}
          </Button>
          <Button look="calm" icon="people" onClick={() => setAsking("buddy")}>
            Buddy
          </Button>
          <Button look="calm" onClick={() => setAsking("end")}>
            {day.endedAt ? `Ended ${timeOf(day.endedAt)}` : "End of day"}
          </Button>
        </div>
      )}
      {asking === "late" && <Later load={runningLate} props={{ day, onClose: () => setAsking(null) }} />}
      {asking === "buddy" && <Later load={buddy} props={{ day: day.day, onClose: () => setAsking(null) }} />}
      {asking === "end" && <Later load={endOfDay} props={{ day, onClose: () => setAsking(null) }} />}
    </header>
  );
}

const visits = (n: number) => (n === 1 ? "1 visit" : `${n} visits`);

function Summary({ day, now, filling }: { day: Day; now: Date; filling: { here: number; of: number } | null }) {
  if (day.total === 0) return <b>No visits</b>;
  if (day.isToday && filling) {
    const ready = day.stops.filter((stop) => stop.header.here).length;
    return (
      <>
        <span>
          <b>{visits(day.total)}</b>, the first at <b class="num">{timeOf(day.stops[0]!.visit.planned_start)}</b>
        </span>
        <span>
          <b>{ready}</b> of {day.stops.length} can be opened now
        </span>
      </>
    );
  }
  if (!day.isToday) {
    const past = day.day < dayOf(now);
    const done = day.stops.filter((stop) => stop.state === "done" || stop.state === "part").length;
    return (
      <>
        <span>
          <b>{visits(day.total)}</b>
          {past ? `, ${done} done` : ""}
        </span>
        <span>
          {past ? null : (
            <>
              The first at <b class="num">{timeOf(day.stops[0]!.visit.planned_start)}</b>, <b>{minutesInWords(day.careMinutes)}</b> of care
            </>
          )}
        </span>
      </>
    );
  }
  if (day.left === 0)
    return (
      <>
        <span>
          <b>No visits left</b> of {day.total}
        </span>
        <span>{day.endedAt ? `You ended your day at ${timeOf(day.endedAt)}` : "You can end your day"}</span>
      </>
    );
  return (
    <>
      <span>
        <b>{visits(day.left)} left</b> of {day.total}, the last ends about <b class="num">{day.ends ? timeOf(day.ends) : ""}</b>
      </span>
      <span>
        <b>{minutesInWords(day.careMinutes)}</b> of care{day.travelMinutes > 0 && ", "}
        {day.travelMinutes > 0 && <b>{minutesInWords(day.travelMinutes)}</b>}
        {day.travelMinutes > 0 && " of travel"}
      </span>
      {day.past.all > 0 && (
        <span class="over">
          <Icon name="clock" />
          <span>
            <b>{day.past.all === 1 ? "1 is past its time" : `${day.past.all} are past their time`}</b>
            {day.past.fixed > 0 && (day.past.all === 1 ? ", and it is fixed" : `, ${day.past.fixed} of them fixed`)}
          </span>
        </span>
      )}
    </>
  );
}
