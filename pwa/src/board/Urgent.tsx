import { useMemo, useState } from "preact/hooks";
import { ageOn } from "../lib/dates";
import { find } from "../lib/find";
import type { BoardUrgent } from "../store/board";
import type { Id } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Dialog, TextArea, TextInput, Tick } from "../ui";
import type { Day } from "./day";
import { Foot, ShortInput } from "./Foot";

interface Candidate {
  id: Id;
  name: string;
  words: string;
}

/** Those on this tablet and on the board, found by name, number, street or date of birth. */
function useCandidates(day: Day, search: string): Candidate[] {
  const store = useStore();
  const index = store.index.value;
  const now = store.now.value;
  return useMemo(() => {
    if (search.trim().length < 2) return [];
    const { hits } = find([...index], search);
    const here = hits.slice(0, 6).map((one) => ({
      id: one.bundle,
      name: one.name,
      words: [one.born_on ? `${ageOn(one.born_on, now)} years` : "", one.address_line, one.postcode].filter(Boolean).join(", "),
    }));
    const wanted = search.trim().toLocaleLowerCase("en-GB");
    const seen = new Set(here.map((one) => one.id));
    const board = day.visits
      .filter((one) => one.name.toLocaleLowerCase("en-GB").includes(wanted) && !seen.has(one.patient) && seen.add(one.patient))
      .map((one) => ({ id: one.patient, name: one.name, words: [one.street, one.area].filter(Boolean).join(", ") }));
    return [...here, ...board].slice(0, 6);
  }, [index, day, search, now]);
}

/** Somebody has to be there within two hours: a visit in the record at once, which then waits at the top of Not allocated. */
export function Urgent(props: {
  day: Day;
  id: Id | null;
  busy: boolean;
  error: string | null;
  onUrgent: (asked: BoardUrgent, name: string) => void;
  onClose: () => void;
}) {
  const [search, setSearch] = useState("");
  const [patient, setPatient] = useState<Candidate | null>(null);
  const [purpose, setPurpose] = useState("");
  const [minutes, setMinutes] = useState("60");
  const [two, setTwo] = useState(false);
  const [skills, setSkills] = useState<readonly string[]>([]);
  const [instructions, setInstructions] = useState("");
  const [tried, setTried] = useState(false);
  const found = useCandidates(props.day, patient ? "" : search);
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
      {patient ? (
        <div class="whom">
          <p>
            <b>{patient.name}</b>
            <span>{patient.words}</span>
          </p>
          <Button look="quiet" onClick={() => setPatient(null)}>
            Another person
          </Button>
        </div>
      ) : (
        <div>
          <TextInput
            label="Who needs it"
            type="search"
            hint="Name, NHS number, street or date of birth"
            value={search}
            onInput={setSearch}
            error={tried ? "Choose a person." : null}
          />
          <div role="status">
            {search.trim().length >= 2 && found.length === 0 && <p class="muted">Nobody on this tablet or on the board fits.</p>}
          </div>
          {found.length > 0 && (
            <ul class="found">
              {found.map((one) => (
                <li key={one.id}>
                  <button type="button" onClick={() => setPatient(one)}>
                    <b>{one.name}</b>
                    <span>{one.words}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
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
      <Foot error={props.error} act="Put it on the board" busy={props.busy || !props.id} onAct={send} leave="Not now" onClose={props.onClose} />
    </Dialog>
  );
}
