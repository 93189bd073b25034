import { clocks, deeds, priorities } from "../api/referral-words";
import { day } from "../lib/dates";
import type { Act } from "../store/contract";
import { Button, Icon } from "../ui";
import { areOfTwoTeams, clockKept, inOrder, join } from "./acts";
import { fromWords, type Row } from "./list";
import { type Saying, standsOf } from "./words";

const statusWords: Readonly<Record<string, string>> = { new: "new", triage: "in triage", asked: "waiting for an answer", accepted: "accepted by" };

function stateOf(row: Row, say: Saying): string {
  const { fields } = row.view;
  const stood = row.status === "accepted" ? `${statusWords.accepted} ${standsOf(row, say).what}` : (statusWords[row.status] ?? row.status);
  const clock =
    fields.clock_type && fields.clock_type !== "no-clock" ? clockWords(fields.clock_type) : (priorities[fields.priority ?? ""] ?? "no clock");
  return `${stood}, ${clock.toLowerCase()}`;
}

const clockWords = (kind: string) => (kind.startsWith("eighteen") ? "routine" : `${clocks[kind] ?? kind} clock`);

/** Two open referrals under one number, side by side: join them, or say why they are two. */
export function Duplicate(props: { row: Row; other: Row; say: Saying; onAct: (acts: Act[], done: string) => void; onApart: () => void }) {
  const { row, other, say } = props;
  const both = [row, other];
  const shared = (row.view.fields.asks ?? []).filter((ask) => other.view.fields.asks?.includes(ask));
  const isOne = row.view.patient === other.view.patient;
  const ofTwoTeams = areOfTwoTeams(row.view, other.view);
  const kept = clockKept(row.view, other.view);
  const [stays] = inOrder(row.view, other.view);
  const asks = (one: Row) =>
    (one.view.fields.asks ?? []).map((ask, n) => (
      <span key={ask}>
        {n > 0 && ", "}
        {shared.includes(ask) ? <mark>{deeds[ask]}</mark> : deeds[ask]}
      </span>
    ));
  const received = other.view.fields.received_at;
  return (
    <section class="dup" aria-labelledby={`dup-${other.id}`}>
      <h3 id={`dup-${other.id}`}>
        <Icon name="settle" />
        Already referred under this NHS number
      </h3>
      <table>
        <thead>
          <tr>
            <th>
              <span class="vh">What</span>
            </th>
            <th scope="col">This one</th>
            <th scope="col">{received ? `Since ${day(received, say.now)}` : "The other"}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">From</th>
            {both.map((one) => (
              <td key={one.id}>{fromWords(one.view.fields)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">Asks for</th>
            {both.map((one) => (
              <td key={one.id}>{one.view.fields.asks?.length ? asks(one) : one.view.fields.why}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">State</th>
            {both.map((one) => (
              <td key={one.id}>{stateOf(one, say)}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <div class="row">
        {!isOne ? (
          <p>Two records have this number. They are not joined from here: ask whoever looks after records.</p>
        ) : ofTwoTeams ? (
          <p>Two teams took them on. They are not joined: agree first which team goes on, and close the other one.</p>
        ) : (
          <Button
            look="second"
            icon="go"
            onClick={() => props.onAct(join(row.view, other.view, say.now.toISOString()), "Joined: the one that came first goes on.")}
          >
            {kept.kind === "no-clock" ? "Join" : `Join, keep the ${clockWords(kept.kind).replace("routine", "18-week clock")}`}
          </Button>
        )}
        <Button look="quiet" onClick={props.onApart}>
          Keep apart…
        </Button>
      </div>
      {isOne && !ofTwoTeams && (
        <p class="by">Both stay as they were written. The one from {stays.id === row.id ? "here" : "before"} goes on; the later one names it.</p>
      )}
    </section>
  );
}
