import { useState } from "preact/hooks";
import { useStore } from "../store/use-store";
import { Button, Choice, Dialog } from "../ui";
import type { Day } from "./day";
import { writeMyDay } from "./my-day";

const steps = [10, 20, 30, 45, 60, 90];

/** How late one runs: written into one's own day, and the expected times move with it. */
export default function RunningLate({ day, onClose }: { day: Day; onClose: () => void }) {
  const store = useStore();
  const [minutes, setMinutes] = useState<string>(String(day.late || 20));
  const [failed, setFailed] = useState(false);
  async function say(late: number) {
    try {
      await writeMyDay(store, day.day, "late", { late_minutes: late, late_said_at: store.now.peek().toISOString() });
      onClose();
    } catch {
      setFailed(true);
    }
  }
  return (
    <Dialog title="How late are you running?" onClose={onClose}>
      <p class="muted">The times still to come move with it. It goes into your day’s record with the next coverage.</p>
      <Choice
        legend="How late"
        hideLegend
        options={steps.map((n) => ({ value: String(n), text: n === 60 ? "1 hour" : n === 90 ? "1½ hours" : `${n} minutes` }))}
        value={minutes}
        onChange={setMinutes}
      />
      {failed && (
        <p class="problem" role="alert">
          That is not kept yet: this tablet has no room.
        </p>
      )}
      <div class="acts">
        <Button onClick={() => void say(Number(minutes))}>Say so</Button>
        {day.late > 0 && (
          <Button look="second" onClick={() => void say(0)}>
            On time again
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}
