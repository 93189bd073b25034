import { useState } from "preact/hooks";
import { shortDay } from "../lib/dates";
import type { WeeksPeriod } from "../store/weeks";
import { Button } from "../ui";
import { Gauge } from "./Panels";
import { after, type Block, dayAt, type Load, type Row, weekStarts } from "./plan";
import { awayWords, blockWords, loadWords, plural, ruleWords, spanWords } from "./words";

/** So many people are drawn at first: a search finds each of them. */
const most = 60;

/** The weeks where there is no room for a grid: how full each day is, then each person with their visits. A tap opens what can be done. */
export function Plain(props: {
  period: WeeksPeriod;
  rows: readonly Row[];
  loads: readonly Load[];
  seek: Parameters<typeof Seek>[0];
  onBlock: (block: Block) => void;
  onDay: (day: string) => void;
}) {
  const { period, rows, loads } = props;
  const [whole, showWhole] = useState(false);
  const drawn = whole ? rows : rows.slice(0, most);
  return (
    <div class="plain">
      {weekStarts.map((col) => (
        <section key={col} class="of week" aria-label={spanWords(dayAt(period, col), 1)}>
          <h2>{spanWords(dayAt(period, col), 1)}</h2>
          <ul>
            {loads.slice(col, col + 7).map((load) => (
              <li key={load.day.day}>
                <button type="button" onClick={() => props.onDay(load.day.day)}>
                  <span class="tx">
                    <b>{shortDay(load.day.day)}</b>
                    <small>{[load.day.holiday, loadWords(load)].filter(Boolean).join(" · ")}</small>
                  </span>
                  <Gauge need={after(load)} there={load.there} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section aria-labelledby="plainrep">
        <h2 id="plainrep">
          Repeating visits <span class="count">{rows.length}</span>
        </h2>
        <Seek {...props.seek} />
      </section>
      {drawn.map((row) => (
        <article key={row.series.action} class="of" aria-label={`${row.series.name}, ${row.series.words}`}>
          <div class="hd">
            <h3>{row.series.name}</h3>
            <p>{row.series.words}</p>
            <p>{awayWords(row.series, period) ?? ruleWords(row.series)}</p>
            {row.missing > 0 && <p class="miss">{plural(row.missing, "visit")} to plan</p>}
          </div>
          {row.blocks.length > 0 && (
            <details>
              <summary>{plural(row.blocks.length, "visit")} in these weeks</summary>
              <ul>
                {row.blocks.map((block) => (
                  <li key={block.visit}>
                    <button type="button" onClick={() => props.onBlock(block)}>
                      <span class="tx">{blockWords(period, row.series, block)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </article>
      ))}
      {drawn.length < rows.length && (
        <Button look="second" onClick={() => showWhole(true)}>
          Show the other {rows.length - drawn.length}
        </Button>
      )}
    </div>
  );
}

export function Seek(props: {
  search: string;
  onSearch: (search: string) => void;
  found: number;
  of: number;
  /** Actions that say how often in words alone. */
  inWords: number;
  onWords: () => void;
}) {
  const many = props.inWords;
  return (
    <div class="seekbar">
      <input
        type="search"
        class="seek"
        aria-label="Search patients, what is done, and who comes"
        placeholder="A patient, what is done, or who comes"
        autocomplete="off"
        value={props.search}
        onInput={(event) => props.onSearch(event.currentTarget.value)}
      />
      <p role="status">{props.found === props.of ? `${props.of} repeating` : `${props.found} of ${props.of}`}</p>
      {many > 0 && (
        <button type="button" class="lk" onClick={props.onWords}>
          {many === 1 ? "1 more says how often only in words" : `${many} more say how often only in words`}
        </button>
      )}
    </div>
  );
}
