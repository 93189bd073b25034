import { useState } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import { mayWrite } from "../patient/may";
import { useWords } from "../patient/use-words";
import type { Header, Id, View, Waiting } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Dialog, Icon, LinkButton, TextArea } from "../ui";
import { Correct } from "./Correct";
import { partsOf } from "./correct";
import { dealtWords } from "./Dealt";
import { HandOn } from "./HandOn";
import { asNote, handedOn, notTold } from "./hand-on";
import { keepAsNote } from "./keep";
import type { Sentence } from "./sentences";
import { canBeCorrected, canTryAgain, isBetterANote, shownTo, whatCanBeDone } from "./ways";

export interface RefusedOne {
  change: Waiting;
  header: Header | undefined;
  sentence: Sentence;
  /** What a lead did with it, where something that was built on it is not dealt with. */
  dealt: View<"refusal"> | null;
}

/** What was not taken: all of it, why, what can be done, and the ways on. First on the page, and the only warm colour. */
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

function One({ change, header, sentence, dealt, now, lead }: RefusedOne & { now: Date; lead: string | null }) {
  const store = useStore();
  const [open, setOpen] = useState<"letting" | "showing" | "correcting" | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => setOpen(null);
  const refusal = change.refusal;
  const reason = refusal?.reason ?? "";
  const again = canTryAgain(reason);
  const shown = shownTo(reason);
  const session = store.session.value;
  const me = session.phase === "open" ? session.me : null;
  const say = { people: store.people.value, now };
  const parts = canBeCorrected(reason) ? partsOf(change) : [];
  const { patient } = change;
  // What was built on it is let go with it, and would be in no note.
  const isWhole = change.kind !== "note" && change.dependents.length === 0;
  const asANote = isBetterANote(reason) && isWhole && patient && header && mayWrite(me?.role, "note", "words") ? patient : null;
  const whose = header?.name ?? (change.called ? `${change.called.name}, no longer on this tablet` : null);
  const main = shown ? "showing" : parts.length > 0 ? "correcting" : asANote ? "note" : "other";
  async function keep(of: Id) {
    setBusy(true);
    try {
      await keepAsNote(store, change, of, asNote(change, sentence, say), me?.staff ?? null);
    } catch {
      setBusy(false); // no room on this tablet: the status line says so, and the change is still here
    }
  }
  const answered = refusal ? `, answered ${dayAndTime(refusal.at, now)}` : "";
  const sent = change.tries === 1 ? "sent once" : change.tries === 2 ? "sent twice" : `sent ${change.tries} times`;
  return (
    <div class="in">
      <h2>Your change{sentence.detail && `: ${sentence.detail.charAt(0).toLowerCase()}${sentence.detail.slice(1)}`}</h2>
      <p class="by">
        <b>{whose ?? (change.patient ? "A patient no longer on this tablet" : "Your own record")}</b>, made {dayAndTime(change.madeAt, now)}
        {change.tries > 0 ? `, ${sent}` : ""}
        {answered}
      </p>
      <blockquote>
        <p>{sentence.what}</p>
        {notTold(change, sentence, say).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </blockquote>
      {refusal && (
        <p>
          <b>Why:</b> {refusal.message}
          {Object.entries(refusal.fields).map(([field, words]) => (
            <span key={field}> {words}</span>
          ))}
        </p>
      )}
      {dealt && <p>{dealtWords(dealt, (id) => store.people.value.staff(id)?.name ?? "A lead", now)} What was built on it is not dealt with.</p>}
      <p>
        <b>What you can do:</b> {whatCanBeDone(reason, lead, { correct: parts.length > 0, note: asANote !== null })}
      </p>
      {change.dependents.length > 0 && (
        <p class="by">
          {change.dependents.length === 1 ? "1 later change builds on it and goes" : `${change.dependents.length} later changes build on it and go`}{" "}
          the same way.
        </p>
      )}
      <div class="acts">
        {shown && <Button onClick={() => setOpen("showing")}>{`Show to a ${shown}`}</Button>}
        {parts.length > 0 && <Button onClick={() => setOpen("correcting")}>Put it right</Button>}
        {asANote && (
          <Button look={main === "note" ? "main" : "second"} busy={busy} onClick={() => void keep(asANote)}>
            Keep it as a note
          </Button>
        )}
        {again && (
          <Button
            look={main === "other" ? "main" : "second"}
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
          <LinkButton look={again || main !== "other" ? "second" : "main"} href={`/patient/${change.patient}`}>
            Open the record
          </LinkButton>
        )}
        <Button look="quiet" onClick={() => setOpen("letting")}>
          Let it go, with a reason
        </Button>
      </div>
      {open === "showing" && shown && <HandOn words={handedOn(change, header, sentence, me?.name ?? "", say)} to={shown} onClose={close} />}
      {open === "correcting" && <Correct change={change} parts={parts} what={sentence.what} onClose={close} />}
      {open === "letting" && <LetGo change={change} sentence={sentence} onClose={close} />}
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
