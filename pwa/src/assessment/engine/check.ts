/**
 * Whether answers fit their question, in words that say what is allowed. The server asks the same of what it receives
 * (`backend/assessments/checks.py`); the sentences are the same where both say them.
 */
import { compare } from "./compare";
import { isJson, numberOf, textOf, valueIn } from "./fhir";
import { type Answer, type Item, isAsked, type Limits, type Option, type Value } from "./model";
import type { FormNode } from "./nodes";
import { keyOf } from "./options";
import { matches } from "./safe-regex";

/** `wrong`: cannot stand. `missing`: to be answered before the form is complete. `note`: to be looked at, no hindrance. */
export interface Fault {
  readonly kind: "wrong" | "missing" | "note";
  readonly words: string;
}
const wrong = (words: string): Fault => ({ kind: "wrong", words });

const chosen = ["valueCoding", "valueInteger", "valueDate", "valueTime", "valueString", "valueReference"];
const allowed: Readonly<Record<string, readonly [readonly string[], string]>> = {
  boolean: [["valueBoolean"], "Yes or no."],
  decimal: [["valueDecimal"], "A number."],
  integer: [["valueInteger"], "A whole number."],
  date: [["valueDate"], "A date that exists, as 24 11 2026."],
  dateTime: [["valueDateTime"], "A date and time that exist."],
  time: [["valueTime"], "A time, as 09:30."],
  string: [["valueString"], "Words."],
  text: [["valueString"], "Words."],
  url: [["valueUri"], "An address without spaces."],
  choice: [chosen, "One of the choices."],
  "open-choice": [chosen, "One of the choices, or words of your own."],
  attachment: [["valueAttachment"], "A file."],
  reference: [["valueReference"], "Something of the record."],
  quantity: [["valueQuantity"], "A number with its unit."],
};

