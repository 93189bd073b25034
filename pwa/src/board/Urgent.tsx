import { useMemo, useState } from "preact/hooks";
import type { BoardDay, BoardUrgent } from "../store/board";
import type { Id } from "../store/contract";
import { Dialog, TextArea, TextInput, Tick } from "../ui";
import type { Day } from "./day";
import { Foot, ShortInput } from "./Foot";
import { type Candidate, useWhom } from "./use-whom";
import { WhomField } from "./Whom";

/** Somebody has to be there within two hours: a visit in the record at once, which then waits at the top of Not allocated. */
export function Urgent(props: {
  day: Day;
  board: BoardDay;
  id: Id | null;
  busy: boolean;
  error: string | null;
  onUrgent: (asked: BoardUrgent, name: string) => void;
  onClose: () => void;
}) {
  const [search, setSearch] = useState("");
  const whom = useWhom(props.board, search);
  const [chosen, setChosen] = useState<Candidate | null>(null);
  // The answer may come after the choice, and say that they are not at home.
  const patient = chosen && (whom.found.find((one) => one.id === chosen.id) ?? chosen);
  const [purpose, setPurpose] = useState("");
  const [minutes, setMinutes] = useState("60");
  const [two, setTwo] = useState(false);
  const [skills, setSkills] = useState<readonly string[]>([]);
  const [instructions, setInstructions] = useState("");
  const [tried, setTried] = useState(false);
  const known = useMemo(() => [...new Set(props.day.people.flatMap((one) => one.skills.map((skill) => skill.skill)))].sort(), [props.day]);
  const long = Number(minutes);
  const isLong = Number.isInteger(long) && long >= 5 && long <= 480;
  const send = () => {
    setTried(true);
    if (!props.id || !patient || !purpose.trim() || !isLong) return;
    props.onUrgent(
      {
        id: props.id,
        patient: patient.id,
        purpose: purpose.trim(),
        minutes: long,
        skills: skills.map((skill) => ({ skill, level: 1 })),
        people: two ? 2 : 1,
        instructions: instructions.trim() || null,
      },
      patient.name,
    );
  };
  return (
    <Dialog title="Urgent visit, within two hours" onClose={props.onClose}>
      <WhomField
        search={search}
        whom={whom}
        chosen={patient}
        error={tried && !patient ? "Choose a person." : null}
        onSearch={setSearch}
        onChoose={setChosen}
      />
      <TextInput
        label="What for"
        hint="Such as: fall, cannot manage the stairs"
        value={purpose}
        onInput={setPurpose}
        error={tried && !purpose.trim() ? "Say what it is for." : null}
      />
      <ShortInput label="How long, in minutes" error={isLong ? null : "From 5 to 480 minutes."} value={minutes} onInput={setMinutes} />
      {known.length > 0 && (
        <fieldset class="skills">
          <legend>What they have to be able to do</legend>
          {known.map((skill) => (
            <label key={skill}>
              <input
                type="checkbox"
                checked={skills.includes(skill)}
                onChange={(event) => setSkills(event.currentTarget.checked ? [...skills, skill] : skills.filter((one) => one !== skill))}
              />
              {skill}
            </label>
          ))}
        </fieldset>
      )}
      <Tick text="It takes two people" checked={two} onChange={setTwo} />
      <TextArea label="What they have to know" hint="It stands in the visit" value={instructions} onInput={setInstructions} />
      <Foot
        error={props.error}
        act={patient?.away ? "Put it on the board all the same" : "Put it on the board"}
        busy={props.busy || !props.id}
        onAct={send}
        leave="Not now"
        onClose={props.onClose}
      />
    </Dialog>
  );
}
