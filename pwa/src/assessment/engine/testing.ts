/** For tests only: short ways to make forms and answers. */
import { type Answers, everyNode, type Filling, type Form, fill, loadExpressions, type Means, type Row, readForm } from ".";
import { core, type Json, sdc } from "./fhir";

export const now = "2026-11-24T09:30:00Z";
export const means = async (context?: Means["context"]): Promise<Means> => ({
  expressions: await loadExpressions(),
  now,
  ...(context ? { context } : {}),
});
export const blind: Means = { expressions: null, now };

export const questionnaire = (...item: Json[]): Json => ({
  resourceType: "Questionnaire",
  status: "active",
  url: "https://example.org/q",
  version: "1",
  item,
});
export const formOf = (...item: Json[]): Form => readForm(questionnaire(...item));

/** A value[x] of what is plainly one: 5 → valueInteger, "x" → valueString, {code} → valueCoding, {value} → valueQuantity. */
export function answer(value: unknown): Json {
  if (typeof value === "number") return Number.isInteger(value) ? { valueInteger: value } : { valueDecimal: value };
  if (typeof value === "boolean") return { valueBoolean: value };
  if (typeof value === "string") return { valueString: value };
  const object = value as Json;
  if ("value" in object) return { valueQuantity: object };
  return "code" in object ? { valueCoding: object } : object;
}
export const given = (...values: unknown[]) => ({ answer: values.map(answer) });
const fields = (answers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(answers).map(([linkId, value]) => [`answer.${linkId}`, given(...(Array.isArray(value) ? value : [value]))]));

export const row = (id: string, group: string, answers: Readonly<Record<string, unknown>> = {}, parent: string | null = null, position = 0): Row => ({
  ...{ id, group, parent, position },
  fields: fields(answers),
});
export const answers = (of: Readonly<Record<string, unknown>> = {}, ...rows: Row[]): Answers => ({ fields: fields(of), rows });

/** What an item's first answer says, in the assessment or in a row. */
export function said(filling: Filling, linkId: string, place = ""): unknown {
  const [first] = filling.node(linkId, place)?.answers ?? [];
  return first ? Object.values(first)[0] : null;
}
/** linkIds that stand on the screen now. */
export const standing = (filling: Filling): string[] =>
  [...everyNode(filling.top)].filter((node) => node.enabled && node.item.type !== "group").map((node) => node.item.linkId);

export const expressionOf = (use: string, expression: string, name?: string): Json => ({
  url: use === "variable" ? `${core}variable` : `${sdc}sdc-questionnaire-${use}Expression`,
  valueExpression: { language: "text/fhirpath", expression, ...(name ? { name } : {}) },
});
export const calculated = (expression: string) => ({ extension: [expressionOf("calculated", expression)], readOnly: true });
export const open = async (form: Form, of: Answers = answers(), context?: Means["context"]): Promise<Filling> => fill(form, of, await means(context));
