import { addDays, shortDay } from "../lib/dates";
import type { BoardDay, Boards } from "../store/board";
import type { Id } from "../store/contract";
import { knownShare } from "./difference";
import { Sign, type SignName } from "./Sign";
import { Which } from "./Which";

/** What is done with one press; each says what it is busy with, and takes no second press meanwhile. */
export interface Acts {
  undo: () => void;
  offSick: () => void;
  urgent: () => void;
  allocate: () => void;
  publish: () => void;
}

/** The day and the team, the day in four numbers, and the five acts. */
export function Head(props: {
  boards: Boards;
  board: BoardDay;
  /** What Undo would take back: one's own last step, in words; null: nothing. */
  undo: string | null;
  busy: string | null;
  canChange: boolean;
  onDay: (day: string) => void;
  onTeam: (team: Id) => void;
  acts: Acts;
}) {
  const { board, boards, acts } = props;
  const { counts } = board;
  const known = knownShare(counts);
  const before = addDays(board.day, -1);
  const after = addDays(board.day, 1);
  return (
    <div class="bar1">
      <div class="day">
        <Which
          what="Board"
          words={shortDay(board.day)}
          before={{ words: shortDay(before), go: () => props.onDay(before) }}
          after={{ words: shortDay(after), go: () => props.onDay(after) }}
          team={board.team}
          teams={boards.teams}
          onTeam={props.onTeam}
        />
        <a class="lk" href="/weeks">
          Weeks
        </a>
      </div>
      <dl class="nums">
        <div class="st">
          <dt>Staff</dt>
          <dd>
            <b>{counts.working}</b> of {counts.people}
          </dd>
        </div>
        <div>
          <dt>Allocated</dt>
          <dd>
            <b>{counts.allocated}</b> of {counts.visits}
          </dd>
        </div>
        <div>
          <dt>Travel</dt>
          <dd>
            <b>{Math.round(counts.travel_minutes)}</b> min
          </dd>
        </div>
        <div>
          <dt>Known faces</dt>
          <dd>
            <b>{known === null ? "none yet" : `${known}%`}</b>
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
        <Act look="second" sign="sick" text="Off sick" off={!props.canChange} onClick={acts.offSick} />
        <Act look="second" sign="urgent" text="Urgent visit" off={!props.canChange} onClick={acts.urgent} />
        <Act
          look=""
          sign="wand"
          text={board.proposal ? "Proposal" : "Allocate"}
          busy={props.busy === "allocate"}
          off={!props.canChange || !board.can_propose}
          onClick={acts.allocate}
        />
        <Act look="second" sign="publish" text="Publish" off={!props.canChange} onClick={acts.publish} count={board.unpublished.count} />
      </div>
    </div>
  );
}

/** One of the acts in a head; busy, or off, it takes no press. */
export function Act(props: {
  look: string;
  sign: SignName;
  text: string;
  busy?: boolean;
  off?: boolean;
  onClick: () => void;
  count?: number;
  more?: string | null;
}) {
  return (
    <button
      type="button"
      class={`btn ${props.look}`}
      aria-disabled={props.busy || props.off || undefined}
      onClick={() => !props.busy && !props.off && props.onClick()}
    >
      <Sign name={props.sign} />
      {props.text}
      {props.more && !props.off && <span class="vh">: {props.more}</span>}
      {props.count !== undefined && props.count > 0 && (
        <span class="n">
          <span class="vh">, changes: </span>
          {props.count}
        </span>
      )}
    </button>
  );
}
