/**
 * One person's turn, pure. Screens: languages → who answers → one question each → thanks; then nothing of it is left.
 *
 * 1. Nothing is chosen beforehand, and everything can be skipped. Skipping a question takes its answer away.
 * 2. Back is always the step before, with what was answered there.
 * 3. Who answers for another is asked nothing that only the person can say.
 * 4. An answer to a question that is not asked any more is not kept.
 */
import { items, type QuestionSet, scales } from "./content";

export type Who = "self" | "helped" | "family" | "staff";
export type Screen = "language" | "more" | "who" | "item" | "thanks" | "over";

export interface Model {
  screen: Screen;
  /** The question on the screen. */
  item: string | null;
  language: string;
  easy: boolean;
  /** "I am answering for someone" was tapped on the first screen. */
  forSomeone: boolean;
  who: Who | null;
  answers: Readonly<Record<string, string>>;
  words: Readonly<Record<string, string>>;
  mayQuote: boolean;
  /** Where one was when one asked for the languages again. */
  from: { screen: Screen; item: string | null } | null;
}

export type Event =
  | { do: "choose-language"; language: string }
  | { do: "languages" | "more" | "easy" | "for-someone" | "next" | "skip" | "back" | "enough" | "finish" | "forget" }
  | { do: "who"; who: Who }
  | { do: "answer"; code: string }
  | { do: "write"; words: string }
  | { do: "quote"; may: boolean };

export const fresh: Model = {
  screen: "language",
  item: null,
  language: "en",
  easy: false,
  forSomeone: false,
  who: null,
  answers: {},
  words: {},
  mayQuote: false,
  from: null,
};

export const longestWords = 2000;

/** What is asked of this person, in order (3). */
export function asked(set: QuestionSet, model: Pick<Model, "who" | "forSomeone" | "answers">): string[] {
  const forAnother = model.who === "family" || model.who === "staff" || (model.who === null && model.forSomeone);
  return set.items.filter((key) => {
    const item = items[key];
    if (!item || (item.self_only && forAnother)) return false;
    return !item.when || model.answers[item.when[0]] === item.when[1];
  });
}

/** "3 of 6": questions that only decide what comes next are not counted. */
export function progress(set: QuestionSet, model: Model): { n: number; all: number } | null {
  if (model.screen !== "item" || !model.item) return null;
  const all = asked(set, model);
  const counted = all.filter((key) => items[key]!.kept !== false);
  const upTo = all.slice(0, all.indexOf(model.item) + 1).filter((key) => items[key]!.kept !== false);
  return { n: Math.max(upTo.length, 1), all: counted.length };
}

/** Whether Next has something to go on with. */
export function isAnswered(model: Model): boolean {
  if (model.screen === "who") return model.who !== null;
  if (model.screen !== "item" || !model.item) return false;
  return items[model.item]!.kind === "words" ? (model.words[model.item] ?? "").trim() !== "" : model.item in model.answers;
}

export function update(model: Model, event: Event, set: QuestionSet): Model {
  switch (event.do) {
    case "choose-language":
      return model.from
        ? { ...model, language: event.language, screen: model.from.screen, item: model.from.item, from: null }
        : { ...model, language: event.language, screen: "who" };
    case "languages":
      return { ...model, screen: "language", from: { screen: model.screen, item: model.item } };
    case "more":
      return { ...model, screen: "more" };
    case "easy":
      return { ...model, easy: !model.easy };
    case "for-someone":
      return { ...model, forSomeone: !model.forSomeone, who: null };
    case "who":
      return { ...model, who: event.who };
    case "answer":
      return model.item ? { ...model, answers: { ...model.answers, [model.item]: known(model.item, event.code) } } : model;
    case "write":
      return model.item ? { ...model, words: { ...model.words, [model.item]: event.words.slice(0, longestWords) } } : model;
    case "quote":
      return { ...model, mayQuote: event.may };
    case "next":
      return isAnswered(model) ? onwards(model, set) : model;
    case "skip":
      return onwards(skipped(model), set);
    case "back":
      return backwards(model, set);
    case "enough":
      return at(model, undefined);
    case "finish":
      return { ...fresh, screen: "over" };
    case "forget":
      return fresh;
  }
}

function known(item: string, code: string): string {
  const of = items[item];
  if (!of || of.kind === "words" || !scales[of.scale].some(([one]) => one === code)) throw new Error(`${item} has no answer ${code}`);
  return code;
}

/** (1) */
function skipped(model: Model): Model {
  if (model.screen === "who") return { ...model, who: null };
  if (model.screen !== "item" || !model.item) return model;
  const { [model.item]: _answer, ...answers } = model.answers;
  const { [model.item]: _words, ...words } = model.words;
  return { ...model, answers, words };
}

function at(model: Model, key: string | undefined): Model {
  return key ? { ...model, screen: "item", item: key } : { ...model, screen: "thanks", item: null };
}

function onwards(model: Model, set: QuestionSet): Model {
  const list = asked(set, model);
  switch (model.screen) {
    case "language":
      return model.from ? { ...model, screen: model.from.screen, item: model.from.item, from: null } : { ...model, screen: "who" };
    case "more":
      return { ...model, screen: "who", from: null };
    case "who":
      return at(model, list[0]);
    case "item":
      return at(model, list[list.indexOf(model.item ?? "") + 1]);
    default:
      return model;
  }
}

/** (2) */
function backwards(model: Model, set: QuestionSet): Model {
  const list = asked(set, model);
  switch (model.screen) {
    case "language":
      return model.from ? { ...model, screen: model.from.screen, item: model.from.item, from: null } : model;
    case "more":
      return { ...model, screen: "language" };
    case "who":
      return { ...model, screen: "language", from: null };
    case "item": {
      const before = list[list.indexOf(model.item ?? "") - 1];
      return before ? at(model, before) : { ...model, screen: "who", item: null };
    }
    case "thanks":
      return list.length > 0 ? at(model, list.at(-1)) : { ...model, screen: "who" };
    default:
      return model;
  }
}

/** One person's answers as they travel: no name, no day, no time. */
export interface Response {
  set: string;
  version: number;
  language: string;
  who: "self" | "helped" | "proxy";
  easy_read: boolean;
  answers: Record<string, string>;
  words: Record<string, string>;
  may_quote: boolean;
  mode: "kiosk";
}

/** What is kept of a turn; `null` where nothing was answered (4). Who did not say who answers is taken to have answered by themselves. */
export function response(model: Model, set: QuestionSet): Response | null {
  const list = asked(set, model).filter((key) => items[key]!.kept !== false);
  const answers = Object.fromEntries(list.filter((key) => key in model.answers).map((key) => [key, model.answers[key]!]));
  const words = Object.fromEntries(list.map((key) => [key, (model.words[key] ?? "").trim()]).filter(([, text]) => text !== ""));
  if (Object.keys(answers).length + Object.keys(words).length === 0) return null;
  const proxy = model.who === "family" || model.who === "staff" || (model.who === null && model.forSomeone);
  return {
    set: set.key,
    version: set.version,
    language: model.language,
    who: proxy ? "proxy" : model.who === "helped" ? "helped" : "self",
    easy_read: model.easy,
    answers,
    words,
    may_quote: model.mayQuote && Object.keys(words).length > 0,
    mode: "kiosk",
  };
}
