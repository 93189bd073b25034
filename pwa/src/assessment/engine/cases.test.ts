/**
 * The instruments that ship, against cases worked out by hand from their sources: the same files that the server's tests run, so that a score on the
 * tablet and on the server is one score.
 */
import { describe, expect, it } from "vitest";
import { type Answers, type Filling, fill, judge, loadExpressions, readForm } from ".";

interface Case {
  name: string;
  answers: Record<string, Record<string, unknown>[]>;
  /** Absent: no rows. */
  rows?: { id: string; group: string; parent?: string; answers: Case["answers"] }[];
  expect: Record<string, unknown>;
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

describe("the instruments", () => {
  it("come with cases", () => {
    expect(cases.size).toBeGreaterThan(0);
    expect([...cases.keys()].filter((name) => !instruments.has(name))).toEqual([]);
  });

  it.each([...instruments.keys()])("%s has nothing wrong with it", async (name) => {
    expect(judge(instruments.get(name), await loadExpressions())).toEqual([]);
  });

  for (const [name, all] of cases)
    it.each(all)(`${name}: $name`, async (one) => {
      const wanted = one.expect;
      const form = readForm(instruments.get(name));
      const filling = fill(form, answersOf(one), { expressions: await loadExpressions(), now: "2026-11-24T09:30:00Z" });
      expect(foundIn(filling, wanted)).toEqual(wanted);
    });
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
