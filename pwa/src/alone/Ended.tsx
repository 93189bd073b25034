import { useStore } from "../store/use-store";
import { Button, Icon } from "../ui";
import type { AlarmView } from "./alarms";
import { ending, headline } from "./words";

/** How it ended, for who was called: with the real times of what came late. */
export function Ended({ alarm, nameOf, now, onClose }: { alarm: AlarmView; nameOf: (id: string) => string; now: Date; onClose: () => void }) {
  const name = useStore().people.value.staff(alarm.fields.about ?? "")?.name ?? "A colleague";
  return (
    <article class="raised over">
      <Icon name="check" />
      <h2>{ending(alarm.fields, name, nameOf, now)}</h2>
      <p class="by">It is over, and there is nothing to do: {headline(alarm.fields, name, now)}.</p>
      <div class="acts">
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
    </article>
  );
}
