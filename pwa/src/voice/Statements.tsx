import { dayAndTime } from "../lib/dates";
import type { FeedbackStatement, VoicePage } from "../store/voice";
import { Card } from "../ui";
import { type Bars, barsOf } from "./chart";
import { counted, isPartly, leftOut, sources, stretch, whoInWords } from "./words";

const answers = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"];

/** "I" statements as diverging bars around the middle of "neither"; answers given for somebody apart; well-being and joined-up care where asked. */
export function Statements({ page, now }: { page: VoicePage; now: Date }) {
  const bars = barsOf(page.statements);
  const own = page.statements.filter((one) => one.who === "own");
  const proxies = page.statements.filter((one) => one.who === "proxy");
  const who = whoInWords(page);
  const without = (left: number) => leftOut(left, page.scope);
  return (
    <Card title="“I” statements" aside={stretch(page.quarter)} class="statements">
      {own.length === 0 ? (
        <p>No answers to statements in these months.</p>
      ) : (
        <>
          <p class="legend">
            <span>
              <i class="s0" />
              <i class="s1" />
              disagree
            </span>
            <span>
              <i class="s2" />
              neither
            </span>
            <span>
              <i class="s3" />
              <i class="s4" />
              agree, darker is stronger
            </span>
          </p>
          <List rows={own} bars={bars} without={without} />
        </>
      )}
      {proxies.length > 0 && (
        <details>
          <summary>Answered by someone else for them</summary>
          <List rows={proxies} bars={bars} without={without} />
        </details>
      )}
      {page.wellbeing.length > 0 && (
        <details>
          <summary>Well-being, four national questions</summary>
          <ul class="ist plainrows">
            {page.wellbeing.map((one) => (
              <li key={one.item}>
                <q>{one.text}</q>
                {one.mark ? (
                  <Hidden />
                ) : (
                  <p class="line">
                    <b>{one.mean?.toFixed(1) ?? "–"}</b> of 10 on average of {counted(one.n ?? 0, "answer")}:{" "}
                    {(one.bands ?? []).map((band) => `${band.name} ${band.percent ?? 0}%`).join(", ")}
                    <Without left={without(one.left_out)} />.
                  </p>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {page.joined_up.length > 0 && (
        <details>
          <summary>Joined-up care</summary>
          <ul class="ist plainrows">
            {page.joined_up_all.map((one) => (
              <li key={`all${one.who}${one.version}`}>
                <b>All four, always</b>
                {one.mark ? (
                  <Hidden />
                ) : (
                  <p class="line">
                    <b>{one.always ?? 0}%</b> said “always” to every one of the four, of {counted(one.n ?? 0, "person", "people")} who could answer
                    them all
                    {one.who === "proxy" ? ", answered by someone else" : ""}
                    <Without left={without(one.left_out)} />.
                  </p>
                )}
              </li>
            ))}
            {page.joined_up.map((one) => (
              <li key={`${one.item}${one.who}`}>
                <q>{one.text}</q>
                {one.mark ? (
                  <Hidden />
                ) : (
                  <p class="line">
                    <b>{one.always ?? 0}% always</b> of {counted(one.n ?? 0, "answer")}
                    {one.who === "proxy" ? ", answered by someone else" : ""}
                    <Without left={without(one.left_out)} />.
                  </p>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="foot">
        {own.length > 0 && "The line is the middle of “neither”. "}
        {who && `${who} `}
        {isPartly(page) && "A month is not shown where fewer than 5 answered, or where it would tell a number below 5. "}
        {page.made_at ? (
          <>
            <b>Source:</b> {sources(page.modes) || "no answers"}, counted {dayAndTime(page.made_at, now)}.
          </>
        ) : (
          "Nothing was counted yet: it is done each morning at six."
        )}
      </p>
    </Card>
  );
}

type Without = (left: number) => string;

function List({ rows, bars, without }: { rows: FeedbackStatement[]; bars: Bars; without: Without }) {
  return (
    <ul class="ist">
      {rows.map((one) => (
        <Row key={`${one.item}${one.easy}${one.version}${one.who}`} one={one} bars={bars} without={without} />
      ))}
    </ul>
  );
}

function Row({ one, bars, without }: { one: FeedbackStatement; bars: Bars; without: Without }) {
  const shares = bars.rows.get(one);
  return (
    <li>
      <q>{one.text}</q>
      <small>
        {[
          one.easy && "Easy read version",
          !one.mark && counted(one.n ?? 0, "answer"),
          one.not_applicable ? `${one.not_applicable} do not apply` : "",
          !one.mark && without(one.left_out),
        ]
          .filter(Boolean)
          .join(", ")}
      </small>
      {one.mark || !shares ? (
        <Hidden none={!one.mark} />
      ) : (
        <>
          <span class="dis num">
            <span class="vh">disagree </span>
            {one.disagree}%
          </span>
          <span class="dv">
            <svg
              viewBox="0 0 100 1"
              preserveAspectRatio="none"
              role="img"
              aria-label={`${answers.map((word, n) => `${word} ${one.percents![n]}`).join(", ")} percent`}
            >
              {shares.map((share, n) => (
                <rect key={answers[n]} class={`s${n}`} x={share.x} y="0" width={Math.max(0, share.width - 0.3)} height="1" />
              ))}
            </svg>
            <i class="mid" style={{ left: `${bars.middle}%` }} />
          </span>
          <span class="agr num">
            <span class="vh">agree </span>
            {one.agree}%
          </span>
        </>
      )}
    </li>
  );
}

/** ", 1 month not shown" behind a row's numbers. */
const Without = ({ left }: { left: string }) => (left ? `, ${left}` : null);

function Hidden({ none }: { none?: boolean }) {
  return (
    <p class="sup">
      {none ? (
        "Nobody could say: it did not apply to them"
      ) : (
        <>
          <b>*</b> Not shown: fewer than 5 answers, or it would tell a number below 5
        </>
      )}
    </p>
  );
}
