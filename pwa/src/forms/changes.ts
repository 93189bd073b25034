/**
 * What a new version of a form changes against the one in use, in sentences: what is asked anew, no longer, or otherwise. Pure, over definitions of any
 * quality. Whatever differs and has no sentence of its own is named all the same: no change goes by in silence.
 */
import { isJson, type Json, listed, same, textOf, valueIn } from "../assessment/engine/fhir";

export interface Change {
  what: "added" | "removed" | "changed" | "form";
  /** Empty for the form itself. */
  linkId: string;
  /** The question as a person finds it. */
  item: string;
  /** A sentence each. */
  says: string[];
}

interface Placed {
  item: Json;
  linkId: string;
  parent: Json | null;
  order: number;
}

const most = 4000;

/** Items by linkId, in the order of the form; of two with one linkId the first counts. No recursion: a form may be nested beyond all depth. */
function placed(definition: Json): Map<string, Placed> {
  const found = new Map<string, Placed>();
  const waiting: { item: Json; parent: Json | null }[] = listed(definition.item)
    .map((item) => ({ item, parent: null }))
    .reverse();
  for (let next = waiting.pop(); next && found.size < most; next = waiting.pop()) {
    const { item, parent } = next;
    const linkId = textOf(item.linkId);
    if (linkId && !found.has(linkId)) found.set(linkId, { item, linkId, parent, order: found.size });
    waiting.push(
      ...listed(item.item)
        .map((inside) => ({ item: inside, parent: item }))
        .reverse(),
    );
  }
  return found;
}

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
const quoted = (text: string): string => `“${short(text)}”`;
const nameOf = (item: Json): string => (textOf(item.text) ? quoted(textOf(item.text)) : textOf(item.linkId) || "an item");

export function changesOf(before: Json, after: Json): Change[] {
  const [was, is] = [placed(before), placed(after)];
  const found: Change[] = [];
  const ofForm = formSays(before, after);
  if (ofForm.length) found.push({ what: "form", linkId: "", item: "The form itself", says: ofForm });
  const moved = movedAmong(was, is);
  for (const [linkId, now] of is) {
    const old = was.get(linkId);
    if (!old) found.push({ what: "added", linkId, item: nameOf(now.item), says: [whereWords(now.parent), ...optionWords(now.item)] });
    else {
      const says = itemSays(old, now, moved.has(linkId));
      if (says.length) found.push({ what: "changed", linkId, item: nameOf(now.item), says });
    }
  }
  for (const [linkId, old] of was)
    if (!is.has(linkId)) found.push({ what: "removed", linkId, item: nameOf(old.item), says: [whereWords(old.parent)] });
  return found;
}

const whereWords = (parent: Json | null): string => (parent ? `In ${nameOf(parent)}.` : "Not inside a group.");
const optionWords = (item: Json): string[] => {
  const labels = listed(item.answerOption).map((option) => labelOf(option));
  return labels.length ? [`Answers: ${labels.map(quoted).join(", ")}.`] : [];
};

/** Items of both whose place among those that stayed is another: of what was in order, as few as can be count as moved. */
function movedAmong(was: Map<string, Placed>, is: Map<string, Placed>): Set<string> {
  const both = [...is.keys()].filter((linkId) => was.has(linkId));
  const orders = both.map((linkId) => was.get(linkId)!.order);
  // The longest run that kept its order (patience sorting); all others moved.
  const tops: number[] = [];
  const before: number[] = [];
  orders.forEach((order, i) => {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (orders[tops[middle]!]! < order) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? tops[low - 1]! : -1;
    tops[low] = i;
  });
  const kept = new Set<number>();
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at]!) kept.add(at);
  return new Set(both.filter((_, i) => !kept.has(i)));
}

const told = new Set(["version", "title", "description", "copyright", "extension", "item", "date", "status", "id", "meta", "text"]);

function formSays(before: Json, after: Json): string[] {
  const says: string[] = [];
  words(says, "title", "Its title", before, after);
  words(says, "description", "What it is for", before, after);
  words(says, "copyright", "Its licence line", before, after);
  extensionSays(says, before, after);
  rest(says, before, after, told);
  return says;
}

