import { Act } from "../board/Head";
import { Which } from "../board/Which";
import { addDays } from "../lib/dates";
import type { Id } from "../store/contract";
import type { WeeksPeriod, WeekTeams } from "../store/weeks";
import { Icon } from "../ui";
import { after, type Load } from "./plan";
import { count, hours, plural, spanWords } from "./words";

/** Which four weeks and whose, the weeks in four numbers, and what can be done. */
export function Head(props: {
  teams: WeekTeams;
  period: WeeksPeriod;
  loads: readonly Load[];
  missing: number;
  /** What Undo would take back, in words; null: nothing. */
  undo: string | null;
  busy: string | null;
  canChange: boolean;
  isSuggested: boolean;
  onFirst: (monday: string) => void;
  onTeam: (team: Id) => void;
  acts: { undo: () => void; away: () => void; suggest: () => void };
}) {
  const { period, teams, loads, acts } = props;
  const ahead = loads.filter((one) => !one.day.is_past);
  const need = ahead.reduce((sum, one) => sum + after(one), 0);
  const there = ahead.reduce((sum, one) => sum + one.there, 0);
  const over = ahead.filter((one) => after(one) - one.there >= 15).length;
  const earlier = addDays(period.first, -28);
  const later = addDays(period.first, 28);
  return (
    <div class="bar1">
      <div class="day">
        <Which
          what="Weeks"
          words={spanWords(period.first)}
          before={{ words: spanWords(earlier), go: () => props.onFirst(earlier) }}
          after={{ words: spanWords(later), go: () => props.onFirst(later) }}
          team={{ id: period.team, name: period.team_name }}
          teams={teams.teams}
          onTeam={props.onTeam}
        />
      </div>
      <dl class="nums">
        <div>
          <dt>Repeating</dt>
          <dd>
            <b>{period.series.length}</b> <span class="vh">{plural(period.series.length, "visit")}</span>
          </dd>
        </div>
        <div>
          <dt>To plan</dt>
          <dd>
            <b>{count(props.missing)}</b> <span class="vh">visits</span>
          </dd>
        </div>
        <div>
          <dt>Hours needed</dt>
          <dd>
            <b>{hours(need)}</b> of {hours(there)}
          </dd>
        </div>
        <div class="st">
          <dt>Days too full</dt>
          <dd>
            <b>{over}</b> of {ahead.length}
          </dd>
        </div>
      </dl>
      <div class="acts">
        <Act
          look="quiet"
          sign="undo"
          text="Undo"
          busy={props.busy === "undo"}
          off={!props.canChange || !props.undo}
          onClick={acts.undo}
          more={props.undo}
        />
        <Act look="second" sign="sick" text="Who is away?" off={!props.canChange} onClick={acts.away} />
        <button type="button" class="btn second print" onClick={() => print()}>
          <Icon name="print" />
          Print
        </button>
        <Act
          look=""
          sign="wand"
          text={props.isSuggested ? "Suggestion" : "Suggest"}
          busy={props.busy === "suggest"}
          off={!props.canChange}
          onClick={acts.suggest}
        />
      </div>
    </div>
  );
}
