import type { ComponentChildren } from "preact";
import { dayOf } from "../lib/dates";
import { useStore } from "../store/use-store";
import { Button } from "../ui";
import { longMonth } from "../voice/words";
import { type Address, spans, write } from "./address";
import { Key } from "./Chart";
import type { Page } from "./use-reports";
import { choosable, nameOfScope, sortInWords, sortsInWords, verdicts } from "./words";

export type To = (next: Address) => void;

/** Where one is, of which month, over how many, told apart by what; and what the marks of the charts mean. */
export function Head({ page, address, to, children }: { page: Page; address: Address; to: To; children?: ComponentChildren }) {
  const today = useStore().now.value;
  const last = page.months.at(-1)!;
  const isOne = "measure" in page;
  const measures = isOne ? [page.measure] : page.measures;
  const signals = new Set(measures.flatMap(({ chart }) => chart.points.map((point) => point.verdict)));
  const title = `${isOne ? page.measure.name : "Overview"}, ${longMonth(last)}`;
  return (
    <header class="head">
      <div class="where">
        <nav aria-label="Part of the place">
          <ol class="crumbs">
            {page.above.map((one) => (
              <li key={one.scope}>
                <a href={write({ ...address, scope: one.scope, by: null })}>{nameOfScope(one)}</a>
              </li>
            ))}
            <li>
              {page.beside.length > 1 ? <Beside page={page} address={address} to={to} /> : <b aria-current="page">{nameOfScope(page.scope)}</b>}
            </li>
          </ol>
        </nav>
        <h1 tabIndex={-1} key={`${title}${page.scope.scope}`}>
          {title}
          {!page.is_over && <span class="sofar">, so far</span>}
        </h1>
        {isOne && (
          <p>
            <a href={write({ ...address, measure: null })}>All measures</a>
          </p>
        )}
      </div>
      <div class="choices">
        <label>
          Month
          <select value={last} onChange={(event) => to({ ...address, until: event.currentTarget.value })}>
            {choosable(page.first_month ?? last, dayOf(today).slice(0, 7)).map((month, n) => (
              <option key={month} value={month}>
                {longMonth(month)}
                {n === 0 ? ", so far" : ""}
              </option>
            ))}
          </select>
        </label>
        <label>
          Charts over
          <select value={address.months} onChange={(event) => to({ ...address, months: Number(event.currentTarget.value) })}>
            {spans.map((months) => (
              <option key={months} value={months}>
                {months} months
              </option>
            ))}
          </select>
        </label>
        {page.ways.length > 1 && (
          <label>
            Told apart by
            <select value={page.by ?? ""} onChange={(event) => to({ ...address, by: event.currentTarget.value })}>
              {page.ways.map((way) => (
                <option key={way} value={way}>
                  {sortsInWords(way)}
                </option>
              ))}
            </select>
          </label>
        )}
        <Button look="second" icon="print" onClick={() => print()}>
          Print
        </Button>
      </div>
      <div class="keys">
        <ul class="legend" aria-label="Marks in the charts">
          {(["better", "worse", "signal", "usual"] as const)
            .filter((shape) => shape !== "signal" || signals.has("signal"))
            .map((shape) => (
              <li key={shape}>
                <Key shape={shape} />
                {verdicts[shape]}
              </li>
            ))}
          <li>
            <i class="k-band" aria-hidden="true" />
            control limits, from the first {measures.find((one) => one.chart.limits)?.chart.limits?.months ?? 12} months
          </li>
          <li>
            <i class="k-target" aria-hidden="true" />
            target
          </li>
          <li>
            <b class="k-hidden">* † ‡</b> not shown
          </li>
        </ul>
        {children}
      </div>
    </header>
  );
}

/** The scope that is shown, and those beside it to go over to. */
function Beside({ page, address, to }: { page: Page; address: Address; to: To }) {
  return (
    <select
      class="beside"
      aria-label={`This ${sortInWords(page.scope.sort)}, and those beside it`}
      value={page.scope.scope}
      onChange={(event) => to({ ...address, scope: event.currentTarget.value, by: address.by })}
    >
      {page.beside.map((one) => (
        <option key={one.scope} value={one.scope}>
          {nameOfScope(one)}
        </option>
      ))}
    </select>
  );
}
