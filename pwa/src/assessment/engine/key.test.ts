/**
 * What a key costs, counted in expressions worked out, never timed: the milliseconds are those of `ops/bench form_open form_key_to_paint`. A form of
 * 1,800 items must answer a key with as few as one of 120, and opening may cost each expression a fixed number of times.
 */
import { describe, expect, it } from "vitest";
import { type Expressions, fill, judge, type Means, prepare, readForm } from ".";
import type { Json } from "./fhir";
import { answers, calculated, expressionOf, given, means, questionnaire } from "./testing";

/** Means that count how many expressions are worked out. */
async function counted() {
  const { expressions, now } = await means();
  let count = 0;
  const counting: Expressions = {
    ...expressions!,
    work(text, ground) {
      count++;
      return expressions!.work(text, ground);
    },
  };
  return {
    means: { expressions: counting, now } satisfies Means,
    during(work: () => void): number {
      count = 0;
      work();
      return count;
    },
  };
}

/** A form of ours, about: sections of ten questions with options, each with a score; some questions depend on the one before. */
function plain(count: number): Json {
  const options = ["Not at all", "Several days", "More than half the days", "Nearly every day"].map((display, i) => ({
    valueCoding: { code: `${i}`, display },
  }));
  return questionnaire(
    ...Array.from({ length: count / 12 }, (_, g) => {
      const linkIds = Array.from({ length: 10 }, (_, i) => `s${g}.${i}`);
      const read = `%resource.item.where(linkId='s${g}').item.where(${linkIds.map((linkId) => `linkId='${linkId}'`).join(" or ")})`;
      const score = `iif(${read}.where(answer.exists()).count() = 10, ${read}.answer.value.code.select($this.toInteger()).aggregate($this + $total, 0))`;
      const item = linkIds.map((linkId, i) => ({
        ...{ linkId, text: `Question ${linkId}`, type: "choice", answerOption: options },
        ...(i % 3 === 2 ? { enableWhen: [{ question: linkIds[i - 1], operator: "!=", answerCoding: { code: "3" } }] } : {}),
      }));
      return {
        linkId: `s${g}`,
        text: `Part ${g}`,
        type: "group",
        item: [...item, { linkId: `s${g}.score`, text: "Score", type: "integer", ...calculated(score) }],
      };
    }),
  );
}

/** 190 items in one group, 95 of them worked out of the one before and a variable: a chain as long as the form. */
function chained(): Json {
  const item = Array.from({ length: 190 }, (_, i) => {
    const linkId = `q${i}`;
    if (i % 2 === 0) return { linkId, text: linkId, type: "integer" };
    const before = i > 2 ? ` + %resource.item.where(linkId='g').item.where(linkId='q${i - 2}').answer.value` : "";
    return {
      linkId,
      text: linkId,
      type: "integer",
      ...calculated(`%one * %resource.item.where(linkId='g').item.where(linkId='q${i - 1}').answer.value${before}`),
    };
  });
  return { ...questionnaire({ linkId: "g", text: "G", type: "group", item }), extension: [expressionOf("variable", "1", "one")] };
}

const shipped = import.meta.glob<string>("../../../../backend/assessments/instruments/living-at-home.json", {
  eager: true,
  import: "default",
  query: "?raw",
});

describe("a key works out only what hangs on it", () => {
  it.each([120, 1800])("%s items with a score for each ten: each score once at opening, one score a key", async (size) => {
    const form = readForm(plain(size));
    const { means, during } = await counted();
    const every = answers(Object.fromEntries(form.all.filter((item) => !item.calculated).map((item) => [item.linkId, { code: "1" }])));
    await prepare(form, async () => {});
    const scores = size / 12;
    const opened = during(() => fill(form, every, means));
    expect(opened).toBeGreaterThanOrEqual(scores);
    expect(opened).toBeLessThanOrEqual(2 * scores);
    const filling = fill(form, every, means);
    for (const linkId of ["s0.0", "s0.9", `s${scores - 1}.8`])
      expect([linkId, during(() => filling.set(linkId, "", given({ code: "2" })))]).toEqual([linkId, 1]);
  });

  it("190 items, half of them worked out in one chain: its first key moves all, its last key one", async () => {
    const form = readForm(chained());
    const { means, during } = await counted();
    const filling = fill(form, answers(Object.fromEntries(form.all.filter((item) => !item.calculated).map((item) => [item.linkId, 1]))), means);
    const all = during(() => filling.set("q0", "", given(2)));
    expect(all).toBeGreaterThanOrEqual(95);
    expect(all).toBeLessThanOrEqual(2 * 96);
    expect(during(() => filling.set("q188", "", given(2)))).toBeLessThanOrEqual(2);
  });

  it.each(Object.values(shipped))("the joint assessment that ships: no option moves more than a quarter of it", async (text) => {
    const form = readForm(JSON.parse(text));
    const { means, during } = await counted();
    const filling = fill(form, answers(), means);
    const choices = form.all.filter((item) => item.options?.length && filling.node(item.linkId));
    expect(choices.length).toBeGreaterThan(10);
    const all = form.expressions.length + form.all.reduce((sum, item) => sum + item.expressions.length, 0);
    for (const item of choices)
      for (const option of [item.options!.at(-1)!, item.options![0]!]) {
        const worked = during(() => filling.set(item.linkId, "", { answer: [option.answer] }));
        expect([item.linkId, worked, worked <= all / 4]).toEqual([item.linkId, worked, true]);
      }
  });

  it("the largest is judged, and nothing is wrong with it", async () => {
    const { expressions } = await means();
    expect(judge(plain(1800), expressions)).toEqual([]);
  });
});
