/**
 * Answers at random, in forms made at random: after each, what was worked out step by step must be what working out everything anew gives, and the
 * pieces of a response that an expression gets must give it what the whole response would.
 */
import { describe, expect, it } from "vitest";
import { type Answers, type Filling, type Form, fill, type Means, type Row, readForm } from ".";
import type { Json } from "./fhir";
import { shown } from "./filling";
import type { FormNode } from "./nodes";
import { itemsOf, plainly } from "./respond";
import { answersFrom } from "./results";
import { answer, expressionOf, means, questionnaire } from "./testing";

/** Mulberry32: chance comes in as a number. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const values: Record<string, (random: () => number) => Json> = {
  boolean: (random) => answer(random() < 0.5),
  integer: (random) => answer(Math.floor(random() * 4)),
  string: (random) => answer("abc"[Math.floor(random() * 3)]),
  choice: (random) => answer({ code: String(Math.floor(random() * 3)) }),
};
const types = Object.keys(values);

/** A form of groups, rows, questions under questions, conditions and calculations that read each other; loops among them. */
function madeUp(random: () => number): Form {
  const linkIds = Array.from({ length: 24 }, (_, i) => `q${i}`);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const reading = (): string => {
    const [a, b] = [pick(linkIds), pick(linkIds)];
    return pick([
      `%resource.descendants().where(linkId='${a}').answer.value.ofType(integer).aggregate($this + $total, 0)`,
      `%resource.repeat(item).where(linkId='${a}').answer.count()`,
      `%resource.item.where(linkId='${a}').answer.value.ofType(integer).first() + %resource.item.where(linkId='${b}').answer.count()`,
      `%resource.item.where(linkId='g1').item.where(linkId='${a}').answer.exists().toInteger()`,
      `%resource.item.where(linkId='g1').exists().toInteger()`,
      `%resource.item.where(linkId='${a}' or linkId='${b}').where(answer.exists()).count()`,
      `%resource.descendants().where(linkId.startsWith('q1')).answer.count()`,
      `item.where(linkId='${a}').answer.count()`,
      `iif(%all > 3, %all, {})`,
      `%two`,
      `%resource.item.where(linkId='rows').item.where(linkId='${a}').answer.count()`,
      `%resource.item.where(linkId='rows')[1].item.where(linkId='${a}').answer.count()`,
    ]);
  };
  const items = linkIds.map((linkId): Json & { item?: Json[] } => {
    const type = pick(types);
    const enableWhen = Array.from({ length: random() < 0.35 ? 1 + Math.floor(random() * 2) : 0 }, () => {
      const operator = pick(["exists", "=", "!=", ">", "<="]);
      const [name, value] = Object.entries(operator === "exists" ? answer(random() < 0.5) : values[pick(types)]!(random))[0]!;
      return { question: pick(linkIds), operator, [name.replace("value", "answer")]: value };
    });
    const dice = random();
    const extension =
      dice < 0.25
        ? [expressionOf("calculated", reading())]
        : dice < 0.32
          ? [expressionOf("enableWhen", `(${reading()}) > 0`)]
          : dice < 0.38
            ? [expressionOf("initial", reading())]
            : [];
    return {
      linkId,
      text: linkId,
      type: dice < 0.25 || (dice >= 0.32 && dice < 0.38) ? "integer" : type,
      ...(random() < 0.1 ? { readOnly: true } : {}),
      ...(enableWhen.length ? { enableWhen, enableBehavior: pick(["all", "any"]) } : {}),
      ...(extension.length ? { extension } : {}),
    };
  });
  // Some stand in a group, some in rows, some in rows of rows, some under a question.
  const under = (parent: Json & { item?: Json[] }, from: number, to: number): Json => ({
    ...parent,
    item: [...(parent.item ?? []), ...items.slice(from, to)],
  });
  const deep = under({ linkId: "deep", text: "deep", type: "group", repeats: true }, 15, 18);
  return readForm({
    ...questionnaire(
      ...items.slice(0, 5),
      under(items[5]!, 6, 8),
      { ...under({ linkId: "g1", text: "g1", type: "group" }, 8, 12), extension: [expressionOf("variable", reading(), "two")] },
      under({ linkId: "rows", text: "rows", type: "group", repeats: true, item: [deep] }, 12, 15),
      ...items.slice(18),
    ),
    extension: [expressionOf("variable", reading(), "all"), expressionOf("variable", "1 + 1", "two")],
  });
}

