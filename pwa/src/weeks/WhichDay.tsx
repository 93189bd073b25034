import { useState } from "preact/hooks";
import { Foot } from "../board/Foot";
import { shortDay } from "../lib/dates";
import type { WeeksPeriod } from "../store/weeks";
import { Choice, Dialog, Field } from "../ui";
import { against, forbidden, longDay } from "./hand";
import { type Block, columns, dayAt, type Load, type Row } from "./plan";
import { loadWords, weekdayOf } from "./words";

export type Reach = "this" | "every";

/** A move without dragging: to which day, with what speaks against it, and whether from now on every week. */
export function WhichDay(props: {
  period: WeeksPeriod;
  row: Row;
  block: Block;
  loads: readonly Load[];
  /** The day that it was dropped on; null: asked for from the start. */
  day: string | null;
  busy: boolean;
  error: string | null;
  onMove: (day: string, reach: Reach) => void;
  onClose: () => void;
}) {
  const { period, row, block } = props;
  const [day, setDay] = useState(props.day ?? "");
  const [reach, setReach] = useState<Reach>("this");
  const free = Array.from({ length: columns }, (_, col) => col).filter((col) => col !== block.col && !forbidden(period, row, block, col));
  const col = free.find((one) => dayAt(period, one) === day) ?? -1;
  const weekly = col >= 0 && mayMoveWeekly(row, block, day);
  const said = col < 0 ? [] : against(period, row, col);
  return (
    <Dialog title={`Move ${row.series.name}`} onClose={props.onClose}>
      <p class="muted">
        {row.series.words} · {shortDay(block.day)} · {block.minutes} min
      </p>
      <Field label="To which day">
        {({ id }) => (
          <select id={id} value={day} onChange={(event) => setDay(event.currentTarget.value)}>
            <option value="">Choose a day</option>
            {free.map((one) => (
              <option key={one} value={dayAt(period, one)}>
                {`${shortDay(dayAt(period, one))}: ${loadWords(props.loads[one]!)}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      {weekly && (
        <Choice
          legend="Only this one?"
          options={[
            { value: "this", text: "Only this visit" },
            {
              value: "every",
              text: `Every week: ${longDay(weekdayOf(day))} instead of ${longDay(weekdayOf(block.day))}`,
              detail: "The care plan says so from then on. Visits planned already follow with the next suggestion.",
            },
          ]}
          value={reach}
          onChange={setReach}
        />
      )}
      <div role="status">
        {said.length > 0 && (
          <ul class="against">
            {said.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
        {col >= 0 && said.length === 0 && <p class="fine">Nothing speaks against it.</p>}
      </div>
      <Foot
        error={props.error}
        act="Move it"
        busy={props.busy || col < 0}
        onAct={() => props.onMove(day, weekly ? reach : "this")}
        leave="Leave it"
        onClose={props.onClose}
      />
    </Dialog>
  );
}

/** A visit on a weekday that its pattern names can take another weekday's place there. */
export function mayMoveWeekly(row: Row, block: Block, day: string): boolean {
  const { pattern } = row.series;
  const from = weekdayOf(block.day);
  const to = weekdayOf(day);
  if (!pattern?.days || pattern.every_days || row.series.is_open) return false;
  return from !== to && pattern.days.includes(from) && !pattern.days.includes(to);
}
