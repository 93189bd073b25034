import { describe, expect, it } from "vitest";
import type { View } from "../store/contract";
import { changed } from "./changes";
import { say, view } from "./testing";
import { differingName, groupName, mid, nameOf, said } from "./words";

describe("a statement reads as a person would say it", () => {
  it("a medicine: how often inside the sentence, the instructions as one of their own", () =>
    expect(
      said(
        "medicine",
        "statement",
        {
          name: "Paracetamol",
          dose: "1",
          unit: "g",
          frequency: "Four times a day",
          route: "by mouth",
          instructions: "One dose before the dressing.",
        },
        say,
      ),
    ).toBe("Paracetamol 1 g, four times a day, by mouth. One dose before the dressing."));
  it("an action: what, how often, until when", () =>
    expect(said("action", "statement", { words: "Walk to the door", frequency: "Twice a day", until: "Review together" }, say)).toBe(
      "Walk to the door. How often: twice a day. Until: Review together",
    ));
  it("an instruction: if this, then that, and whom to call", () =>
    expect(
      said(
        "contingency",
        "statement",
        { if_this: "The leg is hot", then_do: "Ring, day and night", call_who: "District nurses", call_phone: "020 7946 0151" },
        say,
      ),
    ).toBe("If the leg is hot. Ring, day and night. Call District nurses, 020 7946 0151"));
  it("an instruction without a number says whom; one of which nothing is left says nothing", () => {
    expect(said("contingency", "statement", { if_this: "She is muddled", call_who: "the GP" }, say)).toBe("If she is muddled. Call the GP");
    expect(said("contingency", "statement", { if_this: null }, say)).toBe("");
  });
  it("a plan that is not agreed: why", () =>
    expect(said("care_plan", "agreement", { agreed_kind: "not-agreed", not_agreed_why: "He wants no carers" }, say)).toBe(
      "not agreed, He wants no carers",
    ));
  it("a condition: since which month, not which weekday", () =>
    expect(said("condition", "statement", { name: "High blood pressure", onset_on: "2006-11-27" }, say)).toBe(
      "High blood pressure, since Nov\u00a02006",
    ));
  it.each([
    ["Once a day", "once a day"],
    ["Tue and Sun", "Tue and Sun"],
    ["Nasima’s evenings", "Nasima’s evenings"],
    ["PRN", "PRN"],
    ["The leg is hot or red", "the leg is hot or red"],
    ["She cannot get up", "she cannot get up"],
    ["Nasima is ill or cannot come", "Nasima is ill or cannot come"],
    ["Ana falls", "Ana falls"],
    ["2 times", "2 times"],
  ])("%s stands inside a sentence as %s", (typed, inside) => expect(mid(typed)).toBe(inside));
});

describe("what differs between values of one statement", () => {
  const walk = { words: "Walk to the kitchen", frequency: "Twice a day", until: null };
  it("is named part by part", () => {
    expect(differingName("action", "statement", [walk, { ...walk, frequency: "Once a day" }])).toBe("how often");
    expect(differingName("action", "statement", [walk, { words: "Walk", frequency: "Once", until: "Friday" }])).toBe(
      "wording, how often and until when",
    );
  });
  it("is the whole group where its parts have no names", () =>
    expect(differingName("goal", "target", [{ target: "5" }, { target: "10" }])).toBe("target"));
  it("alone is told of a change: nobody has to find it in a repeated sentence", () => {
    const stamps = { statement: { at: "2026-11-24T09:00:00.000Z", by: "amina", change: "c", was: { ...walk, frequency: "Once a day" } } };
    expect(changed(view("action", "a", walk, { stamps }) as View, "statement", say)).toBe("From How often: once a day to How often: twice a day");
  });
  it("keeps a long sentence apart from the words around it", () => {
    const long = "Walk with the frame from bed to kitchen, twice a day, with someone beside her.";
    const stamps = { statement: { at: "2026-11-24T09:00:00.000Z", by: "amina", change: "c", was: { ...walk, words: long } } };
    expect(changed(view("action", "a", walk, { stamps }) as View, "statement", say)).toBe(`From “${long}” to Walk to the kitchen`);
  });
});

it("a record is called by its words, marked as a quotation", () => {
  expect(nameOf("action", { words: "Walk to the door" }, say)).toBe("Action “Walk to the door”");
  expect(nameOf("action", {}, say)).toBe("Action without words");
});

it("an answer reads in its own words, in a history and in a dispute alike", () => {
  const of = (value: unknown) => said("assessment", "answer.wants.change", { "answer.wants.change": value }, say);
  expect(of({ answer: [{ valueCoding: { code: "y", display: "Hears well" } }, { valueBoolean: false }] })).toBe("Hears well, no");
  expect(of({ answer: [{ valueQuantity: { value: 71, unit: "kg" } }, { valueInteger: 0 }] })).toBe("71 kg, 0");
  expect(of({ answer: [], not_asked: "she was tired" })).toBe("not asked, because she was tired");
  expect([of(null), of({ answer: [] })]).toEqual(["", ""]);
  expect(groupName("assessment", "answer.money-work.enough")).toBe("answer to “money work: enough”");
});
