/** A completed assessment stays; it is amended by a new one that says what changed and why (R2). */
import { useState } from "preact/hooks";
import { newView } from "../patient/new-view";
import { useWords } from "../patient/use-words";
import { go } from "../routes";
import { jointOf } from "../store/signed";
import { Button, TextArea } from "../ui";
import { jointId } from "./desk";
import { same } from "./engine/fhir";
import { valueFrom } from "./engine/nodes";
import { dayWords, type Scene } from "./scene";
import { valueWords } from "./typed";

export function Amend({ scene }: { scene: Scene }) {
  const { one, desk } = scene;
  const view = desk.recorded.view;
  const { store, bundle, me } = one;
  const [open, setOpen] = useState(false);
  const words = useWords(newView("assessment", view.id, bundle.id, {}), "amending", { why: "" });
  const [error, setError] = useState<string | null>(null);
  const by = bundle.all("assessment").find((each) => each.fields.amends === view.id && each.fields.status !== "entered-in-error");
  if (by)
    return (
      <div class="part">
        <p>
          Amended: <a href={`/patient/${bundle.id}/assessment/${by.id}`}>see the newer one</a>.
        </p>
      </div>
    );
  if (!one.may("assessment", "about")) return null;
  const begin = async () => {
    const why = words.values.why.trim();
    if (!why) return setError("Write what changed and why.");
    const questionnaire = view.fields.questionnaire ?? "";
    const { ordinal } = jointOf(bundle, questionnaire, one.say.now.getFullYear());
    const id = await store.create("assessment", bundle.id, {
      ...{ questionnaire, version: desk.form.version, ordinal, status: "in-progress" },
      ...{ begun_at: store.now.peek().toISOString(), begun_by: me?.staff ?? null, amends: view.id, why },
    });
    words.done();
    go(`/patient/${bundle.id}/assessment/${id || jointId(bundle.id, questionnaire, ordinal)}`);
  };
  return (
    <div class="part">
      <h3>Has something changed?</h3>
      <p>What is signed stays. A new one names this one; every answer is offered from here, to confirm or to change.</p>
      {open ? (
        <>
          <TextArea
            label="What changed, and why"
            rows={3}
            value={words.values.why}
            error={error}
            onInput={(why) => {
              words.put({ why });
              setError(null);
            }}
          />
          <Button onClick={() => void begin()}>Begin the amendment</Button>
        </>
      ) : (
        <Button look="second" icon="pen" onClick={() => setOpen(true)}>
          Amend it
        </Button>
      )}
    </div>
  );
}

/** Of an amendment: each answer that differs from what it amends. */
export function Changed({ scene }: { scene: Scene }) {
  const { desk, one } = scene;
  desk.whole.value;
  const amends = desk.recorded.view.fields.amends;
  const before = amends ? one.bundle.one("assessment", amends) : undefined;
  if (!before) return null;
  const fields = desk.recorded.view.fields as Record<string, unknown>;
  const was = before.fields as Record<string, unknown>;
  const changed = desk.form.all.flatMap((item) => {
    const group = `answer.${item.linkId}`;
    const [now, then] = [valueFrom(fields[group]), valueFrom(was[group])];
    if (!now || (then && same(now.answer, then.answer) && (now.not_asked ?? "") === (then.not_asked ?? ""))) return [];
    return [{ item, now: valueWords(now, item, dayWords(scene)), before: valueWords(then, item, dayWords(scene)) || "no answer" }];
  });
  return (
    <div class="part">
      <h3>What this amendment changes</h3>
      {changed.length === 0 ? (
        <p class="muted">Nothing yet.</p>
      ) : (
        <ul class="changes">
          {changed.map(({ item, now, before: was }) => (
            <li key={item.linkId}>
              <b>{item.text}</b>: from {was} to <b>{now}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
