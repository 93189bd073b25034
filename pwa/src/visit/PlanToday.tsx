import { sentence } from "../care-plan/history";
import { timeOf } from "../lib/dates";
import { changed, changesOf } from "../patient/changes";
import { worst } from "../patient/entry";
import { nameOf, said } from "../patient/words";
import type { Bundle, View } from "../store/contract";
import { KeptWord, LinkButton } from "../ui";
import { Section } from "./Section";
import { planChangesToday } from "./summary";
import type { AtVisit } from "./Visit";

/** What I changed in the plan today, as it was and as it is. The plan itself is one tap away. */
export function PlanToday({ at }: { at: AtVisit }) {
  const { one, me } = at;
  const { bundle, say } = one;
  const today = planChangesToday(bundle, say, me);
  return (
    <Section id="plan" title="Care plan changes" aside={<small>{today.length === 1 ? "1 today" : `${today.length} today`}</small>}>
      {today.length === 0 && <p class="muted">You have changed nothing in the plan today.</p>}
      {today.map(({ view, change, at: when }) => (
        <div class="chg" key={`${view.id}:${change}`}>
          <Changed view={view} change={change} say={say} bundle={bundle} />
          <p class="by">
            <b>You</b>, {timeOf(when)} · <KeptWord kept={worst(Object.values(view.kept)) ?? "sent"} />
          </p>
        </div>
      ))}
      <div class="under">
        <LinkButton look="quiet" icon="right" href={`/patient/${bundle.id}/plan`}>
          Open the care plan
        </LinkButton>
      </div>
    </Section>
  );
}

function Changed({ view, change, say, bundle }: { view: View; change: string; say: AtVisit["one"]["say"]; bundle: Bundle }) {
  const one = changesOf(view).find((c) => c.stamp.change === change);
  if (!one) return null;
  const group = one.groups[0];
  const was = one.groups.length === 1 && group && one.stamp.was ? said(view.kind, group, one.stamp.was, say) : "";
  if (!group || !was || one.isNew) {
    const words = sentence(view, one, say, bundle);
    return <p>{words.charAt(0).toUpperCase() + words.slice(1)}</p>;
  }
  const now = said(view.kind, group, view.fields as Record<string, unknown>, say);
  return (
    <p>
      {nameOf(view.kind, view.fields as Record<string, unknown>, say)}: <del>{was}</del> {now ? <ins>{now}</ins> : changed(view, group, say)}
    </p>
  );
}
