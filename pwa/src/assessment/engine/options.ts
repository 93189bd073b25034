/**
 * What may be chosen: an item's own options, or those of a value set that the form carries itself. A list that is kept elsewhere is not fetched:
 * the item says so, for a form must work with no network at all.
 */
import { core, extensionValue, isJson, isTrue, type Json, listed, numberOf, textOf, valueIn } from "./fhir";
import type { Answer, Option } from "./model";
import { wordsOf } from "./plain-text";

const weights = [`${core}ordinalValue`, `${core}itemWeight`, `${core}questionnaire-ordinalValue`];
/** No form of ours is near it; a list that is longer is not drawn on a tablet. */
const most = 2000;

export type Choices = { options: Option[] } | { elsewhere: string } | null;

/** What tells an answer from others: of a coding its system and code, else its words. */
export function keyOf(answer: Answer): string {
  const [name, value] = valueIn(answer) ?? ["", null];
  if (!isJson(value)) return `${name}:${JSON.stringify(value)}`;
  if (name === "valueCoding") return value.code === undefined ? `words:${textOf(value.display)}` : `${textOf(value.system)}|${textOf(value.code)}`;
  return `${name}:${textOf(value.reference) || JSON.stringify(value)}`;
}

function weightOf(...elements: unknown[]): number | null {
  for (const element of elements) {
    const weight = numberOf(extensionValue(element, ...weights));
    if (weight !== null) return weight;
  }
  return null;
}

function labelOf(answer: Answer, language: string | null): string {
  const [, value] = valueIn(answer) ?? ["", ""];
  if (!isJson(value)) return String(value);
  return wordsOf(value, "display", language) || textOf(value.code) || textOf(value.reference);
}

function optionOf(element: Json, language: string | null): Option | null {
  const found = valueIn(element);
  if (!found) return null;
  const answer = { [found[0]]: found[1] };
  return {
    key: keyOf(answer),
    answer,
    label: labelOf(answer, language),
    prefix: textOf(extensionValue(element, `${core}questionnaire-optionPrefix`)),
    weight: weightOf(element, found[1]),
    exclusive: isTrue(extensionValue(element, `${core}questionnaire-optionExclusive`)),
    selected: isTrue(element.initialSelected),
  };
}

/** The choices of an item; null where it has none. The same option twice counts once. */
export function choicesOf(item: Json, contained: readonly Json[], language: string | null): Choices {
  const own = listed(item.answerOption);
  const wanted = textOf(item.answerValueSet);
  if (!own.length && !wanted) return null;
  const elements = own.length ? own : inValueSet(wanted, contained, new Set());
  if (!elements) return { elsewhere: wanted };
  const options = new Map<string, Option>();
  for (const element of elements.slice(0, most)) {
    const option = optionOf(element, language);
    if (option && !options.has(option.key)) options.set(option.key, option);
  }
  return { options: [...options.values()] };
}

function held(wanted: string, contained: readonly Json[], type: string): Json | undefined {
  const [url, version] = wanted.split("|");
  return contained.find(
    (each) =>
      each.resourceType === type &&
      (wanted.startsWith("#") ? each.id === wanted.slice(1) : url !== "" && each.url === url && (!version || each.version === version)),
  );
}

/** Elements with a coding each, or null where the list is not to be had here. `seen`: value sets that name each other in a circle end. */
function inValueSet(wanted: string, contained: readonly Json[], seen: Set<string>): Json[] | null {
  const set = held(wanted, contained, "ValueSet");
  if (!set || seen.has(wanted)) return null;
  seen.add(wanted);
  if (isJson(set.expansion) && Array.isArray(set.expansion.contains)) return flat(listed(set.expansion.contains), "contains");
  const compose = isJson(set.compose) ? set.compose : {};
  const included = listed(compose.include);
  if (!included.length) return null;
  const found: Json[] = [];
  for (const part of included) {
    const some = inPart(part, contained, seen);
    if (!some) return null;
    found.push(...some);
  }
  const out = new Set<string>();
  for (const part of listed(compose.exclude)) {
    const some = inPart(part, contained, seen);
    if (!some) return null;
    for (const each of some) out.add(keyOf({ valueCoding: each.valueCoding }));
  }
  return found.filter((each) => !out.has(keyOf({ valueCoding: each.valueCoding })));
}

function inPart(part: Json, contained: readonly Json[], seen: Set<string>): Json[] | null {
  if (listed(part.filter).length) return null;
  const system = textOf(part.system);
  if (Array.isArray(part.concept)) return listed(part.concept).map((concept) => coded(concept, system));
  if (Array.isArray(part.valueSet)) {
    const sets = part.valueSet.map((url) => inValueSet(textOf(url), contained, seen));
    return sets.length === 1 && sets[0] && !system ? sets[0] : null;
  }
  const codes = contained.find((each) => each.resourceType === "CodeSystem" && system !== "" && each.url === system);
  return codes ? flat(listed(codes.concept), "concept", system) : null;
}

/** The concepts of a tree, each before those inside it, without recursion. What is abstract is a heading, not a choice. */
function flat(top: readonly Json[], inside: string, system = ""): Json[] {
  const found: Json[] = [];
  const waiting = [...top].reverse();
  while (waiting.length && found.length < most) {
    const each = waiting.pop()!;
    if (!isTrue(each.abstract) && typeof each.code === "string") found.push(coded(each, textOf(each.system) || system));
    waiting.push(...listed(each[inside]).reverse());
  }
  return found;
}

function coded(concept: Json, system: string): Json {
  const valueCoding: Record<string, unknown> = {};
  if (system) valueCoding.system = system;
  for (const name of ["code", "display", "_display"]) if (concept[name] !== undefined) valueCoding[name] = concept[name];
  const extension = listed(concept.extension);
  return extension.length ? { valueCoding, extension } : { valueCoding };
}
