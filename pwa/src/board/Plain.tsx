import type { ComponentChildren, Ref } from "preact";
import { useCallback, useState } from "preact/hooks";
import type { BoardTiles } from "../api/types";
import { BoardMap } from "./BoardMap";
import type { Day, Person, Stop, Visit } from "./day";
import { SignLegend } from "./Legend";
import { shownStops, tray } from "./layout";
import { Sign } from "./Sign";
import { lateWords } from "./under-way";
import { blockWords, clock, hoursLeft, meansWords, plural, span, stateWords, windowWords } from "./words";

/** What is shown of it: whose map is open, whose list is folded away, by person; that of what nobody has by "". */
interface Shown {
  maps: ReadonlySet<string>;
  folded: ReadonlySet<string>;
  toggle: (what: "maps" | "folded", of: string) => void;
}

interface Common {
  day: Day;
  tiles: BoardTiles | null;
  search: string;
  shown: Shown;
  onVisit: (visit: Visit, person: Person | null) => void;
}

/** Kept by whoever draws this: turned on its side, a phone may have room for the board itself, and turned back it shows what it did before. */
export function useShown(): Shown {
  const [is, set] = useState<Omit<Shown, "toggle">>({ maps: new Set(), folded: new Set() });
  const toggle = useCallback((what: "maps" | "folded", of: string) => {
    set((now) => ({ ...now, [what]: new Set(now[what].has(of) ? [...now[what]].filter((one) => one !== of) : [...now[what], of]) }));
  }, []);
  return { ...is, toggle };
}

/** The board where there is no room for one: what nobody has, then each person with their day as a list. A tap opens what can be done with it. */
export function Plain(
  props: Common & {
    rows: readonly Person[];
    stops: ReadonlyMap<string, readonly Stop[]>;
    minutesLeft: ReadonlyMap<string, number>;
    estimated: boolean;
    onSearch: (search: string) => void;
    onHowLong: () => void;
    root: Ref<HTMLDivElement>;
  },
) {
  const { day, rows, search } = props;
  const groups = tray(day, search);
  const found = groups.reduce((sum, group) => sum + group.visits.length, 0);
  const count = search ? tray(day, "").reduce((sum, group) => sum + group.visits.length, 0) : found;
  return (
    <div class="plain" ref={props.root}>
      <search>
        <input
          type="search"
          class="seek"
          aria-label="Search people, skills and patients"
          placeholder="Name, profession, skill, or a patient"
          autocomplete="off"
          value={search}
          onInput={(event) => props.onSearch(event.currentTarget.value)}
        />
        <p role="status" class={search ? "muted" : "vh"}>
          {search && `${rows.length} of ${plural(day.people.length, "person", "people")}, ${found} of ${count} not allocated`}
        </p>
      </search>
      {(found > 0 || !search) && (
        <section aria-labelledby="plainopen">
          <WithMap
            {...props}
            person={null}
            stops={[]}
            can={found > 0}
            of="what is not allocated"
            head={
              <h2 id="plainopen">
                Not allocated <span class="count">{count}</span>
              </h2>
            }
          />
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
      )}
      {rows.map((person) => (
        <PersonCard
          key={person.id}
          {...props}
          person={person}
          stops={props.stops.get(person.id) ?? []}
          left={props.minutesLeft.get(person.id) ?? 0}
        />
      ))}
      {day.people.length === 0 && <p class="none">Nobody of this team works on this day.</p>}
      <SignLegend estimated={props.estimated} onHowLong={props.onHowLong} />
    </div>
  );
}

/** A heading with a map below it that one can open: one's route, or what nobody has. */
function WithMap(
  props: Pick<Common, "day" | "tiles" | "shown"> & {
    person: Person | null;
    stops: readonly Stop[];
    can: boolean;
    of: string;
    head: ComponentChildren;
  },
) {
  const whose = props.person?.id ?? "";
  const open = props.shown.maps.has(whose);
  return (
    <>
      <header>
        {props.head}
        {props.can && (
          <button
            type="button"
            class="lk"
            aria-expanded={open}
            aria-label={`${open ? "Hide map" : "Map"} of ${props.of}`}
            onClick={() => props.shown.toggle("maps", whose)}
          >
            {open ? "Hide map" : "Map"}
          </button>
        )}
      </header>
      {open && props.can && (
        <div class="mapbox">
          <BoardMap day={props.day} person={props.person} stops={props.stops} tiles={props.tiles} where="The list below has them." />
        </div>
      )}
    </>
  );
}

function PersonCard(props: Common & { person: Person; stops: readonly Stop[]; left: number }) {
  const { person, stops, shown } = props;
  const open = !shown.folded.has(person.id);
  const isNumbered = shown.maps.has(person.id);
  const here = new Set(shownStops(person, stops, props.search));
  const late = lateWords(person);
  return (
    <section class="of" aria-label={person.name}>
      <WithMap
        {...props}
        can={stops.length > 0}
        of={`${person.name}’s day`}
        head={
          <h2>
            <button type="button" class="who" aria-expanded={open} onClick={() => shown.toggle("folded", person.id)}>
              <span class="tx">
                <b>{person.name}</b>
                <small>
                  {person.off ??
                    [person.role, plural(stops.length, "visit"), `${hoursLeft(props.left)} left`, meansWords[person.means]]
                      .filter(Boolean)
                      .join(" · ")}
                </small>
                {late && <small class="behind">{late}</small>}
              </span>
            </button>
          </h2>
        }
      />
      {open && stops.length > 0 && (
        <ul>
          {stops.map(
            (stop, nth) =>
              here.has(stop) && (
                <Entry
                  key={stop.visit.id}
                  visit={stop.visit}
                  person={person}
                  travel={stop.travel}
                  now={props.day.now}
                  number={isNumbered ? nth + 1 : undefined}
                  onVisit={props.onVisit}
                />
              ),
          )}
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
  /** As on the map. */
  number?: number;
  onVisit: (visit: Visit, person: Person | null) => void;
}) {
  const { visit, person } = props;
  const about = person?.late?.toCome.get(visit.id);
  return (
    <li>
      <button type="button" class={visit.clock ? "hot" : undefined} data-visit={visit.id} onClick={() => props.onVisit(visit, person)}>
        <span class="vh">
          {props.number && `Stop ${props.number}, `}
          {blockWords(visit, person, props.travel)}
        </span>
        {props.number && (
          <span class="disc" aria-hidden="true">
            {props.number}
          </span>
        )}
        <span class="num" aria-hidden="true">
          {person && visit.start !== null ? clock(visit.start) : `${visit.minutes} min`}
          {about !== undefined && <small class="behind">about {clock(about)}</small>}
        </span>
        <span class="tx" aria-hidden="true">
          <b>{visit.name}</b>
          <small>
            {[stateWords(visit), visit.area, visit.purpose, windowWords(visit), props.travel > 0 && `travel ${props.travel} min`]
              .filter(Boolean)
              .join(" · ")}
            {visit.clock && props.now !== null && ` · ${span(visit.clock.by - props.now)} left`}
          </small>
        </span>
        {visit.state === "done" && <Sign name="done" />}
        {person && visit.wrong.some((one) => one.hard) && <Sign name="skill" />}
        {visit.pinned && <Sign name="lock" />}
        {visit.people.length > 1 && <Sign name="two" />}
        {person && visit.known.length > 0 && !visit.known.includes(person.id) && <Sign name="face" />}
      </button>
    </li>
  );
}
