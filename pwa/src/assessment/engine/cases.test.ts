/**
 * The instruments that ship, against cases worked out by hand from their sources: the same files that the server's tests run, so that a score on the
 * tablet and on the server is one score.
 */
import { describe, expect, it } from "vitest";
import { findingsOf } from "../scores";
import { type Answers, type Filling, type Form, type FormNode, fill, isAsked, judge, loadExpressions, readForm } from ".";

interface Case {
  name: string;
  answers: Record<string, Record<string, unknown>[]>;
  /** Absent: no rows. */
  rows?: { id: string; group: string; parent?: string; answers: Case["answers"] }[];
  expect: Record<string, unknown>;
  /** Keys of all that is offered for the plan. Absent: not said here. */
  offered?: string[];
  /** linkIds that these answers open, and that they do not. */
  asked?: string[];
  not_asked?: string[];
}

const named = (path: string): string => path.slice(path.lastIndexOf("/") + 1, -".json".length);
const read = <T>(files: Record<string, string>): Map<string, T> =>
  new Map(Object.entries(files).map(([path, text]) => [named(path), JSON.parse(text) as T]));
const cases = read<Case[]>(import.meta.glob<string>("../../../../tests/assessments/cases/*.json", { eager: true, import: "default", query: "?raw" }));
const instruments = read<Record<string, unknown>>(
  import.meta.glob<string>("../../../../backend/assessments/instruments/*.json", { eager: true, import: "default", query: "?raw" }),
);

const fields = (answers: Case["answers"]) => Object.fromEntries(Object.entries(answers).map(([linkId, answer]) => [`answer.${linkId}`, { answer }]));
const answersOf = ({ answers, rows = [] }: Case): Answers => ({
  fields: fields(answers),
  rows: rows.map((row, position) => ({ id: row.id, group: row.group, parent: row.parent ?? null, position, fields: fields(row.answers) })),
});

/** The first answer of each linkId: of its first row, where it stands in rows. */
function foundIn(filling: Filling, wanted: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(wanted).map((linkId) => {
      const [answer] = filling.tree.of.get(linkId)?.[0]?.answers ?? [];
      return [linkId, answer ? Object.values(answer)[0] : null];
    }),
  );
}

/** An answer as the tablet gives it: the option itself, with its words, where the case has its code. */
function chosen(form: Form, given: Case["answers"]): Case["answers"] {
  const options = new Map(form.all.map((item) => [item.linkId, item.options ?? []]));
  const whole = (linkId: string, entry: Record<string, unknown>) =>
    options.get(linkId)?.find((one) => codeOf(one.answer) !== undefined && codeOf(one.answer) === codeOf(entry))?.answer ?? entry;
  return Object.fromEntries(Object.entries(given).map(([linkId, entries]) => [linkId, entries.map((entry) => whole(linkId, entry))]));
}
const codeOf = (answer: object): unknown => (answer as { valueCoding?: { code?: unknown } }).valueCoding?.code;
const asTapped = (form: Form, one: Case): Case => ({
  ...one,
  answers: chosen(form, one.answers),
  ...(one.rows && { rows: one.rows.map((row) => ({ ...row, answers: chosen(form, row.answers) })) }),
});

const nodesOf = (filling: Filling, linkId: string): readonly FormNode[] => filling.tree.of.get(linkId) ?? [];
const offeredBy = (filling: Filling): string[] =>
  filling.form.sections.flatMap((section) => findingsOf(filling, section, "a patient", "an assessment").map(({ key }) => key)).sort();
const areAsked = (filling: Filling, linkIds: string[] = []) =>
  Object.fromEntries(linkIds.map((linkId) => [linkId, nodesOf(filling, linkId).some((node) => node.enabled)]));
const all = (linkIds: string[] = [], value: boolean) => Object.fromEntries(linkIds.map((linkId) => [linkId, value]));

/** What a case answers where it is asked: "linkId code", "linkId true", or the linkId alone where anything may be written. */
const touched = (filling: Filling): string[] =>
  filling.tree.all.flatMap((node) =>
    node.enabled && isAsked(node.item) ? (node.stored?.answer ?? []).map((answer) => `${node.item.linkId} ${toldBy(answer)}`.trim()) : [],
  );
const toldBy = (answer: object): string => String(codeOf(answer) ?? (answer as { valueBoolean?: boolean }).valueBoolean ?? "");
/** All that a form of this name may be answered with; the joint assessment without the instruments in it, which have cases of their own. */
const everyAnswer = (form: Form, isJoint: boolean): string[] =>
  form.all.flatMap((item) => {
    if (!isAsked(item) || (isJoint && isInside(item))) return [];
    if (item.options) return item.options.map((option) => `${item.linkId} ${toldBy(option.answer)}`);
    return item.type === "boolean" ? [`${item.linkId} true`, `${item.linkId} false`] : [item.linkId];
  });
function isInside(item: Form["all"][number]): boolean {
  for (let at: typeof item | null = item; at; at = at.parent) if (at.instrument) return true;
  return false;
}

describe("the instruments", () => {
  it("come with cases", () => {
    expect(cases.size).toBeGreaterThan(0);
    expect([...cases.keys()].filter((name) => !instruments.has(name))).toEqual([]);
  });

  it.each([...instruments.keys()])("%s has nothing wrong with it", async (name) => {
    expect(judge(instruments.get(name), await loadExpressions())).toEqual([]);
  });

  for (const [name, every] of cases) {
    const form = readForm(instruments.get(name));
    it.each(every)(`${name}: $name`, async (one) => {
      const wanted = one.expect;
      const filling = fill(form, answersOf(asTapped(form, one)), { expressions: await loadExpressions(), now: "2026-11-24T09:30:00Z" });
      expect(foundIn(filling, wanted)).toEqual(wanted);
      expect({ ...areAsked(filling, one.asked), ...areAsked(filling, one.not_asked) }).toEqual({
        ...all(one.asked, true),
        ...all(one.not_asked, false),
      });
      if (one.offered) expect(offeredBy(filling)).toEqual(one.offered);
    });

    it(`${name}: every option of every question is answered in a case that asks it`, async () => {
      const filling = fill(form, { fields: {}, rows: [] }, { expressions: await loadExpressions(), now: "2026-11-24T09:30:00Z" });
      const found = new Set<string>();
      for (const one of every) {
        filling.take(answersOf(one));
        for (const each of touched(filling)) found.add(each);
      }
      const due = everyAnswer(form, name === "living-at-home");
      expect(due.length).toBeGreaterThan(0);
      expect(due.filter((each) => !found.has(each))).toEqual([]);
    });
  }
});

describe("inside the joint assessment", () => {
  const joint = readForm(instruments.get("living-at-home"));
  const inside = [...cases].filter(([name]) => joint.all.some((item) => item.instrument === name));

  it("there are instruments", () => expect(inside.length).toBeGreaterThan(0));

  it.each(inside)("%s gives the same", async (_name, all) => {
    const expressions = await loadExpressions();
    const filling = fill(joint, { fields: {}, rows: [] }, { expressions, now: "2026-11-24T09:30:00Z" });
    // One form, the cases one after the other: what is worked out step by step is what each case expects.
    for (const one of all) {
      filling.take(answersOf(one));
      expect([one.name, foundIn(filling, one.expect)]).toEqual([one.name, one.expect]);
    }
  });
});
