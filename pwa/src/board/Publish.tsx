import { useEffect, useState } from "preact/hooks";
import type { BoardDay, BoardPublication } from "../store/board";
import type { Id } from "../store/contract";
import { Button, Dialog } from "../ui";
import { brokenIn, forWhom } from "./outgoing";
import { type Ask, failure } from "./use-board";
import { plural } from "./words";

/** What goes out to whom, before it goes; then how far it is, and what could not be written. It goes on where this page is closed. */
export function Publish(props: { board: BoardDay; ask: Ask; onDone: () => void; onClose: () => void }) {
  const { ask } = props;
  // What is read here is what goes out: where the draft moves on meanwhile it says so, and is to be read again.
  const [board, read] = useState(props.board);
  const [job, setJob] = useState<Id | null>(board.publication);
  const [state, setState] = useState<BoardPublication | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const people = forWhom(board);
  const broken = brokenIn(board);
  const isOld = !job && props.board.version !== board.version;
  const done = state?.state === "done";
  const { onDone } = props;
  useEffect(() => {
    if (!job || done) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const found = await ask((one) => one.publication(job));
      if (gone) return;
      if (found.ok) {
        setState(found.value);
        setError(null);
        if (found.value.state === "done") return onDone();
      } else setError(failure(found));
      timer = setTimeout(look, 700);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [job, done, ask, onDone]);
  const publish = async () => {
    setBusy(true);
    setError(null);
    const answer = await ask((one) => one.publish(board));
    setBusy(false);
    if (answer.ok) {
      setState(answer.value);
      setJob(answer.value.id);
    } else setError(failure(answer));
  };
  const bad = state?.endings.filter((one) => one.ending === "refused" || one.ending === "conflicted" || one.ending === "not-now") ?? [];
  return (
    <Dialog title={done ? "Published" : "Publish"} onClose={props.onClose}>
      {!job && people.length === 0 && <p>Nothing has changed since it was last published.</p>}
      {people.length > 0 && (
        <>
          <p>
            {done
              ? `${plural(people.length, "person sees", "people see")} it with their next coverage.`
              : `${plural(people.length, "person", "people")} will see this on their tablets. Until then nobody has been told.`}
          </p>
          <ul class="outgoing">
            {people.map((one) => (
              <li key={one.staff}>
                <h3>{one.name}</h3>
                <ul>
                  {one.lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
      {!job && broken.length > 0 && (
        <div class="against">
          <p>
            <b>{broken.length === 1 ? "1 thing breaks a rule:" : `${broken.length} things break a rule:`}</b>
          </p>
          <ul>
            {broken.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      <div role="status">
        {isOld && <p>The draft has changed since this was opened.</p>}
        {state && !done && (
          <>
            <p>
              {state.written} of {state.total} are written. It goes on if you close this.
            </p>
            <progress max={Math.max(1, state.total)} value={state.written} aria-label="Written" />
          </>
        )}
        {done && (
          <p class="fine">{bad.length === 0 ? "All of it is in the record." : `${plural(bad.length, "visit")} could not be written as it stood:`}</p>
        )}
        {done && bad.length > 0 && (
          <ul class="against">
            {bad.map((one) => (
              <li key={one.visit}>{one.text}</li>
            ))}
          </ul>
        )}
      </div>
      {error && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      <div class="acts">
        {isOld && <Button onClick={() => read(props.board)}>Read it as it is now</Button>}
        {job && !done && (
          <Button look="quiet" busy={busy} onClick={() => void publish()}>
            It stands still: start it again
          </Button>
        )}
        {!job && !isOld && people.length > 0 && (
          <Button busy={busy} onClick={() => void publish()}>
            Publish {plural(board.unpublished.count, "change")}
          </Button>
        )}
        <Button look={job || people.length === 0 ? "second" : "quiet"} onClick={props.onClose}>
          {job || people.length === 0 ? "Close" : "Not yet"}
        </Button>
      </div>
    </Dialog>
  );
}
