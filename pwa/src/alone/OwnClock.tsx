import { useState } from "preact/hooks";
import { timeOf } from "../lib/dates";
import type { View } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Icon } from "../ui";
import { leaveByOf, quarterMore } from "../visit/clock";
import { AskForACall } from "./AskForACall";
import type { AlarmView } from "./alarms";
import type { Over } from "./own";
import { toldSoFar } from "./words";

/** "You should have left at 10:35. Still all right?": by this tablet's own clock, with or without coverage. */
export function OwnClock(props: { over: Over; me: string; alarms: readonly AlarmView[]; nameOf: (id: string) => string; now: Date }) {
  const { over, me, now } = props;
  const store = useStore();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const bundle = store.bundle(over.header.bundle).value;
  const attendance = bundle?.all("attendance").find(({ fields }) => fields.visit === over.visit.id && fields.staff === me);
  const told = props.alarms.find(
    ({ fields }) => fields.about === me && fields.visit === over.visit.id && fields.cause === "overdue" && !fields.ended_at,
  );
  const sent = !attendance || !["on-this-tablet", "typing", "not-kept"].includes(attendance.kept.arrival ?? "");
  const hasCoverage = !["offline", "stale"].includes(store.status.value.state);

  async function write(act: (view: View<"attendance">) => Promise<unknown>) {
    if (!attendance || busy) return;
    setBusy(true);
    setFailed(false);
    await act(attendance).catch(() => setFailed(true));
    setBusy(false);
  }
  const more = () =>
    write((view) => store.change(view, "expected", { leave_by: quarterMore(leaveByOf(view.fields, over.visit) ?? over.leaveBy, store.now.peek()) }));
  const left = () => write((view) => store.change(view, "leaving", { left_at: store.now.peek().toISOString(), outcome: null, outcome_reason: null }));
  return (
    <article class="raised own">
      <Icon name="clock" />
      <h2>
        You should have left at <span class="num">{timeOf(over.leaveBy)}</span>. Still all right?
      </h2>
      <p>
        {over.header.name}, here since <span class="num">{timeOf(over.arrivedAt)}</span>.
      </p>
      <p class="by">
        {told
          ? toldSoFar(told.fields, props.nameOf, props.now).join(" ")
          : !sent
            ? "Nobody knows that you are here: your arrival waits for coverage. Ring somebody if you need anyone."
            : hasCoverage
              ? "Say so, or your buddy is told, and then your team’s lead."
              : "No coverage here. Your arrival was sent, so your buddy is told all the same unless word comes from you."}
      </p>
      {failed && <p class="problem">That is not kept yet: this tablet has no room.</p>}
      <div class="acts">
        <Button icon="check" busy={busy || !attendance} onClick={() => void more()}>
          I’m fine, 15 minutes more
        </Button>
        <Button look="second" icon="door" busy={busy || !attendance} onClick={() => void left()}>
          I have left
        </Button>
        <AskForACall visit={over.visit.id} now={now} />
      </div>
    </article>
  );
}
