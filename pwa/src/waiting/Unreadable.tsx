import { dayAndTime } from "../lib/dates";
import type { Unreadable as Row } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Icon } from "../ui";

/** What this tablet holds and cannot read: said plainly, with what to do. It is kept as it is. */
export function Unreadable({ list, now }: { list: readonly Row[]; now: Date }) {
  const store = useStore();
  if (list.length === 0) return null;
  return (
    <section class="refused" aria-labelledby="unreadable-h">
      <header>
        <Icon name="warn" />
        <span id="unreadable-h">
          {list.length === 1 ? "1 change on this tablet cannot be read" : `${list.length} changes on this tablet cannot be read`}
        </span>
      </header>
      {list.map((one) => (
        <div class="in" key={one.id}>
          <h2>Made {dayAndTime(one.madeAt, now)}</h2>
          <p>{whatToDo(one)}</p>
          <div class="acts">
            <Button look="second" onClick={() => void store.letGo(one.id, "")}>
              {one.sent ? "I have read this" : "I have looked, and written it again"}
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
}

export const whatToDo = ({ sent }: Pick<Row, "sent">): string =>
  sent
    ? "It had been sent, so the record has it. Only this tablet’s copy is damaged."
    : "This tablet’s copy is damaged, and it was perhaps never sent. Look in the records of those you saw at that time: what is missing there, write again. Then make a diagnostic file and give it to support. The damaged copy is kept.";
