import { dayAndTime } from "../../lib/dates";
import type { ContractRevised } from "../../store/reports";
import { useStore } from "../../store/use-store";
import { Scroll } from "../Scroll";

/** Who changed what, when and why, old and new: nothing of it can be changed or removed. */
export function History({ history }: { history: readonly ContractRevised[] }) {
  const now = useStore().now.value;
  return (
    <section class="box history" aria-labelledby="history">
      <header>
        <h2 id="history">History</h2>
        <p>Every version is kept. Nothing here can be changed or removed.</p>
      </header>
      {history.map((one, n) => (
        <details key={one.version} open={n === 0 && history.length > 1}>
          <summary>
            <b>Version {one.version}</b>, {one.who}, {dayAndTime(one.at, now)}: {one.why}
          </summary>
          <Scroll name={`What version ${one.version} changed`}>
            <table class="tm">
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">Old</th>
                  <th scope="col">New</th>
                </tr>
              </thead>
              <tbody>
                {one.changes.map((change) => (
                  <tr key={change.what}>
                    <th scope="row">{change.what}</th>
                    <td>{change.old ?? "was not there"}</td>
                    <td>{change.new ?? "taken out"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </details>
      ))}
    </section>
  );
}
