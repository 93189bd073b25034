import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { newView, nextId, writer } from "../patient/new-view";
import { useDraftOf } from "../patient/use-edit";
import type { View } from "../store/contract";
import { Button } from "../ui";
import { ActionLine } from "./ActionLine";
import type { InPlan } from "./CarePlan";
import { GroupForm } from "./GroupForm";
import { inOrder } from "./order";
import { isInSight } from "./progress";

export function Actions({ at }: { at: InPlan }) {
  const { bundle } = at.one;
  const all = inOrder(bundle.all("action"));
  const shown = all.filter(isInSight);
  const past = all.filter((a) => !shown.includes(a));
  const [adding, setAdding] = useState(false);
  const [fresh, setFresh] = useState<string | null>(null);
  const view = nextAction(at);
  const drafted = useDraftOf(view.id);
  const isAdding = drafted || (adding && fresh === view.id);
  return (
    <>
      <div class="h">
        <h2>Who does what</h2>
        {at.one.may("action", "statement") && (
          <Button
            look="quiet"
            icon={isAdding ? "check" : "plus"}
            expanded={isAdding}
            onClick={() => {
              setFresh(view.id);
              setAdding(!isAdding);
            }}
          >
            {isAdding ? "Done" : "Add an action"}
          </Button>
        )}
      </div>
      {isAdding && (
        <section class="card" aria-label="A new action">
          <GroupForm
            key={view.id}
            view={view}
            group="statement"
            title="A new action"
            say={at.one.say}
            specs={[
              { field: "words", label: "What is done", as: "area" },
              { field: "frequency", label: "How often", as: "text" },
              { field: "until", label: "Until when", as: "text", hint: "A date, or for example: until the wound is drier" },
            ]}
          />
        </section>
      )}
      {shown.length > 0 && <Table at={at} all={shown} fresh={fresh} label="Actions" />}
      {shown.length === 0 && !isAdding && <p class="card muted">No actions yet.</p>}
      {past.length > 0 && (
        <details class="past-ones">
          <summary>
            {past.length === 1 ? "1 action that was stopped or written by mistake" : `${past.length} actions that were stopped or written by mistake`}
          </summary>
          <Table at={at} all={past} fresh={null} label="Actions that were stopped" />
        </details>
      )}
    </>
  );
}

function Table(props: { at: InPlan; all: readonly View<"action">[]; fresh: string | null; label: string }) {
  return (
    <section class="card actions" aria-label={props.label}>
      {/* biome-ignore lint/a11y/noRedundantRoles: on a phone its rows are blocks, and a table that is drawn as blocks loses its role */}
      <table role="table">
        <thead>
          <tr>
            <th scope="col">Action</th>
            <th scope="col">Who</th>
            <th scope="col">Organisation</th>
            <th scope="col">How often</th>
            <th scope="col">Until</th>
            <th scope="col">
              <span class="vh">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.all.map((a) => (
            <ActionLine key={a.id} at={props.at} action={a} startsOpen={a.id === props.fresh} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function nextAction({ one }: InPlan): View<"action"> {
  const { store, bundle, me, say } = one;
  const id = nextId("action", bundle, store.unfinished.value, writer(store, me?.staff), dayOf(say.now));
  return newView("action", id, bundle.id, { status: "active", position: bundle.all("action").length + 1 });
}
