/** What the parts of the card share: the open record, the one judgement in it, how loud a band is. */
import { derived } from "../lib/ids";
import { newView } from "../patient/new-view";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle, View } from "../store/contract";
import type { Tone } from "../ui";

export type Open = OnePatient & { bundle: Bundle };

export const tones: Readonly<Record<string, Tone>> = { "very-high": "alert", high: "care", moderate: "line", low: "line" };

/** The one judgement of a person's risk, also while there is none. */
export function judgementOf(bundle: Bundle): View<"risk_judgement"> {
  const id = derived(`risk_judgement:${bundle.id}`);
  return bundle.one("risk_judgement", id) ?? newView("risk_judgement", id, bundle.id, {});
}
