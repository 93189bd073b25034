import { useState } from "preact/hooks";
import { day, dayOf } from "../lib/dates";
import { useWords } from "../patient/use-words";
import type { View } from "../store/contract";
import { Button, Choice, DateInput, Dialog, Segmented, TextInput } from "../ui";
import type { Open } from "./open";
import { Select } from "./Select";
import { consentFaults, consentRecord, noConsent } from "./state";
import { givers, hows, purposes, scopes } from "./words";

const options = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, text]) => ({ value, text }));
const decisions = [
  { value: "given", text: "Agrees" },
  { value: "refused", text: "Does not agree" },
];
const ways = options(hows);
const capacityForm = "https://alongside.example/fhir/Questionnaire/mental-capacity";

/** What somebody agrees to or does not, in one short form, at home and without coverage. Typed words are a draft until it is kept. */
export function ConsentForm({ one, onClose }: { one: Open; onClose: () => void }) {
  const { bundle, store, say, me, name } = one;
  const today = dayOf(say.now);
  const patient = bundle.all("patient")[0] as View;
  const words = useWords(patient, "consenting", { ...noConsent, given_on: today as string | null });
  const [tried, setTried] = useState(false);
  const typed = words.values;
  const faults = consentFaults(typed, today);
  const shown = tried ? faults : {};
  const assessments = bundle
    .all("assessment")
    .filter((each) => each.fields.questionnaire === capacityForm && each.fields.status !== "entered-in-error")
    .sort((a, b) => (b.fields.begun_at ?? "").localeCompare(a.fields.begun_at ?? ""))
    .map((each) => ({ value: each.id, text: each.fields.begun_at ? `Of ${day(each.fields.begun_at, say.now)}` : "Without a day" }));

  async function keep() {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    await store.create("consent", bundle.id, consentRecord(typed, me?.staff ?? null));
    words.done();
    onClose();
  }

  return (
    <Dialog title={`What ${name} agrees to`} onClose={onClose}>
      <div class="stack">
        <Select
          label="What it is about"
          value={typed.scope}
          none="Choose"
          groups={[{ label: "What it is about", options: options(scopes) }]}
          error={shown.scope}
          onChange={(next) => words.put({ scope: next })}
        />
        {typed.scope === "family" && (
          <TextInput label="Who may be told" value={typed.with_whom} error={shown.with_whom} onInput={(next) => words.put({ with_whom: next })} />
        )}
        {typed.scope === "secondary-use" && (
          <Select
            label="For what"
            value={typed.purpose}
            none="Choose"
            groups={[{ label: "For what", options: options(purposes) }]}
            onChange={(next) => words.put({ purpose: next || "direct-care" })}
          />
        )}
        <Choice
          legend="Do they agree?"
          options={decisions}
          value={typed.decision || null}
          error={shown.decision}
          onChange={(next) => words.put({ decision: next })}
        />
        <Choice legend="Who decides" options={options(givers)} value={typed.given_by} onChange={(next) => words.put({ given_by: next })} />
        {typed.given_by !== "person" && (
          <TextInput
            label="Their name"
            value={typed.given_by_name}
            error={shown.given_by_name}
            onInput={(next) => words.put({ given_by_name: next })}
          />
        )}
        {typed.given_by === "best-interests" && (
          <Select
            label="The assessment of capacity"
            hint={assessments.length === 0 ? `None is in ${name}’s record: do it first, under Assessments.` : "It has to come first."}
            value={typed.capacity}
            none="Choose"
            groups={[{ label: "Assessments of capacity", options: assessments }]}
            error={shown.capacity}
            onChange={(next) => words.put({ capacity: next })}
          />
        )}
        <Segmented legend="How" showLegend segments={ways} value={typed.how} onChange={(next) => words.put({ how: next })} />
        {typed.how === "signed" && (
          <TextInput
            label="Where the form is"
            value={typed.kept_where}
            error={shown.kept_where}
            onInput={(next) => words.put({ kept_where: next })}
          />
        )}
        <DateInput legend="On which day" value={typed.given_on} error={shown.given_on} onChange={(next) => words.put({ given_on: next })} />
        <div class="acts">
          <Button icon="check" onClick={() => void keep()}>
            Keep it
          </Button>
          <Button look="quiet" onClick={onClose}>
            Not now
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