const itemTold = new Set([
  ...["linkId", "text", "prefix", "type", "required", "repeats", "readOnly", "maxLength", "answerOption", "answerValueSet"],
  ...["enableWhen", "enableBehavior", "initial", "item", "extension"],
]);

function itemSays(old: Placed, now: Placed, moved: boolean): string[] {
  const [was, is] = [old.item, now.item];
  const says: string[] = [];
  words(says, "text", "It", was, is);
  words(says, "prefix", "Its number", was, is);
  if (was.type !== is.type) says.push(`It is ${typeWords(is.type)} instead of ${typeWords(was.type)}.`);
  flag(says, was, is, "required", "It must be answered now.", "It need not be answered any more.");
  flag(says, was, is, "repeats", "It may be answered several times now.", "It is answered once now.");
  flag(says, was, is, "readOnly", "Nobody can answer it by hand any more.", "It is answered by hand now.");
  if (!same(was.maxLength, is.maxLength)) says.push(limitWords("characters", was.maxLength, is.maxLength));
  optionSays(says, was, is);
  if (!same(was.answerValueSet, is.answerValueSet)) says.push("Its list of answers is another.");
  if (!same([was.enableWhen, was.enableBehavior ?? null], [is.enableWhen, is.enableBehavior ?? null]))
    says.push(
      !listed(is.enableWhen).length
        ? "It is always asked now."
        : !listed(was.enableWhen).length
          ? "It is asked only under a condition now."
          : "It is asked under another condition.",
    );
  if (!same(was.initial, is.initial)) says.push("What it proposes as an answer is another.");
  extensionSays(says, was, is);
  const [from, to] = [textOf(old.parent?.linkId), textOf(now.parent?.linkId)];
  if (from !== to) says.push(`It stands ${now.parent ? `in ${nameOf(now.parent)}` : "outside all groups"} now.`);
  else if (moved) says.push("It stands at another place.");
  rest(says, was, is, itemTold);
  return says;
}

function words(says: string[], part: string, subject: string, before: Json, after: Json): void {
  const [was, is] = [textOf(before[part]), textOf(after[part])];
  if (was === is) return;
  if (!was) says.push(`${subject} reads ${quoted(is)}, where there were no words.`);
  else if (!is) says.push(`${subject} has no words any more; it read ${quoted(was)}.`);
  else says.push(`${subject} read ${quoted(was)}, and reads ${quoted(is)} now.`);
}

function flag(says: string[], was: Json, is: Json, part: string, on: string, off: string): void {
  if ((was[part] === true) !== (is[part] === true)) says.push(is[part] === true ? on : off);
  else if (!same(was[part] ?? false, is[part] ?? false)) says.push(`“${part}” is written another way.`);
}

const limitWords = (of: string, was: unknown, is: unknown): string =>
  is === undefined
    ? `It has no limit of ${of} any more.`
    : `It takes at most ${String(is)} ${of}${was === undefined ? "" : ` instead of ${String(was)}`}.`;

const types: Record<string, string> = {
  group: "a group",
  display: "words to read",
  boolean: "yes or no",
  decimal: "a number",
  integer: "a whole number",
  date: "a date",
  dateTime: "a date and time",
  time: "a time",
  string: "a line of text",
  text: "a text",
  url: "an address",
  choice: "a choice",
  "open-choice": "a choice with an answer in one’s own words",
  attachment: "a file",
  reference: "a reference",
  quantity: "an amount with a unit",
};
const typeWords = (type: unknown): string => types[textOf(type)] ?? quoted(textOf(type));

// ------------------------------------------------------------------------------------------------ options

