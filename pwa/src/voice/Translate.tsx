import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { useStore } from "../store/use-store";
import type { ChangeReply, Reply } from "../store/voice";
import { Button, DateInput, Dialog, TextArea, TextInput } from "../ui";
import { missingOf, Problem, Select } from "./parts";
import { failure, useVerbs } from "./use-voice";
import { languageCodes, languageOf } from "./words";

type Translations = NonNullable<ChangeReply["translations"]>;

/** "You said, we did" in another language of the kiosk, by a person with a name, on a day. Who chose that language reads it there; all others English. */
export function Translate(props: { reply: Reply; onClose: () => void; onChanged: () => void }) {
  const { reply } = props;
  const store = useStore();
  const verbs = useVerbs();
  const codes = languageCodes.filter((code) => code !== "en");
  const [language, setLanguage] = useState(codes.find((code) => !reply.translations[code]) ?? codes[0]!);
  const of = (code: string) => ({ said: "", did: "", by: "", on: dayOf(store.now.value), ...reply.translations[code] });
  const [typed, setTyped] = useState(of(language));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const put = (more: Partial<typeof typed>) => {
    setWrong(null);
    setTyped({ ...typed, ...more });
  };
  const send = async (translations: Record<string, Record<string, string>>) => {
    setBusy(true);
    const heard = await verbs((voice) => voice.change(reply.id, { version: reply.version, translations: translations as unknown as Translations }));
    setBusy(false);
    if (!heard.ok && heard.why !== "changed") return setWrong(failure(heard));
    props.onClose();
    props.onChanged();
  };
  const save = () => {
    if (!typed.said.trim() || !typed.did.trim()) return setWrong("Write both: what people said, and what was done.");
    const lacks = missingOf(typed.by, typed.on, dayOf(store.now.value));
    if (lacks) return setWrong(lacks);
    const { said, did, by, on } = typed;
    void send({ ...reply.translations, [language]: { said: said.trim(), did: did.trim(), by: by.trim(), on } });
  };
  const { [language]: here, ...others } = reply.translations;
  return (
    <Dialog title="In another language" onClose={props.onClose}>
      <p class="said-inside">“{reply.said}”</p>
      <p>{reply.did}</p>
      <Select
        label="Language"
        value={language}
        onChange={(code) => {
          setLanguage(code);
          setTyped(of(code));
          setWrong(null);
        }}
        options={codes.map((code) => [code, reply.translations[code] ? `${languageOf(code)} (there)` : languageOf(code)])}
      />
      <TextArea
        label={`What people said, in ${languageOf(language)}`}
        lang={language}
        rows={2}
        value={typed.said}
        onInput={(said) => put({ said })}
      />
      <TextArea label={`What was done, in ${languageOf(language)}`} lang={language} rows={3} value={typed.did} onInput={(did) => put({ did })} />
      <TextInput
        label="Who translated it"
        hint="A person with their name, and as what: “Farzana Akhtar, interpreter”. Never a machine."
        value={typed.by}
        onInput={(by) => put({ by })}
      />
      <DateInput key={language} legend="On" value={typed.on} onChange={(on) => put({ on: on ?? "" })} />
      <div class="acts">
        <Problem words={wrong} />
        <Button busy={busy} onClick={save}>
          Show it on the kiosk
        </Button>
        {here && (
          <Button look="quiet" busy={busy} onClick={() => void send(others)}>
            Take this translation away
          </Button>
        )}
      </div>
    </Dialog>
  );
}
