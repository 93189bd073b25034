/** What others changed in the plan since one looked at this record. */
import { useMemo } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import { useLooked } from "../patient/looked";
import { since } from "../patient/since";
import { timeline } from "../patient/timeline";
import { By, Strip } from "../ui";
import type { InPlan } from "./CarePlan";
import { planKinds } from "./history";

const most = 5;

export function NewInPlan({ at }: { at: InPlan }) {
  const { bundle, say, name } = at.one;
  const looked = useLooked(at.one, false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: not with each tick of the clock
  const fresh = useMemo(
    () => since(timeline(bundle, say, name), looked).filter((e) => planKinds.some((kind) => kind === e.about.kind)),
    [bundle, say.people, name, looked],
  );
  if (!looked.at || fresh.length === 0) return null;
  return (
    <Strip icon="new" title={`New in the plan since you looked ${dayAndTime(looked.at, say.now)}`}>
      <ul class="new-in-plan">
        {fresh.slice(0, most).map((e) => (
          <li key={e.id}>
            <b>{e.title}</b>
            {e.disputed ? ". Two people see this differently." : e.text && `. ${e.text}`}{" "}
            <By signature={say.people.signature(e.by, true)} at={e.at} now={say.now} />
          </li>
        ))}
      </ul>
      {fresh.length > most && <p>And {fresh.length - most} more: they stand in the history below.</p>}
    </Strip>
  );
}
