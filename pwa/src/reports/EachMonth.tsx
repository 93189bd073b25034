import { useState } from "preact/hooks";
import type { ReportSchedule } from "../store/reports";
import { useStore } from "../store/use-store";
import { Button, Dialog, Tag } from "../ui";
import { longMonth } from "../voice/words";
import { ExportFile, sizeOf } from "./ExportFile";
import { comingOf, sinceOf, titleOf } from "./schedules";
import type { Exports } from "./use-exports";

/** What is made of each month by itself: who wants it, what is next, what came of the last, and all that it made. */
export function EachMonth({ held }: { held: Exports }) {
  if (!held.schedules?.length) return null;
  return (
    <section class="each-month" aria-labelledby="each-month">
      <h3 id="each-month">Each month, once its figures are counted</h3>
      <ul>
        {held.schedules.map((one) => (
          <Schedule key={one.id} one={one} held={held} />
        ))}
      </ul>
    </section>
  );
}

function Schedule({ one, held }: { one: ReportSchedule; held: Exports }) {
  const now = useStore().now.value;
  const title = titleOf(one);
  return (
    <li>
      <b class="form">{one.form.toUpperCase()}</b>
      <div>
        <p>
          <b>{title}</b>
          {one.state === "paused" && <Tag>Paused</Tag>}
          {one.state === "stopped" && <Tag tone="care">Stopped</Tag>}
        </p>
        <p class="muted">
          {one.why}. {sinceOf(one, now)}
        </p>
        {one.reason && <p>{one.reason}</p>}
        {one.next && <p>{comingOf(one, now)}</p>}
        <Made one={one} held={held} />
      </div>
      <Acts one={one} title={title} held={held} />
    </li>
  );
}

/** What it made: the last at once, the others when they are asked for. */
function Made({ one, held }: { one: ReportSchedule; held: Exports }) {
  const [last, ...before] = one.exports;
  if (!last) return <p class="muted">It has made nothing yet.</p>;
  const told = (each: typeof last) => (
    <>
      {longMonth(each.until)}: {sizeOf(each)}
      {sizeOf(each) && each.state !== "ready" ? ", " : " "}
      <ExportFile one={each} held={held} />
      {each.state === "ready" && each.message && <small>{each.message}</small>}
    </>
  );
  return (
    <>
      <p>{told(last)}</p>
      {before.length > 0 && (
        <details>
          <summary>Before that, {before.length === 1 ? "1 month" : `${before.length} months`}</summary>
          <ul>
            {before.map((each) => (
              <li key={each.id}>{told(each)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Pause it, let it go on, end it: asked once more, as what was ended is asked for anew. */
function Acts({ one, title, held }: { one: ReportSchedule; title: string; held: Exports }) {
  const [ending, end] = useState(false);
  const [busy, setBusy] = useState(false);
  const become = async (state: "running" | "paused" | "ended") => {
    end(false);
    setBusy(true);
    await held.act((reports) => reports.changeSchedule(one.id, state));
    setBusy(false);
  };
  return (
    <div class="acts">
      {one.state !== "stopped" && (
        <Button look="quiet" busy={busy} onClick={() => void become(one.state === "paused" ? "running" : "paused")}>
          {one.state === "paused" ? "Go on" : "Pause"}
          <span class="vh"> {title}</span>
        </Button>
      )}
      <Button look="quiet" busy={busy} onClick={() => end(true)}>
        End<span class="vh"> {title}</span>
      </Button>
      {ending && (
        <Dialog title="End it?" onClose={() => end(false)}>
          <p>
            <b>{title}</b>, as {one.form.toUpperCase()}, is made of no month any more. What it made stays.
          </p>
          <div class="acts">
            <Button onClick={() => void become("ended")}>End it</Button>
            <Button look="second" onClick={() => end(false)}>
              Keep it
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
