import { useState } from "preact/hooks";
import { dayAndTime, dayOf } from "../lib/dates";
import { Button, Card, KeptWord } from "../ui";
import type { InPlan } from "./CarePlan";
import { history } from "./history";

const few = 6;

export function History({ at }: { at: InPlan }) {
  const { bundle, say } = at.one;
  const [all, setAll] = useState(false);
  const lines = history(bundle, say);
  const shown = all ? lines : lines.slice(0, few);
  return (
    <Card title="History" aside="The latest change of each part; what is older stays in the record">
      {lines.length === 0 && <p class="muted">Nothing was written yet.</p>}
      <ul class="list hist">
        {shown.map((l) => {
          const signature = say.people.signature(l.by);
          const name = signature.split(",")[0] ?? "";
          return (
            <li key={l.id} class={dayOf(l.at) === dayOf(say.now) ? "new" : undefined}>
              <span>
                <b>{name}</b>
                {signature.slice(name.length)} {l.words}
              </span>
              <small>
                {dayAndTime(l.at, say.now)} <KeptWord kept={l.kept === "sent" ? null : l.kept} />
              </small>
            </li>
          );
        })}
      </ul>
      {lines.length > few && (
        <Button look="quiet" expanded={all} onClick={() => setAll(!all)}>
          {all ? "Only the latest" : `All ${lines.length} changes`}
        </Button>
      )}
    </Card>
  );
}
