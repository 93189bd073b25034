import type { VoicePage } from "../store/voice";
import { Card, Icon } from "../ui";
import { plotOf } from "./chart";
import { chartInWords, leftOutOfMonths, lowest, marksInWords, nameOf, shortMonth, totalInWords } from "./words";

/** The national question: percent positive by month, hidden months hatched, and the same as a table. */
export function Fft({ page }: { page: VoicePage }) {
  const { months } = page;
  const chosen = months.at(-1);
  const low = lowest(months);
  const total = totalInWords(page);
  const first = months[0];
  const left = leftOutOfMonths(page);
  return (
    <Card
      title="Friends and Family: good or very good"
      aside={first && chosen ? `${shortMonth(first.month, true)} to ${shortMonth(chosen.month, true)}` : undefined}
      class="fft-card"
    >
      {chosen && (
        <div class="big">
          {chosen.mark ? (
            <p>
              <b>{nameOf(chosen.month)} is not shown:</b>{" "}
              {chosen.mark === "*" ? "fewer than 5 people answered." : "so that another number cannot be worked out."}
            </p>
          ) : chosen.positive === null ? (
            <p>Nobody answered in {nameOf(chosen.month)}.</p>
          ) : (
            <>
              <b class="n num">{chosen.positive}%</b>
              <p>
                of <b>{chosen.n}</b> {chosen.n === 1 ? "answer" : "answers"} in {nameOf(chosen.month)}
                {chosen.negative ? `; ${chosen.negative}% poor or very poor` : ""}.{low && ` ${nameOf(low.month)} was low, ${low.positive}%.`}
              </p>
            </>
          )}
        </div>
      )}
      <Chart page={page} />
      <p class="foot">
        {marksInWords(months).map((one) => (
          <span key={one.mark}>
            <b>{one.mark}</b> {one.words}{" "}
          </span>
        ))}
        {total}
        {left && ` ${left}`}
      </p>
      <details>
        <summary>
          <Icon name="form" />
          As a table
        </summary>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Month</th>
                <th scope="col" class="num">
                  Answers
                </th>
                <th scope="col" class="num">
                  Positive
                </th>
                <th scope="col" class="num">
                  Negative
                </th>
              </tr>
            </thead>
            <tbody>
              {months.map((month) => (
                <tr key={month.month}>
                  <th scope="row">{shortMonth(month.month, true)}</th>
                  <td class="num">{month.mark || month.n}</td>
                  <td class="num">{month.mark || (month.positive === null ? "–" : `${month.positive}%`)}</td>
                  <td class="num">{month.mark || (month.negative === null ? "–" : `${month.negative}%`)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">All shown</th>
                <td class="num">{page.year.n}</td>
                <td class="num">{page.year.positive === null ? "–" : `${page.year.positive}%`}</td>
                <td class="num">{page.year.negative === null ? "–" : `${page.year.negative}%`}</td>
              </tr>
            </tbody>
          </table>
        </div>
      </details>
    </Card>
  );
}

function Chart({ page }: { page: VoicePage }) {
  const plot = plotOf(page.months);
  return (
    <div class="fft" role="img" aria-label={chartInWords(page.months)}>
      <div class="ya">
        {plot.lines.map((line) => (
          <span key={line.value} style={{ top: `${line.y}%` }}>
            {line.value}%
          </span>
        ))}
      </div>
      <div class="plot">
        {plot.gaps.map((gap) => (
          <div key={gap.x} class="gap" style={{ left: `${gap.x}%`, width: `${gap.width}%` }} />
        ))}
        <svg aria-hidden="true">
          {plot.lines.map((line) => (
            <line key={line.value} class="grid" x1="0" x2="100%" y1={`${line.y}%`} y2={`${line.y}%`} />
          ))}
          {plot.segments.map(([from, to]) => (
            <line key={to.month} class="way" x1={`${from.x}%`} y1={`${from.y}%`} x2={`${to.x}%`} y2={`${to.y}%`} />
          ))}
          {plot.dots.map((dot) => (
            <circle key={dot.month} cx={`${dot.x}%`} cy={`${dot.y}%`} r="5.5" />
          ))}
        </svg>
        {plot.dots.map((dot) => (
          <span key={dot.month} class={dot.below ? "low" : undefined} style={{ left: `${dot.x}%`, top: `${dot.y}%` }}>
            {dot.value}
          </span>
        ))}
        {plot.hidden.map((one) => (
          <span key={one.month} class="hid" style={{ left: `${one.x}%` }}>
            {one.mark}
          </span>
        ))}
      </div>
      <span class="nlab">n</span>
      <div class="xa">
        {page.months.map((month, n) => (
          <span key={month.month}>
            <span class={n % 2 === (page.months.length - 1) % 2 ? undefined : "alt"}>{shortMonth(month.month)}</span>
            <b class="num">{month.mark || month.n}</b>
          </span>
        ))}
      </div>
    </div>
  );
}
