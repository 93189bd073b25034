import { useId } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import type { ReportCounts, ReportMeasure } from "../store/reports";
import { useStore } from "../store/use-store";
import { Icon } from "../ui";
import { type Address, write } from "./address";
import { Chart, Key } from "./Chart";
import { Scroll } from "./Scroll";
import { inNumber, markInWords, ofWhat, saysOf, type verdicts } from "./words";

/** A measure on the overview: its number, its chart, what the chart says, its table, its definition. */
export function MeasureCard({ measure, address, madeAt }: { measure: ReportMeasure; address: Address; madeAt: string | null }) {
  const id = useId();
  return (
    <article class="m" aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>
            <a href={write({ ...address, measure: measure.key, by: address.by })}>{measure.name}</a>
          </h2>
          <Says measure={measure} />
        </div>
        <Value measure={measure} />
      </header>
      <Chart measure={measure} />
      <div class="under">
        <p class="target-says">{measure.chart.target_says}</p>
        <details>
          <summary>
            <Icon name="form" />
            Table<span class="vh">: {measure.name}</span>
          </summary>
          <ChartTable measure={measure} />
        </details>
      </div>
      <Definition measure={measure} madeAt={madeAt} />
    </article>
  );
}

/** What the chart says of its last month, with its mark. */
export function Says({ measure: { chart } }: { measure: ReportMeasure }) {
  const [first, rest] = saysOf(chart.says);
  const shape = chart.limits === null ? null : chart.verdict;
  return (
    <p class="says">
      {shape !== null && <Key shape={shape as keyof typeof verdicts} />}
      <span>
        {rest ? (
          <>
            <b>{first}:</b> {rest}
          </>
        ) : (
          first
        )}
      </span>
    </p>
  );
}

/** The last month's number, or why there is none. */
export function Value({ measure }: { measure: ReportMeasure }) {
  return (
    <p class="v">
      {measure.said === null ? (
        measure.mark ? (
          <>
            <b>{measure.mark}</b> <span>{markInWords(measure.mark)}</span>
          </>
        ) : (
          <>
            <b>n/a</b> <span>nothing counted</span>
          </>
        )
      ) : (
        <>
          <b>
            <Sized said={measure.said} unit={measure.unit} />
          </b>{" "}
          <span>{ofWhat(measure)}</span>
        </>
      )}
    </p>
  );
}

/** A number as large as it matters, its unit beside it as words: "per 100,000 a year" as large as that would fill the card. */
function Sized({ said, unit }: { said: string; unit: string }) {
  const words = unit && unit !== "%" ? ` ${unit}` : "";
  if (!words || !said.endsWith(words)) return said;
  return (
    <>
      {said.slice(0, -words.length)}
      <small>{words}</small>
    </>
  );
}

export function Definition({ measure, madeAt }: { measure: ReportMeasure; madeAt: string | null }) {
  const now = useStore().now.value;
  return (
    <p class="df">
      <b>Counts:</b> {measure.counts} <b>Of whom:</b> {measure.population} <b>Source:</b> {measure.source}
      {madeAt ? `, counted ${dayAndTime(madeAt, now)}.` : "."}
    </p>
  );
}

/** The same numbers as in the chart, newest first; `counts`: of what each is made. */
export function ChartTable({ measure, counts }: { measure: ReportMeasure; counts?: readonly ReportCounts[] }) {
  const { chart } = measure;
  const isCount = measure.kind === "count";
  const above = measure.kind === "median" ? undefined : counts;
  return (
    <Scroll name={`${measure.name} by month`} isTall>
      <table>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col" class="num">
              Value
            </th>
            {!isCount && above && (
              <th scope="col" class="num">
                Numerator
              </th>
            )}
            {!isCount && (
              <th scope="col" class="num">
                {above ? `Denominator: ${measure.of}` : `of ${measure.of}`}
              </th>
            )}
            <th scope="col" class="why">
              The chart says
            </th>
          </tr>
        </thead>
        <tbody>
          {[...chart.points].reverse().map((point) => (
            <tr key={point.month}>
              <th scope="row">{point.label}</th>
              <td class="num">
                <Told said={point.value === null ? null : told(measure, point.value)} mark={point.mark} />
              </td>
              {!isCount && above && (
                <td class="num">
                  <Told said={plain(above.find((one) => one.month === point.month)?.numerator ?? null)} mark={point.mark} />
                </td>
              )}
              {!isCount && (
                <td class="num">
                  <Told said={plain(point.n)} mark={point.mark} />
                </td>
              )}
              <td class="why">{point.verdict && point.verdict !== "usual" ? `${verdictWord[point.verdict]}: ${point.why ?? ""}` : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {chart.limits && (
        <p class="limits">
          Mean {told(finer(measure), chart.limits.mean)}, limits {told(finer(measure), chart.limits.lower)} to{" "}
          {told(finer(measure), chart.limits.upper)}, from the first {chart.limits.months} months.
        </p>
      )}
    </Scroll>
  );
}

const plain = (value: number | null) => (value === null ? null : inNumber(value, Number.isInteger(value) ? 0 : 1));
const verdictWord = { better: "Better", worse: "Worse", signal: "Changed" } as const;
const finer = (measure: ReportMeasure) => ({ unit: measure.unit, decimals: measure.unit === "%" ? measure.decimals : Math.max(measure.decimals, 1) });

function told({ decimals, unit }: { decimals: number; unit: string }, value: number): string {
  const number = inNumber(value, decimals);
  return unit === "%" ? `${number}%` : unit ? `${number} ${unit}` : number;
}

/** A number, or its mark with what it means to who hears it, or that nothing was counted. */
export function Told({ said, mark }: { said: string | null; mark: string }) {
  if (mark)
    return (
      <span class="sup">
        <span aria-hidden="true">{mark}</span>
        <span class="vh">{markInWords(mark)}</span>
      </span>
    );
  return <>{said ?? "n/a"}</>;
}
