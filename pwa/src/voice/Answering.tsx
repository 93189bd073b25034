import { useState } from "preact/hooks";
import { isDate } from "../lib/dates";
import type { FeedbackComment, FeedbackThemeName, NewReply, Reply } from "../store/voice";
import { Button, Choice, DateInput, Dialog, TextArea, TextInput } from "../ui";
import { failure, useVerbs } from "./use-voice";
import { states } from "./words";

/** A comment is tied to an answer that there is, or to a new one. */
export function AnswerIt(props: {
  one: FeedbackComment;
  team: string;
  replies: Reply[];
  themes: FeedbackThemeName[];
  onClose: () => void;
  onChanged: () => void;
}) {
  const verbs = useVerbs();
  const here = props.replies.filter((reply) => reply.team === props.team);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isNew, setNew] = useState(here.length === 0);
  const [wrong, setWrong] = useState<string | null>(null);
  if (isNew) return <NewSaid {...props} comment={props.one} />;
  const tie = async () => {
    if (!chosen) return setWrong("Choose which answer answers it.");
    // Only now, and not at the choice: arrow keys go through the choices one by one.
    if (chosen === "new") return setNew(true);
    const heard = await verbs((voice) => voice.mark(props.one.id, { version: props.one.version, reply: chosen }));
    if (!heard.ok && heard.why !== "changed") return setWrong(failure(heard));
    props.onClose();
    props.onChanged();
  };
  return (
    <Dialog title="Answer it" onClose={props.onClose}>
      <blockquote>“{props.one.english ?? props.one.words}”</blockquote>
      <Choice
        legend="Which answer answers it?"
        value={chosen}
        onChange={setChosen}
        error={wrong}
        options={[
          ...here.map((reply) => ({ value: reply.id, text: reply.said, detail: states[reply.state].text })),
          { value: "new", text: "None yet: a new one" },
        ]}
      />
      <div class="acts">
        <Button onClick={() => void tie()}>{chosen === "new" ? "Go on" : "Save"}</Button>
      </div>
    </Dialog>
  );
}

/** What people said, in one sentence of one's own. It waits for an owner. */
export function NewSaid(props: { team: string; themes: FeedbackThemeName[]; comment?: FeedbackComment; onClose: () => void; onChanged: () => void }) {
  const verbs = useVerbs();
  const [said, setSaid] = useState("");
  const [theme, setTheme] = useState(props.comment?.themes[0] ?? "");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const save = async () => {
    if (!said.trim()) return setWrong("Write what people said, in one sentence.");
    setBusy(true);
    const reply: NewReply = {
      team: props.team,
      said: said.trim(),
      theme: (theme || null) as NonNullable<NewReply["theme"]> | null,
      comment: props.comment?.id ?? null,
    };
    const heard = await verbs((voice) => voice.open(reply));
    setBusy(false);
    if (!heard.ok) return setWrong(failure(heard));
    props.onClose();
    props.onChanged();
  };
  return (
    <Dialog title="You said" onClose={props.onClose}>
      {props.comment && <blockquote>“{props.comment.english ?? props.comment.words}”</blockquote>}
      <TextInput
        label="What people said, in one sentence"
        hint="In your words: it is shown on the kiosk and the notice board, so nobody’s own words and nobody’s name."
        value={said}
        onInput={setSaid}
        error={wrong}
      />
      <div class="field">
        <label for="voice-theme">About</label>
        <select id="voice-theme" value={theme} onChange={(event) => setTheme(event.currentTarget.value)}>
          <option value="">No theme</option>
          {props.themes.map((one) => (
            <option key={one.key} value={one.key}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      <div class="acts">
        <Button busy={busy} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </Dialog>
  );
}

/** What was done about it, or why it cannot be now. */
export function Change(props: { reply: Reply; onClose: () => void; onChanged: () => void }) {
  const { reply } = props;
  const verbs = useVerbs();
  const [did, setDid] = useState(reply.did ?? "");
  const [state, setState] = useState<Reply["state"]>(reply.state === "no-owner" ? "under-way" : reply.state);
  const [until, setUntil] = useState<string | null>(reply.until);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const save = async () => {
    if ((state === "done" || state === "not-now") && !did.trim())
      return setWrong(state === "done" ? "Say what was done." : "Say why it cannot be now.");
    if (until !== null && !isDate(until)) return setWrong("The day is not a date.");
    setBusy(true);
    const heard = await verbs((voice) => voice.change(reply.id, { version: reply.version, did: did.trim() || null, state, until }));
    setBusy(false);
    if (!heard.ok && heard.why !== "changed") return setWrong(failure(heard));
    props.onClose();
    props.onChanged();
  };
  return (
    <Dialog title="We did" onClose={props.onClose}>
      <p class="said-inside">“{reply.said}”</p>
      <TextArea label="What is done about it" hint="For not now: why, and until when" value={did} onInput={setDid} error={wrong} />
      <Choice
        legend="How far it is"
        value={state}
        onChange={setState}
        options={[
          { value: "under-way", text: "Under way" },
          { value: "done", text: "Done" },
          { value: "not-now", text: "Not now, because…", detail: "That is an answer too" },
        ]}
      />
      {state === "under-way" && <DateInput legend="Until (may be left out)" value={until} onChange={setUntil} />}
      <div class="acts">
        <Button busy={busy} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </Dialog>
  );
}
