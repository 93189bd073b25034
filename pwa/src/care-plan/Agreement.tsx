import { useState } from "preact/hooks";
import { day, dayOf } from "../lib/dates";
import { Stands } from "../patient/Disputed";
import { writtenBy } from "../patient/text";
import { nameOfStaff } from "../patient/words";
import { nameBefore } from "../photos/agreed";
import { Button, By, Card, Icon } from "../ui";
import { Later } from "../ui/Later";
import type { InPlan } from "./CarePlan";
import { staffOptions } from "./GoalCard";
import { GroupForm, type Spec } from "./GroupForm";
import { Opens } from "./Opens";
import { agreedKinds } from "./progress";

const signing = () => import("../photos/Signing");
const versions = () => import("./Versions");

const asked: readonly Spec[] = [
  { field: "agreed_kind", label: "Agreed?", as: "select", options: Object.entries(agreedKinds).map(([value, words]) => ({ value, words })) },
  {
    field: "not_agreed_why",
    label: "Why it is not agreed",
    as: "area",
    hint: "In their words where you can: it is their plan.",
    when: (values) => values.agreed_kind === "not-agreed" || Boolean(values.not_agreed_why),
  },
  { field: "agreed_with", label: "With whom", as: "lines", hint: "One a line: Nasima Begum, daughter and carer" },
  { field: "agreed_on", label: "On which day", as: "date" },
];

export function Agreement({ at }: { at: InPlan }) {
  const { plan, one } = at;
  const { say } = one;
  const f = plan.fields;
  const stamp = plan.stamps.agreement;
  const refused = f.agreed_kind === "not-agreed";
  const title = plan.disputed.agreement ? "Agreement" : refused ? "Not agreed" : "Agreed with";
  return (
    <Card title={title}>
      <Opens
        what="who agreed, and the review"
        may={one.may("care_plan", "agreement")}
        form={() => (
          <div class="forms narrow">
            <GroupForm view={plan} group="agreement" title="Agreement" say={say} specs={asked} />
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
          {refused ? <Refused at={at} /> : <Agreed at={at} />}
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
      {stamp && <Versions at={at} />}
    </Card>
  );
}

function Agreed({ at }: { at: InPlan }) {
  const { plan, one } = at;
  const { agreed_with: people, agreed_on: on, agreed_kind: kind } = plan.fields;
  const stamp = plan.stamps.agreement;
  return (
    <>
      {kind === "for-the-person" && <p class="for-them">For {one.name}, who cannot decide this for now.</p>}
      <ul class="list">
        {(people ?? []).map((who) => (
          <li class="sig" key={who}>
            <Icon name="check" />
            <span>
              <b>{who}</b>
              {on && day(on, one.say.now)}
              {one.seesMore && (
                <Later
                  load={signing}
                  props={{ one, record: plan.id, who, before: nameBefore(plan, who), since: on ?? (stamp ? dayOf(stamp.at) : null) }}
                />
              )}
            </span>
          </li>
        ))}
        {(people ?? []).length === 0 && <li class="muted">{on ? `Agreed ${day(on, one.say.now)}; nobody is named.` : "Nobody has agreed yet."}</li>}
      </ul>
    </>
  );
}

/** Why not, before anything else: whoever acts by this plan must know. */
function Refused({ at }: { at: InPlan }) {
  const { not_agreed_why: why, agreed_with: people, agreed_on: on } = at.plan.fields;
  return (
    <div class="refused">
      <p>{why ?? "No reason is written."}</p>
      {((people ?? []).length > 0 || on) && (
        <p class="small">
          Talked over{(people ?? []).length > 0 ? ` with ${(people ?? []).join("; ")}` : ""}
          {on ? `, ${day(on, at.one.say.now)}` : ""}.
        </p>
      )}
    </div>
  );
}

function Versions({ at }: { at: InPlan }) {
  const [isAsking, ask] = useState(false);
  return (
    <>
      <Button look="quiet" icon="clock" onClick={() => ask(true)}>
        As it was agreed
      </Button>
      {isAsking && (
        <Later
          load={versions}
          props={{ at, onClose: () => ask(false) }}
          failed={() => <p class="small">This part is not on the tablet yet. It comes with the next coverage.</p>}
        />
      )}
    </>
  );
}
