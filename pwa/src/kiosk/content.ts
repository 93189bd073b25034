/**
 * What is asked. `sets/items.json` has every question once, word for word as its source has it (Friends and Family: the national wording; "I" statements:
 * the place's; ONS4: the Office for National Statistics'); `sets/sets.json` which of them make a set. Other words are a new version of the set. `sets/easy.json`, the easy-read
 * wordings, is the server's: it counts their answers apart, and tells them under these words. A question that has none there is asked in its own alone.
 */
import easy from "./sets/easy.json";
import file from "./sets/items.json";
import list from "./sets/sets.json";

export type Code = readonly [code: string, words: string];
export type ScaleKey = keyof typeof file.scales;

interface Common {
  text: string;
  /** In short words, beside the question and never in its place. Null where other words would be another question. */
  easy: string | null;
  picture: string;
  lead?: string;
  /** Asked only where this item was answered so. */
  when?: readonly [item: string, code: string];
  /** Never asked of somebody who answers for another. */
  self_only?: boolean;
  /** False: it only decides what is asked next, and is not sent. */
  kept?: boolean;
}
export type Choice = Common & { kind: "choice" | "ten"; scale: ScaleKey; ends?: readonly [string, string] };
export type Words = Common & { kind: "words"; about?: string };
export type Item = Choice | Words;

export interface QuestionSet {
  key: string;
  version: number;
  items: readonly string[];
}

const shorter = easy as Record<string, string>;
export const items = Object.fromEntries(
  Object.entries(file.items).map(([key, item]) => [key, { easy: null, ...item, ...(shorter[key] ? { easy: shorter[key] } : {}) }]),
) as unknown as Record<string, Item>;
export const scales = file.scales as unknown as Record<ScaleKey, readonly Code[]>;
export const stem = file.stem;

/** The set of this name; the short one where this version of the kiosk has none of that name. */
export function setOf(key: string): QuestionSet {
  const known = list as Record<string, Omit<QuestionSet, "key">>;
  const name = known[key] ? key : "short";
  return { key: name, ...known[name]! };
}
