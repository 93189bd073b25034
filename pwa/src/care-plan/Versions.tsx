/** The plan as it was when it was agreed, read with coverage and only to be read. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { day, dayAndTime } from "../lib/dates";
import { isAtEnd, whyWords } from "../patient/online";
import { inQuotes, paragraphs } from "../patient/text";
import { useOnline } from "../patient/use-online";
import { said } from "../patient/words";
import type { Step } from "../store/contract";
import { Button, By, Dialog } from "../ui";
import type { InPlan } from "./CarePlan";
import { planKinds } from "./history";
import { inOrder } from "./order";
import { isShown, stepWords } from "./progress";
import { type Version, versionsOf } from "./versions";

export default function Versions({ at, onClose }: { at: InPlan; onClose: () => void }) {
  const { store, bundle, say } = at.one;
  const [chosen, choose] = useState(0);
  const { model, tap } = useOnline(
    async (before: number | null) => {
      const answer = await store.history(bundle.id, { kinds: planKinds, before });
      return answer.ok ? { ...answer, items: answer.steps, left: null } : answer;
    },
    (step: Step) => step.change,
    true,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once, when it opens
  useEffect(tap, []);
  const isWhole = isAtEnd(model);
  const versions = useMemo(() => (isWhole ? versionsOf(model.items) : []), [isWhole, model.items]);
  const version = versions[chosen];
  return (
    <Dialog title="As it was agreed" onClose={onClose}>
      <div class="as-agreed">
        <div role="status">
          {model.phase === "busy" && <p>Fetching every change of the plan.</p>}
          {model.phase === "waiting" && <p>No coverage just now: it comes as soon as there is.</p>}
          {model.why && <p>{whyWords[model.why]}</p>}
          {isWhole && versions.length === 0 && <p>Nobody has agreed the plan yet.</p>}
        </div>
        {model.phase === "failed" && (
          <Button look="second" onClick={tap}>
            Try again
          </Button>
        )}
        {versions.length > 1 && (
          <div class="field">
            <label for="version">Which agreement</label>
            <select id="version" value={String(chosen)} onChange={(e) => choose(Number(e.currentTarget.value))}>
              {versions.map((v, i) => (
                <option key={v.change} value={String(i)}>
                  {dayAndTime(v.at, say.now)}
                </option>
              ))}
            </select>
          </div>
        )}
        {version && <AsAgreed at={at} version={version} />}
      </div>
    </Dialog>
  );
}

function AsAgreed({ at, version }: { at: InPlan; version: Version }) {
  const { say, name } = at.one;
  const { bundle } = version;
  const plan = bundle.all("care_plan")[0]?.fields;
  const goals = inOrder(bundle.all("goal")).filter(({ fields }) => isShown(fields.status));
  const actions = inOrder(bundle.all("action")).filter(({ fields }) => isShown(fields.status));
  const agreed = plan ? said("care_plan", "agreement", plan, say) : "";
  const unsure = (id: string) =>
    version.unsure.has(id) && (
      <small>
        What {say.people.signature(version.unsure.get(id) as string, true)} wrote in this reached the record on the same day. Whether it was on the
        tablet on which this was agreed cannot be told.
      </small>
    );
  const ifs = inOrder(bundle.all("contingency")).filter(({ fields }) => isShown(fields.status));
  return (
    <>
      <p class="small">
        Only to be read. What holds now may differ: it stands on the page behind this. Written down by{" "}
        <By signature={say.people.signature(version.by)} at={version.at} now={say.now} />
      </p>
      {version.leftOut.length > 0 && (
        <p>
          <b>Left out:</b> what {version.leftOut.map((id) => say.people.signature(id, true)).join(" and ")} had written, and what reached the record
          only after this was agreed on another tablet.
        </p>
      )}
      <h3>Agreed</h3>
      <p>{agreed.charAt(0).toUpperCase() + agreed.slice(1)}</p>
      <h3>What matters to {name}</h3>
      {plan?.what_matters ? <blockquote>{inQuotes(plan.what_matters)}</blockquote> : <p class="muted">Nothing was written.</p>}
      <h3>Goals</h3>
      <ul>
        {goals.map(({ id, fields }) => (
          <li key={id}>
            <b>{inQuotes(fields.words ?? "")}</b>
            <span>
              {[
                fields.target && `Aiming for ${said("goal", "target", fields, say)}`,
                stepWords(fields.progress) && `How far along: ${stepWords(fields.progress)?.toLowerCase()}`,
                fields.review_on && `Review ${day(fields.review_on, say.now)}`,
              ]
                .filter(Boolean)
                .join(". ")}
            </span>
            {unsure(id)}
          </li>
        ))}
        {goals.length === 0 && <li class="muted">None.</li>}
      </ul>
      <h3>Who does what</h3>
      <ul>
        {actions.map(({ id, fields }) => (
          <li key={id}>
            <b>{said("action", "statement", fields, say)}</b>
            <span>{said("action", "doer", fields, say)}</span>
            {unsure(id)}
          </li>
        ))}
        {actions.length === 0 && <li class="muted">None.</li>}
      </ul>
      <h3>If things get worse</h3>
      <ul>
        {ifs.map(({ id, fields }) => (
          <li key={id}>
            {said("contingency", "statement", fields, say)} {unsure(id)}
          </li>
        ))}
        {paragraphs(plan?.if_worse ?? "").map((words) => (
          <li key={words}>{words}</li>
        ))}
        {ifs.length === 0 && !plan?.if_worse && <li class="muted">Nothing was written.</li>}
      </ul>
    </>
  );
}
