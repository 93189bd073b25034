/** What a mark says, and of which signatures. */
import { expect, test } from "vitest";
import type { View } from "../store/contract";
import { readForm } from "./engine";
import { isMarked, markWords } from "./marks";

const ours = "https://alongside.example/fhir/";
const form = readForm({
  resourceType: "Questionnaire",
  item: [
    { linkId: "cups", type: "integer", text: "Cups of tea?", required: true },
    { linkId: "twice", type: "integer", text: "Twice as many" },
    { linkId: "mood", type: "group", text: "Mood", extension: [{ url: `${ours}instrument`, valueString: "phq-9" }] },
  ],
});
const signature = (shown: object, computed: object, agrees: boolean | null = false) =>
  ({ fields: { agrees, shown, computed } }) as unknown as View<"signature">;

test("only what the server finds otherwise is marked: not what it agrees with, nor what it has not looked at", () => {
  expect([false, true, null].map((agrees) => isMarked(signature({}, {}, agrees)))).toEqual([true, false, false]);
  expect(isMarked(null)).toBe(false);
});

test("a needed question that is open is named with what it needs", () => {
  const open = [{ item: "cups", row: "", words: "This needs an answer, or why it was not asked." }];
  expect(markWords(signature({}, { open }), form)).toEqual(["“Cups of tea?”: This needs an answer, or why it was not asked."]);
});

test("a score and a band that differ are told both ways, those that are the same are not", () => {
  const words = markWords(
    signature({ "phq-9": { score: 9, band: "Mild", answered: "9 of 9" } }, { "phq-9": { score: 10, band: "Mild", answered: "8 of 9" } }),
    form,
  );
  expect(words).toEqual(["Mood, score: signed as 9, the server finds 10."]);
});

test("any other value that differs is told, one that nobody showed as nothing; a ninth decimal is no difference", () => {
  const at = (value: unknown) => ({ worked_out: [{ item: "twice", row: "", value }] });
  expect(markWords(signature(at(6), at(7)), form)).toEqual(["“Twice as many”: signed as 6, the server finds 7."]);
  expect(markWords(signature({ worked_out: [] }, at(7)), form)).toEqual(["“Twice as many”: signed as nothing, the server finds 7."]);
  expect(markWords(signature({ ...at(0.1 + 0.2), "phq-9": { score: 1 } }, { ...at(0.3), "phq-9": { score: 2 } }), form)).toEqual([
    "Mood, score: signed as 1, the server finds 2.",
  ]);
});

test("what the server could not check says so, and claims no difference", () => {
  const kept = { "phq-9": { score: 9, band: "Mild" }, worked_out: [] };
  expect(markWords(signature(kept, { unchecked: "no-form" }), form)).toEqual([
    "The server does not have this version of the form: it checked nothing of it, and raised no alert.",
  ]);
  expect(markWords(signature(kept, { unchecked: "failed" }), form)).toEqual([
    "The server cannot work this form out: it checked nothing of it, and may have raised no alert.",
  ]);
});

test("a mark that this version cannot read still says that there is one", () => {
  expect(markWords(signature({ unheard: 1 }, {}), form)).toEqual(["The server finds something else over the same answers."]);
});
