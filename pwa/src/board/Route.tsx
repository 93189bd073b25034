import { type Day, isMovable, isPlaced, isTwo, type Person, type Stop, travelMinutes, type Visit } from "./day";
import { lengthWords } from "./how-long";
import { Sign } from "./Sign";
import { lateWords } from "./under-way";
import { clock, meansWords, plural, skillWords, span, windowWords } from "./words";

export interface VisitActs {
  onMove: (visit: Visit) => void;
  onPin: (visit: Visit) => void;
  onOff: (visit: Visit) => void;
  onSplit: (visit: Visit) => void;
  onNotHome: (visit: Visit) => void;
  onCallOff: (visit: Visit) => void;
  onTurn: (visit: Visit, person: Person, way: "earlier" | "later") => void;
}

/** The chosen person's stops as a table, and the acts on the chosen visit: everything that dragging does, without dragging. */
export function Route(
  props: VisitActs & {
    day: Day;
    person: Person | null;
    stops: readonly Stop[];
    minutesLeft: number;
    visit: Visit | null;
  },
) {
  const { person, stops, visit } = props;
  const knows = stops.filter((one) => one.knows).length;
  const title = person ? person.name : visit ? visit.name : "Nobody is chosen";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by key
    <section class="route" aria-labelledby="routeh" tabIndex={0}>
      <header>
        <h2 id="routeh">{title}</h2>
        {person && (
          <p>
            {[
              plural(stops.length, "visit"),
              `travel ${travelMinutes(person, stops)} min ${meansWords[person.means]}`,
              `knows ${knows} of ${stops.length}`,
              lateWords(person),
              props.minutesLeft < 0 ? `${span(-props.minutesLeft)} over` : `${span(props.minutesLeft)} left`,
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        )}
      </header>
      {visit && <Chosen {...props} visit={visit} />}
      {person && stops.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>
                <span class="vh">Stop</span>
              </th>
              <th>At</th>
              <th>Patient</th>
              <th>Where</th>
              <th>For</th>
              <th>Travel</th>
              <th>Face</th>
            </tr>
          </thead>
          <tbody>
            {stops.map((stop, nth) => (
              <tr key={stop.visit.id} class={visit?.id === stop.visit.id ? "on" : undefined}>
                <td class="no">
                  <span>{nth + 1}</span>
                </td>
                <td class="num at">
                  {clock(stop.start)}
                  {person.late?.toCome.has(stop.visit.id) && <small> about {clock(person.late.toCome.get(stop.visit.id)!)}</small>}
                </td>
                <th scope="row">{stop.visit.name}</th>
                <td class="where">{[stop.visit.street, stop.visit.area].filter(Boolean).join(", ")}</td>
                <td class="for">{stop.visit.purpose}</td>
                <td class="num at">{stop.travel} min</td>
                <td>{stop.knows ? "known face" : stop.visit.known.length > 0 ? "new face" : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {person && stops.length === 0 && <p class="none">{person.off ?? "Nothing is planned for them yet."}</p>}
      {!person && !visit && <p class="none">Choose a person or a visit to see the way and what can be done.</p>}
    </section>
  );
}

function Chosen({ visit, person, stops, ...acts }: Parameters<typeof Route>[0] & { visit: Visit }) {
  const at = stops.findIndex((one) => one.visit.id === visit.id);
  const free = isMovable(visit);
  const fixed = visit.pinned ? "Pinned: no proposal and no hand moves it." : "It is under way, over, or another team’s: it stays.";
  const needs = skillWords(visit.people.flat());
  return (
    <div class="chosen">
      <p>
        <b>{visit.name}</b>{" "}
        {[
          visit.area,
          visit.purpose,
          lengthWords(visit),
          visit.window?.given ? `${windowWords(visit)}${visit.window.reason ? `, ${visit.window.reason}` : ""}` : "",
          needs && `needs ${needs}`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {visit.wrong.length > 0 && isPlaced(visit) && (
        <ul class="wrong">
          {visit.wrong.map((one) => (
            <li key={one.title + one.words} class={one.hard ? "hard" : undefined}>
              <Sign name={one.hard ? "skill" : "clock"} />
              <span>
                <b>{one.title}:</b> {one.words}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div class="acts">
        {free && (
          <button type="button" class="lk" onClick={() => acts.onMove(visit)}>
            {isPlaced(visit) ? "Move or swap…" : "Give to…"}
          </button>
        )}
        {free && isPlaced(visit) && person && at > 0 && (
          <button type="button" class="lk" onClick={() => acts.onTurn(visit, person, "earlier")}>
            A turn earlier
          </button>
        )}
        {free && isPlaced(visit) && person && at >= 0 && at < stops.length - 1 && (
          <button type="button" class="lk" onClick={() => acts.onTurn(visit, person, "later")}>
            A turn later
          </button>
        )}
        {isPlaced(visit) && !visit.locked && (
          <button type="button" class="lk" aria-pressed={visit.pinned} onClick={() => acts.onPin(visit)}>
            {visit.pinned ? "Unpin" : "Pin"}
          </button>
        )}
        {free && isPlaced(visit) && (
          <button type="button" class="lk" onClick={() => acts.onOff(visit)}>
            Take off
          </button>
        )}
        {isTwo(visit) && (
          <button type="button" class="lk" onClick={() => acts.onSplit(visit)}>
            Make it two visits
          </button>
        )}
        {!visit.locked && (
          <button type="button" class="lk" onClick={() => acts.onNotHome(visit)}>
            Not at home…
          </button>
        )}
        {!visit.locked && (
          <button type="button" class="lk" onClick={() => acts.onCallOff(visit)}>
            Call off…
          </button>
        )}
        {!free && <span class="muted">{fixed}</span>}
      </div>
    </div>
  );
}
