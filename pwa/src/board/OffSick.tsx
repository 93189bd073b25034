import { useState } from "preact/hooks";
import type { BoardDay } from "../store/board";
import { Choice, Dialog, Field } from "../ui";
import { Foot } from "./Foot";
import { plural } from "./words";

const whys = [
  { value: "sick", text: "Off sick" },
  { value: "leave", text: "On leave" },
  { value: "training", text: "Training" },
  { value: "other", text: "Away for another reason" },
  { value: "back", text: "Back at work" },
] as const;

/** Somebody cannot work: their visits still to come go to Not allocated, and their tablet says so. Or they are back. */
export function OffSick(props: {
  board: BoardDay;
  chosen: string | null;
  busy: boolean;
  error: string | null;
  onAway: (staff: string, why: string | null, name: string) => void;
  onClose: () => void;
}) {
  const members = props.board.people.filter((one) => one.is_member && one.shift_start !== null);
  const [staff, setStaff] = useState(members.some((one) => one.id === props.chosen) ? (props.chosen ?? "") : "");
  const [why, setWhy] = useState<(typeof whys)[number]["value"] | null>("sick");
  const person = members.find((one) => one.id === staff);
  const left = person ? person.route.filter((id) => !props.board.visits.find((one) => one.id === id)?.is_locked).length : 0;
  const options = whys.filter((one) => one.value !== "back" || person?.away);
  const now = why === "back" && !person?.away ? "sick" : why;
  return (
    <Dialog title="Who cannot work" onClose={props.onClose}>
      <Field label="Who">
        {({ id }) => (
          <select id={id} value={staff} onChange={(event) => setStaff(event.currentTarget.value)}>
            <option value="">Choose a person</option>
            {members.map((one) => (
              <option key={one.id} value={one.id}>
                {`${one.name}, ${one.profession}${one.away ? " (away)" : ""}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Choice legend="Why" options={options} value={now} onChange={setWhy} />
      <p role="status" class="muted">
        {person &&
          now !== "back" &&
          (left > 0
            ? `${plural(left, "visit")} of theirs will wait in Not allocated. What is begun stays.`
            : "They have no visit that is still to come.")}
        {person && now === "back" && "What they had stays where it is now: Undo or a proposal brings it back."}
      </p>
      <Foot
        error={props.error}
        act={now === "back" ? "They are back" : "Take them off"}
        busy={props.busy || !person || !now}
        onAct={() => person && now && props.onAway(person.id, now === "back" ? null : now, person.name)}
        leave="Not now"
        onClose={props.onClose}
      />
    </Dialog>
  );
}
