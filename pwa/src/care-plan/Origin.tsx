import type { InPlan } from "./CarePlan";
import { type From, originOf } from "./origin";

/** Where a part of the plan came from, as a way back there. */
export function Origin({ at, from }: { at: InPlan; from: From }) {
  const { bundle, say, store, seesMore } = at.one;
  const origin = originOf(from, bundle, store.forms.value, say);
  if (!origin) return null;
  return <p class="from">{origin.href && seesMore ? <a href={origin.href}>{origin.words}</a> : origin.words}</p>;
}
