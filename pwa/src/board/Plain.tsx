import type { Ref } from "preact";
import { useState } from "preact/hooks";
import type { Day, Person, Stop, Visit } from "./day";
import { tray } from "./layout";
import { Sign } from "./Sign";
import { blockWords, clock, hoursLeft, plural, span, windowWords } from "./words";

/** The board where there is no room for one: what nobody has, then each person with their day as a list. A tap opens what can be done with it. */
export function Plain(props: {
  day: Day;
  rows: readonly Person[];
  stops: ReadonlyMap<string, readonly Stop[]>;
  minutesLeft: ReadonlyMap<string, number>;
  onVisit: (visit: Visit, person: Person | null) => void;
  root: Ref<HTMLDivElement>;
}) {
  const { day } = props;
  const groups = tray(day, "");
  const count = groups.reduce((sum, group) => sum + group.visits.length, 0);
  return (
    <div class="plain" ref={props.root}>
      <section aria-labelledby="plainopen">
        <h2 id="plainopen">
          Not allocated <span class="count">{count}</span>
        </h2>
        {count === 0 && <p class="none">{day.visits.length === 0 ? "There are no visits on this day." : "Every visit has someone."}</p>}
        {groups.map((group) => (
          <div key={group.title}>
            <h3>{group.title}</h3>
            <ul>
              {group.visits.map((visit) => (
                <Entry key={visit.id} visit={visit} person={null} travel={0} now={day.now} onVisit={props.onVisit} />
              ))}
            </ul>
          </div>
        ))}
      </section>
      {props.rows.map((person) => (
        <PersonCard
          key={person.id}
          {...props}
          person={person}
          stops={props.stops.get(person.id) ?? []}
          left={props.minutesLeft.get(person.id) ?? 0}
        />
      ))}
    </div>
  );
}

function PersonCard(props: {
  day: Day;
  person: Person;
  stops: readonly Stop[];
  left: number;
  onVisit: (visit: Visit, person: Person | null) => void;
}) {
  const { person, stops } = props;
  const [open, setOpen] = useState(true);
  return (
    <section class="of" aria-label={person.name}>
      <h2>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span class="tx">
            <b>{person.name}</b>
            <small>{person.off ?? `${person.role} · ${plural(stops.length, "visit")} · ${hoursLeft(props.left)} left`}</small>
          </span>
        </button>
      </h2>
      {open && stops.length > 0 && (
        <ul>
          {stops.map((stop) => (
            <Entry key={stop.visit.id} visit={stop.visit} person={person} travel={stop.travel} now={props.day.now} onVisit={props.onVisit} />
          ))}
        </ul>
      )}
      {open && stops.length === 0 && !person.off && <p class="none">Nothing is planned for them yet.</p>}
    </section>
  );
}

function Entry(props: {
  visit: Visit;
  person: Person | null;
  travel: number;
  now: number | null;
  onVisit: (visit: Visit, person: Person | null) => void;
}) {
  const { visit, person } = props;
  return (
    <li>
      <button type="button" class={visit.clock ? "hot" : undefined} data-visit={visit.id} onClick={() => props.onVisit(visit, person)}>
        <span class="vh">{blockWords(visit, person, props.travel)}</span>
        <span class="num" aria-hidden="true">
          {person && visit.start !== null ? clock(visit.start) : `${visit.minutes} min`}
        </span>
        <span class="tx" aria-hidden="true">
          <b>{visit.name}</b>
          <small>
            {[visit.area, visit.purpose, windowWords(visit)].filter(Boolean).join(" · ")}
            {visit.clock && props.now !== null && ` · ${span(visit.clock.by - props.now)} left`}
          </small>
        </span>
        {person && visit.wrong.some((one) => one.hard) && <Sign name="skill" />}
        {visit.pinned && <Sign name="lock" />}
        {visit.people.length > 1 && <Sign name="two" />}
        {person && visit.known.length > 0 && !visit.known.includes(person.id) && <Sign name="face" />}
      </button>
    </li>
  );
}
