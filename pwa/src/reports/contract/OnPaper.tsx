import type { ContractCapitation } from "../../store/reports";
import { Scroll } from "../Scroll";
import { pounds } from "./money";

/** Capitation beside what was spent: paper figures, typed in, which pay nobody. */
export function OnPaper({ capitation: { segments, total } }: { capitation: ContractCapitation }) {
  return (
    <section class="box" aria-labelledby="paper">
      <header>
        <h2 id="paper">Capitation, on paper</h2>
        <p>These people and pounds were typed in: nothing is counted from the record, and nobody is paid by it.</p>
      </header>
      {segments.length === 0 ? (
        <p class="muted">No segment is set up.</p>
      ) : (
        <Scroll name="Capitation on paper">
          <table class="tm">
            <thead>
              <tr>
                <th scope="col">Segment</th>
                <th scope="col" class="num">
                  People
                </th>
                <th scope="col" class="num">
                  A person
                </th>
                <th scope="col" class="num">
                  Would be paid
                </th>
                <th scope="col" class="num">
                  Was spent
                </th>
                <th scope="col" class="num">
                  Gain or loss
                </th>
              </tr>
            </thead>
            <tbody>
              {segments.map((one) => (
                <tr key={one.name}>
                  <th scope="row">{one.name}</th>
                  <td class="num">{one.people.toLocaleString("en-GB")}</td>
                  <td class="num">{pounds(one.person_pence)}</td>
                  <td class="num">{pounds(one.paid_pence)}</td>
                  <td class="num">{pounds(one.cost_pence)}</td>
                  <td class="num">
                    <Gain pence={one.gain_pence} />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">Together</th>
                <td class="num">{total.people.toLocaleString("en-GB")}</td>
                <td />
                <td class="num">{pounds(total.paid_pence)}</td>
                <td class="num">{pounds(total.cost_pence)}</td>
                <td class="num">
                  <Gain pence={total.gain_pence} />
                </td>
              </tr>
            </tfoot>
          </table>
        </Scroll>
      )}
    </section>
  );
}

/** The word says what a sign alone would. */
function Gain({ pence }: { pence: number }) {
  return (
    <>
      {pounds(Math.abs(pence))} {pence === 0 ? "" : pence > 0 ? "gain" : "loss"}
    </>
  );
}
