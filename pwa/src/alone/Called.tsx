import { useState } from "preact/hooks";
import { addressLine } from "../lib/address";
import { firstName, phoneHref } from "../patient/text";
import { useWords } from "../patient/use-words";
import { useStore } from "../store/use-store";
import { Button, Icon, LinkButton, TextArea } from "../ui";
import type { AlarmView } from "./alarms";
import { headline, lastWord, toldSoFar } from "./words";

/** " Priya Nair, 020 7946 0182 can see it.": whom to ask. */
function whoCan(leads: readonly ({ name?: string | null; phone?: string | null } | undefined)[]): string {
  const named = leads.map((one) => [one?.name, one?.phone].filter(Boolean).join(", ")).filter(Boolean);
  return named.length > 0 ? ` ${named.join(" or ")} can see it.` : "";
}

type Saying = "have-them" | "safe" | null;

/**
 * A colleague is missed, and this person is asked: who, since when, what was heard last, where (as far as it is theirs to see), and what to do.
 * `where`: what the Team page read of it, null where it could not; elsewhere left out.
 */
export function Called(props: { alarm: AlarmView; me: string; nameOf: (id: string) => string; now: Date; where?: string | null }) {
  const { alarm, me, nameOf, now } = props;
  const store = useStore();
  const people = store.people.value;
  const { about, visit, cause, leads, answer, answer_at } = alarm.fields;
  const who = people.staff(about ?? "");
  const name = who?.name ?? "A colleague";
  const isLead = leads?.includes(me) ?? false;
  const [saying, setSaying] = useState<Saying>(null);
  const said = useWords(alarm, "found", { words: "" });
  const { words } = said.values;
  const [problem, setProblem] = useState<string | null>(null);
  const header = store.index.value.find((one) => one.visits.some(({ id }) => id === visit));
  const where = props.where ?? (header ? `${header.name}, ${addressLine(header)}` : null);
  const elsewhere = (leads ?? []).filter((id) => id !== me).map((id) => people.staff(id));

  async function say(what: "have-them" | "cannot" | "safe") {
    if (what !== "cannot" && words.trim() === "") {
      setProblem(what === "safe" ? "Write how you know." : "Write in a word what you found.");
      return;
    }
    try {
      await store.change(alarm, "answer", { answer: what, answer_words: words.trim() || null, answer_at: store.now.peek().toISOString() });
      setSaying(null);
      said.done();
      setProblem(null);
    } catch {
      setProblem("That is not kept yet: this tablet has no room.");
    }
  }
  const begin = (what: Saying) => {
    setSaying(saying === what ? null : what);
    setProblem(null);
  };
  return (
    <article class={answer === "have-them" ? "raised answered" : "raised"}>
      <Icon name={cause === "asks-to-be-rung" ? "phone" : "warn"} />
      <h2>{headline(alarm.fields, name, now)}</h2>
      {cause === "asks-to-be-rung" && (
        <p>
          <b>Ring now.</b> Somebody may be listening: ask what can be answered with yes or no. If something is wrong, or nobody answers, ring 999.
        </p>
      )}
      <p>{lastWord(alarm.fields, name, now)}</p>
      {where ? (
        <p>
          Where: <b>{where}</b>
        </p>
      ) : (
        visit && <p>{isLead ? "Where is read on the Team page, with coverage." : `Where is not yours to see.${whoCan(elsewhere)}`}</p>
      )}
      <ul class="told by">
        {toldSoFar(alarm.fields, nameOf, now).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {answer && answer_at && alarm.kept.answer && alarm.kept.answer !== "sent" && (
        <p class="by">What you said is on this tablet, and goes by itself.</p>
      )}
      <div class="acts">
        {who?.phone ? (
          <LinkButton icon="phone" href={phoneHref(who.phone)}>{`Ring ${firstName(name)}, ${who.phone}`}</LinkButton>
        ) : (
          <span class="by">No phone number of {firstName(name)} is known.</span>
        )}
        <Button look="second" icon="shield" expanded={saying === "have-them"} onClick={() => begin("have-them")}>
          I have them
        </Button>
        {isLead && props.where === undefined && (
          <LinkButton look="second" icon="pin" href="/team">
            See where
          </LinkButton>
        )}
        {isLead ? (
          <Button look="second" icon="check" expanded={saying === "safe"} onClick={() => begin("safe")}>
            They are safe: end it
          </Button>
        ) : (
          answer !== "cannot" && (
            <Button look="quiet" onClick={() => void say("cannot")}>
              I cannot: tell the lead
            </Button>
          )
        )}
      </div>
      {saying && (
        <form
          class="saying"
          onSubmit={(event) => {
            event.preventDefault();
            void say(saying);
          }}
        >
          <TextArea
            label={saying === "safe" ? "How do you know that they are safe?" : "What did you find?"}
            hint={
              saying === "safe"
                ? "It ends the alarm for everyone."
                : "The lead is not told for an hour. It ends when they leave, or say that they are safe."
            }
            rows={2}
            value={words}
            error={problem}
            onInput={(typed) => said.put({ words: typed })}
          />
          <Button type="submit">{saying === "safe" ? "End it" : "Say so"}</Button>
        </form>
      )}
      {!saying && problem && <p class="problem">{problem}</p>}
    </article>
  );
}
