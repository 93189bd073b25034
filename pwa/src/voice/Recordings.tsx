import { useState } from "preact/hooks";
import { dayOf, shortDay } from "../lib/dates";
import { useStore } from "../store/use-store";
import type { Recorded, Recording, Setup, TeamAsks } from "../store/voice";
import { Button, Card, DateInput, Dialog, Field, TextInput } from "../ui";
import { missingOf, Problem, Select } from "./parts";
import { base64, largest, play, sayings, secondsOf } from "./recording";
import { failure, useVerbs } from "./use-voice";
import { languageOf } from "./words";

/** Languages that a kiosk shows by themselves: each has a place for what is recorded. Bengali's is Sylheti, which is mainly spoken. */
const spoken: Record<string, string> = {
  en: "English",
  bn: "Sylheti (for Bengali)",
  so: "Somali",
  "zh-Hant": "Cantonese (for Chinese)",
  ar: "Arabic",
};

/** What can be heard at the kiosks of this place: for each language its name, the questions, their answers, and the words around them. */
export function Recordings({ setup, asks, onChanged }: { setup: Setup; asks: TeamAsks; onChanged: () => void }) {
  const [adding, setAdding] = useState<string | null>(null);
  const set = setup.sets.find((one) => one.key === asks.set);
  const wanted = sayings(set);
  return (
    <Card title="Recordings" class="recordings">
      <p>
        For people who speak a language and do not read it. A kiosk plays a recording before the tablet’s own voice; where there is neither, it says
        “No voice here”.
      </p>
      <ul class="rows">
        {Object.entries(spoken).map(([language, name]) => {
          const here = setup.recordings.filter((one) => one.language === language);
          const of = here.filter((one) => wanted.some(([key]) => key === one.key)).length;
          return (
            <li key={language}>
              <div>
                <b>{name}</b>
                <small>
                  {here.length === 0
                    ? "Nothing recorded yet."
                    : `${of} of ${wanted.length} for these questions. ${here.some((one) => one.key === "language") ? "The language’s name can be heard." : "The language’s name cannot be heard yet."}`}
                </small>
              </div>
              {setup.manages && (
                <Button look="second" icon="plus" onClick={() => setAdding(language)}>
                  Add<span class="vh"> a recording: {name}</span>
                </Button>
              )}
              {here.length > 0 && (
                <details>
                  <summary>Hear what is there</summary>
                  <ul class="rows">
                    {here.map((one) => (
                      <One
                        key={one.id}
                        one={one}
                        says={wanted.find(([key]) => key === one.key)?.[1] ?? one.key}
                        manages={setup.manages}
                        onChanged={onChanged}
                      />
                    ))}
                  </ul>
                </details>
              )}
            </li>
          );
        })}
      </ul>
      {!setup.manages && <p class="foot">The service’s manager puts recordings here.</p>}
      {adding && <Add language={adding} wanted={wanted} here={setup.recordings} onClose={() => setAdding(null)} onChanged={onChanged} />}
    </Card>
  );
}

function One({ one, says, manages, onChanged }: { one: Recorded; says: string; manages: boolean; onChanged: () => void }) {
  const verbs = useVerbs();
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const hear = async () => {
    setBusy(true);
    const heard = await verbs((voice) => voice.sound(one.id));
    const failed = heard.ok ? await play(heard.value) : failure(heard);
    setBusy(false);
    setWrong(failed);
  };
  const away = async () => {
    setBusy(true);
    const heard = await verbs((voice) => voice.silence(one.id));
    setBusy(false);
    if (!heard.ok) return setWrong(failure(heard));
    onChanged();
  };
  return (
    <li>
      <div>
        <b>{says}</b>
        <small>
          Checked by {one.by}, {shortDay(one.on)}
        </small>
        <Problem words={wrong} />
      </div>
      <Button look="quiet" busy={busy} onClick={() => void hear()}>
        Listen<span class="vh">: {says}</span>
      </Button>
      {manages && (
        <Button look="quiet" busy={busy} onClick={() => void away()}>
          Take away<span class="vh">: {says}</span>
        </Button>
      )}
    </li>
  );
}

function Add(props: {
  language: string;
  wanted: readonly (readonly [string, string])[];
  here: readonly Recorded[];
  onClose: () => void;
  onChanged: () => void;
}) {
  const { language, wanted, here } = props;
  const store = useStore();
  const verbs = useVerbs();
  const missing = wanted.find(([key]) => !here.some((one) => one.language === language && one.key === key));
  const [key, setKey] = useState(missing?.[0] ?? "language");
  const [file, setFile] = useState<{ content: string; about: string } | null>(null);
  const [by, setBy] = useState("");
  const [on, setOn] = useState<string | null>(dayOf(store.now.value));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const choose = async (chosen: File | undefined) => {
    setFile(null);
    setWrong(null);
    if (!chosen) return;
    if (chosen.size > largest) return setWrong("It is larger than 600 KB: record a minute at most, or save it smaller.");
    const bytes = await chosen.arrayBuffer();
    const seconds = await secondsOf(bytes.slice(0));
    if (seconds === null) return setWrong("This tablet cannot play it: choose an MP3, M4A or Ogg file.");
    setFile({ content: base64(new Uint8Array(bytes)), about: `${Math.max(1, Math.round(seconds))} seconds, ${Math.ceil(chosen.size / 1000)} KB` });
  };
  const save = async () => {
    const lacks = (file ? null : "Choose a sound file.") ?? missingOf(by, on, dayOf(store.now.value));
    if (lacks || !file) return setWrong(lacks);
    setBusy(true);
    const sound = { language, key, content: file.content, by: by.trim(), on: on! } as Recording;
    const heard = await verbs((voice) => voice.record(sound));
    setBusy(false);
    if (!heard.ok) return setWrong(failure(heard));
    props.onClose();
    props.onChanged();
  };
  return (
    <Dialog title={`A recording: ${spoken[language] ?? languageOf(language)}`} onClose={props.onClose}>
      <Select
        label="What is said"
        value={key}
        onChange={setKey}
        options={wanted.map(([one, text]) => [
          one,
          here.some((found) => found.language === language && found.key === one) ? `${text} (there is one)` : text,
        ])}
      />
      <Field label="Sound file" hint="MP3, M4A or Ogg, a minute at most. For the questions: the published translation, read out word for word.">
        {({ id, describedBy }) => (
          <input
            id={id}
            type="file"
            accept="audio/mpeg,audio/mp4,audio/ogg,.mp3,.m4a,.ogg"
            aria-describedby={describedBy}
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      <p role="status">{file?.about}</p>
      <TextInput
        label="Who checked what is said"
        hint="A person with their name, and as what: “Farzana Akhtar, interpreter”"
        value={by}
        onInput={setBy}
      />
      <DateInput legend="On" value={on} onChange={setOn} />
      <div class="acts">
        <Problem words={wrong} />
        <Button busy={busy} onClick={() => void save()}>
          Put it on the kiosks
        </Button>
      </div>
    </Dialog>
  );
}
