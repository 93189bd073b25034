import { sinceWhen } from "../lib/dates";
import { derived } from "../lib/ids";
import type { Bundle, Id, View, Waiting } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Icon } from "../ui";
import type { Sentence } from "./sentences";

/** How a lead dealt with one's own refused change; null where nobody but oneself did. */
export function dealtByAnother(mine: Bundle | null, change: Id, me: Id | null): View<"refusal"> | null {
  const found = refusalOf(mine, change);
  return found?.fields.dealt_how && found.stamps.dealt && found.stamps.dealt.by !== me ? found : null;
}

/** The refused changes that wait for nothing but to be read: a lead dealt with each, and nothing is left that was built on it and goes with it. */
export function dealtWith(refused: readonly Waiting[], mine: Bundle | null, me: Id | null): { change: Waiting; refusal: View<"refusal"> }[] {
  const open = new Set(refused.filter(({ id }) => !refusalOf(mine, id)?.fields.dealt_how).map(({ id }) => id));
  return refused.flatMap((change) => {
    const refusal = dealtByAnother(mine, change.id, me);
    return refusal && !change.dependents.some((id) => open.has(id)) ? [{ change, refusal }] : [];
  });
}

const refusalOf = (mine: Bundle | null, change: Id) => mine?.one("refusal", derived("refusal", change));

export interface DealtOne {
  change: Waiting;
  sentence: Sentence;
  refusal: View<"refusal">;
}

/** What a lead did with what was not taken: told until its author has read it. */
export function Dealt({ list, now }: { list: readonly DealtOne[]; now: Date }) {
  const store = useStore();
  if (list.length === 0) return null;
  return (
    <section class="dealt" aria-labelledby="dealt-h">
      <h2 id="dealt-h">{list.length === 1 ? "A lead dealt with 1 that was not taken" : `A lead dealt with ${list.length} that were not taken`}</h2>
      {list.map(({ change, sentence, refusal }) => (
        <div class="in" key={change.id}>
          <p>
            <Icon name={sentence.icon} /> {sentence.what}
          </p>
          <p>{dealtWords(refusal, (id) => store.people.value.staff(id)?.name ?? "A lead", now)}</p>
          <Button look="second" onClick={() => void store.letGo(change.id, "").catch(() => undefined)}>
            I have read it
          </Button>
        </div>
      ))}
    </section>
  );
}

/** "Grace Oduya kept it as a note in the record, today 10:40." */
export function dealtWords(refusal: View<"refusal">, nameOf: (id: Id) => string, now: Date): string {
  const { by, at } = refusal.stamps.dealt!;
  const when = sinceWhen(at, now);
  return refusal.fields.dealt_how === "let-go"
    ? `${nameOf(by)} set it aside, ${when}: “${refusal.fields.dealt_reason ?? ""}”`
    : `${nameOf(by)} kept it as a note in the record, ${when}.`;
}
