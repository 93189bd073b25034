/** One item of a definition, read. What stands in other items (its place, its children) comes from `read.ts`. */
import { codesOf, core, extensions, extensionValue, isJson, isTrue, type Json, listed, numberOf, ours, sdc, textOf, valueIn } from "./fhir";
import { type Coding, type Condition, type Expression, type ExpressionUse, type Item, itemTypes, type Limits, type Operator } from "./model";
import { choicesOf } from "./options";
import { plain, wordsOf } from "./plain-text";

const operators: readonly string[] = ["exists", "=", "!=", ">", "<", ">=", "<="];
const known: readonly string[] = itemTypes;

export const controlOf = (definition: Json): string | null =>
  codesOf(extensionValue(definition, `${core}questionnaire-itemControl`))[0] ??
  (codesOf(extensionValue(definition, `${core}questionnaire-displayCategory`)).includes("instructions") ? "instructions" : null);

const uses: readonly [string, ExpressionUse][] = [
  [`${core}variable`, "variable"],
  [`${sdc}sdc-questionnaire-enableWhenExpression`, "enable"],
  [`${sdc}sdc-questionnaire-calculatedExpression`, "calculate"],
  [`${sdc}sdc-questionnaire-initialExpression`, "initial"],
];

/** The expressions of an item or of the form, in their order: a later variable may use an earlier one. */
export function expressionsOf(element: Json): Expression[] {
  const found: Expression[] = [];
  const take = (value: unknown, use: ExpressionUse, says = "", must = false) => {
    if (isJson(value) && textOf(value.expression).trim())
      found.push({ use, name: textOf(value.name), text: textOf(value.expression), language: textOf(value.language) || "text/fhirpath", says, must });
  };
  for (const [url, use] of uses) for (const each of extensions(element, url)) take(each.valueExpression, use);
  for (const each of extensions(element, `${sdc}sdc-questionnaire-targetConstraint`).concat(extensions(element, `${core}targetConstraint`)))
    take(
      extensionValue(each, "expression"),
      "constraint",
      plain(textOf(extensionValue(each, "human"))),
      extensionValue(each, "severity") !== "warning",
    );
  for (const each of extensions(element, `${core}questionnaire-constraint`)) {
    const text = extensionValue(each, "expression");
    take(
      { expression: text, language: "text/fhirpath" },
      "constraint",
      plain(textOf(extensionValue(each, "human"))),
      extensionValue(each, "severity") !== "warning",
    );
  }
  return found;
}

function conditionsOf(definition: Json): Condition[] {
  return listed(definition.enableWhen).flatMap((each) => {
    const answer = valueIn(each, "answer");
    const operator = textOf(each.operator);
    if (!operators.includes(operator) || !answer || !textOf(each.question)) return [];
    return [{ question: textOf(each.question), operator: operator as Operator, answer: answer[1] }];
  });
}

function limitsOf(definition: Json): Limits {
  const of = (name: string) => extensionValue(definition, `${core}${name}`);
  const size = numberOf(of("maxSize"));
  const whole = (value: unknown): number | null => {
    const n = numberOf(value);
    return n !== null && Number.isInteger(n) && n >= 0 ? n : null;
  };
  return {
    min: of("minValue") ?? null,
    max: of("maxValue") ?? null,
    minLength: whole(of("minLength")),
    maxLength: whole(definition.maxLength),
    maxDecimalPlaces: whole(of("maxDecimalPlaces")),
    minOccurs: whole(of("questionnaire-minOccurs")) ?? 0,
    maxOccurs: whole(of("questionnaire-maxOccurs")),
    regex: textOf(of("regex")),
    entryFormat: textOf(of("entryFormat")),
    sliderStep: numberOf(of("questionnaire-sliderStepValue")),
    maxSizeBytes: size === null ? null : size * 1_000_000,
    mimeTypes: extensions(definition, `${core}mimeType`).map((each) => textOf(valueIn(each)?.[1])),
  };
}

const codingOf = (value: unknown): Coding | null => (isJson(value) ? (value as Coding) : null);
const ownersOf = (definition: Json): string[] => extensions(definition, `${ours}section-owner`).map((each) => textOf(each.valueCode));

export interface Place {
  readonly parent: Item | null;
  readonly order: number;
  readonly contained: readonly Json[];
  readonly language: string | null;
}

/** A definition's item without its children. `why`: why it cannot be shown, where its place says so already. */
export function readItem(definition: Json, place: Place, why: string | null): { -readonly [K in keyof Item]: Item[K] } {
  const named = textOf(definition.type);
  const type = (known.includes(named) ? named : "display") as Item["type"];
  const choices = type === "group" || type === "display" ? null : choicesOf(definition, place.contained, place.language);
  const expressions = expressionsOf(definition);
  const unit = codingOf(extensionValue(definition, `${core}questionnaire-unit`));
  const inRequired = isTrue(extensionValue(definition, `${ours}section-required`));
  return {
    linkId: textOf(definition.linkId),
    type,
    text: wordsOf(definition, "text", place.language),
    prefix: wordsOf(definition, "prefix", place.language),
    ...{ help: "", instructions: "", prompt: "", lower: "", upper: "", unitText: "" },
    unit,
    unitOptions: extensions(definition, `${core}questionnaire-unitOption`).flatMap((each) => codingOf(each.valueCoding) ?? []),
    unitOpen: ["optionsOrType", "optionsOrString"].includes(textOf(extensionValue(definition, `${sdc}sdc-questionnaire-unitOpen`))),
    control: controlOf(definition),
    orientation: orientationOf(textOf(extensionValue(definition, `${core}questionnaire-choiceOrientation`))),
    required: isTrue(definition.required),
    repeats: isTrue(definition.repeats) && type !== "display",
    readOnly: isTrue(definition.readOnly),
    hidden: isTrue(extensionValue(definition, `${core}questionnaire-hidden`)),
    options: choices && "options" in choices ? choices.options : null,
    openLabel: plain(textOf(extensionValue(definition, `${sdc}sdc-questionnaire-openLabel`))),
    initial: listed(definition.initial).flatMap((each) => {
      const found = valueIn(each);
      return found ? [{ [found[0]]: found[1] }] : [];
    }),
    limits: limitsOf(definition),
    enableWhen: conditionsOf(definition),
    enableBehavior: definition.enableBehavior === "any" ? "any" : "all",
    expressions,
    calculated: expressions.some((e) => e.use === "calculate"),
    instrument: textOf(extensionValue(definition, `${ours}instrument`)),
    owners: ownersOf(definition),
    sectionRequired: inRequired,
    blocked: why ?? blockedBy(named, type, choices),
    rows: false,
    items: [],
    parent: place.parent,
    order: place.order,
    definition,
  };
}

const orientationOf = (code: string): Item["orientation"] => (code === "horizontal" || code === "vertical" ? code : null);

function blockedBy(named: string, type: Item["type"], choices: ReturnType<typeof choicesOf>): string | null {
  if (!known.includes(named)) return `Cannot be shown here: this app does not know questions of the type “${named.slice(0, 60) || "none"}”.`;
  if (type === "open-choice") return null;
  if (choices && "elsewhere" in choices)
    return `Cannot be shown here: its answers are in a list that this form does not carry (${choices.elsewhere.slice(0, 200)}).`;
  if (type === "choice" && !choices?.options.length) return "Cannot be shown here: it has no answers to choose from.";
  if (type === "reference" && !choices) return "Cannot be shown here: it asks for a link to another record.";
  return null;
}