function keyOf(option: Json): string {
  const [, value] = valueIn(option) ?? ["", null];
  return isJson(value) ? textOf(value.code) || textOf(value.display) || textOf(value.reference) : String(value);
}
function labelOf(option: Json): string {
  const [, value] = valueIn(option) ?? ["", null];
  return isJson(value) ? textOf(value.display) || textOf(value.code) : String(value);
}
const weighs = /(ordinalValue|itemWeight)$/;
function weightOf(option: Json): unknown {
  const [, value] = valueIn(option) ?? ["", null];
  const all = [...listed(option.extension), ...(isJson(value) ? listed(value.extension) : [])];
  return all.find((one) => weighs.test(textOf(one.url)))?.valueDecimal ?? null;
}

function optionSays(says: string[], was: Json, is: Json): void {
  if (same(was.answerOption, is.answerOption)) return;
  const before = new Map(listed(was.answerOption).map((one) => [keyOf(one), one]));
  const after = new Map(listed(is.answerOption).map((one) => [keyOf(one), one]));
  const count = says.length;
  for (const [key, option] of after) {
    const old = before.get(key);
    if (!old) {
      const weight = weightOf(option);
      says.push(`New answer ${quoted(labelOf(option))}${weight === null ? "" : `, which counts ${String(weight)}`}.`);
      continue;
    }
    if (labelOf(old) !== labelOf(option)) says.push(`The answer ${quoted(labelOf(old))} reads ${quoted(labelOf(option))} now.`);
    if (weightOf(old) !== weightOf(option)) says.push(weightWords(labelOf(option), weightOf(old), weightOf(option)));
  }
  for (const [key, option] of before) if (!after.has(key)) says.push(`The answer ${quoted(labelOf(option))} is no longer there.`);
  const stayed = [...after.keys()].filter((key) => before.has(key));
  if (
    !same(
      stayed,
      [...before.keys()].filter((key) => after.has(key)),
    )
  )
    says.push("Its answers stand in another order.");
  if (says.length === count) says.push("Its answers are written another way: open the form to compare them.");
}

function weightWords(label: string, was: unknown, is: unknown): string {
  if (is === null) return `The answer ${quoted(label)} does not count any more; it counted ${String(was)}.`;
  return `The answer ${quoted(label)} counts ${String(is)}${was === null ? " now, and did not count before" : ` instead of ${String(was)}`}.`;
}

// ------------------------------------------------------------------------------------------------ the rest

const extensionWords: [RegExp, string][] = [
  [/calculatedExpression$/, "How it is worked out is another."],
  [/enableWhenExpression$/, "The expression that says when it is asked is another."],
  [/initialExpression$/, "How its proposed answer is worked out is another."],
  [/variable$/, "What it works with (a variable) is another."],
  [/(minValue|maxValue|minQuantity|maxQuantity)$/, "The least or most that it takes is another."],
  [/(minLength|maxDecimalPlaces|regex|entryFormat|sliderStepValue)$/, "How an answer must be written is another."],
  [/(minOccurs|maxOccurs)$/, "How often it may be answered is another."],
  [/questionnaire-unit(Option|ValueSet)?$/, "Its unit is another."],
  [/itemControl$/, "It is drawn another way."],
  [/(hidden|questionnaire-hidden)$/, "Whether it is shown is another."],
  [/\/alert$/, "The alert that it raises is another."],
  [/\/finding$/, "What its answer calls for in the plan is another."],
];

function extensionSays(says: string[], was: Json, is: Json): void {
  const urls = new Set([...listed(was.extension), ...listed(is.extension)].map((one) => textOf(one.url)));
  for (const url of urls) {
    const of = (item: Json) => listed(item.extension).filter((one) => one.url === url);
    if (same(of(was), of(is))) continue;
    const sentence = extensionWords.find(([pattern]) => pattern.test(url))?.[1] ?? `“${url.split("/").at(-1) || "an extension"}” is another.`;
    if (!says.includes(sentence)) says.push(sentence);
  }
}

/** Whatever has no sentence of its own. */
function rest(says: string[], was: Json, is: Json, known: ReadonlySet<string>): void {
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  const others = [...names].filter((name) => !known.has(name) && !same(was[name], is[name]));
  if (others.length) says.push(`Also another: ${others.map((name) => `“${name}”`).join(", ")}.`);
}
