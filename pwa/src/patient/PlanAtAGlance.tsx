import { isInSight, stepWords } from "../care-plan/progress";
import { day } from "../lib/dates";
import type { Bundle } from "../store/contract";
import { Card, ProgressSteps } from "../ui";
import { Stands } from "./Disputed";
import { inQuotes } from "./text";
import type { OnePatient } from "./use-patient";
import { said } from "./words";

export function PlanAtAGlance({ one }: { one: OnePatient & { bundle: Bundle } }) {
  const { bundle, say } = one;
  const goals = bundle
    .all("goal")
    .filter(isInSight)
    .sort((a, b) => (a.fields.position ?? 0) - (b.fields.position ?? 0) || a.id.localeCompare(b.id));
  return (
    <Card class="plan" title="Plan at a glance" aside={<a href={`/patient/${bundle.id}/plan`}>Open the care plan</a>}>
      {goals.length === 0 && <p class="muted">No goals yet. They are written in the care plan, in the person’s words.</p>}
      <ul class="goals">
        {goals.map((g) => {
          const f = g.fields;
          const parts = [
            f.baseline && `Began: ${f.baseline}`,
            f.now && !g.disputed.now && `Now: ${f.now}`,
            f.target && !g.disputed.target && `Aim: ${[f.target, f.target_unit].filter(Boolean).join(" ")}`,
          ].filter(Boolean);
          const line = parts.join(". ");
          return (
            <li key={g.id}>
              <div>
                <Stands view={g} group="words" say={say}>
                  <b>{inQuotes(f.words ?? "")}</b>
                </Stands>
                <span class="by">
                  {line}
                  {f.review_on && !g.disputed.review && (
                    <>
                      {line ? ". " : ""}Review {day(f.review_on, say.now)}
                    </>
                  )}
                </span>
                <Stands view={g} group="target" say={say}>
                  {null}
                </Stands>
                <Stands view={g} group="now" say={say}>
                  {null}
                </Stands>
                <Stands view={g} group="status" say={say}>
                  {null}
                </Stands>
              </div>
              <div class="st">
                <Stands view={g} group="progress" say={say}>
                  <ProgressSteps
                    value={f.progress ?? null}
                    label={f.progress ? `Step ${f.progress} of 5: ${stepWords(f.progress)}` : "Not asked yet"}
                  />
                  <span class="w" aria-hidden="true">
                    {stepWords(f.progress) ?? "Not asked yet"}
                  </span>
                </Stands>
                {f.status && f.status !== "active" && !g.disputed.status && <span class="w">{said("goal", "status", f, say)}</span>}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
