/** The record's shape of a FHIR QuestionnaireResponse: the other way of `response.ts`. JSON of unknown quality: nothing here throws. */
import { extensions, extensionValue, isJson, type Json, listed, textOf, valueIn } from "./fhir";
import { type Answer, type Form, type Item, isQuestion, type Kept } from "./model";
import type { Row } from "./nodes";
import { absent, field, more, origin, reason, rowOf, rowPosition, workedOut } from "./response";

export interface FromResponse {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly rows: readonly Row[];
  /** What stands where this form has nothing; `toResponse` puts it back. */
  readonly kept: readonly Kept[];
  readonly questionnaire: string;
  readonly status: string;
  readonly rest: Json;
}

type Fields = Record<string, unknown>;
const mine: ReadonlySet<string> = new Set([absent, reason, origin, rowOf, rowPosition, more, workedOut, field]);
const absentHere = (each: Json): boolean => each.url === absent && each.valueCode !== "not-asked";

/** `newRow` makes the id of a row that brings none. */
export function fromResponse(form: Form, source: unknown, newRow: () => string): FromResponse {
  const { resourceType: _, questionnaire, status, item, ...rest } = isJson(source) ? source : {};
  const fields: Fields = {};
  const rows: Row[] = [];
  const kept: Kept[] = [];
  take(listed(item), form.items, { under: "", row: null, answer: null, fields });
  return { fields, rows, kept, questionnaire: textOf(questionnaire), status: textOf(status) || "in-progress", rest };

  /** The items of a response in one place, against the items that the form has there. */
  function take(
    found: readonly Json[],
    expected: readonly Item[],
    at: { under: string; row: string | null; answer: number | null; fields: Fields },
  ): void {
    const seen = new Set<string>();
    found.forEach((each, place) => {
      const linkId = textOf(each.linkId);
      const here = expected.find((one) => one.linkId === linkId && form.byLinkId.get(linkId) === one);
      const stranger = extensionValue(each, field);
      if (!here && at.under === "" && typeof stranger === "string" && linkId) at.fields[`answer.${linkId}`] = parsed(stranger);
      else if (!here || (seen.has(linkId) && !(here.rows && here.type === "group"))) {
        kept.push({ under: at.under, row: at.row ?? "", answer: at.answer, place, item: each });
      } else if (here.rows) (here.type === "group" ? groupRow : questionRows)(each, here, at);
      else one(each, here, at);
      if (here) seen.add(linkId);
    });
  }

  function one(each: Json, item: Item, at: { row: string | null; fields: Fields }): void {
    const answers = listed(each.answer);
    const value = valueFrom(
      each,
      item,
      answers.map(bare).filter((answer) => Object.keys(answer).length > 0),
    );
    if (value) at.fields[`answer.${item.linkId}`] = value;
    const place = { under: item.linkId, row: at.row, fields: at.fields };
    if (!answers.length || !isQuestion(item)) take(listed(each.item), item.items, { ...place, answer: null });
    else {
      take(listed(answers[0]!.item), item.items, { ...place, answer: null });
      // What stands in a second answer has no field of its own: questions inside a repeating question are rows, and this one does not repeat.
      answers.forEach((answer, i) => {
        if (i > 0) take(listed(answer.item), [], { ...place, answer: i });
      });
      take(listed(each.item), [], { ...place, answer: null });
    }
  }

  function groupRow(each: Json, item: Item, at: { row: string | null }): void {
    const row = begin(each, item, at.row);
    const value = valueFrom(each, item, []);
    if (value) row.fields[`answer.${item.linkId}`] = value;
    take(listed(each.item), item.items, { under: item.linkId, row: row.id, answer: null, fields: row.fields });
  }

  /** A repeating question with questions inside: a row an answer. Answers that name one row are of that row. */
  function questionRows(each: Json, item: Item, at: { row: string | null }): void {
    const { item: inside, answer: _, ...head } = each;
    const answers = listed(each.answer).length ? listed(each.answer) : inside ? [{ item: inside }] : [];
    let first = true;
    for (const answer of answers) {
      const row = begin(answer, item, at.row);
      const { extension: __, ...said } = bare(answer);
      const others = listed(answer.extension).filter((one) => !mine.has(textOf(one.url)));
      const given = Object.keys(said).length || others.length ? [{ ...said, ...(others.length ? { extension: others } : {}) }] : [];
      const held = row.fields[`answer.${item.linkId}`] as { answer: Answer[] } | undefined;
      if (held) held.answer.push(...given);
      else {
        const value = valueFrom(
          {
            ...(first ? head : {}),
            extension: [...(first ? listed(head.extension) : []), ...listed(answer.extension).filter((one) => mine.has(textOf(one.url)))],
          },
          item,
          given,
        );
        row.fields[`answer.${item.linkId}`] = value ?? { answer: given };
      }
      first = false;
      take(listed(answer.item), item.items, { under: item.linkId, row: row.id, answer: null, fields: row.fields });
    }
  }

  function begin(each: Json, item: Item, parent: string | null): { id: string; fields: Fields } {
    const named = textOf(extensionValue(each, rowOf));
    const placed = extensionValue(each, rowPosition);
    const held = rows.find((row) => row.id === named && row.group === item.linkId);
    if (held) return held as { id: string; fields: Fields };
    const siblings = rows.filter((row) => row.group === item.linkId && row.parent === parent).length;
    const position = typeof placed === "string" ? parsed(placed) : siblings;
    const id = named && !rows.some((row) => row.id === named) ? named : newRow();
    const row = { id, group: item.linkId, parent, position, fields: {} as Fields };
    rows.push(row);
    return row;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const bare = (answer: Json): Answer => {
  const { item: _, ...rest } = answer;
  return rest;
};

/** A value of the record, or null where the item says nothing at all. */
function valueFrom(each: Json, item: Item, answers: readonly Answer[]): Json | null {
  const { linkId: _, answer: __, item: ___, text, extension, ...own } = each;
  const others = listed(extension).filter((one) => !mine.has(textOf(one.url)) || absentHere(one));
  const said: Record<string, unknown> = { ...own };
  if (text !== undefined && text !== item.text) said.text = text;
  if (others.length) said.extension = others;
  const worked = extensionValue(each, workedOut);
  const stood = typeof worked === "string" ? listed(parsed(worked)) : answers;
  const [from] = extensions(each, origin);
  const rest = extensionValue(each, more);
  const why = textOf(extensionValue(each, reason)) || (valueIn(extensions(each, absent)[0])?.[1] === "not-asked" ? "not asked" : "");
  const value: Record<string, unknown> = { answer: stood };
  if (why) value.not_asked = why;
  if (from) value.from = Object.fromEntries(listed(from.extension).map((part) => [textOf(part.url), valueIn(part)?.[1]]));
  if (typeof rest === "string") Object.assign(value, parsed(rest));
  if (Object.keys(said).length) value.item = said;
  return stood.length || Object.keys(value).length > 1 ? value : null;
}
