import { useMemo } from "preact/hooks";
import type { Id } from "../store/contract";
import type { Day, Person, Stop, Visit } from "./day";
import type { Scale } from "./layout";
import { left, outside, stacked, ways, width, windowsIn } from "./layout";
import { Sign } from "./Sign";
import { blockWords, hoursLeft, plural, span } from "./words";

const place = (scale: Scale, from: number, to: number) => ({ left: `${left(scale, from)}%`, width: `${width(scale, from, to)}%` });

export interface RowActs {
  onPerson: (id: Id) => void;
  onVisit: (visit: Id, person: Id) => void;
  onKey: (event: KeyboardEvent, visit: Visit | null, person: Person) => void;
}

/** One person's row. What lies in the hand is drawn by the board over the rows, so that a row is drawn anew only when its own day changes. */
export function Lane(
  props: RowActs & {
    day: Day;
    person: Person;
    stops: readonly Stop[];
    scale: Scale;
    minutesLeft: number;
    selected: boolean;
    /** The place in this row that Tab reaches: -1 the person, null none of it. */
    tab: number | null;
    /** Skills that the visit in the hand needs. */
    wanted: readonly string[];
    held: Id | null;
  },
) {
  const { person, stops, scale, selected, tab, wanted, held, minutesLeft } = props;
  // Drawn once for each of these: a day of 500 visits is not gone through for every step of a hand.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the acts are the same for all drawings
  return useMemo(
    () => (person.off && stops.length === 0 ? <Away person={person} tab={tab} onKey={props.onKey} onPerson={props.onPerson} /> : <Row {...props} />),
    [person, stops, scale, selected, tab, wanted, held, minutesLeft],
  );
}

function Away({ person, tab, onKey, onPerson }: { person: Person; tab: number | null } & Pick<RowActs, "onKey" | "onPerson">) {
  return (
    <tr class="sick" data-row={person.id}>
      <th scope="row" class="who">
        <button
          type="button"
          class="sk1"
          tabIndex={tab === null ? -1 : 0}
          data-stand={`${person.id}:-1`}
          onClick={() => onPerson(person.id)}
          onKeyDown={(event) => onKey(event, null, person)}
        >
          <b>{person.name}</b>
          <span>{person.role}</span>
        </button>
      </th>
      <td class="lane">
        <p>
          <Sign name="sick" />
          <b>{person.off}</b>
        </p>
      </td>
    </tr>
  );
}

function Row(props: Parameters<typeof Lane>[0]) {
  const { person, stops, scale, selected, tab, wanted, held } = props;
  const rows = stacked(stops);
  const shift = Math.max(1, person.to - person.from);
  const can = wanted.filter((skill) => person.skills.some((one) => one.skill === skill));
  const other = person.skills.filter((one) => !can.includes(one.skill)).map((one) => one.skill);
  return (
    <tr class={selected ? "sel" : undefined} data-row={person.id}>
      <th scope="row" class="who">
        <button
          type="button"
          aria-pressed={selected}
          tabIndex={tab === -1 ? 0 : -1}
          data-stand={`${person.id}:-1`}
          onClick={() => props.onPerson(person.id)}
          onKeyDown={(event) => props.onKey(event, null, person)}
        >
          <span class="l1">
            <b>{person.name}</b>
            <span class={props.minutesLeft < 0 ? "num over" : "num"}>
              {hoursLeft(props.minutesLeft)}
              <span class="vh"> hours left, {plural(stops.length, "visit")}</span>
            </span>
          </span>
          <span class="l2">
            {person.late && <b class="behind">{span(person.late.minutes)} late</b>}
            {person.off ?? person.role}
            <Sign name={person.means} />
          </span>
          <span class="l3">
            {can.length > 0 && (
              <span class="need">
                <Sign name="done" />
                {can.join(", ")}
                {other.length > 0 && ", "}
              </span>
            )}
            {other.join(", ")}
          </span>
          <span class="bar">
            <span style={{ width: `${Math.min(100, Math.max(0, 100 - (100 * props.minutesLeft) / shift))}%` }} />
          </span>
        </button>
      </th>
      <td class="lane" data-lane={person.id}>
        {outside(scale, person).map((one) => (
          <span key={one.from} class="off" style={place(scale, one.from, one.to)} />
        ))}
        {windowsIn(stops).map((one) => (
          <span key={`w${one.from}`} class="win" style={place(scale, one.from, one.to)} />
        ))}
        {ways(stops).map((one) => (
          <span key={`t${one.to}`} class="tr" style={place(scale, one.from, one.to)} />
        ))}
        {person.rest && (
          <span class="brk" style={place(scale, person.rest.from, person.rest.to)}>
            <span>Break</span>
          </span>
        )}
        <ol>
          {stops.map((stop, nth) => {
            const { row, of } = rows[nth]!;
            const after = [...stops.slice(nth + 1).map((one) => one.start), person.rest?.from ?? scale.to].filter((at) => at >= stop.end);
            const next = Math.min(scale.to, ...after); // words may run on into what is free
            return (
              <li
                key={stop.visit.id}
                style={{
                  ...place(scale, stop.start, stop.end),
                  ...(of > 1 && { top: `calc(2px + ${(row * 100) / of}% * 0.88)`, bottom: `calc(4px + ${((of - 1 - row) * 100) / of}% * 0.88)` }),
                }}
              >
                <Block
                  {...props}
                  stop={stop}
                  room={Math.max(1, (next - stop.start) / Math.max(1, stop.end - stop.start))}
                  overlaps={of > 1}
                  tab={tab === nth}
                  nth={nth}
                  held={held === stop.visit.id}
                />
              </li>
            );
          })}
        </ol>
      </td>
    </tr>
  );
}

function Block(props: RowActs & { person: Person; stop: Stop; nth: number; room: number; overlaps: boolean; tab: boolean; held: boolean }) {
  const { visit } = props.stop;
  const isNew = visit.known.length > 0 && !props.stop.knows;
  const isWrong = visit.wrong.some((one) => one.hard);
  const look = [
    "v",
    visit.state === "done" || visit.state === "not-done" ? "done" : visit.state === "under-way" ? "now" : "",
    visit.people.length > 1 ? "two" : "",
    visit.minutes >= 55 ? "wide" : "",
    props.overlaps || isWrong ? "over" : "",
    props.held ? "lifted" : "",
  ];
  return (
    <button
      type="button"
      class={look.filter(Boolean).join(" ")}
      data-visit={visit.id}
      data-stand={`${props.person.id}:${props.nth}`}
      tabIndex={props.tab ? 0 : -1}
      onClick={() => props.onVisit(visit.id, props.person.id)}
      onKeyDown={(event) => props.onKey(event, visit, props.person)}
    >
      <span class="vh">{`${blockWords(visit, props.person, props.stop.travel)}${props.overlaps ? ", overlaps another visit" : ""}`}</span>
      <span class="in" aria-hidden="true" style={{ width: `${props.room * 100}%` }}>
        <b>{visit.short}</b>
        <span class="m">
          <em>
            {visit.area}
            {isWrong && <Sign name="skill" />}
            {visit.pinned && <Sign name="lock" />}
            {visit.people.length > 1 && <Sign name="two" />}
            {isNew && <Sign name="face" />}
            {visit.state === "done" && <Sign name="done" />}
          </em>{" "}
          {visit.purpose}
        </span>
      </span>
    </button>
  );
}
