import { useMemo } from "preact/hooks";
import { Sign } from "../board/Sign";
import { daysBetween } from "../lib/dates";
import type { Id } from "../store/contract";
import type { WeeksPeriod } from "../store/weeks";
import type { Hand } from "./hand";
import { type Block, columns, type Row } from "./plan";
import { awayWords, blockWords, initials, plural, ruleWords } from "./words";

export interface RowActs {
  onRow: (action: Id) => void;
  onBlock: (block: Block) => void;
  onKey: (event: KeyboardEvent, block: Block | null, row: Row) => void;
}

const place = (col: number, many = 1) => ({ left: `${(100 * col) / columns}%`, width: `${(100 * many) / columns}%` });

/** One repeating visit over the weeks. Drawn anew only when its own visits change, or the hand passes over it. */
export function Line(
  props: RowActs & {
    period: WeeksPeriod;
    row: Row;
    selected: boolean;
    /** The place in this row that Tab reaches: -1 its name, null none of it. */
    tab: number | null;
    hand: Hand | null;
    held: string;
  },
) {
  const { period, row, selected, tab, hand, held } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the acts are the same for all drawings
  return useMemo(() => <Drawn {...props} />, [period, row, selected, tab, hand, held]);
}

function Drawn(props: Parameters<typeof Line>[0]) {
  const { period, row, selected, tab, hand } = props;
  const { series } = row;
  const away = awayWords(series, period);
  const many = new Map<number, number>();
  for (const one of row.blocks) many.set(one.col, (many.get(one.col) ?? 0) + 1);
  const nth = new Map<number, number>();
  return (
    <tr class={[selected ? "sel" : "", row.isNext ? "next" : ""].filter(Boolean).join(" ") || undefined} data-row={series.action}>
      <th scope="row" class="who">
        <button
          type="button"
          aria-pressed={selected}
          tabIndex={tab === -1 ? 0 : -1}
          data-stand={`${series.action}:-1`}
          onClick={() => props.onRow(series.action)}
          onKeyDown={(event) => props.onKey(event, null, row)}
        >
          <span class="l1">
            <b>{series.name}</b>
            {row.missing > 0 && (
              <span class="miss num">
                {row.missing}
                <span class="vh">, of which {plural(row.missing, "visit is", "visits are")} still</span> to plan
              </span>
            )}
          </span>
          <span class="l2">{series.words}</span>
          <span class={away || series.disputed ? "l3 warm" : "l3"}>
            {(away || series.disputed) && <Sign name="skill" />}
            {series.disputed ? "To settle: written differently" : (away ?? ruleWords(series))}
          </span>
        </button>
      </th>
      <td class="lane" data-lane={series.action}>
        <Behind period={period} row={row} />
        <ol>
          {row.blocks.map((block, at) => {
            const here = nth.get(block.col) ?? 0;
            nth.set(block.col, here + 1);
            const of = many.get(block.col) ?? 1;
            const share = of > 1 && {
              top: `calc(3px + ${(here * 100) / of}% * 0.88)`,
              bottom: `calc(3px + ${((of - 1 - here) * 100) / of}% * 0.88)`,
            };
            return (
              <li key={block.visit} style={{ ...place(block.col), ...share }}>
                <Mark {...props} block={block} at={at} tab={tab === at} lifted={hand?.visit === block.visit} />
              </li>
            );
          })}
        </ol>
        {hand && (
          <span class="drag" style={place(hand.at)} aria-hidden="true">
            {props.held && <span class={hand.at > columns / 2 ? "said left" : "said"}>{props.held}</span>}
          </span>
        )}
      </td>
    </tr>
  );
}

function Mark(props: Omit<Parameters<typeof Line>[0], "tab"> & { block: Block; at: number; tab: boolean; lifted: boolean }) {
  const { period, row, block } = props;
  const over = block.state !== "planned";
  const look = ["v", block.kind, over ? "done" : "", block.staff.length === 0 && !over ? "open" : "", props.lifted ? "lifted" : ""];
  return (
    <button
      type="button"
      class={look.filter(Boolean).join(" ")}
      data-visit={block.visit}
      data-stand={`${row.series.action}:${props.at}`}
      tabIndex={props.tab ? 0 : -1}
      onClick={() => props.onBlock(block)}
      onKeyDown={(event) => props.onKey(event, block, row)}
    >
      <span class="vh">{blockWords(period, row.series, block)}</span>
      <span aria-hidden="true">
        {over ? <Sign name="done" /> : block.kind === "goes" ? "✕" : `${block.kind === "made" ? "+" : ""}${initials(period, block.staff)}`}
      </span>
    </button>
  );
}

/** What lies behind the visits of a row: weekends, holidays, and the days on which the person is away. */
function Behind({ period, row }: { period: WeeksPeriod; row: Row }) {
  const { away } = row.series;
  const from = away ? Math.max(0, daysBetween(period.first, away.from)) : columns;
  const to = away?.until ? Math.min(columns, daysBetween(period.first, away.until) + 1) : columns;
  return (
    <>
      {[5, 12, 19, 26].map((col) => (
        <span key={col} class="off" style={place(col, 2)} />
      ))}
      {period.days.map((day, col) => day.holiday && <span key={day.day} class="hol" style={place(col)} />)}
      {from < to && <span class="gone" style={place(from, to - from)} />}
      {period.today > period.first && period.today <= period.last && (
        <span class="nowl" style={{ left: `${(100 * daysBetween(period.first, period.today)) / columns}%` }} />
      )}
    </>
  );
}
