import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { useWords } from "../patient/use-words";
import type { View } from "../store/contract";
import { useStore } from "../store/use-store";
import type { Asked, KioskItem } from "../store/voice";
import { Button, Card, Choice, Empty, ErrorSummary, Icon, TextArea, useTitle } from "../ui";
import { Tick } from "../ui/Choice";
import { askedOf, begun, entryOf, type Kept, keptOf, modes, people, type Typed } from "./entry";
import { Head, Select } from "./parts";
import { failure, useLoaded, useVerbs } from "./use-voice";
import type { PartProps } from "./Voice";
import { choosable, languageCodes, languageOf, longMonth } from "./words";

/** One half-written answer at a time: its draft, sealed on this tablet, lies under an id that is nobody's. */
const draft = "00000000-0000-4000-8000-00000000feed";
const months = 4;

/**
 * An answer that came on paper, by phone, by text message or online. It is counted online; until then what is typed lies sealed on this tablet, from the
 * first key, and is there again after a lock or a loss of coverage.
 */
export default function Enter({ page, scope, onBack }: PartProps) {
  const store = useStore();
  useTitle("Write an answer in");
  const today = dayOf(store.now.value);
  const teams = page.scopes.filter((one) => one.team !== null);
  const own = teams.find((one) => one.scope === scope) ?? teams[0];
  const {
    values: { typed: kept },
    put: keep,
    done,
  } = useWords<Kept>(store.blank("refusal", null, {}, { id: draft }) as View, "an answer", {
    about: "",
    typed: begun(today.slice(0, 7), own?.team ?? null, crypto.randomUUID()),
  });
  // What lies here from before a sheet had a key gets one.
  const [key] = useState(() => crypto.randomUUID());
  const typed: Typed = { ...kept, batch: kept.batch ?? key };
  const put = (more: Partial<Typed>) => keep(keptOf({ ...typed, ...more }));
  const team = teams.some((one) => one.team === typed.team) ? typed.team : (own?.team ?? null);
  const { loaded, again } = useLoaded<Asked>(`${team}`, (voice) => voice.asked(team));
  const verbs = useVerbs();
  const [errors, setErrors] = useState<{ field: string; text: string }[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [counted, setCounted] = useState<string | null>(null);
  const asked = loaded.value;
  const choose = (more: Partial<Typed>) => {
    setCounted(null);
    put(more);
  };
  const save = async () => {
    if (!asked || busy) return;
    const found = entryOf({ ...typed, team }, asked);
    setErrors("errors" in found ? found.errors : []);
    setProblem(null);
    if ("errors" in found) return;
    setBusy(true);
    const heard = await verbs((voice) => voice.enter(found.entry));
    setBusy(false);
    if (!heard.ok)
      return setProblem(
        heard.why === "offline" ? "No coverage just now. What you wrote is kept on this tablet: come back to it with coverage." : failure(heard),
      );
    setCounted(`Taken for ${longMonth(found.entry.month)}. It is counted with the others, and nothing says who wrote it in.`);
    done();
    scrollTo(0, 0);
  };
  return (
    <>
      <Head title="Write an answer in" onBack={onBack}>
        From paper, a phone call, a message or a website. No name, no address, no day: only the month.
      </Head>
      <p class="good" role="status">
        {counted && (
          <>
            <Icon name="check" />
            {counted}
          </>
        )}
      </p>
      <ErrorSummary errors={errors} />
      {loaded.phase === "failed" && !asked && (
        <Empty
          title={loaded.offline ? "It needs coverage" : "It could not be read"}
          acts={
            <Button look="second" onClick={again}>
              Try again
            </Button>
          }
        >
          <p>{loaded.offline ? "Which questions are asked is read online. What you wrote before is kept on this tablet." : loaded.words}</p>
        </Empty>
      )}
      {asked && (
        <form
          class="entry"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
          noValidate
        >
          {/* While it is on its way nothing is typed that would go with it: the form is emptied when it is taken. */}
          <fieldset disabled={busy}>
            <Card title="How it came">
              <div class="pick" id="entry-mode" tabIndex={-1}>
                <Choice legend="How did it come?" options={modes} value={typed.mode} onChange={(mode) => choose({ mode })} />
              </div>
              <div id="entry-who" tabIndex={-1}>
                <Choice legend="Who answered?" options={people} value={typed.who} onChange={(who) => choose({ who })} />
              </div>
              <div class="three">
                {teams.length > 1 && (
                  <Select
                    label="For which team"
                    value={team ?? ""}
                    onChange={(next) => choose({ team: next })}
                    options={teams.map((one) => [one.team!, one.name])}
                  />
                )}
                <Select
                  label="Month in which they answered"
                  value={typed.month}
                  onChange={(month) => choose({ month })}
                  options={choosable(today, months).map((month) => [month, longMonth(month)])}
                />
                <Select
                  label="Language they read it in"
                  value={typed.language}
                  onChange={(language) => choose({ language })}
                  options={languageCodes.map((code) => [code, languageOf(code)])}
                />
              </div>
              <Tick text="They read the easy read version" checked={typed.easy} onChange={(easy) => choose({ easy })} />
            </Card>
            <Questions asked={asked} typed={typed} choose={choose} />
          </fieldset>
          <div class="acts">
            {problem && (
              <p class="problem" role="alert">
                {problem}
              </p>
            )}
            <Button type="submit" busy={busy}>
              Count this answer
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                if (busy) return;
                done();
                setErrors([]);
              }}
            >
              Empty the form
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

function Questions({ asked, typed, choose }: { asked: Asked; typed: Typed; choose: (more: Partial<Typed>) => void }) {
  const { asks, notAsked } = askedOf(asked.items, typed.who);
  const { answers, words } = typed;
  const first = asks.findIndex((item) => item.kind === "statement");
  return (
    <Card title={asked.name} class="questions">
      <p class="muted" id="entry-questions" tabIndex={-1}>
        As {asked.team} asks it. Leave empty what they left empty.
        {notAsked > 0 && ` ${notAsked} questions about well-being are not asked of who answers for somebody: only the person can say.`}
      </p>
      {asks.map((item, n) => (
        <div class="asked" key={item.key}>
          {n === first && <p class="stem">{asked.stem}</p>}
          {item.kind === "scale" && asks[n - 1]?.kind !== "scale" && asked.before && <p class="stem">{asked.before}</p>}
          {item.kind === "words" ? (
            <TextArea
              label={item.text}
              hint="Their words. Names and numbers are taken out when it is sent."
              value={words[item.key] ?? ""}
              onInput={(text) => choose({ words: { ...words, [item.key]: text.slice(0, 2000) } })}
              rows={2}
            />
          ) : (
            <One item={item} value={answers[item.key] ?? null} choose={(code) => choose({ answers: { ...answers, [item.key]: code } })} />
          )}
        </div>
      ))}
      <Tick
        text="They ticked that their words may be shown to others"
        detail="Without this nobody quotes them"
        checked={typed.quote}
        onChange={(quote) => choose({ quote })}
      />
    </Card>
  );
}

function One({ item, value, choose }: { item: KioskItem; value: string | null; choose: (code: string) => void }) {
  return (
    <>
      <div class={item.kind === "scale" ? "pick ten" : "pick"}>
        <Choice
          legend={item.text}
          options={item.codes.map(([code, text]) => ({ value: code!, text: text! }))}
          value={value || null}
          onChange={choose}
        />
      </div>
      {value && (
        <Button look="quiet" onClick={() => choose("")}>
          Take this answer away<span class="vh">: {item.text}</span>
        </Button>
      )}
    </>
  );
}
