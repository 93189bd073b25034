import { addressLine } from "../lib/address";
import { ageOn, timeOf } from "../lib/dates";
import { hopInWords } from "../lib/distance";
import type { Id, People } from "../store/contract";
import { Alerts, Face, Icon, type IconName, Tag } from "../ui";
import type { Day, Rest, Stop } from "./day";
import { isFinished, thereAllTheSame } from "./day";
import { NextCard } from "./NextCard";
import { afterName, purposes, stateTag, togetherWord } from "./words";

export interface Seat {
  me: Id;
  people: People;
  now: Date;
  /** Two panes: a card shows its patient beside; else it opens the visit. */
  wide: boolean;
  chosen: Id | null;
  choose: (visit: Id) => void;
  filling: boolean;
  /** No coverage for long: how old what is shown is. */
  asOf: string | null;
  /** Called when a card that is not here yet is tapped. */
  wanted: (bundle: Id) => void;
}

const meansIcon: Record<string, IconName> = { walk: "walk", bicycle: "bike", bus: "bus", car: "go" };

export function TimeLine({ day, seat }: { day: Day; seat: Seat }) {
  return (
    <ol class="tl">
      {day.items.map((item) =>
        item.kind === "break" ? (
          <BreakLine key="break" rest={item} />
        ) : item === day.current ? (
          <li key={item.visit.id} class="v next" id="next-visit">
            <Travel stop={item} />
            <When stop={item} />
            <Disc stop={item} />
            <NextCard stop={item} seat={seat} />
          </li>
        ) : (
          <StopLine key={item.visit.id} stop={item} seat={seat} />
        ),
      )}
    </ol>
  );
}

function Travel({ stop }: { stop: Stop }) {
  if (!stop.hop || stop.state === "here") return null;
  return (
    <p class="hop">
      <Icon name={meansIcon[stop.hop.means] ?? "go"} />
      <span>{hopInWords(stop.hop)}</span>
    </p>
  );
}

function When({ stop }: { stop: Stop }) {
  return (
    <p class="when">
      <time>{timeOf(stop.visit.planned_start)}</time> <span>to {timeOf(stop.visit.planned_end)}</span>
      {stop.visit.is_fixed && (
        <span class="fix">
          <Icon name="lock" />
          <span>Fixed</span>
        </span>
      )}
      {stop.behind && stop.state === "planned" && stop.arrive && <span class="about">about {timeOf(stop.arrive)}</span>}
    </p>
  );
}

const Disc = ({ stop }: { stop: Stop }) => (
  <span class="disc" aria-hidden="true">
    {stop.number}
  </span>
);

/** The whole card can be tapped; what is named and focused is the patient's name in it. */
function NameLink({ stop, seat }: { stop: Stop; seat: Seat }) {
  const { header, visit } = stop;
  if (!header.here)
    return (
      <button type="button" class="over" onClick={() => seat.wanted(header.bundle)}>
        {header.name}
        <span class="vh">: bring to this tablet next</span>
      </button>
    );
  if (!seat.wide)
    return (
      <a class="over" href={`/visit/${header.bundle}/${visit.id}`}>
        {header.name}
      </a>
    );
  return (
    <button type="button" class="over" aria-pressed={seat.chosen === visit.id} onClick={() => seat.choose(visit.id)}>
      {header.name}
    </button>
  );
}

function StopLine({ stop, seat }: { stop: Stop; seat: Seat }) {
  const { header, visit } = stop;
  const finished = isFinished(stop);
  const tag = stateTag(stop, seat.people);
  const looks = [
    "v",
    finished ? "past" : "",
    stop.state === "moved" || stop.state === "cancelled" ? "away" : "",
    tag?.tone === "care" ? "noaccess" : "",
    header.here ? "" : "soon",
  ];
  const filling = seat.filling && !finished;
  return (
    <li class={looks.filter(Boolean).join(" ")}>
      {!finished && <Travel stop={stop} />}
      <When stop={stop} />
      <Disc stop={stop} />
      <article class={seat.wide && seat.chosen === visit.id ? "v-card chosen" : "v-card"}>
        <div class="top">
          <h3>
            <NameLink stop={stop} seat={seat} /> {!finished && header.born_on && <span class="age">{ageOn(header.born_on, seat.now)}</span>}
          </h3>
          {tag && (
            <Tag tone={tag.tone} icon={tag.icon} plain={tag.plain}>
              {tag.text}
            </Tag>
          )}
          {filling &&
            (header.here ? (
              <Tag tone="done" icon="check" plain>
                Here
              </Tag>
            ) : (
              <Tag plain>On its way</Tag>
            ))}
        </div>
        {finished ? (
          <small>
            <span class="narrow num">
              {visit.is_fixed && <Icon name="lock" />}
              {timeOf(visit.planned_start)} to {timeOf(visit.planned_end)}
              {visit.is_fixed ? " fixed" : ""}.{" "}
            </span>
            {visit.purpose.split("\n")[0]}
          </small>
        ) : (
          <>
            <small>{addressLine(header)}</small>
            {purposes(visit, null).map((line) => (
              <span class="purpose" key={line}>
                {line}
              </span>
            ))}
            <Colleagues stop={stop} seat={seat} />
            <Alerts alerts={header.alerts} />
          </>
        )}
      </article>
    </li>
  );
}

/** Who else comes, and whether they are there. */
export function Colleagues({ stop, seat }: { stop: Stop; seat: Seat }) {
  const word = togetherWord(
    stop.others.map((o) => o.staff),
    seat.me,
    seat.people,
  );
  return (
    <>
      {thereAllTheSame(stop.visit)
        .filter(({ staff }) => staff !== seat.me && !stop.others.some((other) => other.staff === staff))
        .map(({ staff, arrived_at, left_at }) => (
          <p class="pal" key={staff}>
            <Icon name="moved" />
            <span>
              <b>{seat.people.staff(staff)?.name ?? "A colleague"}</b> {left_at ? "was" : "is"} there all the same, arrived{" "}
              <b class="num">{timeOf(arrived_at!)}</b>: speak with each other, so that nothing is done twice
            </span>
          </p>
        ))}
      {stop.others.map((other) => {
        const name = seat.people.staff(other.staff)?.name ?? "a colleague not on this tablet’s list";
        return (
          <p class="pal" key={other.staff}>
            <Face name={name} />
            <span>
              <b>
                {word}: {name}
              </b>
              {afterName(other.staff, seat.people)}
              {other.leftAt ? (
                <>
                  , left <b class="num">{timeOf(other.leftAt)}</b>
                </>
              ) : other.arrivedAt ? (
                <>
                  , arrived <b class="num">{timeOf(other.arrivedAt)}</b>
                </>
              ) : null}
            </span>
          </p>
        );
      })}
    </>
  );
}

function BreakLine({ rest }: { rest: Rest }) {
  return (
    <li class="v past break">
      <p class="when">
        <time>{timeOf(rest.start)}</time> <span>to {timeOf(rest.end)}</span>
      </p>
      <span class="disc" aria-hidden="true">
        <Icon name="cup" />
      </span>
      <div class="v-card">
        <div class="top">
          <h3>Break</h3>
        </div>
        <small>
          <span class="narrow num">
            {timeOf(rest.start)} to {timeOf(rest.end)}
            {rest.where ? ". " : ""}
          </span>
          {rest.where}
        </small>
      </div>
    </li>
  );
}
