import { dayOf, relativeDay, timeOf } from "../lib/dates";
import type { Bundle } from "../store/contract";
import { Card, KeptWord } from "../ui";
import { Stands } from "./Disputed";
import type { OnePatient } from "./use-patient";

const most = 4;
const upper = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1);

export function NextVisits({ one }: { one: OnePatient & { bundle: Bundle } }) {
  const { bundle, say, me } = one;
  const today = dayOf(say.now);
  const next = bundle
    .all("visit")
    .filter(
      (v) =>
        dayOf(v.fields.planned_end ?? v.fields.planned_start ?? "1970-01-01") >= today &&
        ((v.fields.status ?? "planned") === "planned" || v.disputed.status),
    )
    .sort((a, b) => (a.fields.planned_start ?? "").localeCompare(b.fields.planned_start ?? ""))
    .slice(0, most);
  return (
    <Card class="visits" title="Next visits">
      {next.length === 0 && <p class="muted">No visit is planned in the next four weeks.</p>}
      <ul class="next">
        {next.map((v) => {
          const others = (v.fields.asked ?? []).filter((id) => id !== me?.staff).map((id) => say.people.staff(id)?.name ?? "Someone");
          const names = v.fields.asked?.includes(me?.staff ?? "") ? ["You", ...others] : others;
          const isToday = dayOf(v.fields.planned_start ?? "") === today;
          const mine = v.fields.asked?.includes(me?.staff ?? "") && isToday;
          return (
            <li key={v.id}>
              <span>
                <Stands view={v} group="when" say={say}>
                  <time dateTime={v.fields.planned_start ?? undefined}>
                    {upper(relativeDay(v.fields.planned_start ?? "", say.now))}
                    <small class="num">
                      {timeOf(v.fields.planned_start ?? "")} to {timeOf(v.fields.planned_end ?? "")}
                    </small>
                  </time>
                </Stands>
                <Stands view={v} group="status" say={say}>
                  {null}
                </Stands>
              </span>
              <span>
                {mine ? <a href={`/visit/${bundle.id}/${v.id}`}>{v.fields.purpose ?? "Visit"}</a> : (v.fields.purpose ?? "Visit")}
                <span class="by">
                  <b>{names.join(" and ")}</b>
                  {names.length === 0 && "Nobody is asked yet"}
                </span>
                {v.kept.when && v.kept.when !== "sent" && <KeptWord kept={v.kept.when} />}
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
