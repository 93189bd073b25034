import { useMe } from "../patient/use-patient";
import type { ReportMeasure, ReportOverview } from "../store/reports";
import { useStore } from "../store/use-store";
import { Button, Empty } from "../ui";
import { type Address, write } from "./address";
import { Beneath } from "./Beneath";
import { Chart } from "./Chart";
import { Experience } from "./Experience";
import { Exports } from "./Exports";
import { Files } from "./Files";
import { MeasureCard, Says, Told } from "./MeasureCard";
import { found, inNumber, isCard } from "./words";

/** Everything that is measured of one scope: the headlines as charts, what people say, the rest as a list, and what lies beneath. */
export function Overview({ page, address, search, showAll }: { page: ReportOverview; address: Address; search: string; showAll: () => void }) {
  if (page.made_at === null)
    return (
      <>
        <Empty title="Nothing was counted yet">
          <p>The first count is made tonight at 05:00.</p>
        </Empty>
        <Exports page={page} />
        <Files />
        <TheContract />
      </>
    );
  const wanted = found(page.measures, search);
  const heads = wanted.filter(isCard);
  const rest = wanted.filter((one) => !isCard(one));
  return (
    <>
      {!page.is_over && <p class="note">This month has not ended: its numbers are of the days that are over, and still change.</p>}
      {wanted.length === 0 ? (
        <Empty
          title="No measure is called that"
          acts={
            <Button look="second" onClick={showAll}>
              Show all
            </Button>
          }
        >
          <p>Looked for in names, questions, groups and definitions.</p>
        </Empty>
      ) : (
        <div class="cols">
          <div class="ms">
            {heads.map((one) => (
              <MeasureCard key={one.key} measure={one} address={address} madeAt={page.made_at} />
            ))}
          </div>
          {!search.trim() && <Experience scope={page.scope} month={page.months.at(-1)!} />}
        </div>
      )}
      {rest.length > 0 && <Others measures={rest} address={address} />}
      <Beneath page={page} address={address} />
      <Exports page={page} />
      <Files />
      <TheContract />
    </>
  );
}

/** The way to what the measures earn: managers' own. */
function TheContract() {
  const me = useMe(useStore());
  if (me?.role !== "manager") return null;
  return (
    <section class="box" aria-labelledby="the-contract">
      <header>
        <h2 id="the-contract">
          <a href="/reports/contract">Outcomes contract</a>
        </h2>
        <p>What is at stake in a year, and what the measures earn of it; what if they stood elsewhere; capitation on paper.</p>
      </header>
    </section>
  );
}

/** The other measures in their groups, a line each. */
function Others({ measures, address }: { measures: ReportMeasure[]; address: Address }) {
  const groups = [...new Set(measures.map((one) => one.group_name))];
  return (
    <section class="box others" aria-labelledby="others">
      <header>
        <h2 id="others">All other measures</h2>
        <p>Choose one for its definition, its months and its parts.</p>
      </header>
      {groups.map((group) => (
        <section key={group} aria-label={`${group}: other measures`}>
          <h3>{group}</h3>
          <ul>
            {measures
              .filter((one) => one.group_name === group)
              .map((one) => (
                <li key={one.key}>
                  <div>
                    <a href={write({ ...address, measure: one.key })}>{one.name}</a>
                    <Says measure={one} />
                  </div>
                  <Chart measure={one} size="small" />
                  <p class="num value">
                    <b>
                      <Told said={one.said} mark={one.mark} />
                    </b>
                    <span>{one.kind === "count" || one.n === null ? one.of : `n ${inNumber(one.n, 0)}`}</span>
                  </p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
