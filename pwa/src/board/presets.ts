/** What a team can put first, and how much of the day may change, in words: nobody is asked for a number. */
import { dayOf, shortDay } from "../lib/dates";
import type { BoardChangeMode, BoardDay } from "../store/board";

const presets: Readonly<Record<string, [string, string]>> = {
  balanced: ["Balanced", "a little of everything, as the service agreed it"],
  "known faces first": ["Known faces first", "people see who they know or wish for, for somewhat longer ways"],
  "short ways first": ["Short ways first", "less time on the road, for fewer known faces"],
  "on time first": ["On time first", "soft windows are kept where they can be, for longer ways"],
  "even days first": ["Even days first", "nobody has much more to do than another"],
};

export function presetWords(key: string): { text: string; detail: string } {
  const [text, detail] = presets[key] ?? [key.charAt(0).toUpperCase() + key.slice(1), ""];
  return { text, detail };
}

/** Whose choice it is that this comes first, and since when. */
export function whoseWords(preset: string, weights: BoardDay["weights"]): string {
  if (preset !== weights.preset) return `The team puts “${presetWords(weights.preset).text}” first.`;
  if (!weights.chosen) return "As the service has it: nobody in the team has chosen yet.";
  return `As the team puts it first: ${weights.chosen.name} chose it on ${shortDay(dayOf(weights.chosen.at))}.`;
}

/** What can be asked for on the screen: the two offers together, or all of it anew. */
export const asking: readonly BoardChangeMode[] = ["both", "free"];

export const modes: readonly { value: BoardChangeMode; text: string; detail: string }[] = [
  { value: "both", text: "Keep what people know", detail: "least change, and more covered, to choose" },
  { value: "least", text: "Least change", detail: "people keep what they have" },
  { value: "more", text: "More covered", detail: "moves what makes room" },
  { value: "free", text: "The whole day anew", detail: "pinned visits stay" },
];
