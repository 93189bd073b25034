/** The questions of a decision: what to ask, what to advise, why. What is typed is a draft until the button is pressed (M2). */
import { useState } from "preact/hooks";
import { closures, rejections } from "../api/referral-words";
import { instantAt } from "../board/wire";
import { addDays, dayOf, minuteOf } from "../lib/dates";
import { useWords } from "../patient/use-words";
import type { Act, Id } from "../store/contract";
import { Button, Choice, Dialog, TextArea, TextInput } from "../ui";
import { answered, ask, close, decline, keepApart, takeBack, told } from "./acts";
import { type Row, whomToAsk } from "./list";
import { clockText, minutesOf } from "./time";
import { nameOf } from "./words";

export type Deciding = { what: "ask" | "answer" | "decline" | "close" | "seen" | "back" } | { what: "apart"; other: Row };

const titles: Readonly<Record<Deciding["what"], string>> = {
  ask: "Ask",
  answer: "What they answered",
  decline: "Decline with advice",
  close: "Close this referral",
  seen: "They were seen by people who write elsewhere",
  back: "Take it up again",
  apart: "Keep these two apart",
};
const choicesOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, text]) => ({ value, text }));

export function Decide(props: { deciding: Deciding; row: Row; me: Id; now: Date; onAct: (acts: Act[], done: string) => void; onClose: () => void }) {
  const { deciding, row, me } = props;
  const { view } = row;
  const { fields } = view;
  const start = { text: "", whom: fields.asked_whom ?? fields.from_organisation ?? whomToAsk(fields), why: "", time: clockText(minuteOf(props.now)) };
  const draft = useWords(view, `decide-${deciding.what}`, start);
  const [tried, setTried] = useState(false);
  const { text, whom, why, time } = draft.values;
  const now = props.now.toISOString();
  const minutes = minutesOf(time);
  const words = (text: string) => (tried && !text.trim() ? "Write it down." : null);
  const choice = tried && !why ? "Choose one." : null;

  const made = (): { acts: Act[]; done: string } | null => {
    switch (deciding.what) {
      case "ask":
        return text.trim() && whom.trim() ? { acts: ask(view, { whom, what: text }, me, now), done: `Waiting for ${whom.trim()}.` } : null;
      case "answer":
        return text.trim() ? { acts: answered(view, text, now), done: "The answer is written down." } : null;
      case "decline":
        return text.trim() && why ? { acts: decline(view, { advice: text, why }, me, now), done: "Declined with advice." } : null;
      case "close":
        return why ? { acts: close(view, why, now), done: "Closed." } : null;
      case "seen": {
        if (!text.trim() || minutes === null) return null;
        // A time later than now is of yesterday: a contact is told of after it was.
        const today = instantAt(dayOf(props.now), minutes);
        const at = today > now ? instantAt(addDays(dayOf(props.now), -1), minutes) : today;
        return { acts: told(view, at, text), done: "The clock has stopped." };
      }
      case "back":
        return text.trim() ? { acts: takeBack(view, text), done: "It is in triage again." } : null;
      case "apart":
        return text.trim() ? { acts: keepApart(view, deciding.other.id, text), done: "They are kept apart." } : null;
    }
  };
  const send = () => {
    setTried(true);
    const found = made();
    if (!found) return;
    props.onAct(found.acts, found.done);
    draft.done();
    props.onClose();
  };
  const area = (label: string, hint?: string) => (
    <TextArea label={label} {...(hint && { hint })} value={text} onInput={(text) => draft.put({ text })} error={words(text)} rows={4} />
  );
  return (
    <Dialog title={deciding.what === "ask" ? `Ask ${whomToAsk(fields)}` : titles[deciding.what]} onClose={props.onClose}>
      <p class="muted">
        {nameOf(row.person)}: {fields.why}
      </p>
      {deciding.what === "ask" && (
        <>
          <TextInput label="Whom" value={whom} onInput={(whom) => draft.put({ whom })} error={words(whom)} />
          {area("What", "Ring them, and write down what you asked. Nothing is sent from here.")}
        </>
      )}
      {deciding.what === "answer" && area("What they answered")}
      {deciding.what === "decline" && (
        <>
          <Choice
            legend="Why it is declined"
            options={choicesOf(rejections)}
            value={why || null}
            onChange={(why) => draft.put({ why })}
            error={choice}
          />
          {area("Advice", "What you told whoever sent it, or the person. Nothing is sent from here.")}
        </>
      )}
      {deciding.what === "close" && (
        <Choice legend="Why" options={choicesOf(closures)} value={why || null} onChange={(why) => draft.put({ why })} error={choice} />
      )}
      {deciding.what === "seen" && (
        <>
          <TextInput
            label="When, first face to face"
            hint="Such as 14:05. Contacts that are written here count by themselves."
            value={time}
            inputMode="numeric"
            onInput={(time) => draft.put({ time })}
            error={tried && minutes === null ? "A time like 14:05." : null}
          />
          <TextInput
            label="Who says so"
            hint="Such as: Rapid response, by telephone"
            value={text}
            onInput={(text) => draft.put({ text })}
            error={words(text)}
          />
        </>
      )}
      {deciding.what === "back" && area("Why")}
      {deciding.what === "apart" && area("Why they are two", "Such as: the leg is for the nurses, the stairs for the therapists.")}
      <div class="acts">
        <Button onClick={send}>
          {titles[deciding.what] === "Ask" ? "Wait for an answer" : deciding.what === "seen" ? "Stop the clock" : "Write it down"}
        </Button>
        <Button look="quiet" onClick={props.onClose}>
          Not now
        </Button>
      </div>
    </Dialog>
  );
}
