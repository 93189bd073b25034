import type { View } from "../store/contract";
import { ActionLine } from "./ActionLine";
import { Adding, nextOf, useAdding } from "./Adding";
import type { InPlan } from "./CarePlan";
import { inOrder } from "./order";
import { isInSight } from "./progress";

export function Actions({ at }: { at: InPlan }) {
  const { bundle } = at.one;
  const all = inOrder(bundle.all("action"));
  const shown = all.filter(isInSight);
  const past = all.filter((a) => !shown.includes(a));
  const next = nextOf("action", at);
  const adding = useAdding(next);
  return (
    <>
      <Adding
        at={at}
        view={next}
        adding={adding}
        title="Who does what"
        add="Add an action"
        group="statement"
        name="A new action"
        specs={[
          { field: "words", label: "What is done", as: "area" },
          { field: "frequency", label: "How often", as: "text" },
          { field: "until", label: "Until when", as: "text", hint: "A date, or for example: until the wound is drier" },
        ]}
      />
      {shown.length > 0 && <Table at={at} all={shown} fresh={adding.fresh} label="Actions" />}
      {shown.length === 0 && !adding.isAdding && <p class="card muted">No actions yet.</p>}
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
