import { sinceWhen, timeOf } from "../lib/dates";
import { Card, Icon } from "../ui";
import { type Day, isFinished } from "./day";

/** No news for long: what of the day to ask about before one relies on it. Others work with these patients too. */
export default function AskFirst({ day, since, now }: { day: Day; since: string | null; now: Date }) {
  const open = day.stops.filter((stop) => !isFinished(stop) && stop.state !== "here");
  const of = (category: string) =>
    open.filter((stop) => stop.header.alerts.some((alert) => alert.category === category)).map((stop) => stop.header.name);
  const doses = of("medicine");
  const forms = of("resuscitation");
  if (open.length === 0) return null;
  return (
    <Card title="Ask before you rely on it" class="pane">
      <p>
        Others work with these patients too.{" "}
        {since ? `Since ${sinceWhen(since, now)} this tablet has not heard from them.` : "This tablet has not heard from them."}
      </p>
      <ul class="list">
        {doses.length > 0 && (
          <li>
            <Icon name="pill" />
            <span>
              <b>A dose that someone else may have given</b>
              <span class="by">{doses.join(", ")}</span>
            </span>
          </li>
        )}
        {forms.length > 0 && (
          <li>
            <Icon name="form" />
            <span>
              <b>A form or an alert that decides something</b>
              <span class="by">{forms.join(", ")}</span>
            </span>
          </li>
        )}
        <li>
          <Icon name="moved" />
          <span>
            <b>Whether the visit is still yours</b>
            <span class="by">{open.map((stop) => `${stop.header.name} ${timeOf(stop.visit.planned_start)}`).join(", ")}</span>
          </span>
        </li>
      </ul>
      <p class="small">As soon as there is coverage, today’s patients come first.</p>
    </Card>
  );
}
