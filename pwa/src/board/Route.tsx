import { Chosen, type VisitActs } from "./Chosen";
import { type Day, type Person, type Stop, travelMinutes, type Visit } from "./day";
import { lateWords } from "./under-way";
import { clock, meansWords, plural, span } from "./words";

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
