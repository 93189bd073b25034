import { Card } from "../ui";
import type { InPlan } from "./CarePlan";
import { contributors } from "./history";

export function Contributors({ at }: { at: InPlan }) {
  const all = contributors(at.one.bundle, at.one.say);
  if (all.length === 0) return null;
  return (
    <Card title="Contributors">
      <dl class="orgs">
        {all.map((o) => (
          <div key={o.organisation}>
            <dt>{o.organisation}</dt>
            <dd>{o.people.join("; ")}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
