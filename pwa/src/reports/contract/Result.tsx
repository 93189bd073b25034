import type { ContractResult } from "../../store/reports";
import { Scroll } from "../Scroll";
import { pounds } from "./money";
import { standingOf, wayOf, withUnit } from "./words";

/** Measure by measure: its weight, from where to where it earns, where it stands, what that is in money. The lines add up to the penny. */
export function Result({ result, name = "What each measure earns" }: { result: ContractResult; name?: string }) {
  const isSupposed = result.lines.some((line) => line.standing === "supposed");
  const id = isSupposed ? "supposed-lines" : "lines";
  return (
    <section class={isSupposed ? undefined : "box"} aria-labelledby={id}>
      <header class={isSupposed ? "vh" : undefined}>
        <h2 id={id}>
          {name}, {result.year.label}
        </h2>
      </header>
      <Scroll name={name}>
        <table class="tm">
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col" class="num roomy">
                Weight
              </th>
              <th scope="col" class="roomy">
                Earns from, to
              </th>
              <th scope="col">Actual</th>
              <th scope="col" class="roomy">
                Of the way
              </th>
              <th scope="col" class="num roomy">
                At stake
              </th>
              <th scope="col" class="num">
                {isSupposed ? "Would earn" : "Earned"}
              </th>
            </tr>
          </thead>
          <tbody>
            {result.lines.map((line) => (
              <tr key={line.key} class={line.standing === "supposed" ? "supposed" : undefined}>
                <th scope="row">
                  {line.standing === "gone" ? line.name : <a href={`/reports/${line.key}`}>{line.name}</a>}
                  <small class="narrow">
                    {line.weight}% of it, {pounds(line.at_stake_pence)}. Earns {wayOf(line)}
                    {line.attained !== null && `: ${line.attained}% of the way`}
                  </small>
                </th>
                <td class="num roomy">{line.weight}%</td>
                <td class="from-to roomy">{wayOf(line)}</td>
                <td class="stands-at">
                  <b>{line.actual === null ? "none" : withUnit(line.actual, line.unit)}</b>
                  <small>{standingOf(line)}</small>
                </td>
                <td class="way-of roomy">
                  {line.attained === null ? (
                    "–"
                  ) : (
                    <>
                      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="all" width="100" height="10" />
                        <rect class="part" width={Number(line.attained)} height="10" />
                      </svg>
                      {line.attained}%
                    </>
                  )}
                </td>
                <td class="num roomy">{pounds(line.at_stake_pence)}</td>
                <td class="num">{pounds(line.earned_pence)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                Together
                <small class="narrow">100%, {pounds(result.year.at_stake_pence)}</small>
              </th>
              <td class="num roomy">100%</td>
              <td class="roomy" />
              <td />
              <td class="roomy" />
              <td class="num roomy">{pounds(result.year.at_stake_pence)}</td>
              <td class="num">{pounds(result.earned_pence)}</td>
            </tr>
          </tfoot>
        </table>
      </Scroll>
      {!isSupposed && (
        <p class="df">
          <b>Counts:</b> share at stake × weight × how far the actual is from where it earns nothing to where it earns all. Each measure’s part is
          whole pence, the parts add up to the whole, and what is earned is rounded to the nearest penny. Actuals are the whole place’s, as the
          reports show them.
        </p>
      )}
    </section>
  );
}
