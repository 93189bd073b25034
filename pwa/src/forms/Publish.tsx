import { useState } from "preact/hooks";
import type { Id } from "../store/contract";
import type { Used } from "../store/publishing";
import { useStore } from "../store/use-store";
import { Button, Dialog, TextArea } from "../ui";
import { holdWords, type Version } from "./listing";
import { failure, useOnline } from "./use-forms";

interface Asked {
  version: Version;
  title: string;
  used: ReadonlyMap<Id, Used> | null;
  onClose: () => void;
  /** What happened, in a sentence. */
  onDone: (words: string) => void;
}

/** Does it online, and brings what it changed to this tablet before it says so. */
function useAct(onDone: (words: string) => void) {
  const store = useStore();
  const online = useOnline();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const act = async (what: Parameters<typeof online<null>>[0], said: string) => {
    setBusy(true);
    setWrong(null);
    const heard = await online(what);
    if (heard.ok) await store.syncNow().catch(() => undefined);
    setBusy(false);
    if (heard.ok) onDone(said);
    else setWrong(failure(heard));
  };
  return { act, busy, wrong, setWrong };
}

/** Before a form is put before people: what will happen, to whom, and from when. */
export function Publish({ version, title, before, used, onClose, onDone }: Asked & { before: Version | null }) {
  const { act, busy, wrong } = useAct(onDone);
  const name = version.fields.version ?? "";
  return (
    <Dialog title={`Publish “${title}”, version ${name}?`} onClose={onClose}>
      <ul class="happens">
        <li>New assessments take version {name}, on each tablet from its next coverage on.</li>
        {before && <li>{holdWords(before, used?.get(before.id))}</li>}
        {before && <li>Version {before.fields.version} is retired: nobody begins anything new in it.</li>}
        <li>It stands in the record that you published it, and when. What is published is never changed: a change is a new version.</li>
      </ul>
      {wrong && (
        <p class="problem" role="alert">
          {wrong}
        </p>
      )}
      <div class="acts">
        <Button busy={busy} onClick={() => void act((forms) => forms.publish(version.id), `Version ${name} is published. New assessments take it.`)}>
          Publish version {name}
        </Button>
        <Button look="quiet" onClick={onClose}>
          Not now
        </Button>
      </div>
    </Dialog>
  );
}

export function Retire({ version, title, used, onClose, onDone }: Asked) {
  const { act, busy, wrong, setWrong } = useAct(onDone);
  const [reason, setReason] = useState("");
  const isDraft = (version.fields.status ?? "draft") === "draft";
  const name = version.fields.version ?? "";
  return (
    <Dialog title={`Retire “${title}”, version ${name}?`} onClose={onClose}>
      <ul class="happens">
        {isDraft ? (
          <li>The draft is put aside. Nobody has begun anything in it.</li>
        ) : (
          <>
            <li>Nobody can begin a new assessment with this form, on each tablet from its next coverage on.</li>
            <li>{holdWords(version, used?.get(version.id))}</li>
          </>
        )}
        <li>It stays in the list, and can be published again.</li>
      </ul>
      <TextArea label="Why?" hint="Whoever looks for the form reads this." rows={2} value={reason} error={wrong} onInput={setReason} />
      <div class="acts">
        <Button
          busy={busy}
          onClick={() => {
            if (!reason.trim()) return setWrong("Write why: others look for this form.");
            void act((forms) => forms.retire(version.id, reason.trim()), `Version ${name} is retired.`);
          }}
        >
          Retire it
        </Button>
        <Button look="quiet" onClick={onClose}>
          Not now
        </Button>
      </div>
    </Dialog>
  );
}
