import { describe, expect, test } from "vitest";
import { changesOf } from "./changes";

const ordinal = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
const option = (code: string, display: string, weight?: number) => ({
  valueCoding: { code, display, ...(weight === undefined ? {} : { extension: [{ url: ordinal, valueDecimal: weight }] }) },
});
const question = (linkId: string, text: string, more: object = {}) => ({ linkId, text, type: "boolean", ...more });
const form = (...item: object[]) => ({ resourceType: "Questionnaire", title: "Tea", item });
const said = (before: object, after: object) => changesOf(before as never, after as never).map(({ what, linkId, says }) => [what, linkId, ...says]);

describe("what a new version of a form changes", () => {
  test("nothing, where only its version, its date and its own bookkeeping differ", () => {
    const before = { ...form(question("a", "Tea?")), version: "1", date: "2026-01-01", meta: { versionId: "1" } };
    expect(said(before, { ...before, version: "2", date: "2026-11-22", meta: { versionId: "9" } })).toEqual([]);
  });
  test("items that are new say where and with which answers, items that are gone where they stood", () => {
    const part = (...item: object[]) => ({ linkId: "p", text: "Drinks", type: "group", item });
    const milk = question("milk", "Milk?", { type: "choice", answerOption: [option("y", "Yes"), option("n", "No")] });
    expect(said(form(part(question("sugar", "Sugar?"))), form(part(milk)))).toEqual([
      ["added", "milk", "In “Drinks”.", "Answers: “Yes”, “No”."],
      ["removed", "sugar", "In “Drinks”."],
    ]);
  });
  test("other words, another type, and whether it must be answered", () => {
    const after = question("a", "Coffee?", { type: "date", required: true });
    expect(said(form(question("a", "Tea?")), form(after))).toEqual([
      ["changed", "a", "It read “Tea?”, and reads “Coffee?” now.", "It is a date instead of yes or no.", "It must be answered now."],
    ]);
  });
  test("each answer that is new, gone, reworded, or counts otherwise", () => {
    const of = (...answerOption: object[]) => form(question("a", "How often?", { type: "choice", answerOption }));
    expect(said(of(option("0", "Never", 0), option("1", "Now and then", 1)), of(option("0", "Not at all", 0), option("2", "Often", 3)))).toEqual([
      [
        "changed",
        "a",
        "The answer “Never” reads “Not at all” now.",
        "New answer “Often”, which counts 3.",
        "The answer “Now and then” is no longer there.",
      ],
    ]);
    expect(said(of(option("1", "Often", 1)), of(option("1", "Often", 2)))).toEqual([["changed", "a", "The answer “Often” counts 2 instead of 1."]]);
    // A weight of none is no zero.
    expect(said(of(option("1", "Often")), of(option("1", "Often", 0)))).toEqual([
      ["changed", "a", "The answer “Often” counts 0 now, and did not count before."],
    ]);
  });
  test("a condition that came, went, or is another", () => {
    const when = (answer: boolean) => ({ enableWhen: [{ question: "b", operator: "=", answerBoolean: answer }] });
    const at = (more: object) => form(question("a", "Tea?", more));
    expect(said(at({}), at(when(true)))).toEqual([["changed", "a", "It is asked only under a condition now."]]);
    expect(said(at(when(true)), at(when(false)))).toEqual([["changed", "a", "It is asked under another condition."]]);
    expect(said(at(when(true)), at({}))).toEqual([["changed", "a", "It is always asked now."]]);
  });
  test("what is worked out, and an expression of the form itself", () => {
    const score = (expression: string) => ({
      extension: [
        {
          url: "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
          valueExpression: { language: "text/fhirpath", expression },
        },
      ],
    });
    expect(said(form(question("a", "Score", score("1"))), form(question("a", "Score", score("2"))))).toEqual([
      ["changed", "a", "How it is worked out is another."],
    ]);
    expect(said({ ...form(), ...score("1") }, { ...form(), ...score("2") })).toEqual([["form", "", "How it is worked out is another."]]);
  });
  test("of items in another order, as few as can be are said to have moved", () => {
    const [a, b, c, d] = ["a", "b", "c", "d"].map((each) => question(each, `${each}?`));
    expect(said(form(a!, b!, c!, d!), form(b!, c!, d!, a!))).toEqual([["changed", "a", "It stands at another place."]]);
    expect(said(form(a!, b!, c!), form(question("new", "New?"), a!, b!, c!))).toEqual([["added", "new", "Not inside a group."]]);
  });
  test("what has no sentence of its own is named all the same", () => {
    const after = {
      ...form(question("a", "Tea?", { definition: "urn:x", extension: [{ url: "https://example.org/odd", valueString: "x" }] })),
      contained: [{}],
    };
    expect(said(form(question("a", "Tea?")), after)).toEqual([
      ["form", "", "Also another: “contained”."],
      ["changed", "a", "“odd” is another.", "Also another: “definition”."],
    ]);
  });
  test("definitions that are none, and one that is nested beyond all depth, are read without harm", () => {
    expect(said({ item: "tea" }, { item: [null, 3, { text: "no linkId" }] })).toEqual([]);
    let deep: object = question("bottom", "Here?");
    for (let n = 0; n < 3000; n++) deep = { linkId: `g${n}`, type: "group", item: [deep] };
    expect(said(form(), form(deep)).at(-1)?.[1]).toBe("bottom");
  });
});
