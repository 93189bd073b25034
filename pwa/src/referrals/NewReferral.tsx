import { useMemo, useState } from "preact/hooks";
import { deeds, reasons, sources } from "../api/referral-words";
import { longDate } from "../lib/dates";
import { digitsOf, formatNhsNumber, isNhsNumber } from "../lib/nhs-number";
import { useWords } from "../patient/use-words";
import type { Act, Id } from "../store/contract";
import type { KnownPerson } from "../store/referrals";
import { useStore } from "../store/use-store";
import { Button, Choice, DateInput, Dialog, ErrorSummary, Field, Strip, TextArea, TextInput, Tick } from "../ui";
import { actsOf, empty, type Form, returnAsks, wrongIn } from "./form";
import { failure } from "./use-referrals";

const draftName = "new-referral";
const clocks = [
  { value: "two-hours", text: "Within two hours", detail: "A crisis at home: somebody has to be there now" },
  { value: "two-days", text: "Within two days", detail: "Home from hospital, or it cannot wait longer" },
  { value: "eighteen-weeks-allied", text: "Routine, therapies", detail: "Within 18 weeks" },
  { value: "eighteen-weeks", text: "Routine, led by a consultant", detail: "Within 18 weeks" },
  { value: "no-clock", text: "Routine, no clock", detail: "Advice, or something to arrange" },
];
const ways = {
  telephone: "Telephone",
  online: "Online",
  email: "Email",
  letter: "Letter",
  "in-person": "In person",
  system: "Another record system",
};

type Looked = { phase: "not" | "busy" } | { phase: "failed"; words: string } | { phase: "done"; people: KnownPerson[]; asked: string };

/** The draft of a form that was left is taken up again: there is at most one. */
function useDraft() {
  const store = useStore();
  const view = useMemo(() => {
    const left = store.unfinished.peek().find((one) => one.kind === "referral" && one.group === draftName);
    return store.blank("referral", left?.patient ?? store.blank("patient", null, {}).id, {}, left ? { id: left.record } : {});
  }, [store]);
  return { view, draft: useWords<Form>(view, draftName, empty) };
}

