import type { BoardDay } from "../store/board";
import type { Id } from "../store/contract";
import { Button, Icon } from "../ui";
import { DayNews } from "./DayNews";
import { calledOff } from "./under-way";

/** What is to be known before one looks at the rows: why they may be old, what went wrong, what has happened to the day. Nothing where nothing is. */
export function Notes(props: {
  board: BoardDay;
  stale: string | null;
  /** What could not be done; null also while a question stands before the board, which says it itself. */
  error: string | null;
  warned: readonly string[];
  /** What has happened to the plan, in sentences. */
  happened: readonly string[];
  isToday: boolean;
  busy: boolean;
  onError: () => void;
  onWarned: () => void;
  onPlan: () => void;
  onHome: (patient: Id, name: string, why: string | null) => void;
  onStand: (visit: Id, name: string) => void;
}) {
  const { board, stale, error, warned, happened } = props;
  const hasNews = happened.length > 0 || board.not_home.length > 0 || board.called_off.length > 0;
  if (!stale && !error && warned.length === 0 && board.faults.length === 0 && board.can_propose && !hasNews) return null;
  return (
    <div class="notes">
      {stale && (
        <div class="oops" role="status">
          <Icon name="nosign" />
          <p>{stale} What you see is as it was when it was last read.</p>
        </div>
      )}
      {error && <Note words={error} isUrgent onAll={props.onError} />}
      {warned.length > 0 && <Note words={warned.join(" ")} onAll={props.onWarned} />}
      {board.faults.length > 0 && <Faults board={board} />}
      {hasNews && (
        <DayNews
          words={happened}
          gone={board.not_home}
          off={calledOff(board)}
          canPlan={props.isToday && stale === null && board.can_propose}
          busy={props.busy}
          onPlan={props.onPlan}
          onHome={props.onHome}
          onStand={props.onStand}
        />
      )}
      {!board.can_propose && (
        <p class="still">Nothing can be proposed on this server: the part that works proposals out is not installed. The board works by hand.</p>
      )}
    </div>
  );
}

function Note(props: { words: string; isUrgent?: boolean; onAll: () => void }) {
  return (
    <div class="oops" role={props.isUrgent ? "alert" : undefined}>
      <Icon name="warn" />
      <p>{props.words}</p>
      <Button look="quiet" onClick={props.onAll}>
        All right
      </Button>
    </div>
  );
}

/** What is wrong with the day itself, by name, before anything is proposed. */
function Faults({ board }: { board: BoardDay }) {
  return (
    <details class="faults">
      <summary>{board.faults.length === 1 ? "1 thing is to be put right first" : `${board.faults.length} things are to be put right first`}</summary>
      <ul>
        {board.faults.map((one) => (
          <li key={one.code + one.who}>{one.text}</li>
        ))}
      </ul>
    </details>
  );
}
