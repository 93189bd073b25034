import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { newView, nextId, writer } from "../patient/new-view";
import { useDraftOf } from "../patient/use-edit";
import type { View } from "../store/contract";
import { Button } from "../ui";
import type { InPlan } from "./CarePlan";
import { GoalCard } from "./GoalCard";
import { GroupForm } from "./GroupForm";
import { inOrder } from "./order";
import { isInSight } from "./progress";

export function Goals({ at }: { at: InPlan }) {
  const { bundle } = at.one;
  const goals = inOrder(bundle.all("goal"));
  const shown = goals.filter(isInSight);
  const past = goals.filter((g) => !shown.includes(g));
  const [adding, setAdding] = useState(false);
  const [fresh, setFresh] = useState<string | null>(null);
  const view = newGoal(at);
  // Written, it is a goal like the others, with its form open; the next one waits for its own tap.
  const drafted = useDraftOf(view.id);
  const isAdding = drafted || (adding && fresh === view.id);
  return (
    <>
      <div class="h">
        <h2>Goals</h2>
        {at.one.may("goal", "words") && (
          <Button
            look="quiet"
            icon={isAdding ? "check" : "plus"}
            expanded={isAdding}
            onClick={() => {
              setFresh(view.id);
              setAdding(!isAdding);
            }}
          >
            {isAdding ? "Done" : "Add a goal"}
          </Button>
        )}
      </div>
      {isAdding && (
        <section class="card" aria-label="A new goal">
          <GroupForm
            key={view.id}
            view={view}
            group="words"
            title="A new goal"
            say={at.one.say}
            specs={[
              {
                field: "words",
                label: `What ${at.one.name} wants, as an “I” sentence`,
                as: "area",
                hint: "The rest can be filled in once this is written.",
              },
            ]}
          />
        </section>
      )}
      {shown.map((g, i) => (
        <GoalCard key={g.id} at={at} goal={g} n={i + 1} startsOpen={g.id === fresh} />
      ))}
      {shown.length === 0 && !isAdding && <p class="card muted">No goals yet.</p>}
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

/** The next goal of mine today: its id is found again after the app was killed in the middle of a word. */
function newGoal({ one }: InPlan): View<"goal"> {
  const { store, bundle, me, say } = one;
  const id = nextId("goal", bundle, store.unfinished.value, writer(store, me?.staff), dayOf(say.now));
  return newView("goal", id, bundle.id, { status: "active", position: bundle.all("goal").length + 1 });
}
