/** Which oxygen scale of NEWS2 holds for this person, who decided it and why, and the place to set it. */
import { useRef, useState } from "preact/hooks";
import { Stands } from "../patient/Disputed";
import { writtenBy } from "../patient/text";
import { leavesGroup, useEdit } from "../patient/use-edit";
import type { OnePatient } from "../patient/use-patient";
import type { View } from "../store/contract";
import { Button, By, Choice, KeptWord, TextArea } from "../ui";
import { checkScale } from "./oxygen";

export function OxygenScale({ one, patient }: { one: OnePatient; patient: View<"patient"> }) {
  const { say, may } = one;
  const [open, setOpen] = useState(false);
  const { spo2_scale: scale, spo2_scale_reason: why } = patient.fields;
  const stamp = patient.stamps.news2_scale;
  const disputed = patient.disputed.news2_scale;
  return (
    <div class="under">
      <Stands view={patient} group="news2_scale" say={say}>
        {scale === 2 && why && <p class="small">{why}</p>}
        {stamp && scale && <By signature={writtenBy(say.people.signature(stamp.by))} at={stamp.at.slice(0, 10)} now={say.now} />}
      </Stands>
      {disputed && <p class="small">Until it is settled, scale 1 is used.</p>}
      {open && !disputed && <Form one={one} patient={patient} />}
      {may("patient", "news2_scale") && !disputed && (
        <Button look="quiet" icon={open ? "check" : "pen"} expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Done" : "Change the oxygen scale"}
        </Button>
      )}
    </div>
  );
}

function Form({ one, patient }: { one: OnePatient; patient: View<"patient"> }) {
  const fields = useRef<HTMLFieldSetElement>(null);
  const hand = useEdit(patient, "news2_scale", checkScale);
  const put = (values: Record<string, unknown>) => {
    hand.put(values);
    // Where a tap does not take the focus (WebKit), nothing will leave the group: it is left at once.
    if (!fields.current?.contains(document.activeElement)) void hand.leave();
  };
  return (
    <fieldset ref={fields} onFocusOut={leavesGroup(hand.leave)} onFocusIn={hand.begin}>
      <legend>Oxygen scale of NEWS2</legend>
      {hand.recovered && <p class="hint">This was being written when the app closed. It is all here.</p>}
      <p class="hint">
        Scale 2 only where a competent clinician has recorded hypercapnic respiratory failure with a target of 88 to 92%. The wrong scale hides a
        deterioration.
      </p>
      <Choice
        legend="Scale"
        options={[
          { value: "1", text: "Scale 1: everyone, unless a clinician has decided otherwise" },
          { value: "2", text: "Scale 2: hypercapnic respiratory failure is recorded, with a target of 88 to 92%" },
        ]}
        value={String(hand.values.spo2_scale ?? 1)}
        onChange={(chosen) => put({ spo2_scale: Number(chosen) })}
      />
      <TextArea
        label="Who decided it, and why"
        rows={2}
        hint={`Written in ${one.name}’s record for all to read`}
        value={hand.text("spo2_scale_reason")}
        error={hand.errors.spo2_scale_reason ?? null}
        onInput={(words) => put({ spo2_scale_reason: words || null })}
      />
      <KeptWord kept={hand.kept} />
    </fieldset>
  );
}
