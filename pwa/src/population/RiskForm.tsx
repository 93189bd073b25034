import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { useWords } from "../patient/use-words";
import type { View } from "../store/contract";
import { Button, Choice, DateInput, Dialog, Segmented, TextArea, TextInput } from "../ui";
import { judgementOf, type Open } from "./open";
import { inForce } from "./state";
import { bands } from "./words";

const all = Object.entries(bands).map(([value, text]) => ({ value, text }));
const sources = [
  { value: "judged", text: "I judge so" },
  { value: "told", text: "A practice told us" },
] as const;

/** A band by one's own judgement, with why; or one that a practice told, with its day and source. Taking a judgement back is said with a reason too. */
export function RiskForm({ one, onClose }: { one: Open; onClose: () => void }) {
  const { bundle, store, me, say } = one;
  const patient = bundle.all("patient")[0] as View<"patient">;
  const judgement = judgementOf(bundle);
  const mayJudge = one.may("risk_judgement", "judgement");
  const today = dayOf(say.now);
  const words = useWords(patient as View, "risk-band", {
    from: mayJudge ? "judged" : "told",
    band: "",
    why: "",
    on: today as string | null,
    source: "",
  });
  const { from, band, why, on, source } = words.values;
  const [tried, setTried] = useState(false);
  const now = inForce(patient.fields, judgement);
  const standsByJudgement = Boolean(judgement.fields.band) && mayJudge;
  const judged = from === "judged" && mayJudge;
  const faults: Record<string, string> = {};
  if (!band) faults.band = "Choose a band.";
  if (judged && !why.trim()) faults.why = "Write why, in a few words.";
  if (why.length > 1000) faults.why = "At most 1,000 characters.";
  if (!judged && !source.trim()) faults.source = "Write who told it, and how.";
  if (source.length > 200) faults.source = "At most 200 characters.";
  if (!judged && (!on || !/^\d{4}-\d{2}-\d{2}$/.test(on))) faults.on = "Write the day.";
  else if (!judged && on && on > today) faults.on = "Not in the future.";
  const shown = tried ? faults : {};

  async function keep(values: string | null) {
    setTried(true);
    const wrong = values === null ? (why.trim() && !faults.why ? [] : ["why"]) : Object.keys(faults);
    if (wrong.length > 0) return;
    if (judged || values === null) {
      const said = { band: values, instead_of: patient.fields.risk_band ?? null, judged_on: today, judged_by: me?.staff ?? null, why: why.trim() };
      await store.change(judgement, "judgement", said);
    } else await store.change(patient, "risk", { risk_band: band, risk_on: on, risk_source: source.trim() });
    words.done();
    onClose();
  }

  return (
    <Dialog title="Risk band" onClose={onClose}>
      <div class="stack">
        {mayJudge && one.may("patient", "risk") && (
          <Segmented
            legend="Who says so"
            showLegend
            segments={sources}
            value={from as "judged" | "told"}
            onChange={(next) => words.put({ from: next })}
          />
        )}
        <Choice
          legend="Risk of going to hospital unplanned"
          options={all}
          value={band || null}
          error={shown.band}
          onChange={(next) => words.put({ band: next })}
        />
        {judged || standsByJudgement ? (
          <TextArea
            label="Why"
            hint={
              now.band && !now.judged ? `It was found as ${(bands[now.band] ?? now.band).toLowerCase()}: that stays, and both are shown.` : undefined
            }
            value={why}
            error={shown.why ?? (tried && !why.trim() ? "Write why, in a few words." : null)}
            onInput={(next) => words.put({ why: next })}
          />
        ) : null}
        {!judged && (
          <>
            <TextInput label="Who told it, and how" value={source} error={shown.source} onInput={(next) => words.put({ source: next })} />
            <DateInput legend="On which day it was found" value={on} error={shown.on} onChange={(next) => words.put({ on: next })} />
          </>
        )}
        <div class="acts">
          <Button icon="check" onClick={() => void keep(band)}>
            Keep it
          </Button>
          {standsByJudgement && judged && (
            <Button look="second" onClick={() => void keep(null)}>
              Take the judgement back
            </Button>
          )}
          <Button look="quiet" onClick={onClose}>
            Not now
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
