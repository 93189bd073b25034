import { useState } from "preact/hooks";
import { Stands } from "../patient/Disputed";
import { Joined } from "../patient/Joined";
import { inQuotes } from "../patient/text";
import { useDraftOf } from "../patient/use-edit";
import { Button, By } from "../ui";
import type { InPlan } from "./CarePlan";
import { GroupForm } from "./GroupForm";

export function Matters({ at }: { at: InPlan }) {
  const { plan, one } = at;
  const { say, name } = one;
  const drafted = useDraftOf(plan.id);
  const [open, setOpen] = useState(drafted);
  const words = plan.fields.what_matters;
  const stamp = plan.stamps.matters;
  return (
    <section class="card matters" aria-labelledby="matters-heading">
      <header>
        <h2 id="matters-heading">What matters to me</h2>
        {one.may("care_plan", "matters") && (
          <Button look="quiet" icon={open ? "check" : "pen"} expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Done" : words ? "Change" : "Write"}
            <span class="vh"> what matters</span>
          </Button>
        )}
      </header>
      {open ? (
        <GroupForm
          view={plan}
          group="matters"
          title="What matters"
          hideTitle
          say={say}
          specs={[{ field: "what_matters", label: `In ${name}’s words`, as: "area" }]}
        />
      ) : (
        <Stands view={plan} group="matters" say={say}>
          {words ? <blockquote>{inQuotes(words)}</blockquote> : <p>Not written yet. Ask {name} what a good day is.</p>}
        </Stands>
      )}
      {!open && <Joined view={plan} group="matters" field="what_matters" say={say} />}
      {stamp && (
        <p class="by-line">
          {name}, to <By signature={say.people.signature(stamp.by).replace(/^You$/, "you")} at={stamp.at.slice(0, 10)} now={say.now} />
        </p>
      )}
    </section>
  );
}
