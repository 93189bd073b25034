import { timeOf } from "../lib/dates";
import { Stands } from "../patient/Disputed";
import { said } from "../patient/words";
import { Strip } from "../ui";
import type { AtVisit } from "./Visit";

/** The plan of this visit changed while someone was on the way or inside. Presence beats plan (R3): what is recorded here counts. */
export function Meanwhile({ at }: { at: AtVisit }) {
  const { visit, attendance, me, one } = at;
  const { say } = one;
  const f = visit.fields;
  const status = visit.stamps.status;
  const when = visit.stamps.when;
  const cancelled = f.status === "cancelled" || f.status === "entered-in-error";
  const notAsked = !cancelled && (f.asked ?? []).length > 0 && !(f.asked ?? []).includes(me);
  const arrived = attendance?.fields.arrived_at;
  const moved = !cancelled && when?.was !== undefined && when.by !== me && arrived !== undefined && arrived !== null && when.at > arrived;
  const counts = arrived ? "You are here, so what you record counts." : "If you are there all the same, what you record counts.";
  const names = (f.asked ?? []).map((id) => say.people.staff(id)?.name ?? "a colleague").join(" and ");
  return (
    <>
      {cancelled && (
        <Strip icon="info" tone="care" title="This visit was cancelled">
          <p>
            {status && `${say.people.signature(status.by)}, ${timeOf(status.at)}`}
            {f.status_reason ? `: ${f.status_reason}. ` : ". "}
            {counts}
          </p>
        </Strip>
      )}
      {notAsked && (
        <Strip icon="moved" tone="care" title={`This visit is now ${names}’s`}>
          <p>{counts} Speak with each other so that it is not done twice.</p>
        </Strip>
      )}
      {moved && (
        <Strip icon="moved" title="The time of this visit was changed meanwhile">
          <p>
            Now {said("visit", "when", { ...f }, say)}, by {when ? say.people.signature(when.by, true) : ""}. {counts}
          </p>
        </Strip>
      )}
      <Stands view={visit} group="when" say={say}>
        {null}
      </Stands>
      <Stands view={visit} group="status" say={say}>
        {null}
      </Stands>
      <Stands view={visit} group="purpose" say={say}>
        {null}
      </Stands>
    </>
  );
}
