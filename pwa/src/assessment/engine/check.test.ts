import { describe, expect, it } from "vitest";
import { allFaults, decimals, faultsOf, fill, readForm } from ".";
import { core, type Json, sdc } from "./fhir";
import { answer, answers, formOf, given, open, questionnaire, row } from "./testing";

const limit = (url: string, value: Json) => ({ url: `${core}${url}`, ...value });
const item = (definition: Json) => formOf({ linkId: "q", text: "Q", ...definition }).items[0]!;
const words = (definition: Json, ...values: unknown[]) => faultsOf(item(definition), given(...values)).map((fault) => fault.words);

describe("an answer is checked in words that say what is allowed", () => {
  it.each<[string, Json, unknown, string | null]>([
    ["a whole number", { type: "integer" }, { valueDecimal: 1.5 }, "A whole number."],
    ["a whole number with a point", { type: "integer" }, { valueInteger: 1.5 }, "A whole number."],
    ["a number", { type: "decimal" }, { valueDecimal: 1.5 }, null],
    ["no number", { type: "decimal" }, { valueDecimal: "1.5" }, "A number."],
    ["yes or no", { type: "boolean" }, { valueBoolean: "yes" }, "Yes or no."],
    ["a day", { type: "date" }, { valueDate: "2024-02-29" }, null],
    ["a day that is none", { type: "date" }, { valueDate: "2026-02-29" }, "A date that exists, as 24 11 2026."],
    ["a month", { type: "date" }, { valueDate: "2026-02" }, null],
    ["an instant", { type: "dateTime" }, { valueDateTime: "2026-02-28T10:00:00Z" }, null],
    ["an instant without a zone", { type: "dateTime" }, { valueDateTime: "2026-02-28T10:00:00" }, "A date and time that exist."],
    ["a time", { type: "time" }, { valueTime: "25:00:00" }, "A time, as 09:30."],
    ["words", { type: "string" }, "  ", "Words."],
    ["an address", { type: "url" }, { valueUri: "https://example.org/a b" }, "An address without spaces."],
    ["a quantity", { type: "quantity" }, { valueQuantity: { unit: "kg" } }, "A number with its unit."],
    ["an empty entry", { type: "string" }, {}, "Words."],
    [
      "too low",
      { type: "integer", extension: [limit("minValue", { valueInteger: 0 }), limit("maxValue", { valueInteger: 10 })] },
      -1,
      "From 0 to 10.",
    ],
    ["too high", { type: "decimal", extension: [limit("maxValue", { valueDecimal: 42.5 })] }, { valueDecimal: 42.6 }, "At most 42.5."],
    ["just right", { type: "decimal", extension: [limit("maxValue", { valueDecimal: 42.5 })] }, { valueDecimal: 42.5 }, null],
    ["too early", { type: "date", extension: [limit("minValue", { valueDate: "2026-11-24" })] }, { valueDate: "2026-11-23" }, "At least 24 11 2026."],
    [
      "too much of a unit",
      { type: "quantity", extension: [limit("maxValue", { valueQuantity: { value: 300, code: "kg", unit: "kg" } })] },
      { value: 301, code: "kg" },
      "At most 300 kg.",
    ],
    ["decimals", { type: "decimal", extension: [limit("maxDecimalPlaces", { valueInteger: 1 })] }, { valueDecimal: 36.65 }, "At most 1 decimal."],
    ["no decimals", { type: "decimal", extension: [limit("maxDecimalPlaces", { valueInteger: 0 })] }, { valueDecimal: 36.5 }, "A whole number."],
    ["too long", { type: "string", maxLength: 3 }, "four", "At most 3 characters."],
    ["three characters of two units each", { type: "string", maxLength: 3 }, "😀😀😀", null],
    ["too short", { type: "text", extension: [limit("minLength", { valueInteger: 5 })] }, "four", "At least 5 characters."],
    [
      "a pattern",
      { type: "string", extension: [limit("regex", { valueString: "\\d{3}" }), limit("entryFormat", { valueString: "123" })] },
      "12",
      "As 123.",
    ],
    [
      "a file of another kind",
      { type: "attachment", extension: [limit("mimeType", { valueCode: "image/jpeg" })] },
      { valueAttachment: { contentType: "text/html" } },
      "A file of the kind image/jpeg.",
    ],
    [
      "a file that is too large",
      { type: "attachment", extension: [limit("maxSize", { valueDecimal: 2 })] },
      { valueAttachment: { contentType: "image/jpeg", size: 2_000_001 } },
      "At most 2 MB.",
    ],
    ["a pattern that could hang", { type: "string", extension: [limit("regex", { valueString: "(a+)+" })] }, "b", null],
    ["no option", { type: "choice", answerOption: [{ valueCoding: { code: "a", display: "A" } }] }, { code: "b" }, "One of: A."],
    ["another system's code", { type: "choice", answerOption: [{ valueCoding: { system: "s", code: "a" } }] }, { code: "a" }, "One of: a."],
    [
      "an option under another name",
      { type: "choice", answerOption: [{ valueCoding: { code: "a", display: "A" } }] },
      { code: "a", display: "Alpha" },
      null,
    ],
    ["no option of numbers", { type: "integer", answerOption: [{ valueInteger: 12 }, { valueInteger: 34 }] }, 13, "One of: 12, 34."],
  ])("%s", (_name, definition, value, expected) => expect(words(definition, value)).toEqual(expected ? [expected] : []));

  it("counts answers", () => {
    expect(words({ type: "string" }, "a", "b")).toEqual(["One answer only."]);
    expect(words({ type: "string", repeats: true, extension: [limit("questionnaire-maxOccurs", { valueInteger: 2 })] }, "a", "b", "c")).toEqual([
      "At most 2 answers.",
    ]);
    expect(words({ type: "string", repeats: true }, "a", "a")).toEqual(["The same answer twice."]);
  });

  it("lets an answer that goes with no other stand alone", () => {
    const none = {
      valueCoding: { code: "none", display: "None of these" },
      extension: [limit("questionnaire-optionExclusive", { valueBoolean: true })],
    };
    const many = { type: "choice", repeats: true, answerOption: [{ valueCoding: { code: "a" } }, none] };
    expect(words(many, { code: "a" }, { code: "none" })).toEqual(["“None of these” goes with no other answer."]);
    expect(words(many, { code: "none" })).toEqual([]);
  });

  it("takes an answer or a reason, not both", () => {
    expect(faultsOf(item({ type: "string" }), { answer: [answer("a")], not_asked: "asleep" }).map((f) => f.words)).toEqual([
      "Either an answer, or why it was not asked.",
    ]);
  });

  it("says nothing of what is not answered", () => expect(faultsOf(item({ type: "integer", required: true }), null)).toEqual([]));

  it("counts decimals as they are written", () => expect([1, 1.5, 1e-7, 1e21, 0.1 + 0.2].map(decimals)).toEqual([0, 1, 7, 0, 17]));
});

