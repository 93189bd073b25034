import { longMonth } from "../voice/words";
import { type Address, write } from "./address";
import { Told } from "./MeasureCard";
import { Scroll } from "./Scroll";
import type { Page } from "./use-reports";
import { capital, marks, nameOfScope, sortInWords } from "./words";

/** What a scope is made of, in its last month; each row leads further down. Hidden numbers stay hidden, and so does what would tell them. */
export function Beneath({ page, address }: { page: Page; address: Address }) {
  if (page.by === null) return null;
  const rows = page.rows.filter((row) => !row.is_total);
  const total = page.rows.find((row) => row.is_total);
  const cells = page.rows.flatMap((row) => row.cells);
  const there = (Object.keys(marks) as (keyof typeof marks)[]).filter((mark) => cells.some((cell) => cell.mark === mark));
  const none = cells.some((cell) => cell.said === null && !cell.mark);
  const by = sortInWords(page.by);
  return (
    <section class="box" aria-labelledby="beneath">
      <header>
        <h2 id="beneath">
          By {by}, {longMonth(page.months.at(-1)!)}
          {page.is_over ? "" : ", so far"}
        </h2>
        {rows.length > 0 && <p>Choose a {by} to go further down.</p>}
      </header>
      {rows.length === 0 ? (
        <p>Nothing was counted of any {by} in this month.</p>
      ) : (
        <Scroll name={`Table by ${by}`}>
          <table class="tm">
            <thead>
              <tr>
                <th scope="col">{capital(by)}</th>
                {page.columns.map((column) => (
                  <th key={column.key} scope="col" class="num">
                    {column.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.scope}>
                  <th scope="row">
                    <a href={write({ ...address, scope: row.scope, by: null })}>{nameOfScope(row)}</a>
                  </th>
                  {row.cells.map((cell) => (
                    <td key={cell.key} class="num">
                      <Told said={cell.said} mark={cell.mark} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            {total && (
              <tfoot>
                <tr>
                  <th scope="row">{nameOfScope(total)}</th>
                  {total.cells.map((cell) => (
                    <td key={cell.key} class="num">
                      <Told said={cell.said} mark={cell.mark} />
                    </td>
                  ))}
                </tr>
              </tfoot>
            )}
          </table>
        </Scroll>
      )}
      {(there.length > 0 || none) && (
        <p class="df">
          {there.map((mark) => (
            <span key={mark}>
              <b>{mark}</b> {marks[mark]}.{" "}
            </span>
          ))}
          {none && (
            <>
              <b>n/a</b> nothing of it was counted there.
            </>
          )}
        </p>
      )}
    </section>
  );
}
