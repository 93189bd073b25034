import { addressLine } from "../lib/address";
import { ageOn, longDate } from "../lib/dates";
import { formatNhsNumber } from "../lib/nhs-number";
import { useStore } from "../store/use-store";
import { Button, Icon, TextInput } from "../ui";
import { type Candidate, type Whom, words } from "./use-whom";

/** For whom: chosen from those who fit what is typed, each with what tells them from the others. */
export function WhomField(props: {
  search: string;
  whom: Whom;
  chosen: Candidate | null;
  error: string | null;
  onSearch: (search: string) => void;
  onChoose: (person: Candidate | null) => void;
}) {
  const { chosen } = props;
  return chosen ? (
    <div>
      <div class="whom">
        <p>
          <Told person={chosen} />
        </p>
        <Button look="quiet" onClick={() => props.onChoose(null)}>
          Another person
        </Button>
      </div>
      <div role="status">
        {chosen.away && (
          <p class="gone">
            <Icon name="warn" />
            <span>{chosen.away}. Be sure that they are at home before you send anybody.</span>
          </p>
        )}
      </div>
    </div>
  ) : (
    <div>
      <TextInput
        label="Who needs it"
        type="search"
        hint="Name, NHS number, street or date of birth"
        value={props.search}
        onInput={props.onSearch}
        error={props.error}
      />
      <Results whom={props.whom} onChoose={props.onChoose} />
    </div>
  );
}

function Results({ whom, onChoose }: { whom: Whom; onChoose: (person: Candidate) => void }) {
  return (
    <>
      {whom.found.length > 0 && (
        <ul class="found">
          {whom.found.map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => onChoose(one)}>
                <Told person={one} />
                {one.away && <b class="is-gone">{one.away}</b>}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div role="status" class="sought">
        {words(whom).map(({ text, isWarning }) => (
          <p key={text} class={isWarning ? "alone" : "muted"}>
            {isWarning && <Icon name="warn" />}
            <span>{text}</span>
          </p>
        ))}
      </div>
    </>
  );
}

function Told({ person }: { person: Candidate }) {
  const now = useStore().now.value;
  const numbers = [
    person.born_on ? `Born ${longDate(person.born_on)}, ${ageOn(person.born_on, now)} years` : "Date of birth not known",
    person.nhs_number && `NHS ${formatNhsNumber(person.nhs_number)}`.replaceAll(" ", "\u00a0"),
  ];
  return (
    <>
      <b>
        {person.name}
        {person.known_as && !person.name.includes(person.known_as) ? `, known as ${person.known_as}` : ""}
      </b>
      <span>{numbers.filter(Boolean).join(" · ")}</span>
      <span>{addressLine(person)}</span>
    </>
  );
}
