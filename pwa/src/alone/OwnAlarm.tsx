import { useState } from "preact/hooks";
import { sinceWhen } from "../lib/dates";
import { useStore } from "../store/use-store";
import { Button, Icon } from "../ui";
import type { AlarmView } from "./alarms";
import { toldSoFar } from "./words";

const titles: Record<string, string> = {
  "not-arrived": "Your colleagues ask where you are",
  "day-not-ended": "Your colleagues ask whether you are home",
};

/** What others were told of oneself, and one tap that ends it. */
export function OwnAlarm({ alarm, nameOf, now }: { alarm: AlarmView; nameOf: (id: string) => string; now: Date }) {
  const store = useStore();
  const { cause, due_at, answer } = alarm.fields;
  const [isFull, setFull] = useState(false);
  const safe = () =>
    store.change(alarm, "answer", { answer: "safe", answer_words: null, answer_at: now.toISOString() }).then(
      () => setFull(false),
      () => setFull(true),
    );
  return (
    <article class="raised own">
      <Icon name="people" />
      <h2>{titles[cause ?? ""] ?? "Your colleagues ask for you"}</h2>
      <p>
        {cause === "not-arrived" && `You have not come to a visit planned for ${sinceWhen(due_at ?? now, now)}, as far as anybody knows.`}
        {cause === "day-not-ended" && `Your shift ended at ${sinceWhen(due_at ?? now, now)}, and you have not ended your day.`}
      </p>
      <p class="by">{toldSoFar(alarm.fields, nameOf, now).join(" ")}</p>
      {isFull && (
        <p class="problem" role="alert">
          That is not kept: this tablet has no room. Ring your team.
        </p>
      )}
      <div class="acts">
        {answer === "safe" ? (
          <p class="asked" role="status">
            You said that you are safe.
          </p>
        ) : (
          <Button icon="check" onClick={() => void safe()}>
            I am safe
          </Button>
        )}
      </div>
    </article>
  );
}
