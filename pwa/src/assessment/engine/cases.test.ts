/**
 * The instruments that ship, against cases worked out by hand from their sources: the same files that the server's tests run, so that a score on the
 * tablet and on the server is one score.
 */
import { describe, expect, it } from "vitest";
import { type Answers, fill, judge, loadExpressions, readForm } from ".";

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
  import.meta.glob<string>("../../../../backend/assessments/instruments/**/*.json", { eager: true, import: "default", query: "?raw" }),
);

const fields = (answers: Case["answers"]) => Object.fromEntries(Object.entries(answers).map(([linkId, answer]) => [`answer.${linkId}`, { answer }]));
const answersOf = ({ answers, rows = [] }: Case): Answers => ({
  fields: fields(answers),
  rows: rows.map((row, position) => ({ id: row.id, group: row.group, parent: row.parent ?? null, position, fields: fields(row.answers) })),
});

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
      const found: Record<string, unknown> = {};
      for (const linkId of Object.keys(wanted)) {
        const [answer] = filling.tree.of.get(linkId)?.[0]?.answers ?? [];
        found[linkId] = answer ? Object.values(answer)[0] : null;
      }
      expect(found).toEqual(wanted);
    });
});
