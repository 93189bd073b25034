import { Stands } from "../patient/Disputed";
import { paragraphs } from "../patient/text";
import { By, Icon } from "../ui";
import type { InPlan } from "./CarePlan";
import { GroupForm } from "./GroupForm";
import { Opens } from "./Opens";

export function Worse({ at }: { at: InPlan }) {
  const { plan, one } = at;
  const lines = paragraphs(plan.fields.if_worse ?? "");
  const stamp = plan.stamps.worse;
  return (
    <section class="card worse" aria-labelledby="worse-heading">
      <header>
        <Icon name="warn" />
        <h2 id="worse-heading">If things get worse</h2>
      </header>
      <Opens
        what="what to do if things get worse"
        may={one.may("care_plan", "worse")}
        form={() => (
          <GroupForm
            view={plan}
            group="worse"
            title="If things get worse"
            hideTitle
            say={one.say}
            specs={[{ field: "if_worse", label: "What to do, and whom to ring", as: "area", hint: "One step a line." }]}
          />
        )}
      >
        <Stands view={plan} group="worse" say={one.say}>
          {lines.length > 1 ? (
            <ol>
              {lines.map((l) => (
                <li key={l}>{l.replace(/^\d+[.)]\s*/, "")}</li>
              ))}
            </ol>
          ) : (
            <p class={lines.length ? undefined : "muted"}>{lines[0] ?? "Nothing written yet."}</p>
          )}
          {stamp && <By signature={one.say.people.signature(stamp.by)} at={stamp.at.slice(0, 10)} now={one.say.now} />}
        </Stands>
      </Opens>
    </section>
  );
}
