import { useEffect, useState } from "preact/hooks";
import type { BoardDay } from "../store/board";
import type { Id } from "../store/contract";
import { CallOff } from "./CallOff";
import { type VisitActs, VisitDialog } from "./Chosen";
import type { Day, Stop } from "./day";
import { HowLong } from "./HowLong";
import { Keys } from "./Keys";
import { MoveDialog } from "./MoveDialog";
import { NotHome } from "./NotHome";
import { OffSick } from "./OffSick";
import { Publish } from "./Publish";
import { Urgent } from "./Urgent";
import { type Ask, asStep, failure, type Hold } from "./use-board";
import type { Steps } from "./use-steps";

export type Open =
  | { what: "visit"; visit: Id; person: Id | null }
  | { what: "move" | "not-home" | "call-off"; visit: Id }
  | { what: "sick" | "urgent" | "publish" | "keys" | "how-long" };

/** The one question that stands before the board. It stays, with what one typed, until it is done or left. */
export function Dialogs(
  props: Pick<Steps, "error" | "setError" | "setBusy" | "move" | "step"> & {
    open: Open;
    hold: Hold;
    board: BoardDay;
    day: Day;
    stops: ReadonlyMap<Id, readonly Stop[]>;
    visitActs: VisitActs;
    chosen: Id | null;
    busy: boolean;
    ask: Ask;
    say: (words: string) => void;
    onClose: () => void;
  },
) {
  const { open, hold, board, day, busy, error, ask, onClose } = props;
  // A question is decided by the day as it stood when it was asked: what a colleague does meanwhile is refused with words, not overwritten.
  const [seen] = useState(board);
  const then = (done: Promise<boolean>) => void done.then((ok) => ok && onClose());
  switch (open.what) {
    case "keys":
      return <Keys onClose={onClose} />;
    case "visit": {
      const visit = day.visits.find((one) => one.id === open.visit);
      const person = day.people.find((one) => one.id === open.person) ?? null;
      const stops = (person && props.stops.get(person.id)) ?? [];
      return visit ? <VisitDialog {...props.visitActs} visit={visit} person={person} stops={stops} people={day.people} onClose={onClose} /> : null;
    }
    case "move": {
      const visit = day.visits.find((one) => one.id === open.visit);
      return visit ? (
        <MoveDialog
          day={day}
          board={seen}
          ask={ask}
          visit={visit}
          busy={busy}
          error={error}
          onClose={onClose}
          onMove={(to, words) => then(props.move(to, words, seen))}
        />
      ) : null;
    }
    case "not-home": {
      const visit = day.visits.find((one) => one.id === open.visit);
      const act = (at: BoardDay, why: string) => ask((one) => one.notHome(at, visit!.patient, why)).then(asStep);
      return visit ? (
        <NotHome
          day={day}
          visit={visit}
          busy={busy}
          error={error}
          onClose={onClose}
          onSay={(why) =>
            then(props.step("not-home", (at) => act(at, why), `${visit.name} is not at home. Their visits still to come are cancelled.`))
          }
        />
      ) : null;
    }
    case "call-off": {
      const visit = day.visits.find((one) => one.id === open.visit);
      return visit ? (
        <CallOff
          visit={visit}
          busy={busy}
          error={error}
          onClose={onClose}
          onCallOff={(asked) =>
            then(
              props.step(
                "call-off",
                (at) => ask((one) => one.callOff(at, { visit: visit.id, ...asked })).then(asStep),
                `${visit.name} is called off.`,
              ),
            )
          }
        />
      ) : null;
    }
    case "sick":
      return (
        <OffSick
          board={board}
          chosen={props.chosen}
          busy={busy}
          error={error}
          onClose={onClose}
          onAway={(staff, why, name) =>
            then(props.step("away", (at) => ask((one) => one.away(at, staff, why)), `${name} is ${why ? "away" : "back"}.`))
          }
        />
      );
    case "urgent":
      return <UrgentNow {...props} />;
    case "how-long":
      return <HowLong board={board} ask={ask} say={props.say} onDone={hold.again} onClose={onClose} />;
    case "publish":
      return <Publish board={board} ask={ask} onDone={hold.again} onClose={onClose} />;
  }
}

/** Its id is made once, when the question opens: pressed twice, or sent anew after the answer was lost, it is one visit. */
function UrgentNow({ hold, board, day, busy, error, setError, setBusy, ask, say, onClose }: Parameters<typeof Dialogs>[0]) {
  const [id, setId] = useState<Id | null>(null);
  useEffect(() => {
    void ask(async (one) => ({ ok: true as const, value: one.newId() })).then((made) => (made.ok ? setId(made.value) : setError(failure(made))));
  }, [ask, setError]);
  return (
    <Urgent
      day={day}
      board={board}
      id={id}
      busy={busy}
      error={error}
      onClose={onClose}
      onUrgent={async (asked, name) => {
        setBusy("urgent");
        setError(null);
        const made = await ask((one) => one.urgent(board, asked));
        setBusy(null);
        if (!made.ok) return setError(failure(made));
        hold.put(made.value);
        say(`An urgent visit to ${name} waits at the top of Not allocated.`);
        onClose();
      }}
    />
  );
}
