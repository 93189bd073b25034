import { dayAndTime } from "../lib/dates";
import { useMe } from "../patient/use-patient";
import type { ReportMeasurePage, ReportPart } from "../store/reports";
import { useStore } from "../store/use-store";
import { Empty } from "../ui";
import { shortMonth } from "../voice/words";
import type { Address } from "./address";
import { Beneath } from "./Beneath";
import { Chart } from "./Chart";
import { ChartTable, Says, Told, Value } from "./MeasureCard";
import { Scroll } from "./Scroll";
import { inNumber, partInWords, tiers } from "./words";

/** One measure of one scope: what it asks and counts, its chart, what each month is made of, its parts, what lies beneath. */
export function MeasurePage({ page, address }: { page: ReportMeasurePage; address: Address }) {
  const { measure } = page;
  if (page.made_at === null)
    return (
      <Empty title="Nothing was counted yet">
        <p>The first count is made tonight at 05:00.</p>
      </Empty>
    );
  return (
    <>
      {!page.is_over && <p class="note">This month has not ended: its numbers are of the days that are over, and still change.</p>}
      <article class="m large" aria-label={measure.name}>
        <header>
          <div>
            <p class="question">{measure.question}</p>
            <Says measure={measure} />
          </div>
          <Value measure={measure} />
        </header>
        <Chart measure={measure} size="page" />
        {measure.chart.target_says && <p class="target-says">{measure.chart.target_says}</p>}
        {measure.group === "plans" && <WhoItIs />}
      </article>
      <div class="halves">
        <section class="box" aria-labelledby="months">
          <header>
            <h2 id="months">By month</h2>
          </header>
          <ChartTable measure={measure} counts={page.counts} />
        </section>
        <div>
          <About page={page} />
          <Beneath page={page} address={address} />
        </div>
      </div>
      {page.parts.length > 0 && <Parts parts={page.parts} name={measure.name} />}
    </>
  );
}

/** From a figure to what is to be done: whoever may see the people has them as a list; who may not is told who does. */
function WhoItIs() {
  const me = useMe(useStore());
  if (me?.role === "lead" || me?.role === "coordinator")
    return (
      <p>
        <a href="/population">People at risk</a>: who of yours lacks what, as it stands now.
      </p>
    );
  return <p class="muted">Who it is stands under People at risk, for team leads and care co-ordinators: reports name nobody.</p>;
}

function About({ page: { measure, made_at } }: { page: ReportMeasurePage }) {
  const now = useStore().now.value;
  const unit = measure.unit === "%" ? "%" : measure.unit ? ` ${measure.unit}` : "";
  const rows: [string, string | null][] = [
    ["Counts", measure.counts],
    ["Of whom", measure.population],
    ["Source", measure.source],
    ["Whose", tiers[measure.tier] ?? measure.tier],
    ["Better", measure.direction === "up" ? "when it rises" : measure.direction === "down" ? "when it falls" : "neither: it tells how much there is"],
    ["Target", measure.chart.target === null ? "none is set" : `${inNumber(measure.chart.target, measure.decimals)}${unit}`],
    ["Baseline", measure.baseline === null ? null : `${inNumber(measure.baseline, measure.decimals)}${unit}`],
    ["Counted", made_at && `${dayAndTime(made_at, now)}, and each night at 05:00`],
  ];
  return (
    <section class="box" aria-labelledby="about">
      <header>
        <h2 id="about">What it is</h2>
      </header>
      <dl class="about">
        {rows
          .filter(([, words]) => words)
          .map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

/** Its parts side by side, a month a line, the newest first. */
function Parts({ parts, name }: { parts: ReportPart[]; name: string }) {
  const months = parts[0]!.points.map((point) => point.month).reverse();
  return (
    <section class="box" aria-labelledby="parts">
      <header>
        <h2 id="parts">Its parts</h2>
      </header>
      <Scroll name={`${name}, its parts by month`}>
        <table class="tm">
          <thead>
            <tr>
              <th scope="col">Month</th>
              {parts.map((part) => (
                <th key={part.part} scope="col" class="num">
                  {partInWords(part.part)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map((month, n) => (
              <tr key={month}>
                <th scope="row">{shortMonth(month, true)}</th>
                {parts.map((part) => {
                  const point = part.points.at(-1 - n)!;
                  return (
                    <td key={part.part} class="num">
                      <Told said={point.said} mark={point.mark} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
