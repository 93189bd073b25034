import { dayAndTime } from "../lib/dates";
import type { StandingAlert } from "../patient/alerts";
import { lowerFirst, phoneHref } from "../patient/text";
import { Icon, LinkButton, Tag, type Tone } from "../ui";
import { useLead } from "./Arrive";
import { news2Measures } from "./measurements";
import { acknowledgement, already, asks, type Band, bandWords, isEmergency, type Parameter, type Result, usual, whom } from "./news2";
import type { Earlier } from "./news2-set";
import type { AtVisit } from "./Visit";

const tone: Record<Band, Tone> = { none: "done", low: "info", "low-medium": "care", medium: "care", high: "alert" };
const parts: readonly { words: string; from: number; to: number }[] = [
  { words: "0", from: 0, to: 0 },
  { words: "1 to 4", from: 1, to: 4 },
  { words: "5, 6", from: 5, to: 6 },
  { words: "7 and more", from: 7, to: 20 },
];

/** "Consciousness, temperature." */
const inWords = (missing: readonly Parameter[]): string => {
  const all = missing.map((p) => lowerFirst(news2Measures.find((m) => m.news2 === p)?.label ?? p)).join(", ");
  return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
};

/** The score in a word, beside the fields where the panel is out of sight. */
export function News2Tag({ result }: { result: Result }) {
  return (
    <span class="mini" role="status">
      {result.scored ? (
        <Tag tone={tone[result.band]}>{`${result.total}, ${bandWords[result.band].toLowerCase()}`}</Tag>
      ) : (
        <Tag tone={isEmergency(result) ? "alert" : already(result) ? "care" : "neutral"}>{`Not scored, ${result.answered} of 7 answered`}</Tag>
      )}
    </span>
  );
}

export function News2Panel({
  at,
  result,
  earlier,
  limits,
}: {
  at: AtVisit;
  result: Result;
  earlier: readonly Earlier[];
  limits: readonly StandingAlert[];
}) {
  const { say } = at.one;
  const comparable = earlier.flatMap(({ at, total }) => (total === null ? [] : [{ at, total }]));
  const not = earlier.length - comparable.length;
  const last = comparable[0];
  const mid = usual(comparable.map((e) => e.total));
  const warning = already(result);
  const band = result.scored ? result.band : null;
  const look = isEmergency(result) ? "high" : (band ?? (warning ? "medium" : "none"));
  const urgent = band === "low-medium" || band === "medium" || band === "high" || warning !== null;
  return (
    <aside class={`news ${look}`} aria-label="NEWS2 score">
      <div class="score">
        {result.scored && <span class="big num">{result.total}</span>}
        <div>
          <h3>NEWS2</h3>
          <p class="band">{result.scored ? bandWords[result.band] : "Not scored"}</p>
        </div>
      </div>
      {result.scored && (
        <div class="scale" aria-hidden="true">
          {parts.map((p) => (
            <span key={p.words} class={result.total >= p.from && result.total <= p.to ? "on" : undefined}>
              {p.words}
            </span>
          ))}
        </div>
      )}
      {!result.scored && result.answered > 0 && (
        <p>
          <b>Not answered yet:</b> {inWords(result.missing)}
        </p>
      )}
      <p>
        {result.scored ? "All 7 answered." : `${result.answered} of 7 answered.`}{" "}
        {mid === null ? "No earlier score to compare with." : <b>The usual score here is {mid}</b>}
        {mid !== null && last && ` (last ${last.total}, ${dayAndTime(last.at, say.now)}).`}
        {not > 0 &&
          ` ${not === 1 ? "1 earlier score is" : `${not} earlier scores are`} not comparable: measured before the oxygen scale was last changed.`}
      </p>
      {limits.length > 0 ? (
        <p>
          <b>Limit on treatment:</b> {limits.map((l) => [l.title, l.detail].filter(Boolean).join(": ")).join(". ")}
        </p>
      ) : (
        <p>No limit on treatment is recorded.</p>
      )}
      {warning && (
        <p>
          <b>{warning}</b>
        </p>
      )}
      {band && (
        <p>
          <b>This band asks:</b> {asks[band]}
        </p>
      )}
      {urgent && <Calls at={at} isHigh={isEmergency(result)} />}
      {(band || warning) && <p class="small">What it asks for is worded for local clinical sign-off.</p>}
      <p class="small">{whom}</p>
      <p class="small">{acknowledgement}</p>
    </aside>
  );
}

function Calls({ at, isHigh }: { at: AtVisit; isHigh: boolean }) {
  const { bundle, say } = at.one;
  const practice = say.people.practice(bundle.all("patient")[0]?.fields.practice ?? "");
  const lead = useLead(at);
  return (
    <div class="calls">
      {isHigh && (
        <LinkButton href="tel:999" icon="phone">
          Ring 999
        </LinkButton>
      )}
      {practice?.phone && (
        <a class={isHigh ? "btn second" : "btn"} href={phoneHref(practice.phone)}>
          <Icon name="phone" />
          <span>
            Ring {practice.name}
            <small class="num">{practice.phone}</small>
          </span>
        </a>
      )}
      {lead?.phone && (
        <a class="btn second" href={phoneHref(lead.phone)}>
          <Icon name="phone" />
          <span>
            Ring {lead.name}
            <small class="num">{lead.phone}</small>
          </span>
        </a>
      )}
    </div>
  );
}
