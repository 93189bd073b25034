import type { ContractYear } from "../../store/reports";
import { pounds } from "./money";

const when = { past: "over", now: "runs now", "to-come": "to come" } as const;

/** What is at stake in each year, as a bar and in words; a year is chosen here. */
export function Years({ years, chosen, choose }: { years: readonly ContractYear[]; chosen: number; choose: (year: number) => void }) {
  const most = Math.max(1, ...years.map((year) => year.at_stake_pence));
  return (
    <section class="box" aria-labelledby="years">
      <header>
        <h2 id="years">At stake by year</h2>
        <p>Choose a year.</p>
      </header>
      <ol class="years">
        {years.map((year) => (
          <li key={year.number}>
            <button type="button" aria-pressed={year.number === chosen} onClick={() => choose(year.number)}>
              <span class="label">
                {year.label}
                <small>{year.is_extension && year.when === "to-come" ? "extension" : when[year.when]}</small>
              </span>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="all" width="100" height="10" />
                <rect class="part" width={(year.at_stake_pence / most) * 100} height="10" />
              </svg>
              <span class="share">{year.share}%</span>
              <span class="money">{pounds(year.at_stake_pence)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
