/** An alert that an answer raises (PHQ-9, question 9): it has no cross. It goes quiet when it is written what was done, and stays to be read. */

import { useState } from "preact/hooks";
import { newView } from "../patient/new-view";
import { useWords } from "../patient/use-words";
import { Button, Icon, KeptWord, TextArea } from "../ui";
import type { FormNode } from "./engine";
import { byWords, dayWords, idOf, onPage, type Scene } from "./scene";
import { type Alert, isAnswered } from "./scores";
import { valueWords } from "./typed";

export function AlertEntry({ scene, alert }: { scene: Scene; alert: Alert }) {
  if (alert.asked) return <AskedBelow scene={scene} alert={alert} asked={alert.asked} />;
  return <Written scene={scene} alert={alert} />;
}

/** What to do now, whoever stands there. */
const Now = ({ scene }: { scene: Scene }) => (
  <p>
    Stay with {scene.one.name}. Ask directly about thoughts of suicide, plans and means, and about safety at home now. Follow the local crisis route;
    in an emergency ring 999, at any hour NHS 111 and choose mental health.
  </p>
);

const Hidden = () => <p class="by">The answer was given, and counts, though another answer hides its question since.</p>;

/** The form asks itself what was done: the alert stands until that is answered, and leads there. */
function AskedBelow({ scene, alert, asked }: { scene: Scene; alert: Alert; asked: FormNode }) {
  scene.desk.tick(asked.key);
  const done = isAnswered(alert, () => undefined);
  return (
    <section class={done ? "alert-entry answered" : "alert-entry"} aria-labelledby={`alert-${alert.linkId}`}>
      <Icon name="warn" />
      <div>
        <h3 id={`alert-${alert.linkId}`} tabIndex={-1}>
          <span role={done ? undefined : "alert"}>{alert.words}</span>
        </h3>
        {alert.hidden && <Hidden />}
        {!done && <Now scene={scene} />}
        {asked.enabled ? (
          <Button look={done ? "quiet" : "second"} onClick={() => onPage(`${idOf(asked)}-in`)?.focus()}>
            {done ? "What was done" : "Write what was done"}
          </Button>
        ) : (
          <p>{valueWords(asked.stored, asked.item, dayWords(scene))}</p>
        )}
      </div>
    </section>
  );
}

function Written({ scene, alert }: { scene: Scene; alert: Alert }) {
  const { store, bundle, me } = scene.one;
  const entry = bundle.one("note", alert.entry);
  const words = useWords(newView("note", alert.entry, bundle.id, {}), "what was done", { done: "" });
  const [error, setError] = useState<string | null>(null);
  const may = scene.one.may("note", "words");
  const keep = async () => {
    const said = words.values.done.trim();
    if (!said) return setError("Write what was done: asked, told whom, agreed what.");
    await store.create(
      "note",
      bundle.id,
      { category: "visit", written_at: store.now.peek().toISOString(), staff: me?.staff ?? null, words: `${alert.words}. What was done: ${said}` },
      { id: alert.entry },
    );
    words.done();
  };
  return (
    <section class={entry ? "alert-entry answered" : "alert-entry"} aria-labelledby={`alert-${alert.linkId}`}>
      <Icon name="warn" />
      <div>
        <h3 id={`alert-${alert.linkId}`} tabIndex={-1}>
          <span role={entry ? undefined : "alert"}>{alert.words}</span>
        </h3>
        {entry ? (
          <>
            <p>{entry.fields.words}</p>
            <p class="by">
              {byWords(scene, entry.fields.staff ?? "", entry.fields.written_at ?? "")}{" "}
              <KeptWord kept={entry.kept.words ?? entry.kept.event ?? null} />
            </p>
          </>
        ) : (
          <>
            {alert.hidden && <Hidden />}
            <Now scene={scene} />
            {may ? (
              <>
                <TextArea
                  label="What was done"
                  rows={3}
                  value={words.values.done}
                  error={error}
                  onInput={(done) => {
                    words.put({ done });
                    setError(null);
                  }}
                />
                <Button onClick={() => void keep()}>Write it into the record</Button>
              </>
            ) : (
              <p>Tell whoever leads the care now.</p>
            )}
          </>
        )}
      </div>
    </section>
  );
}
