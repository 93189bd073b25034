import { day } from "../lib/dates";
import { Stands } from "../patient/Disputed";
import { writtenBy } from "../patient/text";
import { nameOfStaff } from "../patient/words";
import { By, Card, Icon } from "../ui";
import { Later } from "../ui/Later";
import type { InPlan } from "./CarePlan";
import { staffOptions } from "./GoalCard";
import { GroupForm } from "./GroupForm";
import { Opens } from "./Opens";

const signing = () => import("../photos/Signing");

export function Agreement({ at }: { at: InPlan }) {
  const { plan, one } = at;
  const { say } = one;
  const f = plan.fields;
  const stamp = plan.stamps.agreement;
  return (
    <Card title="Agreed with">
      <Opens
        what="who agreed, and the review"
        may={one.may("care_plan", "agreement")}
        form={() => (
          <div class="forms narrow">
            <GroupForm
              view={plan}
              group="agreement"
              title="Agreement"
              say={say}
              specs={[
                { field: "agreed_with", label: "With whom", as: "lines", hint: "One a line: Nasima Begum, daughter and carer" },
                { field: "agreed_on", label: "On which day", as: "date" },
              ]}
            />
            <GroupForm
              view={plan}
              group="review"
              title="Next review together"
              say={say}
              specs={[
                { field: "review_on", label: "On which day", as: "date" },
                { field: "review_by", label: "Who calls it", as: "select", options: staffOptions(at) },
              ]}
            />
          </div>
        )}
      >
        <Stands view={plan} group="agreement" say={say}>
          <ul class="list">
            {(f.agreed_with ?? []).map((who) => (
              <li class="sig" key={who}>
                <Icon name="check" />
                <span>
                  <b>{who}</b>
                  {f.agreed_on && day(f.agreed_on, say.now)}
                  {one.seesMore && <Later load={signing} props={{ one, record: plan.id, who }} />}
                </span>
              </li>
            ))}
            {(f.agreed_with ?? []).length === 0 && <li class="muted">Nobody has agreed yet.</li>}
          </ul>
          {stamp && <By signature={writtenBy(say.people.signature(stamp.by))} at={stamp.at.slice(0, 10)} now={say.now} />}
        </Stands>
        <Stands view={plan} group="review" say={say}>
          {f.review_on && (
            <p class="review">
              Next review together <b>{day(f.review_on, say.now)}</b>
              {f.review_by && <span class="by">{nameOfStaff(f.review_by, say)} calls it</span>}
            </p>
          )}
        </Stands>
      </Opens>
    </Card>
  );
}