describe("a form is checked as a whole", () => {
  const constraint = (human: string, expression: string, severity = "error"): Json => ({
    url: `${sdc}sdc-questionnaire-targetConstraint`,
    extension: [
      { url: "key", valueId: "c" },
      { url: "severity", valueCode: severity },
      { url: "human", valueString: human },
      { url: "expression", valueExpression: { language: "text/fhirpath", expression } },
    ],
  });

  it("asks for what is required, and takes a reason for an answer", async () => {
    const form = formOf({ linkId: "q", text: "Q", type: "string", required: true });
    const filling = await open(form);
    expect(allFaults(filling)).toMatchObject([{ fault: { kind: "missing", words: "This needs an answer, or why it was not asked." } }]);
    filling.set("q", "", { answer: [], not_asked: "asleep" });
    expect(allFaults(filling)).toEqual([]);
  });

  it("asks nothing of what is not enabled, hidden, read-only, worked out or not to be shown", async () => {
    const form = formOf(
      { linkId: "a", text: "A", type: "boolean" },
      { linkId: "b", text: "B", type: "string", required: true, enableWhen: [{ question: "a", operator: "=", answerBoolean: true }] },
      { linkId: "c", text: "C", type: "string", required: true, extension: [limit("questionnaire-hidden", { valueBoolean: true })] },
      { linkId: "d", text: "D", type: "string", required: true, readOnly: true },
      { linkId: "e", text: "E", type: "choice", required: true, answerValueSet: "http://elsewhere" },
    );
    expect(allFaults(await open(form))).toEqual([]);
    expect(allFaults(await open(form, answers({ a: true }))).map((found) => found.node!.item.linkId)).toEqual(["b"]);
  });

  it("holds answers against each other, where they stand", async () => {
    const form = readForm({
      ...questionnaire(
        { linkId: "low", text: "Lower", type: "integer" },
        {
          linkId: "high",
          text: "Upper",
          type: "integer",
          extension: [constraint("Upper is above lower.", "answer.value > %resource.item.where(linkId='low').answer.value")],
        },
      ),
      extension: [
        constraint(
          "Look again: they are far apart.",
          "(%resource.item.where(linkId='high').answer.value - %resource.item.where(linkId='low').answer.value) < 100",
          "warning",
        ),
      ],
    });
    const say = async (low: number, high: number) =>
      allFaults(await open(form, answers({ low, high }))).map(({ node, fault }) => [node?.item.linkId ?? null, fault.kind, fault.words]);
    expect(await say(80, 120)).toEqual([]);
    expect(await say(120, 80)).toEqual([["high", "wrong", "Upper is above lower."]]);
    expect(await say(20, 180)).toEqual([[null, "note", "Look again: they are far apart."]]);
    expect(allFaults(await open(form, answers({ low: 5 })))).toEqual([]);
  });

  it("asks for rows", async () => {
    const form = formOf({
      linkId: "g",
      text: "Carers",
      type: "group",
      repeats: true,
      required: true,
      item: [{ linkId: "name", text: "Name", type: "string", required: true }],
    });
    expect(allFaults(await open(form)).map((found) => found.fault.words)).toEqual(["Add at least one."]);
    expect(allFaults(await open(form, answers({}, row("r", "g", { name: "Ann" }))))).toEqual([]);
    expect(allFaults(await open(form, answers({}, row("r", "g")))).map((found) => found.node!.key)).toEqual(["r|name"]);
  });

  it("works without expressions, and says what it cannot", () => {
    const form = formOf({
      linkId: "s",
      text: "S",
      type: "integer",
      extension: [{ url: `${sdc}sdc-questionnaire-calculatedExpression`, valueExpression: { language: "text/fhirpath", expression: "1" } }],
    });
    expect(fill(form, answers(), { expressions: null, now: "2026-11-24T09:30:00Z" }).node("s")!.trouble).toBe(
      "This cannot be worked out on this tablet at the moment.",
    );
  });
});
