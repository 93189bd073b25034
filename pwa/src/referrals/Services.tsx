import { deeds } from "../api/referral-words";
import { day } from "../lib/dates";
import type { Id } from "../store/contract";
import { Icon } from "../ui";
import type { Fit, Point } from "./fit";
import type { Saying } from "./words";

const icons = { yes: "check", no: "shut", ask: "info" } as const;

/** Teams of the directory, the best fit first, each with what speaks for it and against it. */
export function Services(props: {
  found: readonly Fit[];
  asks: readonly string[];
  chosen: Id | null;
  has: Id | null;
  onChoose: (id: Id) => void;
  say: Saying;
}) {
  const checked = props.found
    .map(({ service }) => service.checked_on ?? "")
    .filter(Boolean)
    .sort()[0];
  return (
    <section aria-labelledby="services-h">
      <div class="sh">
        <h3 id="services-h">Who can take it</h3>
        {checked && <p>Directory of services, checked {day(checked, props.say.now)}</p>}
      </div>
      <p class="by">
        {props.asks.length > 0
          ? `Asked for: ${props.asks.map((ask) => deeds[ask] ?? ask).join(", ")}`
          : "Nothing of the directory's list is asked for."}
      </p>
      {props.found.length === 0 ? (
        <p class="muted">No team of the place is in the directory yet. Whoever looks after teams adds them.</p>
      ) : (
        <ol class="svcs">
          {props.found.map(({ service, points }) => (
            <li key={service.id} class={service.id === props.chosen ? "svc best" : "svc"}>
              <label>
                <input type="radio" name="service" checked={service.id === props.chosen} onChange={() => props.onChoose(service.id)} />
                <span>
                  <b>{service.name}</b>
                  {props.say.people.organisation(service.organisation ?? "")?.name}
                </span>
                {service.id === props.has && <span class="sp">has it now</span>}
              </label>
              <Points points={points} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Points({ points }: { points: readonly Point[] }) {
  if (points.length === 0) return null;
  return (
    <ul>
      {points.map((point) => (
        <li key={point.text} class={point.mark}>
          <Icon name={icons[point.mark]} />
          {point.text}
        </li>
      ))}
    </ul>
  );
}