const date = /^(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const clock = "(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d{1,9})?";
const time = new RegExp(`^${clock}$`);
const dateTime = new RegExp(`^(?!0000)\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T${clock}(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)$`);

function exists(day: string): boolean {
  if (day.length !== 10) return true;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
}

function isOfItsType(name: string, value: unknown): boolean {
  switch (name) {
    case "valueBoolean":
      return typeof value === "boolean";
    case "valueInteger":
      return Number.isInteger(value) && (value as number) >= -(2 ** 31) && (value as number) < 2 ** 31;
    case "valueDecimal":
      return isNumber(value);
    case "valueDate":
      return typeof value === "string" && date.test(value) && exists(value);
    case "valueDateTime":
      return typeof value === "string" && (date.test(value) || dateTime.test(value)) && exists(value.slice(0, 10));
    case "valueTime":
      return typeof value === "string" && time.test(value);
    case "valueString":
      return typeof value === "string" && value.trim() !== "";
    case "valueUri":
      return typeof value === "string" && value.length > 0 && value.length <= 2000 && !/\s/.test(value);
    case "valueCoding":
      return isJson(value) && [value.code, value.display].some((part) => typeof part === "string" && part !== "");
    case "valueQuantity":
      return isJson(value) && isNumber(value.value);
    default:
      return isJson(value);
  }
}
const isNumber = (value: unknown): boolean => typeof value === "number" && Math.abs(value) <= 1e12;

/** What is wrong with a value of an item as it is being answered; what is missing or does not fit other answers is asked of the node. */
export function faultsOf(item: Item, value: Value | null): Fault[] {
  if (!value || item.type === "group" || item.type === "display") return [];
  const faults: Fault[] = [];
  if (textOf(value.not_asked) && value.answer.length) faults.push(wrong("Either an answer, or why it was not asked."));
  const most = item.repeats && !item.rows ? item.limits.maxOccurs : 1;
  if (most !== null && value.answer.length > most) faults.push(wrong(most === 1 ? "One answer only." : `At most ${most} answers.`));
  for (const answer of value.answer) {
    const said = ofOne(item, answer);
    if (said && !faults.some((each) => each.words === said)) faults.push(wrong(said));
  }
  const together = ofAll(item.options ?? [], value.answer);
  if (together) faults.push(wrong(together));
  return faults;
}

function ofOne(item: Item, answer: Answer): string | null {
  const found = valueIn(answer);
  const [names, told] = allowed[item.type]!;
  if (!found) return told;
  const [name, value] = found;
  if (!names.includes(name) || !isOfItsType(name, value)) return told;
  if (item.options && !isOption(item.options, answer)) {
    if (item.type === "open-choice" && name === "valueString") return null;
    return oneOf(item);
  }
  if (item.type === "choice" || item.type === "open-choice") return null;
  return ofLimits(item, name, value);
}

export const isOption = (options: readonly Option[], answer: Answer): boolean => {
  const key = keyOf(answer);
  return options.some((option) => option.key === key);
};

function oneOf({ type, options }: Item): string {
  const words = options!.slice(0, 12).map((option) => option.label);
  return `One of: ${words.join(", ")}${options!.length > 12 ? ", …" : ""}${type === "open-choice" ? "; or words of your own." : "."}`;
}

function ofAll(options: readonly Option[], answers: readonly Answer[]): string | null {
  const keys = answers.map(keyOf);
  if (new Set(keys).size < keys.length) return "The same answer twice.";
  const alone = answers.length > 1 ? options.find((option) => option.exclusive && keys.includes(option.key)) : undefined;
  return alone ? `“${alone.label}” goes with no other answer.` : null;
}

function ofLimits(item: Item, name: string, value: unknown): string | null {
  const { limits } = item;
  if (name === "valueAttachment" && isJson(value)) return ofFile(limits, value);
  if (typeof value === "string" && (name === "valueString" || name === "valueUri")) return ofText(limits, value);
  if (name === "valueQuantity" && isJson(value)) {
    const unit = ofUnit(item, value);
    if (unit) return unit;
  }
  const [low, high] = [compare(value, limits.min), compare(value, limits.max)];
  if ((low !== null && low < 0) || (high !== null && high > 0)) return range(limits);
  const number = numberOf(isJson(value) ? value.value : value);
  if (number !== null && limits.maxDecimalPlaces !== null && decimals(number) > limits.maxDecimalPlaces)
    return limits.maxDecimalPlaces === 0 ? "A whole number." : `At most ${limits.maxDecimalPlaces} decimal${limits.maxDecimalPlaces > 1 ? "s" : ""}.`;
  return null;
}

/** How many decimals a number is written with: 1e-7 has seven. */
export function decimals(number: number): number {
  const [digits = "", exponent = "0"] = String(number).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}

function ofText(limits: Limits, text: string): string | null {
  // Characters as people count them: code points, as the server counts too.
  const length = [...text].length;
  if (limits.maxLength !== null && length > limits.maxLength) return `At most ${limits.maxLength} characters.`;
  if (limits.minLength !== null && length < limits.minLength) return `At least ${limits.minLength} characters.`;
  if (!limits.regex || matches(limits.regex, text, true) !== false) return null;
  return limits.entryFormat ? `As ${limits.entryFormat}.` : "Not in the form that is asked for here.";
}

function ofFile({ mimeTypes, maxSizeBytes }: Limits, file: Readonly<Record<string, unknown>>): string | null {
  if (mimeTypes.length && !mimeTypes.includes(textOf(file.contentType))) return `A file of the kind ${mimeTypes.join(" or ")}.`;
  const size = numberOf(file.size);
  return maxSizeBytes !== null && size !== null && size > maxSizeBytes ? `At most ${maxSizeBytes / 1_000_000} MB.` : null;
}

const said = (limit: unknown): string => {
  if (!isJson(limit))
    return typeof limit === "string" && date.test(limit) && limit.length === 10 ? limit.split("-").reverse().join(" ") : String(limit);
  return `${String(limit.value)}${limit.unit || limit.code ? ` ${textOf(limit.unit) || textOf(limit.code)}` : ""}`;
};

/** "From 0 to 10.", for the hint under a field and for what is wrong. Empty where nothing is asked. */
export function range({ min, max }: Limits): string {
  if (min === null && max === null) return "";
  if (min === null) return `At most ${said(max)}.`;
  return max === null ? `At least ${said(min)}.` : `From ${said(min)} to ${said(max)}.`;
}

function ofUnit({ unitOptions, unitOpen }: Item, value: Readonly<Record<string, unknown>>): string | null {
  if (!unitOptions.length || unitOpen) return null;
  const fits = unitOptions.some(
    (unit) => (value.code && value.code === unit.code) || (value.unit && (value.unit === unit.display || value.unit === unit.code)),
  );
  return fits ? null : `A unit: one of ${unitOptions.map((unit) => unit.display ?? unit.code).join(", ")}.`;
}

/** What is missing at a node before the form is complete. A reason why it was not asked is no gap. */
export function gapsOf(node: FormNode): Fault[] {
  const { item } = node;
  if (!node.enabled || item.hidden || item.blocked) return [];
  const missing = (words: string): Fault[] => [{ kind: "missing", words }];
  if (node.kind === "list") {
    const least = Math.max(item.limits.minOccurs, item.required ? 1 : 0);
    const filled = node.rows.length;
    if (filled < least)
      return missing(least === 1 ? "Add at least one." : `Add at least ${least}; there ${filled === 1 ? "is 1" : `are ${filled}`}.`);
    const most = item.limits.maxOccurs;
    return most !== null && filled > most ? [wrong(`At most ${most}; there are ${filled}.`)] : [];
  }
  if (!isAsked(item) || textOf(node.stored?.not_asked)) return [];
  const count = node.answers.length;
  if (item.required && count === 0) return missing("This needs an answer, or why it was not asked.");
  const least = item.rows ? 0 : item.limits.minOccurs;
  return count > 0 && count < least
    ? missing(`At least ${least} answers.`)
    : least > 1 && item.required && count === 0
      ? missing(`At least ${least} answers.`)
      : [];
}
