import { dayAndTime } from "../lib/dates";
import type { Header, Id, Unreadable as Row } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Icon } from "../ui";

/** What this tablet holds and cannot read: said plainly, with what to do. It is kept as it is. */
export function Unreadable({ list, header, now }: { list: readonly Row[]; header: (patient: Id | null) => Header | undefined; now: Date }) {
  const store = useStore();
  if (list.length === 0) return null;
  return (
    <section class="refused" aria-labelledby="unreadable-h">
      <header>
        <Icon name="warn" />
        <span id="unreadable-h">{title(list)}</span>
      </header>
      {list.map((one) => {
        const whose = one.draft && header(one.draft.patient);
        return (
          <div class="in" key={one.id}>
            <h2>
              {one.draft ? "Typed" : "Made"} {one.madeAt ? dayAndTime(one.madeAt, now) : "at a time that is not known"}
              {whose && (
                <>
                  , about <a href={`/patient/${whose.bundle}`}>{whose.name}</a>
                </>
              )}
            </h2>
            <p>{whatToDo(one)}</p>
            <div class="acts">
              <Button look="second" onClick={() => void store.letGo(one.id, "")}>
                {one.sent ? "I have read this" : "I have looked, and written it again"}
              </Button>
            </div>
          </div>
        );
      })}
    </section>
  );
}

export function title(list: readonly Pick<Row, "draft">[]): string {
  const drafts = list.filter((one) => one.draft).length;
  const thing = drafts === 0 ? ["change", "changes"] : drafts === list.length ? ["text", "texts"] : ["", "things"];
  return list.length === 1 ? `1 ${thing[0]} on this tablet cannot be read` : `${list.length} ${thing[1]} on this tablet cannot be read`;
}

export function whatToDo({ sent, draft }: Pick<Row, "sent" | "draft">): string {
  if (sent) return "It had been sent, so the record has it. Only this tablet’s copy is damaged.";
  const where = draft?.patient
    ? "Open that person’s record, and write again what is missing there."
    : "Look in the records of those you saw at that time, and write again what is missing there.";
  const was = draft
    ? "You were typing this, and had not finished. This tablet’s copy is damaged, and nobody else has it."
    : "This tablet’s copy is damaged, and it was perhaps never sent.";
  return `${was} ${where} Then make a diagnostic file and give it to support. The damaged copy is kept.`;
}
