/**
 * Reads a FHIR R4 Questionnaire, JSON of unknown quality, into a form.
 *
 * 1. It never throws and never recurses on what came from outside: a thousand levels are walked like two.
 * 2. An item that cannot be shown stays in its place and says why; nothing is left out in silence.
 * 3. Of two items with one linkId the first has the answers; the second says so.
 */
import { extensions, extensionValue, isJson, listed, sdc, textOf } from "./fhir";
import type { Form, Item, Problem, Section } from "./model";
import { wordsOf } from "./plain-text";
import { controlOf, expressionsOf, readItem } from "./read-item";

export const deepest = 50;
export const mostItems = 2000;
type Made = { -readonly [K in keyof Item]: Item[K] };

/** Displays of these controls become words of the item that they stand in. */
const folded = {
  help: "help",
  flyover: "help",
  instructions: "instructions",
  prompt: "prompt",
  unit: "unitText",
  lower: "lower",
  upper: "upper",
} as const;

export interface Reading {
  /** "bn": translations that the form carries are taken before its own words. */
  readonly language?: string | null;
}

export const nameOf = (item: Pick<Item, "text" | "prefix" | "linkId">): string => {
  const words = item.text || item.prefix;
  return words ? `“${words.length > 80 ? `${words.slice(0, 79)}…` : words}”` : `the item ${item.linkId || "without a linkId"}`;
};

export function readForm(source: unknown, reading: Reading = {}): Form {
  const definition = isJson(source) ? source : {};
  const language = reading.language ?? null;
  const problems: Problem[] = [];
  const byLinkId = new Map<string, Item>();
  const all: Made[] = [];
  const top: Made[] = [];
  const contained = listed(definition.contained);
  const waiting = listed(definition.item)
    .reverse()
    .map((item) => ({ item, parent: null as Made | null, depth: 1 }));
  const say = (item: Made | null, code: string, grave: boolean, words: string) =>
    problems.push({ linkId: item ? item.linkId : null, item: item ? nameOf(item) : "the form", code, grave, words });

  if (definition.resourceType !== "Questionnaire") say(null, "not-a-questionnaire", true, "This is not a FHIR Questionnaire.");
  while (waiting.length) {
    const { item, parent, depth } = waiting.pop()!;
    if (all.length >= mostItems) {
      say(null, "too-many", true, `It has more than ${mostItems} items: those beyond are not shown.`);
      break;
    }
    const linkId = textOf(item.linkId);
    const twice = byLinkId.has(linkId);
    const why = !linkId
      ? "Cannot be shown here: it has no linkId, so an answer could not be kept."
      : twice
        ? "Cannot be shown here: another item of this form has the same linkId."
        : depth > deepest
          ? `Cannot be shown here: it stands more than ${deepest} levels deep.`
          : (parent?.blocked ?? null) && parent!.type === "group"
            ? parent!.blocked
            : null;
    const made: Made = readItem(item, { parent, order: all.length, contained, language }, why);
    all.push(made);
    if (!linkId) say(made, "no-link-id", true, "It has no linkId.");
    else if (twice) say(made, "duplicate", true, `Another item has the linkId ${linkId} too.`);
    else byLinkId.set(linkId, made);
    if (depth > deepest) say(made, "too-deep", true, `It stands more than ${deepest} levels deep; what is inside it is not shown.`);
    if (parent) (parent.items as Made[]).push(made);
    else top.push(made);
    if (depth <= deepest) for (const inside of listed(item.item).reverse()) waiting.push({ item: inside, parent: made, depth: depth + 1 });
  }
  for (const item of all) fold(item);

  const expressions = expressionsOf(definition);
  return {
    url: textOf(definition.url),
    version: textOf(definition.version),
    title: wordsOf(definition, "title", language) || textOf(definition.name) || "Untitled form",
    description: wordsOf(definition, "description", language),
    copyright: wordsOf(definition, "copyright", language),
    items: top,
    all,
    byLinkId,
    sections: sectionsOf(top, wordsOf(definition, "title", language)),
    expressions,
    needsExpressions: expressions.length > 0 || all.some((item) => item.expressions.length > 0),
    launchContext: extensions(definition, `${sdc}sdc-questionnaire-launchContext`).flatMap((each) => {
      const name = extensionValue(each, "name");
      return isJson(name) ? [textOf(name.code)] : textOf(name) ? [textOf(name)] : [];
    }),
    problems,
    definition,
  };
}

/** Help, prompts and units that stand as displays inside an item become its words, and are not drawn twice. */
function fold(item: Made): void {
  const drawn: Item[] = [];
  for (const inside of item.items) {
    const into = inside.type === "display" && !inside.blocked ? folded[controlOf(inside.definition) as keyof typeof folded] : undefined;
    if (into && (item.type !== "group" || into === "help")) item[into] = [item[into], inside.text].filter(Boolean).join("\n");
    else drawn.push(inside);
  }
  item.items = drawn;
  if (!item.unitText && item.unit) item.unitText = item.unit.display ?? item.unit.code ?? "";
  if (!item.unitText && item.unitOptions.length === 1) item.unitText = item.unitOptions[0]!.display ?? item.unitOptions[0]!.code ?? "";
  const asksInside = drawn.some((inside) => inside.type !== "display");
  item.rows = item.repeats && !item.blocked && (item.type === "group" || asksInside);
}

/**
 * The top-level groups are the sections, with the words above each. Where a question stands beside them the form is one section, "": a signature of that
 * name is over the whole form (PROTOCOL §14), so nothing less may be on the screen. It is for whoever owns anything in it.
 */
function sectionsOf(top: readonly Item[], title: string): Section[] {
  const groups = top.filter((item) => item.type === "group");
  if (groups.length === 0 || top.some((item) => item.type !== "group" && item.type !== "display")) {
    const owners = [...new Set(top.flatMap((item) => item.owners))];
    const whole = { linkId: "", title, owners, required: top.some((item) => item.sectionRequired), items: top };
    return top.some((item) => item.type !== "display") ? [whole] : [];
  }
  const items = new Map<Item, Item[]>(groups.map((group) => [group, []]));
  for (const [at, item] of top.entries()) items.get(top.slice(at).find((next) => next.type === "group") ?? groups.at(-1)!)!.push(item);
  return groups.map((item) => ({
    ...{ linkId: item.linkId, title: item.text, owners: item.owners, required: item.sectionRequired },
    items: items.get(item)!,
  }));
}
