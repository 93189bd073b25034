import { useMemo, useState } from "preact/hooks";
import type { ContractChoice, ContractPage } from "../../store/reports";
import { Button, DateInput, ErrorSummary, Field, TextInput } from "../../ui";
import {
  type Faults,
  faultsOf,
  noMeasure,
  noSegment,
  revisionOf,
  type Typed,
  type TypedMeasure,
  type TypedSegment,
  typedOf,
  weighed,
  weighedInWords,
} from "./form";
import { failureOf, type Held } from "./use-contract";

/** The whole contract as a form. What is sent becomes a new version; what stood before is kept. */
export function Edit({ page, held, onClose }: { page: ContractPage; held: Held; onClose: () => void }) {
  const [typed, setTyped] = useState<Typed>(() => typedOf(page));
  const [seen] = useState(page.contract?.version ?? 0);
  const [tried, setTried] = useState(0);
  const [said, setSaid] = useState("");
  const [isBusy, setBusy] = useState(false);
  const faults = useMemo(() => faultsOf(typed, page.choosable), [typed, page.choosable]);
  const shown: Faults = tried > 0 ? faults : {};
  const put = (some: Partial<Typed>) => {
    setTyped({ ...typed, ...some });
    setSaid("");
  };
  const text = (id: string, label: string, field: "name" | "years" | "extension_years" | "first_share" | "last_share" | "yearly", hint?: string) => (
    <TextInput
      id={id}
      label={label}
      hint={hint}
      value={typed[field]}
      error={shown[id]}
      inputMode={field === "name" ? "text" : "decimal"}
      onInput={(value) => put({ [field]: value })}
    />
  );
  const save = async () => {
    setTried((n) => n + 1);
    if (Object.keys(faults).length > 0) return;
    setBusy(true);
    const heard = await held.ask((reports) => reports.revise(revisionOf(typed, seen)));
    setBusy(false);
    if (!heard.ok) {
      if (heard.why === "changed") held.again(); // who leaves the form sees what stands now
      return setSaid(failureOf(heard));
    }
    held.take(heard.value);
    onClose();
  };
  return (
    <form
      class="box contract-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ErrorSummary key={tried} errors={Object.entries(shown).map(([field, words]) => ({ field, text: words }))} />
      <div class="heads">
        {text("name", "Name", "name")}
        <DateInput
          id="starts-on"
          legend="Starts on"
          hint="The first day of a month"
          value={typed.starts_on}
          error={shown["starts-on"]}
          onChange={(starts_on) => put({ starts_on })}
        />
        {text("years", "Years", "years", "Over which the share at stake rises")}
        {text("extension-years", "Years of extension", "extension_years", "With the last year’s share")}
        {text("first-share", "Share at stake in the first year, %", "first_share")}
        {text("last-share", "Share at stake in the last year, %", "last_share")}
        {text("yearly", "Value of a year, £", "yearly")}
      </div>
      <fieldset>
        <legend>Measures</legend>
        <p class="hint">Of its weight each earns nothing at “from”, all at “to”, and in a straight line between.</p>
        {typed.measures.map((one, n) => (
          <MeasureRow
            key={one.id}
            one={one}
            n={n}
            choices={page.choosable}
            faults={shown}
            put={(some) => put({ measures: typed.measures.map((each) => (each.id === one.id ? { ...each, ...some } : each)) })}
            remove={() => put({ measures: typed.measures.filter((each) => each.id !== one.id) })}
          />
        ))}
        <p id="measures" tabIndex={-1} class={shown.measures && weighed(typed.measures) !== 100_00 ? "problem" : "muted"} role="status">
          {typed.measures.length === 0 ? "No measure is in the contract." : weighedInWords(typed.measures)}
        </p>
        {typed.measures.length < 20 && (
          <Button look="second" onClick={() => put({ measures: [...typed.measures, noMeasure()] })}>
            Add a measure
          </Button>
        )}
      </fieldset>
      <fieldset>
        <legend>Segments of the population, on paper</legend>
        <p class="hint">For capitation beside what was spent, each for a year. Paper figures: nobody is paid by them.</p>
        {typed.segments.map((one, n) => (
          <SegmentRow
            key={one.id}
            one={one}
            n={n}
            faults={shown}
            put={(some) => put({ segments: typed.segments.map((each) => (each.id === one.id ? { ...each, ...some } : each)) })}
            remove={() => put({ segments: typed.segments.filter((each) => each.id !== one.id) })}
          />
        ))}
        {typed.segments.length < 20 && (
          <Button look="second" onClick={() => put({ segments: [...typed.segments, noSegment()] })}>
            Add a segment
          </Button>
        )}
      </fieldset>
      <Field label="Why, for the history" id="why" error={shown.why}>
        {({ id, describedBy, invalid }) => (
          <input
            id={id}
            type="text"
            maxLength={500}
            autocomplete="off"
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            value={typed.why}
            onInput={(event) => put({ why: event.currentTarget.value })}
          />
        )}
      </Field>
      {said && (
        <p class="problem" role="alert">
          {said}
        </p>
      )}
      <div class="acts">
        <Button type="submit" busy={isBusy}>
          Save as a new version
        </Button>
        <Button look="second" onClick={onClose}>
          Leave without saving
        </Button>
      </div>
    </form>
  );
}

