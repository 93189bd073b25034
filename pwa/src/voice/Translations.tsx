import { useState } from "preact/hooks";
import { englishFile } from "../kiosk/languages";
import { dayOf } from "../lib/dates";
import { useStore } from "../store/use-store";
import type { Setup, SignOff } from "../store/voice";
import { Button, Card, DateInput, Dialog, Tag, TextInput, type Tone } from "../ui";
import { Tick } from "../ui/Choice";
import { missingOf, Problem } from "./parts";
import { failure, useVerbs } from "./use-voice";
import { type Wording, type Wordings, wordOf } from "./wordings";
import { isRightToLeft, languageOf } from "./words";

const tags: Record<Wording["state"], { text: string; tone: Tone }> = {
  english: { text: "English", tone: "done" },
  published: { text: "Published", tone: "done" },
  signed: { text: "Signed off here", tone: "done" },
  draft: { text: "Draft", tone: "care" },
  older: { text: "To check again", tone: "care" },
  none: { text: "Not translated", tone: "neutral" },
};

/** In whose words: each translation of the words around the questions, who checked it and when. A manager notes it, after a named person read it. */
export function LanguagesOf({ setup, wordings, onChanged }: { setup: Setup; wordings: Wordings | null; onChanged: () => void }) {
  const [reading, setReading] = useState<Wording | null>(null);
  const shown = wordings ? Object.values(wordings).filter((one) => one.state !== "english") : [];
  return (
    <Card title="Translations">
      <p>
        The words around the questions reach people when a named person has read them all and found them right. Of the questions themselves only
        published translations count, and none of them is ours to make.
      </p>
      {!wordings && <p class="muted">One moment…</p>}
      <ul class="rows">
        {shown.map((one) => (
          <li key={one.language}>
            <div>
              <b>{languageOf(one.language)}</b>
              <small>{wordOf(one, setup.drafts)}</small>
              <Tag tone={tags[one.state].tone}>{tags[one.state].text}</Tag>
            </div>
            {one.file && (
              <Button look="second" onClick={() => setReading(one)}>
                {setup.manages && one.state !== "published" && one.state !== "signed" ? "Read and sign off" : "Read"}
                <span class="vh">: {languageOf(one.language)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!setup.manages && <p class="foot">The service’s manager notes who signed a translation off.</p>}
      {reading?.file && (
        <ReadAndSign key={reading.language} one={reading} manages={setup.manages} onClose={() => setReading(null)} onChanged={onChanged} />
      )}
    </Card>
  );
}

function ReadAndSign({ one, manages, onClose, onChanged }: { one: Wording; manages: boolean; onClose: () => void; onChanged: () => void }) {
  const store = useStore();
  const verbs = useVerbs();
  const file = one.file!;
  const [by, setBy] = useState("");
  const [on, setOn] = useState<string | null>(dayOf(store.now.value));
  const [whole, setWhole] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const language = one.language as SignOff["language"];
  const send = async (signs: boolean) => {
    if (signs) {
      const missing = missingOf(by, on, dayOf(store.now.value)) ?? (whole ? null : "Confirm that all of it was read.");
      if (missing) return setWrong(missing);
      if (!file.digest) return setWrong("This wording cannot be named here: open the app over a secure connection.");
    }
    setBusy(true);
    const heard = await verbs((voice) => (signs ? voice.sign({ language, digest: file.digest!, by: by.trim(), on: on! }) : voice.withdraw(language)));
    setBusy(false);
    if (!heard.ok) return setWrong(failure(heard));
    onClose();
    onChanged();
  };
  return (
    <Dialog title={`${languageOf(one.language)}, beside English`} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it */}
      <section class="scroll beside" tabIndex={0} aria-label="All words">
        <table>
          <thead>
            <tr>
              <th scope="col">English</th>
              <th scope="col">{languageOf(one.language)}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(englishFile.words.strings).map(([key, text]) => (
              <tr key={key}>
                <td>{text}</td>
                <td lang={one.language} dir={isRightToLeft(one.language) ? "rtl" : undefined}>
                  {file.words.strings[key] ?? <i>missing: English</i>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {one.by && (
        <p>
          <b>{one.by}</b> found these words right, {one.on}.
        </p>
      )}
      {manages && one.state === "signed" && (
        <div class="acts">
          <Problem words={wrong} />
          <Button look="second" busy={busy} onClick={() => void send(false)}>
            Withdraw it: people read English again
          </Button>
        </div>
      )}
      {manages && (one.state === "draft" || one.state === "older") && (
        <>
          <TextInput
            label="Who checked it"
            hint="A person with their name, and as what: “Farzana Akhtar, interpreter”. Never a machine."
            value={by}
            onInput={setBy}
          />
          <DateInput legend="On" value={on} onChange={setOn} />
          <Tick text="They read all of these words, and found them right" checked={whole} onChange={setWhole} />
          <div class="acts">
            <Problem words={wrong} />
            <Button busy={busy} onClick={() => void send(true)}>
              Sign it off: people may read it
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
