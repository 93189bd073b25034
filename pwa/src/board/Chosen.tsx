import { Dialog } from "../ui";
import { isMovable, isPlaced, isTwo, type Person, type Stop, type Visit } from "./day";
import { lengthWords } from "./how-long";
import { Sign } from "./Sign";
import { all, clock, first, skillWords, windowWords } from "./words";

export interface VisitActs {
  onMove: (visit: Visit) => void;
  onPin: (visit: Visit) => void;
  onOff: (visit: Visit) => void;
  onSplit: (visit: Visit) => void;
  onNotHome: (visit: Visit) => void;
  onCallOff: (visit: Visit) => void;
  onTurn: (visit: Visit, person: Person, way: "earlier" | "later") => void;
}

/** What is to be known of a visit and everything that can be done with it: what dragging does, without dragging. `person`: in whose day it was chosen. */
export function Chosen({ visit, person, stops, ...acts }: VisitActs & { visit: Visit; person: Person | null; stops: readonly Stop[] }) {
  const at = stops.findIndex((one) => one.visit.id === visit.id);
  const free = isMovable(visit);
  const fixed = visit.locked ? `${visit.whyLocked ?? "It cannot be moved."} It stays as it is.` : "Pinned: no proposal and no hand moves it.";
  const needs = skillWords(visit.people.flat());
  return (
    <div class="chosen">
      <p>
        <b class="name">{visit.name}</b>{" "}
        {[
          visit.area,
          visit.purpose,
          lengthWords(visit),
          visit.window?.given ? `${windowWords(visit)}${visit.window.reason ? `, ${visit.window.reason}` : ""}` : "",
          needs && `needs ${needs}`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {visit.wrong.length > 0 && isPlaced(visit) && (
        <ul class="wrong">
          {visit.wrong.map((one) => (
            <li key={one.title + one.words} class={one.hard ? "hard" : undefined}>
              <Sign name={one.hard ? "skill" : "clock"} />
              <span>
                <b>{one.title}:</b> {one.words}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div class="acts">
        {free && (
          <button type="button" class="lk" onClick={() => acts.onMove(visit)}>
            {isPlaced(visit) ? "Move or swap…" : "Give to…"}
          </button>
        )}
        {free && isPlaced(visit) && person && at > 0 && (
          <button type="button" class="lk" onClick={() => acts.onTurn(visit, person, "earlier")}>
            A turn earlier
          </button>
        )}
        {free && isPlaced(visit) && person && at >= 0 && at < stops.length - 1 && (
          <button type="button" class="lk" onClick={() => acts.onTurn(visit, person, "later")}>
            A turn later
          </button>
        )}
        {isPlaced(visit) && !visit.locked && (
          <button type="button" class="lk" aria-pressed={visit.pinned} onClick={() => acts.onPin(visit)}>
            {visit.pinned ? "Unpin" : "Pin"}
          </button>
        )}
        {free && isPlaced(visit) && (
          <button type="button" class="lk" onClick={() => acts.onOff(visit)}>
            Take off
          </button>
        )}
        {isTwo(visit) && (
          <button type="button" class="lk" onClick={() => acts.onSplit(visit)}>
            Make it two visits
          </button>
        )}
        {!visit.locked && (
          <button type="button" class="lk" onClick={() => acts.onNotHome(visit)}>
            Not at home…
          </button>
        )}
        {!visit.locked && (
          <button type="button" class="lk" onClick={() => acts.onCallOff(visit)}>
            Call off…
          </button>
        )}
        {!free && <span class="muted">{fixed}</span>}
      </div>
    </div>
  );
}

/** The same before the board: where there is no room beside it, and by key. What is chosen there closes it, or asks what else is to be known. */
export function VisitDialog(props: Parameters<typeof Chosen>[0] & { people: readonly Person[]; onClose: () => void }) {
  const { visit, people, onClose } = props;
  const last =
    <Args extends unknown[]>(act: (...args: Args) => void) =>
    (...args: Args) => {
      onClose();
      act(...args);
    };
  const names = visit.staff.map((id) => first(people.find((one) => one.id === id)?.name ?? "somebody"));
  return (
    <Dialog title={visit.name} onClose={onClose}>
      <p class="muted">{isPlaced(visit) ? `${clock(visit.start)}, ${all(names)}` : "Nobody has it yet."}</p>
      <Chosen
        {...props}
        onMove={last(props.onMove)}
        onPin={last(props.onPin)}
        onOff={last(props.onOff)}
        onSplit={last(props.onSplit)}
        onNotHome={last(props.onNotHome)}
        onCallOff={last(props.onCallOff)}
        onTurn={last(props.onTurn)}
      />
    </Dialog>
  );
}
