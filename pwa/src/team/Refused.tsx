import { useState } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import { formatNhsNumber } from "../lib/nhs-number";
import { firstName, phoneHref } from "../patient/text";
import type { Heard } from "../store/heard";
import type { RefusedChange, RefusedChanges } from "../store/team";
import { useStore } from "../store/use-store";
import { Button, Dialog, Icon, LinkButton, TextArea } from "../ui";
import { countWords, told, whyWords } from "./not-taken";

/** What colleagues wrote and the record did not take, because their access had ended: a lead who agrees keeps it as their own (M6). */
export function Refused({ waiting, now, again }: { waiting: RefusedChanges | null; now: Date; again: () => void }) {
  if (!waiting || waiting.count === 0) return null;
  const more = waiting.count - waiting.changes.length;
  return (
    <section class="not-taken" id="not-taken" aria-labelledby="not-taken-h">
      <h2 id="not-taken-h">
        <Icon name="hand" />
        {countWords(waiting.count)}
      </h2>
      {waiting.changes.map((one) => (
        <One key={one.id} one={one} now={now} again={again} />
      ))}
      {more > 0 && <p class="muted">And {more} more: they come when these are dealt with.</p>}
    </section>
  );
}

type Open = "note" | "set-aside" | null;

function One({ one, now, again }: { one: RefusedChange; now: Date; again: () => void }) {
  const store = useStore();
  const [open, setOpen] = useState<Open>(null);
  const { author, patient } = one;
  const isHere = store.index.value.some((header) => header.bundle === patient.id && header.here);
  const bundle = isHere ? store.bundle(patient.id).value : null;
  const { sentence, lines, note } = told(one, { people: store.people.value, now }, bundle);
  return (
    <article aria-labelledby={`not-taken-${one.id}`}>
      <h3 id={`not-taken-${one.id}`}>
        {author.name}: {sentence.what}
      </h3>
      <p class="by">
        <a href={`/patient/${patient.id}`}>{patient.name}</a>
        {patient.nhs_number && (
          <>
            , <span class="num">{formatNhsNumber(patient.nhs_number)}</span>
          </>
        )}
        , written {dayAndTime(one.made_at, now)}
        {sentence.detail && !one.set.words ? `, ${sentence.detail.toLowerCase()}` : ""}
      </p>
      {lines.length > 0 && (
        <blockquote>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </blockquote>
      )}
      <p>
        <b>Why it was not taken:</b> {whyWords(one)}
      </p>
      <div class="acts">
        {note !== null && <Button onClick={() => setOpen("note")}>Keep it as my note</Button>}
        {author.phone && (
          <LinkButton look="second" icon="phone" href={phoneHref(author.phone)}>
            Ask {firstName(author.name)}
          </LinkButton>
        )}
        <Button look="quiet" onClick={() => setOpen("set-aside")}>
          Set it aside, with a reason
        </Button>
      </div>
      {open && <Dealing one={one} how={open} words={open === "note" ? (note ?? "") : ""} onClose={() => setOpen(null)} again={again} />}
    </article>
  );
}

function Dealing(props: { one: RefusedChange; how: "note" | "set-aside"; words: string; onClose: () => void; again: () => void }) {
  const { one, how, onClose, again } = props;
  const store = useStore();
  const [words, setWords] = useState(props.words);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isNote = how === "note";
  async function deal() {
    if (words.trim().length < 3) return setError(isNote ? "A note has words." : "Write why, in a few words.");
    setBusy(true);
    const team = await store.team().catch(() => null);
    const answer: Heard<null> | undefined = await team?.dealWith(one.id, { how, words: words.trim() });
    setBusy(false);
    if (!answer?.ok) return setError(answer?.words || "No coverage just now. Nothing was done: try again when there is.");
    onClose();
    again();
  }
  return (
    <Dialog title={isNote ? `Keep it as your note of ${one.patient.name}?` : "Set this change aside?"} onClose={onClose}>
      <p class="muted">
        {isNote
          ? `It goes into the record in your name, as you leave it here. ${one.author.name} reads on their tablet that you kept it.`
          : `It will not be in the record. What ${one.author.name} wrote is kept, and they read your reason.`}
      </p>
      <TextArea label={isNote ? "The note" : "Why?"} rows={isNote ? 8 : 2} value={words} onInput={setWords} error={error} />
      <div class="acts">
        <Button busy={busy} onClick={() => void deal()}>
          {isNote ? "Keep the note" : "Set it aside"}
        </Button>
        <Button look="quiet" onClick={onClose}>
          Not now
        </Button>
      </div>
    </Dialog>
  );
}
