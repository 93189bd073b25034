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
          <table class="tm paper">
            <thead>
              <tr>
                <th scope="col">Segment</th>
                <th scope="col" class="num roomy">
                  People
                </th>
                <th scope="col" class="num roomy">
                  A person
                </th>
                <th scope="col" class="num">
                  Would be paid
                </th>
                <th scope="col" class="num">
                  Was spent
                  <span class="narrow">Gain or loss</span>
                </th>
                <th scope="col" class="num roomy">
                  Gain or loss
                </th>
              </tr>
            </thead>
            <tbody>
              {segments.map((one) => (
                <tr key={one.name}>
                  <th scope="row">
                    {one.name}
                    <span class="narrow">
                      {one.people.toLocaleString("en-GB")} × {pounds(one.person_pence)}
                    </span>
                  </th>
                  <td class="num roomy">{one.people.toLocaleString("en-GB")}</td>
                  <td class="num roomy">{pounds(one.person_pence)}</td>
                  <td class="num">{pounds(one.paid_pence)}</td>
                  <td class="num">
                    {pounds(one.cost_pence)}
                    <span class="narrow">
                      <Gain pence={one.gain_pence} />
                    </span>
                  </td>
                  <td class="num roomy">
                    <Gain pence={one.gain_pence} />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">
                  Together
                  <span class="narrow">{total.people.toLocaleString("en-GB")} people</span>
                </th>
                <td class="num roomy">{total.people.toLocaleString("en-GB")}</td>
                <td class="roomy" />
                <td class="num">{pounds(total.paid_pence)}</td>
                <td class="num">
                  {pounds(total.cost_pence)}
                  <span class="narrow">
                    <Gain pence={total.gain_pence} />
                  </span>
                </td>
                <td class="num roomy">
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
