import { expect, test } from "vitest";
import { readForm } from "./engine";
import { questionnaire } from "./engine/testing";
import { answerWords, momentFrom, numberFrom, quantity, textOfValue, valueOfText, valueWords } from "./typed";

const item = (type: string, more: object = {}) => readForm(questionnaire({ linkId: "a", type, text: "A", ...more })).all[0]!;
const day = (iso: string) => `day ${iso}`;

test("a comma and a point are the same number; what is none is none", () => {
  expect([numberFrom("18,4"), numberFrom(" 18.4 "), numberFrom("-3"), numberFrom(".5"), numberFrom("18.")]).toEqual([18.4, 18.4, -3, 0.5, 18]);
  expect(["4x", "", "1.2.3", "1e5", "Infinity", "--1"].map(numberFrom)).toEqual([null, null, null, null, null, null]);
});

test("m2 what is typed and is none yet is kept as words, and stands in the box again", () => {
  for (const [type, text] of [
    ["integer", "4x"],
    ["integer", "4.5"],
    ["decimal", "about 3"],
    ["date", "31/2/2026"],
    ["time", "25:00"],
  ] as const) {
    const value = valueOfText(item(type), text);
    expect(value).toEqual({ answer: [{ valueString: text }] });
    expect(textOfValue(value)).toBe(text);
  }
});

test("what is typed is of its question's type; an empty box is no answer, and zero is one", () => {
  expect(valueOfText(item("integer"), "0")).toEqual({ answer: [{ valueInteger: 0 }] });
  expect(valueOfText(item("decimal"), "18,4")).toEqual({ answer: [{ valueDecimal: 18.4 }] });
  expect(valueOfText(item("date"), "2026-11-24")).toEqual({ answer: [{ valueDate: "2026-11-24" }] });
  expect(valueOfText(item("time"), "9:05")).toEqual({ answer: [{ valueTime: "09:05:00" }] });
  expect(valueOfText(item("url"), " https://example.org/x ")).toEqual({ answer: [{ valueUri: "https://example.org/x" }] });
  expect(["", "  "].map((text) => valueOfText(item("integer"), text))).toEqual([null, null]);
});

test("a quantity takes the unit chosen beside it, else the question's own", () => {
  const kg = { system: "http://unitsofmeasure.org", code: "kg", display: "kg" };
  const own = item("quantity", { extension: [{ url: "http://hl7.org/fhir/StructureDefinition/questionnaire-unit", valueCoding: kg }] });
  expect(valueOfText(own, "71")).toEqual({ answer: [{ valueQuantity: { value: 71, unit: "kg", system: kg.system, code: "kg" } }] });
  expect(quantity(2, { code: "[lb_av]", display: "lb" })).toEqual({ valueQuantity: { value: 2, unit: "lb", code: "[lb_av]" } });
});

test("a day and a time are one moment with London's zone; a day alone stays a day", () => {
  expect(momentFrom("2026-07-01", "9:30", () => "+01:00")).toEqual({ answer: [{ valueDateTime: "2026-07-01T09:30:00+01:00" }] });
  expect(momentFrom("2026-07-01", "", () => "+01:00")).toEqual({ answer: [{ valueDateTime: "2026-07-01" }] });
  expect(momentFrom("", " ", () => "Z")).toBeNull();
  expect(momentFrom("2026-07-01", "half nine", () => "Z")).toEqual({ answer: [{ valueString: "2026-07-01 half nine" }] });
});

test("an answer in words: the option's own, yes and no, a number with its unit, why it was not asked", () => {
  const choice = item("choice", { answerOption: [{ valueCoding: { system: "s", code: "y", display: "Good" } }] });
  expect(answerWords({ valueCoding: { system: "s", code: "y", display: "old words" } }, choice, day)).toBe("Good");
  expect(answerWords({ valueCoding: { system: "t", code: "y", display: "Another list’s" } }, choice, day)).toBe("Another list’s");
  expect([true, false].map((valueBoolean) => answerWords({ valueBoolean }, null, day))).toEqual(["Yes", "No"]);
  expect(answerWords({ valueInteger: 0 }, { options: null, unitText: "falls" }, day)).toBe("0 falls");
  expect(answerWords({ valueDate: "2026-11-24" }, null, day)).toBe("day 2026-11-24");
  expect(valueWords({ answer: [], not_asked: "she was tired" }, null, day)).toBe("Not asked, because she was tired");
  expect(valueWords(null, null, day)).toBe("");
});
