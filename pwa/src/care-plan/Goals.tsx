import { Adding, nextOf, useAdding } from "./Adding";
import type { InPlan } from "./CarePlan";
import { GoalCard } from "./GoalCard";
import { inOrder } from "./order";
import { isInSight } from "./progress";

export function Goals({ at }: { at: InPlan }) {
  const { bundle } = at.one;
  const goals = inOrder(bundle.all("goal"));
  const shown = goals.filter(isInSight);
  const past = goals.filter((g) => !shown.includes(g));
  const next = nextOf("goal", at);
  const adding = useAdding(next);
  return (
    <>
      <Adding
        at={at}
        view={next}
        adding={adding}
        title="Goals"
        add="Add a goal"
        group="words"
        name="A new goal"
        specs={[
          {
            field: "words",
            label: `What ${at.one.name} wants, as an “I” sentence`,
            as: "area",
            hint: "The rest can be filled in once this is written.",
          },
        ]}
      />
      {shown.map((g, i) => (
        <GoalCard key={g.id} at={at} goal={g} n={i + 1} startsOpen={g.id === adding.fresh} />
      ))}
      {shown.length === 0 && !adding.isAdding && <p class="card muted">No goals yet.</p>}
      {past.length > 0 && (
        <details class="past-ones">
          <summary>
            {past.length === 1 ? "1 goal that was given up or written by mistake" : `${past.length} goals that were given up or written by mistake`}
          </summary>
          {past.map((g, i) => (
            <GoalCard key={g.id} at={at} goal={g} n={shown.length + i + 1} startsOpen={false} />
          ))}
        </details>
      )}
    </>
  );
}
