import { useState } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import { useWords } from "../patient/use-words";
import type { Header, Waiting } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Dialog, Icon, LinkButton, TextArea } from "../ui";
import { HandOn } from "./HandOn";
import { handedOn } from "./hand-on";
import { canTryAgain, type Sentence, whatCanBeDone } from "./sentences";

export interface RefusedOne {
  change: Waiting;
  header: Header | undefined;
  sentence: Sentence;
}

/** What was not taken: why, what can be done, and the two ways on. First on the page, and the only warm colour. */
export function Refused({ list, now, lead }: { list: readonly RefusedOne[]; now: Date; lead: string | null }) {
  if (list.length === 0) return null;
  return (
    <section class="refused" aria-labelledby="refused-h">
      <header>
        <Icon name="hand" />
        <span id="refused-h">{list.length === 1 ? "1 was not taken, and needs you" : `${list.length} were not taken, and need you`}</span>
      </header>
      {list.map((one) => (
        <One key={one.change.id} {...one} now={now} lead={lead} />
      ))}
    </section>
  );
}

function One({ change, header, sentence, now, lead }: RefusedOne & { now: Date; lead: string | null }) {
  const store = useStore();
  const [letting, setLetting] = useState(false);
  const [showing, setShowing] = useState(false);
  const [busy, setBusy] = useState(false);
  const refusal = change.refusal;
  const again = canTryAgain(refusal?.reason ?? "");
  const needsLead = refusal?.reason === "needs-a-lead";
  const session = store.session.value;
  const author = session.phase === "open" ? session.me.name : "";
  const say = { people: store.people.value, now };
  const answered = refusal ? `, answered ${dayAndTime(refusal.at, now)}` : "";
  const sent = change.tries === 1 ? "sent once" : change.tries === 2 ? "sent twice" : `sent ${change.tries} times`;
  return (
    <div class="in">
      <h2>Your change{sentence.detail && `: ${sentence.detail.charAt(0).toLowerCase()}${sentence.detail.slice(1)}`}</h2>
      <p class="by">
        <b>{header?.name ?? (change.patient ? "A patient no longer on this tablet" : "Your own record")}</b>, made {dayAndTime(change.madeAt, now)}
        {change.tries > 0 ? `, ${sent}` : ""}
        {answered}
      </p>
      <blockquote>{sentence.what}</blockquote>
      {refusal && (
        <p>
          <b>Why:</b> {refusal.message}
          {Object.entries(refusal.fields).map(([field, words]) => (
            <span key={field}> {words}</span>
          ))}
        </p>
      )}
      <p>
        <b>What you can do:</b> {whatCanBeDone(refusal?.reason ?? "", lead)}
      </p>
      {change.dependents.length > 0 && (
        <p class="by">
          {change.dependents.length === 1 ? "1 later change builds on it and goes" : `${change.dependents.length} later changes build on it and go`}{" "}
          the same way.
        </p>
      )}
      <div class="acts">
        {needsLead && <Button onClick={() => setShowing(true)}>Show to a lead</Button>}
        {again && (
          <Button
            look={needsLead ? "second" : "main"}
            busy={busy}
            onClick={() => {
              setBusy(true);
              void store.tryAgain(change.id).finally(() => setBusy(false));
            }}
          >
            Try again
          </Button>
        )}
        {change.patient && header && (
          <LinkButton look={again ? "second" : "main"} href={`/patient/${change.patient}`}>
            Open the record
          </LinkButton>
        )}
        <Button look="quiet" onClick={() => setLetting(true)}>
          Let it go, with a reason
        </Button>
      </div>
      {showing && <HandOn words={handedOn(change, header, sentence, author, say)} onClose={() => setShowing(false)} />}
      {letting && <LetGo change={change} sentence={sentence} onClose={() => setLetting(false)} />}
    </div>
  );
}

function LetGo({ change, sentence, onClose }: { change: Waiting; sentence: Sentence; onClose: () => void }) {
  const store = useStore();
  // A draft from the first key, like any words (M2).
  const record = { ...store.blank("refusal", null, {}, { id: change.id }), patient: change.patient };
  const words = useWords(record, "letting go", { reason: "" });
  const { reason } = words.values;
  const [error, setError] = useState<string | null>(null);
  async function letGo() {
    if (reason.trim().length < 3) {
      setError("Write why, in a few words.");
      return;
    }
    await store.letGo(change.id, reason.trim());
    words.done();
    onClose();
  }
  return (
    <Dialog title="Let this change go?" onClose={onClose}>
      <blockquote>{sentence.what}</blockquote>
      <p class="muted">It will not be in the record. That you let it go, and why, is kept.</p>
      <TextArea label="Why?" rows={2} value={reason} onInput={(text) => words.put({ reason: text })} error={error} />
      <div class="acts">
        <Button onClick={() => void letGo()}>Let it go</Button>
        <Button look="quiet" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </Dialog>
  );
}
