/** When nobody touches it: a question after 40 seconds, forgotten after 60 (WCAG 2.2.1: 20 seconds to say that one needs more, as often as one likes). */
import type { Model } from "./model";

export const askAfter = 40_000;
export const forgetAfter = 60_000;

export type Idle = { is: "here" } | { is: "asked"; seconds: number } | { is: "gone" };

/** `idle`: milliseconds since the last touch or key; on the first screen with nothing chosen, and after the thanks, there is nothing to lose by forgetting. */
export function idleAt(idle: number, model: Model): Idle {
  if (idle >= forgetAfter || idle < 0) return { is: "gone" };
  if (idle < askAfter || model.screen === "thanks" || model.screen === "over" || isUntouched(model)) return { is: "here" };
  return { is: "asked", seconds: Math.ceil((forgetAfter - idle) / 1000) };
}

export function isUntouched(model: Model): boolean {
  return model.screen === "language" && model.from === null && !model.easy && !model.forSomeone && Object.keys(model.answers).length === 0;
}
