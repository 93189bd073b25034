import { useState } from "preact/hooks";
import type { Id } from "../store/contract";
import type { WeeksPeriod } from "../store/weeks";
import { Days } from "./Days";
import type { Hand } from "./hand";
import { Line, type RowActs } from "./Line";
import type { Load, Row } from "./plan";
import { spanWords } from "./words";

/** So many rows are drawn at first: a team's weeks can have five hundred, and a search finds each of them. */
const most = 120;

export interface Stand {
  /** The action of a row, or "days" for the head. */
  row: Id;
  col: number;
}

/** People as rows, 28 days as columns; over them how full each day is. */
export function Grid(
  props: RowActs & {
    period: WeeksPeriod;
    rows: readonly Row[];
    loads: readonly Load[];
    skill: string | null;
    hand: Hand | null;
    held: string;
    stand: Stand | null;
    chosenDay: string | null;
    chosenRow: Id | null;
    onSkill: (skill: string | null) => void;
    onDay: (day: string) => void;
    onDayKey: (event: KeyboardEvent, col: number) => void;
  },
) {
  const { period, rows, hand } = props;
  const standing = props.stand && (props.stand.row === "days" || rows.some((one) => one.series.action === props.stand!.row)) ? props.stand : null;
  const row = standing?.row ?? rows[0]?.series.action;
  const [whole, showWhole] = useState(false);
  const drawn = whole ? rows : rows.slice(0, most);
  return (
    <div class="scroll" data-scroll>
      <div class="wrap">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys walk over it, as over any grid */}
        <table class="plan" role="grid" aria-label={`People as rows, the days from ${spanWords(period.first)} as columns`}>
          <thead>
            <tr>
              <th scope="col" class="who">
                <label class="skill">
                  <span>Hours needed, of hours there</span>
                  <select value={props.skill ?? ""} onChange={(event) => props.onSkill(event.currentTarget.value || null)}>
                    <option value="">All care and travel</option>
                    {period.skills.map((one) => (
                      <option key={one} value={one}>
                        Only {one}
                      </option>
                    ))}
                  </select>
                </label>
              </th>
              <th scope="col" class="hours">
                <Days
                  period={period}
                  loads={props.loads}
                  chosen={props.chosenDay}
                  tab={standing?.row === "days" ? standing.col : 0}
                  onDay={props.onDay}
                  onKey={props.onDayKey}
                />
              </th>
            </tr>
          </thead>
          <tbody>
            {drawn.map((one) => (
              <Line
                key={one.series.action}
                period={period}
                row={one}
                selected={props.chosenRow === one.series.action}
                tab={row === one.series.action ? (standing && standing.row !== "days" ? standing.col : -1) : null}
                hand={hand?.action === one.series.action ? hand : null}
                held={hand?.action === one.series.action ? props.held : ""}
                onRow={props.onRow}
                onBlock={props.onBlock}
                onKey={props.onKey}
              />
            ))}
          </tbody>
        </table>
        {drawn.length < rows.length && (
          <p class="rest">
            <button type="button" class="btn second" onClick={() => showWhole(true)}>
              Show the other {rows.length - drawn.length}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
