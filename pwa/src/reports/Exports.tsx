import { useState } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import { useMe } from "../patient/use-patient";
import type { ReportExport, ReportOverview } from "../store/reports";
import { useStore } from "../store/use-store";
import { Button } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";
import { EachMonth } from "./EachMonth";
import { ExportFile, sizeOf, whatOf } from "./ExportFile";
import { NewExport } from "./NewExport";
import { Scroll } from "./Scroll";
import { type Exports as Held, isOpen, useExports } from "./use-exports";

/** What was taken out of the record as a file: who, what, when and why; the file as long as it is kept. Managers' own. */
export function Exports({ page }: { page: ReportOverview }) {
  const me = useMe(useStore());
  if (me?.role !== "manager") return null;
  return <Managers page={page} />;
}

function Managers({ page }: { page: ReportOverview }) {
  const held = useExports();
  const [asking, ask] = useState(false);
  const box = useHeldFocus<HTMLElement>("header .btn");
  const open = (held.all ?? []).filter(isOpen);
  return (
    <section class="box exports" aria-labelledby="exports" ref={box}>
      <header>
        <h2 id="exports">Exports</h2>
        <p>Every export is recorded: who, what, when and why. Files are removed after 14 days.</p>
        <Button onClick={() => ask(true)}>Export</Button>
      </header>
      {held.words && (
        <p class="problem" role="alert">
          {held.words}
        </p>
      )}
      {open.map((one) => (
        <Making key={one.id} one={one} held={held} />
      ))}
      <EachMonth held={held} />
      {held.all?.length === 0 && <p class="muted">Nothing was exported yet.</p>}
      {held.all?.some((one) => !isOpen(one)) && <Past all={held.all.filter((one) => !isOpen(one))} held={held} />}
      {asking && <NewExport page={page} held={held} onClose={() => ask(false)} />}
    </section>
  );
}

/** One that is being made: how far it is, in words and as a bar. */
function Making({ one, held }: { one: ReportExport; held: Held }) {
  return (
    <div class="making" role="status">
      <b class="form">{one.form.toUpperCase()}</b>
      <div>
        <p>
          <b>{whatOf(one)}</b>
        </p>
        <progress max={Math.max(one.steps, 1)} value={one.state === "waiting" ? 0 : one.done} aria-label={`How far ${whatOf(one)} is`} />
        <p class="muted">{one.state === "waiting" ? "Waiting for the worker" : `${one.doing ?? "Being made"}…`}</p>
      </div>
      {one.mine && (
        <Button look="quiet" onClick={() => void held.act((reports) => reports.stop(one.id))}>
          Stop<span class="vh"> {whatOf(one)}</span>
        </Button>
      )}
    </div>
  );
}

function Past({ all, held }: { all: ReportExport[]; held: Held }) {
  const now = useStore().now.value;
  return (
    <Scroll name="Exports made">
      <table class="tm">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Why</th>
            <th scope="col">Form</th>
            <th scope="col">Size</th>
            <th scope="col">Names</th>
            <th scope="col">File</th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.id}>
              <td class="when">{dayAndTime(one.asked_at, now)}</td>
              <td>
                {one.who}
                {one.schedule && <small>by schedule, each month</small>}
              </td>
              <th scope="row">
                {whatOf(one)}
                {one.state === "ready" && one.message && <small>{one.message}</small>}
              </th>
              <td>{one.why}</td>
              <td>
                <b class="form">{one.form.toUpperCase()}</b>
              </td>
              <td>{sizeOf(one)}</td>
              <td>{one.has_names ? <b>with names</b> : "no names"}</td>
              <td>
                <ExportFile one={one} held={held} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
