import { shortDate } from "../lib/dates";
import type { WeeksPeriod } from "../store/weeks";
import { after, dayAt, type Load, needed, weekStarts } from "./plan";
import { dayWords, hours, spanWords, weekdayOf } from "./words";

const letters = { mon: "M", tue: "T", wed: "W", thu: "T", fri: "F", sat: "S", sun: "S" } as const;

/** How full each day is: a column of what is needed in the frame of what is there, with both as numbers; over the frame it is hatched. */
export function Days(props: {
  period: WeeksPeriod;
  loads: readonly Load[];
  chosen: string | null;
  tab: number;
  onDay: (day: string) => void;
  onKey: (event: KeyboardEvent, col: number) => void;
}) {
  const { period, loads } = props;
  const top = Math.max(60, ...loads.map((one) => Math.max(one.there, after(one), needed(one))));
  const share = (minutes: number) => `${(100 * minutes) / top}%`;
  return (
    <>
      <ol class="wks" aria-hidden="true">
        {weekStarts.map((col) => (
          <li key={col}>{spanWords(dayAt(period, col), 1)}</li>
        ))}
      </ol>
      <ol class="days">
        {loads.map((load, col) => {
          const { day } = load;
          const minutes = after(load);
          const over = Math.max(0, minutes - load.there);
          const care = Math.max(0, Math.min(minutes, load.there) - load.travel);
          const look = [
            "d",
            day.day === period.today ? "now" : "",
            day.is_past ? "past" : "",
            day.holiday ? "hol" : "",
            over >= 15 ? "over" : "",
            col % 7 === 0 ? "mon" : "",
          ];
          return (
            <li key={day.day}>
              <button
                type="button"
                class={look.filter(Boolean).join(" ")}
                aria-pressed={props.chosen === day.day}
                tabIndex={props.tab === col ? 0 : -1}
                data-stand={`days:${col}`}
                onClick={() => props.onDay(day.day)}
                onKeyDown={(event) => props.onKey(event, col)}
              >
                <span class="vh">{dayWords(load)}</span>
                <span class="wd" aria-hidden="true">
                  <i>{letters[weekdayOf(day.day)]}</i>
                  {shortDate(day.day).split(/\s/)[0]}
                </span>
                <span class="col" aria-hidden="true">
                  <span class={day.is_known ? "cap" : "cap guess"} style={{ height: share(load.there) }} />
                  <span class="need" style={{ height: share(care) }} />
                  <span class="trv" style={{ bottom: share(care), height: share(Math.min(load.travel, minutes)) }} />
                  {over > 0 && <span class="ovr" style={{ bottom: share(load.there), height: share(over) }} />}
                  {load.change !== 0 && <span class="was" style={{ bottom: share(needed(load)) }} />}
                  {day.holiday && <span class="hn">{day.holiday.replace(/ \(.*\)$/, "")}</span>}
                </span>
                <span class="n" aria-hidden="true">
                  {hours(minutes)}
                </span>
                <span class="of" aria-hidden="true">
                  {day.is_known ? "" : "~"}
                  {hours(load.there)}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
}
