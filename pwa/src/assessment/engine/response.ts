/**
 * A FHIR R4 QuestionnaireResponse of what the record holds, and back. Nothing is lost on the way: what this app does not know of an item is kept as it
 * came and handed on again. What is worked out is marked, and never becomes an answer of the record (R5).
 *
 * The record's shape in FHIR: `not_asked` is data-absent-reason "not-asked" with the reason in words; `from`, a row's id and position, and whatever else
 * a value holds are extensions. Items come in the order of the form.
 */
import { core, isJson, type Json, listed, ours, same, textOf } from "./fhir";
import type { Filling } from "./filling";
import type { Kept } from "./model";
import type { FormNode } from "./nodes";
import { itemsOf, withKept } from "./respond";

export const absent = `${core}data-absent-reason`;
export const reason = `${ours}not-asked`;
export const origin = `${ours}answered-from`;
export const rowOf = `${ours}row`;
export const rowPosition = `${ours}row-position`;
export const more = `${ours}more`;
export const workedOut = `${ours}worked-out`;
/** A field of the record of which this form has no item. */
export const field = `${ours}field`;

export interface Envelope {
  readonly status: string;
  /** id, subject, authored, author, … as they stand in the response. */
  readonly rest?: Json;
  /** What `fromResponse` could give no place in the record. */
  readonly kept?: readonly Kept[];
  /** Whether answers of questions that are not enabled are left out, as FHIR wants of a completed one. The record has them all the same. */
  readonly enabledOnly: boolean;
}

/** `fields`: the assessment's, for answers to questions that this form does not have. */
export function toResponse(filling: Filling, envelope: Envelope, fields: Readonly<Record<string, unknown>> = {}): Json {
  const { form } = filling;
  const keptAt = (under: string, row: string) => (envelope.kept ?? []).filter((each) => each.under === under && each.row === row);
  const items = itemsOf(filling.top, {
    only: null,
    skips: (node) => envelope.enabledOnly && !node.enabled,
    dress,
    answersOf: (node) => {
      const answers = node.enabled && node.answers.length ? node.answers : (node.stored?.answer ?? []);
      const inside = keptAt(node.item.linkId, node.row).filter((each) => each.answer !== null);
      return inside.length
        ? answers.map((each, i) =>
            withItems(
              each,
              inside.filter((one) => one.answer === i),
            ),
          )
        : answers;
    },
    kept: (node) => keptAt(node.item.linkId, node.row).filter((each) => each.answer === null),
  });
  const strangers = Object.entries(fields).flatMap(([name, value]) => {
    const linkId = name.startsWith("answer.") ? name.slice("answer.".length) : "";
    if (!linkId || form.byLinkId.has(linkId) || !isJson(value)) return [];
    return [{ linkId, extension: [{ url: field, valueString: JSON.stringify(value) }] }];
  });
  const item = [...withKept(items, keptAt("", "")), ...strangers];
  return {
    resourceType: "QuestionnaireResponse",
    ...(form.url ? { questionnaire: form.version ? `${form.url}|${form.version}` : form.url } : {}),
    status: envelope.status,
    ...envelope.rest,
    ...(item.length ? { item } : {}),
  };
}

const withItems = (answer: Json, kept: readonly Kept[]): Json => (kept.length ? { ...answer, item: withKept(listed(answer.item), kept) } : answer);

/** Parts that are words, as `from` has them; anything else in it travels as JSON. */
const isSaid = (from: unknown): from is Readonly<Record<string, string>> =>
  isJson(from) && Object.keys(from).length > 0 && Object.values(from).every((part) => typeof part === "string");

const plainNames = new Set(["answer", "not_asked", "from", "item"]);

/** What the item of a node says beside its answers. */
function dress(node: FormNode): Json {
  const value = node.stored;
  const extension: Json[] = [];
  if (node.kind === "row")
    extension.push({ url: rowOf, valueString: node.row }, { url: rowPosition, valueString: JSON.stringify(node.position ?? null) });
  if (node.enabled && node.computed?.length && same(node.answers, node.computed))
    extension.push({ url: workedOut, valueString: JSON.stringify(value?.answer ?? []) });
  if (textOf(value?.not_asked)) extension.push({ url: absent, valueCode: "not-asked" }, { url: reason, valueString: value!.not_asked });
  const from = value?.from;
  if (isSaid(from)) extension.push({ url: origin, extension: Object.entries(from).map(([url, valueString]) => ({ url, valueString })) });
  const others = Object.entries(value ?? {}).filter(([name, of]) => !plainNames.has(name) || (name === "from" && of && !isSaid(of)));
  if (others.length) extension.push({ url: more, valueString: JSON.stringify(Object.fromEntries(others)) });
  const own = value?.item ?? {};
  const all = [...listed(own.extension), ...extension];
  return { ...own, ...(all.length ? { extension: all } : {}) };
}
