import { useState } from "preact/hooks";
import { timeOf } from "../lib/dates";
import { firstName, phoneHref } from "../patient/text";
import type { TeamPerson } from "../store/team";
import { Button, Icon, LinkButton, Tag } from "../ui";
import { Face } from "../ui/By";
import { BuddyOf } from "./BuddyOf";
import { isSilent, seenLast, stateOf, visitLine } from "./state";

/** One colleague: how they stand, where they were last by their own record, what is late, what waits for them. */
export function Person(props: { person: TeamPerson; team: readonly TeamPerson[]; now: Date; nameOf: (id: string) => string; again: () => void }) {
  const { person, now, nameOf } = props;
  const [choosing, choose] = useState(false);
  const state = stateOf(person, now);
  const seen = seenLast(person);
  const working = state.group !== "off";
  return (
    <article class={`mate ${state.group}`} aria-labelledby={`mate-${person.id}`}>
      <header>
        <Face name={person.name} />
        <div>
          <h3 id={`mate-${person.id}`}>{person.name}</h3>
          <p class="by">{person.profession}</p>
        </div>
        <Tag tone={state.tone} icon={state.icon}>
          {state.word}
        </Tag>
      </header>
      <dl>
        {seen && (
          <div>
            <dt>Last seen</dt>
            <dd>
              <b>{seen}</b>
              {person.last && !person.last.is_over && person.last.due_at ? `, until ${timeOf(person.last.due_at)}` : ""}
              {person.last?.address && <small>{person.last.address}</small>}
            </dd>
          </div>
        )}
        {person.late.length > 0 && (
          <div class="late">
            <dt>Late for</dt>
            <dd>
              {person.late.slice(0, 3).map((visit) => (
                <span key={visit.id}>{visitLine(visit)}</span>
              ))}
              {person.late.length > 3 && <span>and {person.late.length - 3} more</span>}
              {person.late_minutes > 0 && person.late_said_at && (
                <small>
                  Said at {timeOf(person.late_said_at)}: {person.late_minutes} minutes late
                </small>
              )}
            </dd>
          </div>
        )}
        {working && person.next && (
          <div>
            <dt>Next</dt>
            <dd>{visitLine(person.next)}</dd>
          </div>
        )}
        {working && (
          <div>
            <dt>Tablet</dt>
            <dd>
              {!isSilent(person, now)
                ? "Connected"
                : person.heard_at
                  ? `Last word at ${timeOf(person.heard_at)}: locked, put away or without coverage`
                  : "Nothing heard yet"}
            </dd>
          </div>
        )}
        {working && (
          <div>
            <dt>Buddy</dt>
            <dd class="buddy">
              {person.buddy
                ? `${nameOf(person.buddy.id)}${person.buddy.is_chosen ? "" : ", the nearest now"}`
                : "Nobody is on shift: you are told first"}
              <Button look="quiet" onClick={() => choose(true)}>
                Change<span class="vh"> who looks out for {person.name}</span>
              </Button>
              {choosing && <BuddyOf person={person} team={props.team} onDone={props.again} onClose={() => choose(false)} />}
            </dd>
          </div>
        )}
        {person.unsigned + person.to_settle > 0 && (
          <div>
            <dt>Waits</dt>
            <dd>
              {person.unsigned > 0 && <span>{person.unsigned === 1 ? "1 assessment not signed" : `${person.unsigned} assessments not signed`}</span>}
              {person.to_settle > 0 && <span>{person.to_settle} to settle</span>}
            </dd>
          </div>
        )}
      </dl>
      <footer>
        <span class="by">
          {person.visits === 0 ? "No visits today" : `${person.visits - person.visits_left} of ${person.visits} visits begun or done`}
        </span>
        {person.phone ? (
          <LinkButton look="quiet" icon="phone" href={phoneHref(person.phone)}>
            Ring {firstName(person.name)}
          </LinkButton>
        ) : (
          <span class="by nophone">
            <Icon name="phone" /> No number known
          </span>
        )}
      </footer>
    </article>
  );
}
