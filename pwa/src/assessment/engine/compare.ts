/** Whether an answer fits a condition (FHIR's questionnaire-enable-operator), for every type of value. What cannot be compared is no match. */
import { isJson, numberOf, textOf, valueIn } from "./fhir";
import type { Answer, Operator } from "./model";

/** Of several answers any that matches will do; `!=` asks that none is equal, so it holds where nothing is answered. */
export function holds(operator: Operator, wanted: unknown, answers: readonly Answer[]): boolean {
  if (operator === "exists") return answers.length > 0 === (wanted === true || wanted === "true");
  const given = answers.map((answer) => valueIn(answer)?.[1]);
  if (operator === "=") return given.some((value) => equal(value, wanted));
  if (operator === "!=") return !given.some((value) => equal(value, wanted));
  return given.some((value) => {
    const order = compare(value, wanted);
    if (order === null) return false;
    return operator === ">" ? order > 0 : operator === "<" ? order < 0 : operator === ">=" ? order >= 0 : order <= 0;
  });
}

/** A coding is known by system and code; where one side names no system, or is only words, by what both have. */
export function equal(a: unknown, b: unknown): boolean {
  if (isJson(a) && isJson(b)) {
    if (a.value !== undefined || b.value !== undefined) return compare(a, b) === 0;
    if (a.code !== undefined && b.code !== undefined) return a.code === b.code && (!a.system || !b.system || a.system === b.system);
    if (a.reference !== undefined || b.reference !== undefined) return a.reference === b.reference;
    return a.display !== undefined && a.display === b.display;
  }
  if (isJson(a) && typeof b === "string") return a.value === undefined && (a.code === b || a.display === b);
  if (isJson(b) && typeof a === "string") return equal(b, a);
  if (typeof a === "boolean" || typeof b === "boolean") return a === b;
  return compare(a, b) === 0;
}

/** Less than, equal, more than zero; null where there is no saying. */
export function compare(a: unknown, b: unknown): number | null {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return isTemporal(a) && isTemporal(b) ? compareTimes(a, b) : a < b ? -1 : a > b ? 1 : 0;
  if (isJson(a) && typeof b === "number") return compare(a.value, b);
  if (isJson(b) && typeof a === "number") return compare(a, b.value);
  if (!isJson(a) || !isJson(b)) return null;
  const [x, y] = [numberOf(a.value), numberOf(b.value)];
  return x === null || y === null || !sameUnit(unitOf(a), unitOf(b)) ? null : x - y;
}

const unitOf = (quantity: Readonly<Record<string, unknown>>) => ({ code: textOf(quantity.code), unit: textOf(quantity.unit) });
type Unit = ReturnType<typeof unitOf>;

/** Other units are never converted here: 100 cm and 1 m are no match, and no false one. No unit on one side takes the other's. */
const sameUnit = (a: Unit, b: Unit): boolean =>
  (!a.code && !a.unit) ||
  (!b.code && !b.unit) ||
  (a.code && b.code ? a.code === b.code : [a.code, a.unit].some((x) => x && [b.code, b.unit].includes(x)));

const temporal = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;
const isTemporal = (text: string): boolean => temporal.test(text);

/** Dates are compared as far as both are exact: "2020" and "2020-05" are neither before nor after each other. */
function compareTimes(a: string, b: string): number | null {
  if (a.includes("T") && b.includes("T")) {
    const [x, y] = [Date.parse(a), Date.parse(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? null : x - y;
  }
  const [x, y] = [a.slice(0, 10), b.slice(0, 10)];
  const exact = Math.min(x.length, y.length);
  const [p, q] = [x.slice(0, exact), y.slice(0, exact)];
  return p < q ? -1 : p > q ? 1 : a.length === b.length ? 0 : null;
}
