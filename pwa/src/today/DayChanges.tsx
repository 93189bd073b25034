import "./day-changes.scss";
import { useEffect } from "preact/hooks";
import { dayOf } from "../lib/dates";
import type { Header, Id, People } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button } from "../ui";
import { changesOf, seenNow } from "./changes";

/** What is otherwise in this day since its person read it, over the foot of the page: nothing on the page is pushed aside by what arrives. */
export default function DayChanges(props: { day: string; index: readonly Header[]; me: Id; people: People }) {
  const { day, index, me } = props;
  const store = useStore();
  const mine = store.mine.value;
  const about = store.blank("my_day", null, { day }).id;
  const mark = mine?.all("read_mark").find((one) => one.fields.about === about)?.fields;
  const look = mark?.seen ? { seen: mark.seen, seen_with: mark.seen_with ?? null } : null;
  const now = seenNow(index, day, me);
  const today = dayOf(store.now.value);
  const changes = day < today ? [] : changesOf(look, props);
  const read = () =>
    void store
      .create("read_mark", null, { about, looked_at: store.now.value.toISOString(), ...now })
      // No room for it: what was read is told once more.
      .catch(() => undefined);
  // The first look at a day is what all later ones are compared with, and so is the first that keeps who else comes. Half of a day that is still
  // coming is no look.
  const isWhole = mine !== null && day >= today && store.status.value.state !== "filling";
  const isFirst = isWhole && (look ? look.seen_with === null && changes.length === 0 : now.seen.length > 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each day
  useEffect(() => {
    if (isFirst) read();
  }, [isFirst, about]);
  return (
    <div class="day-changes" role="status">
      {changes.length > 0 && (
        <section aria-labelledby="day-changes">
          <div>
            <h2 id="day-changes">{day === today ? "Your day has changed" : "This day has changed"}</h2>
            <ul>
              {changes.map((one) => (
                <li key={one.visit}>{one.words}</li>
              ))}
            </ul>
          </div>
          <Button look="second" onClick={read}>
            I have read it
          </Button>
        </section>
      )}
    </div>
  );
}
