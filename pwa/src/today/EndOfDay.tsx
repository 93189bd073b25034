import { useState } from "preact/hooks";
import { timeOf } from "../lib/dates";
import { howManyWait } from "../lib/status-words";
import { useStore } from "../store/use-store";
import { Button, Dialog } from "../ui";
import { type Day, isFinished } from "./day";
import { writeMyDay } from "./my-day";

/** What is still open, said and not forced; then the day is ended, and can be opened again. */
export default function EndOfDay({ day, onClose }: { day: Day; onClose: () => void }) {
  const store = useStore();
  const status = store.status.value;
  const [failed, setFailed] = useState(false);
  const open = day.stops.filter((stop) => !isFinished(stop));
  async function write(ended: string | null) {
    try {
      await writeMyDay(store, day.day, "end", { ended_at: ended });
      onClose();
    } catch {
      setFailed(true);
    }
  }
  const points = [
    ...open.map((stop) => ({
      key: stop.visit.id,
      text:
        stop.state === "here"
          ? `${stop.header.name}: you have not left`
          : `${stop.header.name}, ${timeOf(stop.visit.planned_start)}: nothing recorded`,
      href: `/visit/${stop.header.bundle}/${stop.visit.id}`,
    })),
    ...(status.toSettle > 0 ? [{ key: "settle", text: `${status.toSettle} to settle`, href: "/settle" }] : []),
    ...(status.refused > 0
      ? [{ key: "refused", text: status.refused === 1 ? "1 change was not taken" : `${status.refused} changes were not taken`, href: "/waiting" }]
      : []),
    ...(status.waiting + status.pictures > 0
      ? [
          {
            key: "waiting",
            text: `${howManyWait(status.waiting, status.pictures)} to be sent, and ${status.waiting + status.pictures === 1 ? "goes by itself" : "go by themselves"}`,
            href: "/waiting",
          },
        ]
      : []),
  ];
  return (
    <Dialog title={day.endedAt ? `You ended your day at ${timeOf(day.endedAt)}` : "End your day"} onClose={onClose}>
      {points.length === 0 ? (
        <p>Nothing is open: every visit has its record, and everything you wrote has been sent.</p>
      ) : (
        <>
          <p>Still open. You can end your day all the same.</p>
          <ul class="openlist">
            {points.map((point) => (
              <li key={point.key}>
                <a href={point.href}>{point.text}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {failed && (
        <p class="problem" role="alert">
          That is not kept yet: this tablet has no room.
        </p>
      )}
      <div class="acts">
        {day.endedAt ? (
          <Button look="second" onClick={() => void write(null)}>
            Open my day again
          </Button>
        ) : (
          <Button onClick={() => void write(store.now.peek().toISOString())}>End my day</Button>
        )}
        {status.newVersion && (
          <Button look="second" icon="new" onClick={() => store.useNewVersion()}>
            Put in the new version
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          {day.endedAt ? "Close" : "Not yet"}
        </Button>
      </div>
    </Dialog>
  );
}
