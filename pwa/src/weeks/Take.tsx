import { useEffect, useState } from "preact/hooks";
import type { Id } from "../store/contract";
import type { WeekSuggestion, WeeksPeriod, WeekTaking } from "../store/weeks";
import { Button, Dialog } from "../ui";
import { forWhom } from "./difference";
import { type Ask, failure } from "./use-weeks";
import { plural } from "./words";

const often = 1000;
export const isOver = (taking: WeekTaking): boolean => taking.state === "done" || taking.state === "stopped";

/** What it changes for whom, before it is written; then how far it is, and what could not be written. It goes on where this page is closed. */
export function Take(props: {
  period: WeeksPeriod;
  suggestion: WeekSuggestion | null;
  ticked: ReadonlySet<Id>;
  taking: WeekTaking | null;
  ask: Ask;
  onTaken: (taking: WeekTaking) => void;
  onDone: (taking: WeekTaking) => void;
  onClose: () => void;
}) {
  const { suggestion, ticked, ask, onDone } = props;
  const [taking, setTaking] = useState(props.taking);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const people = suggestion ? forWhom(props.period, suggestion, ticked) : [];
  const over = taking !== null && isOver(taking);
  const id = taking?.id ?? null;
  useEffect(() => {
    if (!id || over) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const heard = await ask((weeks) => weeks.taking(id));
      if (gone) return;
      setError(heard.ok ? null : failure(heard));
      if (heard.ok) setTaking(heard.value);
      if (heard.ok && isOver(heard.value)) return onDone(heard.value);
      timer = setTimeout(look, often);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [id, over, ask, onDone]);
  const take = async () => {
    if (!suggestion) return;
    setBusy(true);
    setError(null);
    const total = suggestion.makes.length + suggestion.follows.length;
    const heard = await ask((weeks) => weeks.take(suggestion, ticked.size === total ? null : [...ticked]));
    setBusy(false);
    if (!heard.ok) return setError(failure(heard));
    setTaking(heard.value);
    props.onTaken(heard.value);
  };
  const stop = async () => {
    if (!taking) return;
    setBusy(true);
    const heard = await ask((weeks) => weeks.stop(taking.id));
    setBusy(false);
    setError(heard.ok ? null : failure(heard));
    if (heard.ok) setTaking(heard.value);
    if (heard.ok && isOver(heard.value)) onDone(heard.value);
  };
  return (
    <Dialog title={over ? (taking.state === "stopped" ? "Stopped" : "Written") : taking ? "Writing" : "What it changes"} onClose={props.onClose}>
      {!taking && (
        <>
          <p>
            {plural(ticked.size, "visit")} will be written into the record. Those who are asked see them on their tablets; times and routes of a day
            are settled on its board.
          </p>
          <ul class="outgoing">
            {people.map((one) => (
              <li key={one.staff ?? ""}>
                <details>
                  <summary>
                    <b>{one.name}</b>: {plural(one.lines.length, "visit")}
                  </summary>
                  <ul>
                    {one.lines.map((line) => (
                      <li key={line}>{line}</li>
                    ))}
                  </ul>
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
      <div role="status">
        {taking && !over && (
          <>
            <p>
              {taking.written} of {taking.total} are written.{" "}
              {taking.state === "stopping" ? "It stops as soon as the person who is being written is whole." : "It goes on if you close this."}
            </p>
            <progress max={Math.max(1, taking.total)} value={taking.written} aria-label="Written" />
          </>
        )}
        {taking && over && <Ended taking={taking} />}
      </div>
      {error && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      <div class="acts">
        {!taking && (
          <Button busy={busy || ticked.size === 0} onClick={() => void take()}>
            Write {plural(ticked.size, "visit")}
          </Button>
        )}
        {taking && !over && taking.state !== "stopping" && (
          <Button look="second" busy={busy} onClick={() => void stop()}>
            Stop here
          </Button>
        )}
        <Button look={taking ? "second" : "quiet"} onClick={props.onClose}>
          {taking ? "Close" : "Not yet"}
        </Button>
      </div>
    </Dialog>
  );
}

function Ended({ taking }: { taking: WeekTaking }) {
  const bad = taking.endings.filter((one) => one.ending === "refused" || one.ending === "conflicted" || one.ending === "not-now");
  return (
    <>
      <p class="fine">{plural(taking.written - bad.length, "change is", "changes are")} in the record.</p>
      {taking.state === "stopped" && (
        <p>
          {taking.total - taking.written} of {taking.total} were not written, because it was stopped. What is written stays: everybody’s weeks are
          whole, or as they were. Ask for a new suggestion to go on, or undo what is written.
        </p>
      )}
      {bad.length > 0 && (
        <>
          <p>{plural(bad.length, "visit")} could not be written as suggested:</p>
          <ul class="against">
            {bad.map((one) => (
              <li key={one.visit}>{one.text}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
