import type { BoardProposal } from "../store/board";
import type { Day } from "./day";
import { hoursOf, left, outside, scaleOf, width } from "./layout";
import { minutesAt } from "./wire";
import { clock, hoursLeft } from "./words";

const looks = { new: "mv add", moved: "mv move", same: "mv" } as const;

/** Each person's day as it would be, small: what is new, what moved, what stays. */
export function DayAfter({ day, proposal }: { day: Day; proposal: BoardProposal }) {
  const scale = scaleOf(day);
  const then = new Map(proposal.people.map((one) => [one.staff, one]));
  return (
    <section class="aft" aria-labelledby="ah">
      <header>
        <h2 id="ah">The day after</h2>
        <p class="lg">
          <span class="mv add">+</span>new <span class="mv move" />
          moved <span class="mv" />
          as it is
        </p>
      </header>
      <table>
        <thead>
          <tr>
            <th>Person</th>
            <th class="num">Left</th>
            <th class="num">Then</th>
            <th class="mh">
              <span class="vh">
                Day from {clock(scale.from)} to {clock(scale.to)}
              </span>
              {hoursOf(scale)
                .filter((_, nth) => nth % 2 === 0)
                .map((hour) => (
                  <span key={hour} class="h" style={{ left: `${left(scale, hour)}%` }} aria-hidden="true">
                    {clock(hour).slice(0, 2)}
                  </span>
                ))}
            </th>
          </tr>
        </thead>
        <tbody>
          {day.people.map((person) => {
            const one = then.get(person.id);
            if (!one) return null;
            const news = one.route.filter((stop) => stop.kind === "new").length;
            const moved = one.route.filter((stop) => stop.kind === "moved").length;
            return (
              <tr key={one.staff}>
                <th scope="row">{person.name}</th>
                <td class="num">{hoursLeft(one.minutes_left[0] ?? 0)}</td>
                <td class="num strong">{hoursLeft(one.minutes_left[1] ?? 0)}</td>
                <td class="ml">
                  <span class="vh">
                    {one.route.length} visits, {news} new, {moved} moved
                  </span>
                  {outside(scale, person).map((span) => (
                    <span key={span.from} class="off" style={{ left: `${left(scale, span.from)}%`, width: `${width(scale, span.from, span.to)}%` }} />
                  ))}
                  {one.route.map((stop) => {
                    const [from, to] = [minutesAt(day.date, stop.start), minutesAt(day.date, stop.end)];
                    return (
                      <span
                        key={stop.visit}
                        class={looks[stop.kind]}
                        style={{ left: `${left(scale, from)}%`, width: `${width(scale, from, to)}%` }}
                        aria-hidden="true"
                      >
                        {stop.kind === "new" && "+"}
                      </span>
                    );
                  })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
