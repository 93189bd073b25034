import { useState } from "preact/hooks";
import type { Setup as SetupOf, TeamAsks } from "../store/voice";
import { Button, Card, Choice, useTitle } from "../ui";
import { Tick } from "../ui/Choice";
import { Devices } from "./Devices";
import { Head, Reading, Select } from "./parts";
import { Recordings } from "./Recordings";
import { LanguagesOf } from "./Translations";
import { failure, useLoaded, useVerbs } from "./use-voice";
import type { PartProps } from "./Voice";
import { useWordings, type Wordings, wordOf } from "./wordings";
import { languageCodes, languageOf, listed } from "./words";

const lines: [TeamAsks["service_line"], string][] = [
  ["community-nursing", "Community nursing"],
  ["rehabilitation-and-therapy", "Rehabilitation and therapy"],
  ["specialist", "Specialist services"],
  ["children-and-family", "Children and family"],
  ["other", "Other community health care"],
];

/** Kiosks and questions: devices of one's teams, what each team asks, in which languages, and in whose words and voice. */
export default function Setup({ scope, onBack }: PartProps) {
  useTitle("Kiosks and questions");
  const { loaded, again } = useLoaded<SetupOf>("setup", (voice) => voice.setup());
  const setup = loaded.value;
  const wordings = useWordings(setup);
  const [team, setTeam] = useState<string | null>(scope.startsWith("team:") ? scope.slice(5) : null);
  const asks = setup?.teams.find((one) => one.team === team) ?? setup?.teams[0];
  return (
    <>
      <Head title="Kiosks and questions" onBack={onBack}>
        Where people answer, what they are asked, and in which languages.
      </Head>
      <Reading loaded={loaded} again={again} />
      {setup && asks && (
        <>
          {setup.teams.length > 1 && (
            <div class="flt whose">
              <Select label="Team" value={asks.team} onChange={setTeam} options={setup.teams.map((one) => [one.team, one.name])} />
            </div>
          )}
          <div class="grid">
            <div>
              <Devices team={asks} />
              <Asks key={asks.team} team={asks} setup={setup} wordings={wordings} onChanged={again} />
            </div>
            <div>
              <LanguagesOf setup={setup} wordings={wordings} onChanged={again} />
              <Recordings setup={setup} asks={asks} onChanged={again} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

/** Which questions, in which languages; beside each language whether people read it, or English with a word of explanation. */
function Asks({ team, setup, wordings, onChanged }: { team: TeamAsks; setup: SetupOf; wordings: Wordings | null; onChanged: () => void }) {
  const verbs = useVerbs();
  const [set, setSet] = useState(team.set);
  const [line, setLine] = useState(team.service_line);
  const [languages, setLanguages] = useState<readonly string[]>(team.languages);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const chosen = setup.sets.find((one) => one.key === set);
  const touch = () => {
    setSaved(false);
    setWrong(null);
  };
  const save = async () => {
    if (languages.length === 0) return setWrong("Choose at least one language.");
    setBusy(true);
    const heard = await verbs((voice) => voice.choose(team.team, { set, service_line: line, languages } as Parameters<typeof voice.choose>[1]));
    setBusy(false);
    if (!heard.ok) return setWrong(failure(heard));
    setSaved(true);
    onChanged();
  };
  return (
    <Card title="What is asked" aside={team.name}>
      <Choice
        legend="Questions"
        value={set}
        onChange={(next) => {
          touch();
          setSet(next);
        }}
        options={setup.sets.map((one) => ({ value: one.key, text: one.name, detail: aboutSet(one) }))}
      />
      {chosen && (
        <details>
          <summary>Read the questions</summary>
          <ol class="asks">
            {chosen.items.map((item) => (
              <li key={item.key}>{item.text}</li>
            ))}
          </ol>
        </details>
      )}
      <fieldset>
        <legend>Languages on the kiosk</legend>
        <div class="choices">
          {languageCodes.map((code) => (
            <Tick
              key={code}
              text={languageOf(code)}
              detail={wordings ? wordOf(wordings[code], setup.drafts) : "One moment…"}
              checked={languages.includes(code)}
              onChange={(on) => {
                touch();
                setLanguages(on ? languageCodes.filter((one) => one === code || languages.includes(one)) : languages.filter((one) => one !== code));
              }}
            />
          ))}
        </div>
      </fieldset>
      <Select
        label="Counted in the national return under"
        value={line}
        onChange={(next) => {
          touch();
          setLine(next as TeamAsks["service_line"]);
        }}
        options={lines}
      />
      <div class="acts">
        <p class="good" role="status">
          {saved && `Saved. Kiosks of ${team.name} ask this the next time they have coverage.`}
        </p>
        {wrong && (
          <p class="problem" role="alert">
            {wrong}
          </p>
        )}
        <Button busy={busy} onClick={() => void save()}>
          Save what is asked
        </Button>
      </div>
    </Card>
  );
}

function aboutSet(one: SetupOf["sets"][number]): string {
  const words = one.items.filter((item) => item.key.startsWith("fft-")).length;
  const own = one.items.some((item) => item.self_only) ? "; well-being only where people answer for themselves" : "";
  return `${one.items.length - words} questions and ${listed([words === 1 ? "one" : `${words}`])} in their own words${own}`;
}
