import { expect, test } from "vitest";
import { say } from "../patient/testing";
import type { RefusedChange } from "../store/team";
import { countWords, told } from "./not-taken";

const long = `The wound is larger than on Monday, ${"with more fluid than the dressing takes, ".repeat(8)}and she asked for the nurse who knows it.`;
const note: RefusedChange = {
  id: "r",
  change: "0193c000-0000-7000-8000-000000000001",
  kind: "note",
  record: "n",
  author: { id: "kemi", name: "Kemi Adeyemi", phone: null },
  patient: { id: "rokeya", name: "Rokeya Begum", nhs_number: "9990000018" },
  made_at: "2026-11-24T11:15:00.000Z",
  refused_at: "2026-11-24T11:20:00.000Z",
  reason: "needs-a-lead",
  message: "This was written after your access had ended. A lead who agrees can write it as their own.",
  saw: null,
  set: { words: long, category: "visit", written_at: "2026-11-24T11:14:00.000Z" },
};

test("m6 a lead reads every word that a colleague wrote", () => {
  const { sentence, lines } = told(note, say);
  expect(sentence.what).toBe("Note");
  expect(lines).toEqual([long]);
});

test("m6 what it would be as the lead's note says whose it was, when, and every word", () => {
  const words = told(note, say).note;
  expect(words).toBe(`Written by Kemi Adeyemi on 24 Nov 2026 at 11:15. They wrote it after their access to this record had ended.\n\n${long}`);
  const target = (n: string) => ({ target: n, target_unit: "metres", target_how: "with her frame", target_on: null });
  const goal = told({ ...note, kind: "goal", saw: target("5"), set: target("10") }, say);
  expect(goal.sentence.what).toMatch(/^Goal: target from 5 metres to 10 metres/);
  expect(goal.note).toMatch(
    /^Written by Kemi Adeyemi 24 Nov 2026 11:15 as a change to the record, and not taken\. .*from 5 metres to 10 metres, with her frame/,
  );
  expect(goal.note).toContain("Why it was not taken: They wrote it after");
});

test("m8 what a newer tablet wrote and this one cannot show is not kept as a note of nothing", () => {
  const { sentence, note: words } = told({ ...note, kind: "something-new", set: { it: 1 } }, say);
  expect(sentence.what).toContain("update");
  expect(words).toBeNull();
});

test.each([
  [1, "1 change of a colleague’s was not taken and needs you"],
  [3, "3 changes of your colleagues’ were not taken and need you"],
])("%i waiting: %s", (count, words) => expect(countWords(count)).toBe(words));
