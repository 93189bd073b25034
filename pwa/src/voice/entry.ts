/** An answer that came on paper, by phone, by text message or online, as somebody writes it in. Pure. */
import type { Asked, Entry, KioskItem } from "../store/voice";

/** What stands in the form: nothing is chosen beforehand, but the month and English. */
export interface Typed {
  /** Of this sheet of paper: counted once, however often it is sent. */
  batch: string;
  team: string | null;
  month: string;
  mode: Entry["mode"] | null;
  who: Entry["who"] | null;
  language: string;
  easy: boolean;
  quote: boolean;
  /** By item, whichever set asks it: what is not asked here waits, and is not sent. */
  answers: Record<string, string>;
  words: Record<string, string>;
}

/** As it lies on this tablet until it is counted. `about`: how "What waits" tells of it, with the words that would be lost. */
export interface Kept {
  about: string;
  typed: Typed;
}
export const keptOf = (typed: Typed): Kept => ({
  about: ["An answer to write in, under “People say”", ...Object.values(typed.words).filter((text) => text.trim() !== "")].join(": "),
  typed,
});

export const modes: { value: Entry["mode"]; text: string }[] = [
  { value: "paper", text: "On paper" },
  { value: "phone", text: "By phone" },
  { value: "text", text: "By text message" },
  { value: "online", text: "Online" },
];
export const people: { value: Entry["who"]; text: string; detail?: string }[] = [
  { value: "self", text: "They did, themselves" },
  { value: "helped", text: "They did, with help", detail: "Somebody read it to them, wrote for them, or put it into their language" },
  { value: "proxy", text: "Somebody answered for them", detail: "Family, a carer, staff: counted apart" },
];

export const begun = (month: string, team: string | null, batch: string): Typed => ({
  batch,
  team,
  month,
  mode: null,
  who: null,
  language: "en",
  easy: false,
  quote: false,
  answers: {},
  words: {},
});

/** What is asked of this person: what only they can say is not asked of who answers for them. */
export function askedOf(items: readonly KioskItem[], who: Typed["who"]): { asks: KioskItem[]; notAsked: number } {
  const asks = items.filter((item) => !(item.self_only && who === "proxy"));
  return { asks, notAsked: items.length - asks.length };
}

/** The answer as it travels, or what is missing, each with its field. What is not asked any more is not sent. */
export function entryOf(typed: Typed, asked: Asked): { entry: Entry } | { errors: { field: string; text: string }[] } {
  const errors: { field: string; text: string }[] = [];
  if (!typed.mode) errors.push({ field: "entry-mode", text: "Say how it came." });
  if (!typed.who) errors.push({ field: "entry-who", text: "Say who answered." });
  const { asks } = askedOf(asked.items, typed.who);
  const answers = pick(asks, typed.answers, (item, code) => item.codes.some(([known]) => known === code));
  const words = pick(asks, typed.words, (item) => item.kind === "words");
  if (Object.keys(answers).length + Object.keys(words).length === 0)
    errors.push({ field: "entry-questions", text: "Answer at least one question: an answer without any is none." });
  if (errors.length > 0) return { errors };
  return {
    entry: {
      batch: typed.batch,
      set: asked.set as Entry["set"],
      version: asked.version,
      language: typed.language as Entry["language"],
      who: typed.who!,
      mode: typed.mode!,
      month: typed.month,
      team: typed.team,
      easy_read: typed.easy,
      may_quote: typed.quote && Object.keys(words).length > 0,
      answers,
      words,
    },
  };
}

function pick(asks: readonly KioskItem[], given: Record<string, string>, fits: (item: KioskItem, value: string) => boolean): Record<string, string> {
  const pairs = asks.map((item) => [item, (given[item.key] ?? "").trim()] as const).filter(([item, value]) => value !== "" && fits(item, value));
  return Object.fromEntries(pairs.map(([item, value]) => [item.key, value]));
}