/** Somebody is referred by telephone, letter or in person: who, by whom, what for, how soon. Kept with each key; known people are looked up with coverage. */
export function NewReferral(props: { onDone: (acts: Act[], done: string) => Promise<boolean>; onClose: () => void }) {
  const store = useStore();
  const { view, draft } = useDraft();
  const form = draft.values;
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [looked, setLooked] = useState<Looked>({ phase: "not" });
  const now = store.now.value;
  const wrong = tried ? wrongIn(form, now) : {};
  const put = draft.put;
  const text = (name: keyof Form & string, label: string, more: { hint?: string; inputMode?: "numeric" | "tel" } = {}) => (
    <TextInput
      id={`new-${name}`}
      label={label}
      value={String(form[name] ?? "")}
      onInput={(value) => put({ [name]: value })}
      error={wrong[name] ?? null}
      {...more}
    />
  );

  const look = async () => {
    const number = digitsOf(form.nhs_number);
    if (number && !isNhsNumber(number)) return setLooked({ phase: "failed", words: "This is no NHS number: look at its digits again." });
    if (!number && !(form.family_name.trim() && form.born_on))
      return setLooked({ phase: "failed", words: "Type an NHS number, or a family name with a date of birth." });
    setLooked({ phase: "busy" });
    const asked = {
      ...(number && { nhs_number: number }),
      ...(form.family_name.trim() && form.born_on && { family_name: form.family_name.trim(), born_on: form.born_on }),
    };
    const inbox = await store.referrals().catch(() => null);
    const answer = await inbox?.known(asked);
    if (answer?.ok) setLooked({ phase: "done", people: answer.value, asked: JSON.stringify(asked) });
    else setLooked({ phase: "failed", words: answer && answer.why === "wrong" ? answer.words : offlineWords(answer?.why ?? "offline") });
  };
  const takeUp = async (person: KnownPerson) => {
    setBusy(true);
    const inbox = await store.referrals().catch(() => null);
    const answer = await inbox?.takeUp(person.id);
    setBusy(false);
    if (answer?.ok) put({ known: person.id, known_as: nameOf(person) });
    else setLooked({ phase: "failed", words: offlineWords(answer?.why ?? "offline") });
  };
  const send = async () => {
    setTried(true);
    if (busy || Object.keys(wrongIn(form, now)).length > 0) return;
    setBusy(true);
    const kept = await props.onDone(actsOf(form, view.patient!, now), "The referral is in the list.");
    setBusy(false);
    if (!kept) return;
    draft.done();
    props.onClose();
  };
  return (
    <Dialog title="New referral" onClose={props.onClose}>
      <div class="newref">
        <ErrorSummary errors={Object.entries(wrong).map(([field, words]) => ({ field: `new-${field}`, text: words }))} />
        <h3>Who</h3>
        {form.known ? (
          <div class="whom">
            <p>
              <b>{form.known_as}</b>
              <span>Known here: the referral goes into their record.</span>
            </p>
            <Button look="quiet" onClick={() => put({ known: "", known_as: "" })}>
              Another person
            </Button>
          </div>
        ) : (
          <>
            {text("nhs_number", "NHS number", { hint: "10 digits, if they have it. Typed here it counts as not yet traced.", inputMode: "numeric" })}
            <div class="pair">
              {text("given_name", "Given name")}
              {text("family_name", "Family name")}
            </div>
            <DateInput
              id="new-born_on"
              legend="Date of birth"
              value={form.born_on}
              onChange={(born_on) => put({ born_on })}
              error={wrong.born_on ?? null}
            />
            <Look looked={looked} onLook={() => void look()} onTake={(person) => void takeUp(person)} busy={busy} />
            <div class="pair">
              {text("address_line", "Address")}
              {text("postcode", "Postcode")}
            </div>
            <div class="pair">
              {text("phone", "Telephone", { inputMode: "tel" })}
              {text("languages", "Languages", { hint: "With commas between them" })}
            </div>
            <Tick text="An interpreter is needed" checked={form.interpreter} onChange={(interpreter) => put({ interpreter })} />
          </>
        )}
        <h3>Who refers them</h3>
        <div class="pair">
          <Select
            id="source"
            label="What kind of place"
            value={form.source}
            words={sources}
            onChange={(source) => put({ source })}
            error={wrong.source}
          />
          <Select id="came_by" label="How it came" value={form.came_by} words={ways} onChange={(came_by) => put({ came_by })} />
        </div>
        <div class="pair">
          {text("from_organisation", "Which", { hint: "Such as: Royal London" })}
          {text("from_unit", "Ward or unit")}
        </div>
        <div class="pair">
          {text("from_person", "Who")}
          {text("from_phone", "Their telephone", { inputMode: "tel" })}
        </div>
        <h3>What for</h3>
        {text("why", "In a few words", { hint: "As the list shows it. Such as: blocked catheter, in pain" })}
        <Select id="reason" label="Reason" value={form.reason} words={reasons} onChange={(reason) => put({ reason })} />
        <TextArea label="What they wrote or said" value={form.words} onInput={(words) => put({ words })} rows={4} />
        <fieldset class="asks">
          <legend>What is asked for</legend>
          {Object.entries(deeds).map(([word, label]) => (
            <label key={word}>
              <input
                type="checkbox"
                checked={form.asks.includes(word)}
                onChange={(event) => put({ asks: event.currentTarget.checked ? [...form.asks, word] : form.asks.filter((one) => one !== word) })}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <div id="new-clock" tabIndex={-1}>
          <Choice legend="How soon" options={clocks} value={form.clock || null} onChange={(clock) => put({ clock })} error={wrong.clock ?? null} />
        </div>
        {form.clock && form.clock !== "no-clock" && (
          <div class="pair">
            <Select
              id="found_day"
              label="When a professional found the need"
              value={form.found_day}
              words={{ today: "Today", yesterday: "Yesterday", earlier: "The day before" }}
              onChange={(found_day) => put({ found_day })}
            />
            {text("found_at", "At", { hint: "Such as 07:52: the clock starts then", inputMode: "numeric" })}
          </div>
        )}
        <ForTheReturn form={form} isComplete={Object.keys(wrongIn(form, now)).length === 0} />
        <p class="muted">What you type is on this tablet at once. It is a referral when you press the button, with coverage or without.</p>
        <div class="acts">
          <Button busy={busy} onClick={() => void send()}>
            Write the referral
          </Button>
          <Button look="quiet" onClick={props.onClose}>
            Not now
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Once all stands there that a referral needs: what the monthly return will want besides. It stops nobody. */
function ForTheReturn({ form, isComplete }: { form: Form; isComplete: boolean }) {
  const asks = isComplete ? returnAsks(form) : [];
  return (
    <p class="muted" role="status">
      {asks.length > 0 &&
        `It can be written as it is. The monthly national return will also ask for: ${asks.join(", ")}. That can be filled in later.`}
    </p>
  );
}

const offlineWords = (why: string) =>
  why === "offline"
    ? "No coverage: whether they are known is looked up with coverage. You can go on: they are written down as new, and it is shown when two have one number."
    : failure(why);
const nameOf = (person: KnownPerson) => [person.given_name, person.family_name].filter(Boolean).join(" ") || "No name";

/** Whether they are known already: asked by a tap, for it is told to the trail who looked for whom. */
function Look(props: { looked: Looked; busy: boolean; onLook: () => void; onTake: (person: KnownPerson) => void }) {
  const { looked } = props;
  return (
    <div class="look">
      <Button look="second" icon="search" busy={looked.phase === "busy"} onClick={props.onLook}>
        Are they known here?
      </Button>
      <div role="status">
        {looked.phase === "busy" && <p class="muted">Looking in the whole place.</p>}
        {looked.phase === "failed" && <p class="muted">{looked.words}</p>}
        {looked.phase === "done" && looked.people.length === 0 && <p>Nobody here has this number, or this name and date of birth: they are new.</p>}
      </div>
      {looked.phase === "done" && looked.people.length > 0 && (
        <Strip icon="people" title={looked.people.length === 1 ? "One person fits" : `${looked.people.length} people fit`}>
          <ul class="found">
            {looked.people.map((person) => (
              <li key={person.id}>
                <p>
                  <b>{nameOf(person)}</b>
                  {person.born_on ? `, born ${longDate(person.born_on)}` : ""}
                  <span>
                    {[
                      person.nhs_number
                        ? `NHS number ${formatNhsNumber(person.nhs_number)}${person.has_same_number ? ", the same" : ""}`
                        : "no NHS number",
                      [person.address_line, person.postcode].filter(Boolean).join(", "),
                      person.open_referrals > 0 ? `${person.open_referrals} open ${person.open_referrals === 1 ? "referral" : "referrals"}` : "",
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </p>
                <Button look="second" busy={props.busy} onClick={() => props.onTake(person)}>
                  It is them
                </Button>
              </li>
            ))}
          </ul>
        </Strip>
      )}
    </div>
  );
}

function Select(props: {
  id: keyof Form & string;
  label: string;
  value: string;
  words: Readonly<Record<string, string>>;
  onChange: (value: string) => void;
  error?: string | undefined;
}) {
  return (
    <Field id={`new-${props.id}`} label={props.label} error={props.error ?? null}>
      {({ id, describedBy, invalid }) => (
        <select
          id={id}
          value={props.value}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          {!props.value && <option value="">Choose</option>}
          {Object.entries(props.words).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export const draftOf = (unfinished: readonly { kind: string; group: string; record: Id }[]): boolean =>
  unfinished.some((one) => one.kind === "referral" && one.group === draftName);