function MeasureRow(props: {
  one: TypedMeasure;
  n: number;
  choices: readonly ContractChoice[];
  faults: Faults;
  put: (some: Partial<TypedMeasure>) => void;
  remove: () => void;
}) {
  const { one, choices, faults, put } = props;
  const choice = choices.find((each) => each.key === one.measure);
  const unit = choice?.unit ? `, ${choice.unit}` : "";
  return (
    <fieldset class="row" aria-label={choice?.name ?? `Measure ${props.n + 1}`}>
      <Field label="Measure" id={`measure-${one.id}`} error={faults[`measure-${one.id}`]}>
        {({ id, describedBy, invalid }) => (
          <select
            id={id}
            value={one.measure}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            onChange={(event) => put({ measure: event.currentTarget.value })}
          >
            <option value="">Choose</option>
            {one.measure && !choice && <option value={one.measure}>{one.measure}, no longer measured</option>}
            {choices.map((each) => (
              <option key={each.key} value={each.key}>
                {each.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(
        [
          ["weight", "Weight, %"],
          ["baseline", `From${unit}`],
          ["target", `To${unit}`],
        ] as const
      ).map(([field, label]) => (
        <TextInput
          key={field}
          id={`${field}-${one.id}`}
          label={label}
          inputMode="decimal"
          value={one[field]}
          error={faults[`${field}-${one.id}`]}
          onInput={(value) => put({ [field]: value })}
        />
      ))}
      <Button look="quiet" onClick={props.remove}>
        Take out<span class="vh"> {choice?.name ?? `measure ${props.n + 1}`}</span>
      </Button>
    </fieldset>
  );
}

function SegmentRow(props: { one: TypedSegment; n: number; faults: Faults; put: (some: Partial<TypedSegment>) => void; remove: () => void }) {
  const { one, faults, put } = props;
  const name = one.name.trim() || `segment ${props.n + 1}`;
  return (
    <fieldset class="row" aria-label={name}>
      {(
        [
          ["name", "segment", "Segment"],
          ["people", "people", "People"],
          ["person", "person", "A person, £"],
          ["cost", "cost", "Spent, £"],
        ] as const
      ).map(([field, id, label]) => (
        <TextInput
          key={field}
          id={`${id}-${one.id}`}
          label={label}
          inputMode={field === "name" ? "text" : "decimal"}
          value={one[field]}
          error={faults[`${id}-${one.id}`]}
          onInput={(value) => put({ [field]: value })}
        />
      ))}
      <Button look="quiet" onClick={props.remove}>
        Take out<span class="vh"> {name}</span>
      </Button>
    </fieldset>
  );
}