const picture = (filling: Filling) => Object.fromEntries(filling.tree.all.map((node) => [node.key, shown(node)]));

/** One step: an answer, an answer taken back, a reason, a row that comes, goes or moves. */
function step(
  random: () => number,
  form: Form,
  record: { fields: Record<string, unknown>; rows: Row[] },
  count: number,
): "rows" | { linkId: string; row: string } {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const dice = random();
  if (dice < 0.12) {
    const outer = record.rows.filter((row) => row.group === "rows");
    const deep = outer.length > 0 && random() < 0.5;
    record.rows = [
      ...record.rows,
      { id: `row-${count}`, group: deep ? "deep" : "rows", parent: deep ? pick(outer).id : null, position: random(), fields: {} },
    ];
    return "rows";
  }
  if (dice < 0.16 && record.rows.length) {
    const gone = pick(record.rows).id;
    record.rows = record.rows.filter((row) => row.id !== gone && row.parent !== gone);
    return "rows";
  }
  if (dice < 0.2 && record.rows.length) {
    const moved = pick(record.rows).id;
    record.rows = record.rows.map((row) => (row.id === moved ? { ...row, position: random() } : row));
    return "rows";
  }
  const item = pick(form.all.filter((each) => each.linkId.startsWith("q")));
  const around = ["deep", "rows"].find((group) => {
    for (let at = item.parent; at; at = at.parent) if (at.linkId === group) return true;
    return false;
  });
  const row = around ? record.rows.filter((each) => each.group === around) : [];
  if (around && !row.length) return "rows";
  const place = around ? pick(row).id : "";
  const value = random() < 0.2 ? null : random() < 0.1 ? { answer: [], not_asked: "asleep" } : { answer: [values[pick(types)]!(random)] };
  if (place)
    record.rows = record.rows.map((each) => (each.id === place ? { ...each, fields: { ...each.fields, [`answer.${item.linkId}`]: value } } : each));
  else record.fields = { ...record.fields, [`answer.${item.linkId}`]: value };
  return { linkId: item.linkId, row: place };
}

describe("answers at random", () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed + 1))("form %i: step by step is what all anew gives", async (seed) => {
    const random = chance(seed);
    const form = madeUp(random);
    const with_: Means = await means();
    const record: { fields: Record<string, unknown>; rows: Row[] } = { fields: {}, rows: [] };
    const filling = fill(form, record as Answers, with_);
    for (let count = 0; count < 30; count++) {
      const before = picture(filling);
      const done = step(random, form, record, count);
      const value =
        done === "rows"
          ? null
          : ((done.row ? record.rows.find((row) => row.id === done.row)!.fields : record.fields)[`answer.${done.linkId}`] as never);
      const changed = done === "rows" || random() < 0.3 ? filling.take({ ...record }) : filling.set(done.linkId, done.row, value);
      const anew = picture(fill(form, { ...record }, with_));
      const now = picture(filling);
      expect(now).toEqual(anew);
      // What is told to have changed is all that did.
      for (const key of Object.keys(now)) if (!changed.has(key)) expect([key, now[key]]).toEqual([key, before[key]]);
    }

    // At the end, each calculation once more on the whole response: the piece that it was given was enough.
    const made = new Map<FormNode, Json>();
    const items = itemsOf(filling.top, { ...plainly, only: null }, made);
    const resource = { resourceType: "QuestionnaireResponse", status: "in-progress", ...(items.length ? { item: items } : {}) };
    for (const node of filling.tree.all) {
      const text = node.item.expressions.find((each) => each.use === "calculate")?.text;
      if (!text || text.includes("%all") || text.includes("%two") || node.kind === "list" || !node.enabled || node.trouble) continue;
      const ground = { data: made.get(node) ?? { linkId: node.item.linkId }, isItem: true, variables: { resource }, now: with_.now };
      const results = with_.expressions!.plain(with_.expressions!.work(text, ground).given);
      expect([node.key, text, answersFrom(results, node.item).answers]).toEqual([node.key, text, node.answers]);
    }
  });
});
