import { useState } from "preact/hooks";
import { shortDay, timeOf } from "../lib/dates";
import type { Id } from "../store/contract";
import type { WeekAway, WeeksPeriod, WeekWhatIfIs } from "../store/weeks";
import { Button, Dialog, Field } from "../ui";
import { type Ask, failure } from "./use-weeks";
import { hours, plural } from "./words";

const whys: Readonly<Record<string, string>> = {
  "nobody-asked-works": "nobody who is asked works then",
  "no-known-face": "no known face works then",
  "nobody-skilled": "nobody with the skill works then",
};

/** What would be uncovered, and who would see no known face, if two were away. Nothing is changed by asking. */
export function Away(props: { period: WeeksPeriod; suggestion: Id | null; ask: Ask; onClose: () => void }) {
  const { period, ask } = props;
  const first = period.today > period.first && period.today <= period.last ? period.today : period.first;
  const empty: WeekAway = { staff: "", from: first, until: period.last };
  const [who, setWho] = useState<readonly WeekAway[]>([empty, empty]);
  const [answer, setAnswer] = useState<WeekWhatIfIs | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const put = (nth: number, more: Partial<WeekAway>) => {
    setAnswer(null);
    setWho(who.map((one, at) => (at === nth ? { ...one, ...more } : one)));
  };
  const chosen = who.filter((one) => one.staff);
  const wrong = chosen.some((one) => one.until < one.from);
  const look = async () => {
    setBusy(true);
    setError(null);
    setAnswer(null);
    const found = await ask((weeks) => weeks.without(period, chosen, props.suggestion));
    setBusy(false);
    if (found.ok) setAnswer(found.value);
    else setError(failure(found));
  };
  return (
    <Dialog title="Who is away?" onClose={props.onClose}>
      <div class="absent">
        {who.map((one, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the places are told apart by their number alone
          <fieldset key={nth}>
            <legend class="vh">Person {nth + 1}</legend>
            <Field label={nth === 0 ? "Who" : "And who"}>
              {({ id }) => (
                <select id={id} value={one.staff} onChange={(event) => put(nth, { staff: event.currentTarget.value })}>
                  <option value="">{nth === 0 ? "Choose a person" : "Nobody else"}</option>
                  {period.people
                    .filter((it) => it.id === one.staff || !who.some((other) => other.staff === it.id))
                    .map((it) => (
                      <option key={it.id} value={it.id}>
                        {[it.name, it.profession].filter(Boolean).join(", ")}
                      </option>
                    ))}
                </select>
              )}
            </Field>
            {one.staff && (
              <div class="fromto">
                <DaySelect label="From" period={period} value={one.from} onChange={(from) => put(nth, { from })} />
                <DaySelect label="Until" period={period} value={one.until} onChange={(until) => put(nth, { until })} />
              </div>
            )}
          </fieldset>
        ))}
      </div>
      {chosen.length > 0 && wrong && <p class="problem">The last day is not before the first.</p>}
      {error && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      <div role="status">{answer && <p class="sum">{sumWords(answer)}</p>}</div>
      {answer && <Lost answer={answer} />}
      <div class="acts">
        {who.length < 6 && chosen.length === who.length && (
          <Button look="quiet" icon="plus" onClick={() => setWho([...who, empty])}>
            One more
          </Button>
        )}
        <Button busy={busy || chosen.length === 0 || wrong} onClick={() => void look()}>
          See what it leaves
        </Button>
        <Button look="quiet" onClick={props.onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

function DaySelect(props: { label: string; period: WeeksPeriod; value: string; onChange: (day: string) => void }) {
  return (
    <Field label={props.label}>
      {({ id }) => (
        <select id={id} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
          {props.period.days.map(({ day, holiday }) => (
            <option key={day} value={day}>
              {holiday ? `${shortDay(day)}, ${holiday}` : shortDay(day)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function sumWords(answer: WeekWhatIfIs): string {
  if (answer.uncovered_minutes < 15 && answer.visits.length === 0) return "Nothing is left uncovered, and everybody sees a known face.";
  const before = answer.days.reduce((sum, one) => sum + one.uncovered_before_minutes, 0);
  const more =
    answer.uncovered_minutes < 15 ? "No further hours are left uncovered" : `${hours(answer.uncovered_minutes)} more hours are left uncovered`;
  const was = before >= 15 ? `, beside ${hours(before)} that are so already` : "";
  return `${more}${was}; ${plural(answer.strange_visits, "visit")} without a known face.`;
}

/** By day and skill, then the visits themselves. */
function Lost({ answer }: { answer: WeekWhatIfIs }) {
  const days = answer.days.filter((one) => one.uncovered_minutes >= 15 || one.skills.some((it) => it.uncovered_minutes >= 15));
  const [all, showAll] = useState(false);
  const shown = all ? answer.visits : answer.visits.slice(0, 12);
  return (
    <>
      {days.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by key
        <section class="lost" tabIndex={0} aria-label="Uncovered by day">
          <table>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col" class="num">
                  Needed
                </th>
                <th scope="col" class="num">
                  There
                </th>
                <th scope="col" class="num">
                  Uncovered
                </th>
                <th scope="col">Of which skill</th>
              </tr>
            </thead>
            <tbody>
              {days.map((one) => (
                <tr key={one.day}>
                  <th scope="row">{shortDay(one.day)}</th>
                  <td class="num">{hours(one.demand_minutes)} h</td>
                  <td class="num">
                    {one.is_known ? "" : "about "}
                    {hours(one.capacity_minutes)} h
                  </td>
                  <td class="num strong">{hours(one.uncovered_minutes)} h</td>
                  <td>{skillsOf(one) || "any"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {answer.visits.length > 0 && (
        <section aria-label="Visits that lose something">
          <h3>{plural(answer.visits.length, "visit loses something", "visits lose something")}</h3>
          <ul class="losses">
            {shown.map((one) => (
              <li key={one.visit}>
                <b>{one.name}</b>, {shortDay(one.day)} {timeOf(one.start)}: {one.why.map((it) => whys[it] ?? "look at it").join("; ")}
              </li>
            ))}
          </ul>
          {answer.visits.length > shown.length && (
            <button type="button" class="lk" onClick={() => showAll(true)}>
              Show all {answer.visits.length}
            </button>
          )}
        </section>
      )}
    </>
  );
}

const skillsOf = (day: WeekWhatIfIs["days"][number]): string =>
  day.skills
    .filter((one) => one.uncovered_minutes >= 15)
    .map((one) => `${one.skill} ${hours(one.uncovered_minutes)} h`)
    .join(", ");
