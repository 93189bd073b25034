/** What an expression gave, as answers of an item. What does not fit the item gives none, and says so: a score with two values is no score. */

import { compare } from "./compare";
import { isJson, textOf } from "./fhir";
import type { Answer, Item } from "./model";

export const valueName: Readonly<Record<string, string>> = {
  ...{ boolean: "valueBoolean", decimal: "valueDecimal", integer: "valueInteger", date: "valueDate", dateTime: "valueDateTime", time: "valueTime" },
  ...{ string: "valueString", text: "valueString", url: "valueUri", choice: "valueCoding", "open-choice": "valueCoding" },
  ...{ attachment: "valueAttachment", reference: "valueReference", quantity: "valueQuantity" },
};

export type Read = { answers: readonly Answer[]; trouble: null } | { answers: readonly []; trouble: string };
const none = (trouble: string): Read => ({ answers: [], trouble });

export function answersFrom(results: readonly unknown[], item: Item): Read {
  const given = results.filter((each) => each !== null && each !== undefined);
  if (given.length > 1 && !item.repeats) return none("This is worked out to more than one value, so none is shown.");
  const answers: Answer[] = [];
  for (const each of given) {
    const answer = answerFrom(each, item);
    if (!answer) return none("This is worked out to something that does not fit the question, so nothing is shown.");
    answers.push(answer);
  }
  return { answers, trouble: null };
}

const day = /^\d{4}(-\d\d(-\d\d)?)?$/;

function answerFrom(value: unknown, item: Item): Answer | null {
  if (item.options) return chosen(value, item);
  switch (item.type) {
    case "boolean":
      return typeof value === "boolean" ? { valueBoolean: value } : null;
    case "integer":
      return typeof value === "number" && Number.isInteger(value) ? { valueInteger: value } : null;
    case "decimal":
      return typeof value === "number" ? { valueDecimal: value } : null;
    case "string":
    case "text":
      return ["string", "number", "boolean"].includes(typeof value) ? { valueString: String(value) } : null;
    case "url":
      return typeof value === "string" ? { valueUri: value } : null;
    case "date":
      return typeof value === "string" && day.test(value.slice(0, 10)) ? { valueDate: value.slice(0, 10) } : null;
    case "dateTime":
      return typeof value === "string" && day.test(value.slice(0, 10)) ? { valueDateTime: value } : null;
    case "time":
      return typeof value === "string" && /^\d\d:\d\d/.test(value) ? { valueTime: value.length === 5 ? `${value}:00` : value } : null;
    case "quantity":
      return quantity(value, item);
    case "attachment":
    case "reference":
      return isJson(value) ? { [valueName[item.type]!]: value } : null;
    case "open-choice":
      return typeof value === "string" ? { valueString: value } : chosenFreely(value);
    case "choice":
      return chosenFreely(value);
    default:
      return null;
  }
}

const chosenFreely = (value: unknown): Answer | null => (isJson(value) && (value.code || value.display) ? { valueCoding: value } : null);

/** An option by its value, its code or its words. */
function chosen(value: unknown, item: Item): Answer | null {
  for (const option of item.options!) {
    const [held] = Object.values(option.answer);
    if (isJson(held) && isJson(value) && held.code !== undefined && held.code === value.code && (!value.system || held.system === value.system))
      return option.answer;
    if (!isJson(value) && (isJson(held) ? held.code === value || held.display === value : compare(held, value) === 0 || held === value))
      return option.answer;
  }
  if (item.type === "open-choice") return typeof value === "string" ? { valueString: value } : chosenFreely(value);
  return null;
}

/** A number takes the item's unit; fhirpath.js writes a quantity as "5 'mg'". */
function quantity(value: unknown, item: Item): Answer | null {
  const unit = item.unit ?? item.unitOptions[0];
  const named = unit && {
    ...(unit.display ? { unit: unit.display } : {}),
    ...(unit.system ? { system: unit.system } : {}),
    ...(unit.code ? { code: unit.code } : {}),
  };
  if (typeof value === "number") return { valueQuantity: { value, ...named } };
  if (isJson(value) && typeof value.value === "number") return { valueQuantity: value };
  const parts = /^(-?\d+(?:\.\d+)?) '([^']+)'$/.exec(textOf(value));
  if (!parts) return null;
  const own = [item.unit, ...item.unitOptions].find((each) => each?.code === parts[2]);
  const code = { ...(own?.display ? { unit: own.display } : { unit: parts[2] }), system: "http://unitsofmeasure.org", code: parts[2] };
  return { valueQuantity: { value: Number(parts[1]), ...code } };
}
