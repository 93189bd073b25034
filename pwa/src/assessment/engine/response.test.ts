import { describe, expect, it } from "vitest";
import { fill, fromResponse, toResponse } from ".";
import type { Json } from "./fhir";
import { answers, blind, calculated, formOf, given, open, row } from "./testing";

const form = formOf({
  linkId: "home",
  text: "Home",
  type: "group",
  item: [
    { linkId: "lives", text: "Lives with", type: "string" },
    { linkId: "alone", text: "Alone?", type: "boolean", item: [{ linkId: "since", text: "Since", type: "date" }] },
    { linkId: "hours", text: "Hours", type: "integer", enableWhen: [{ question: "alone", operator: "=", answerBoolean: false }] },
    { linkId: "carer", text: "Carer", type: "group", repeats: true, item: [{ linkId: "name", text: "Name", type: "string" }] },
    { linkId: "falls", text: "Falls", type: "integer", ...calculated("2") },
    { linkId: "problem", text: "Problem", type: "string", repeats: true, item: [{ linkId: "worse", text: "Worse when", type: "string" }] },
  ],
});
let made = 0;
const back = (response: unknown) => fromResponse(form, JSON.parse(JSON.stringify(response)), () => `new-${++made}`);
const whole = { status: "in-progress", enabledOnly: false } as const;

describe("the record's shape as a QuestionnaireResponse, and back", () => {
  const value: Json = {
    answer: [{ valueString: "Her daughter", extension: [{ url: "https://example.org/sure", valueBoolean: true }] }],
    from: { kind: "assessment", record: "0193", at: "2026-11-12T10:00:00Z", by: "0194" },
    later: { a: 1 },
  };
  const record = {
    fields: {
      "answer.lives": value,
      "answer.alone": { answer: [], not_asked: "asleep" },
      "answer.since": given({ valueDate: "2026-01-01" }),
      "answer.hours": given(3),
      "answer.of-an-older-form": { answer: [{ valueInteger: 7 }] },
    },
    rows: [
      { ...row("r2", "carer", { name: "Ben" }), position: 1.5 },
      { ...row("r1", "carer", { name: "Ann" }), position: 2 },
      { ...row("p1", "problem", { problem: "Stairs", worse: "at night" }), position: 0 },
      { ...row("p2", "problem", { worse: "always" }), position: 1 },
    ],
  };

  it("loses nothing of the record", async () => {
    const response = toResponse(await open(form, record), whole, record.fields);
    const came = back(response);
    expect(came.fields).toEqual(record.fields);
    // A row without its own answer says so with an empty list.
    const rows = record.rows.map((each) => (each.id === "p2" ? { ...each, fields: { ...each.fields, "answer.problem": { answer: [] } } } : each));
    expect([...came.rows].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([...rows].sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(came.kept).toEqual([]);
    expect(came.questionnaire).toBe("https://example.org/q|1");
    // Once more round, it is the same response.
    expect(toResponse(await open(form, came), whole, came.fields)).toEqual(response);
  });

  it("marks what was worked out, and never takes it for an answer (R5)", async () => {
    const response = toResponse(await open(form), whole);
    expect(JSON.stringify(response)).toContain('"valueInteger":2');
    expect(back(response).fields).toEqual({});
  });

  it("keeps a score that came from elsewhere, though its own is shown", async () => {
    const came = back({
      resourceType: "QuestionnaireResponse",
      item: [{ linkId: "home", item: [{ linkId: "falls", answer: [{ valueInteger: 9 }] }] }],
    });
    expect(came.fields).toEqual({ "answer.falls": given(9) });
    const filling = await open(form, came);
    expect(filling.node("falls")!.answers).toEqual([{ valueInteger: 2 }]);
    expect(back(toResponse(filling, whole)).fields).toEqual(came.fields);
  });

  it("leaves out what is not enabled where FHIR wants that, and only there", () => {
    const filling = fill(form, answers({ alone: true, hours: 3 }), blind);
    expect(JSON.stringify(toResponse(filling, { status: "completed", enabledOnly: true }))).not.toContain("hours");
    expect(JSON.stringify(toResponse(filling, whole))).toContain("hours");
  });

  it("says 'not asked' as FHIR does, with the reason in words", () => {
    const filling = fill(form, { fields: { "answer.lives": { answer: [], not_asked: "asleep" } }, rows: [] }, blind);
    expect(toResponse(filling, whole).item).toEqual([
      {
        linkId: "home",
        text: "Home",
        item: [
          {
            linkId: "lives",
            text: "Lives with",
            extension: [
              { url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode: "not-asked" },
              { url: "https://alongside.example/fhir/not-asked", valueString: "asleep" },
            ],
          },
        ],
      },
    ]);
  });

  it("hands on untouched what it has no place for", async () => {
    const response = {
      resourceType: "QuestionnaireResponse",
      questionnaire: "https://example.org/q|1",
      status: "amended",
      id: "r",
      meta: { tag: [{ code: "x" }] },
      subject: { reference: "Patient/1" },
      authored: "2026-11-24T09:30:00Z",
      item: [
        { linkId: "unknown", text: "Not in the form", item: [{ linkId: "deep", answer: [{ valueInteger: 1, item: [{ linkId: "deeper" }] }] }] },
        {
          linkId: "home",
          text: "Home",
          extension: [{ url: "https://example.org/of-the-group", valueString: "x" }],
          item: [
            { linkId: "lives", text: "Other words", definition: "https://example.org/d", answer: [{ valueString: "Ann" }] },
            { linkId: "stranger", text: "S", answer: [{ valueBoolean: true }] },
            {
              linkId: "alone",
              text: "Alone?",
              answer: [
                { valueBoolean: true, id: "a1", item: [{ linkId: "since", text: "Since", answer: [{ valueDate: "2026" }] }, { linkId: "odd" }] },
              ],
            },
            { linkId: "lives", answer: [{ valueString: "twice" }] },
            { linkId: "name", answer: [{ valueString: "out of its group" }] },
          ],
        },
        { text: "without a linkId" },
      ],
    };
    const came = back(response);
    expect(came.kept.map((kept) => `${kept.under} ${kept.place}`)).toEqual([" 0", "home 1", "alone 1", "home 3", "home 4", " 2"]);
    const filling = await open(form, came);
    const again = toResponse(filling, { status: came.status, rest: came.rest, kept: came.kept, enabledOnly: false }, came.fields);
    const home = (again.item as Json[])[1]!;
    // What the form works out itself is added at its end; all else is as it came.
    const without = {
      ...again,
      item: [
        (again.item as Json[])[0],
        { ...home, item: (home.item as Json[]).filter((each) => each.linkId !== "falls") },
        (again.item as Json[])[2],
      ],
    };
    expect(without).toEqual(response);
  });

  it("keeps what stands in a second answer", async () => {
    const two = formOf({ linkId: "a", text: "A", type: "string", item: [{ linkId: "b", text: "B", type: "string" }] });
    const response = {
      resourceType: "QuestionnaireResponse",
      questionnaire: "https://example.org/q|1",
      status: "completed",
      item: [
        {
          linkId: "a",
          text: "A",
          answer: [
            { valueString: "1", item: [{ linkId: "b", text: "B", answer: [{ valueString: "x" }] }] },
            { valueString: "2", item: [{ linkId: "b", text: "B", answer: [{ valueString: "y" }] }] },
          ],
        },
      ],
    };
    const came = fromResponse(two, response, () => "");
    expect(came.kept).toHaveLength(1);
    expect(toResponse(await open(two, came), { status: "completed", kept: came.kept, enabledOnly: false }, came.fields)).toEqual(response);
  });

  it("makes rows of a repeating group that brings no ids", async () => {
    const carers = ["Ann", "Ben"].map((name) => ({
      linkId: "carer",
      text: "Carer",
      item: [{ linkId: "name", text: "Name", answer: [{ valueString: name }] }],
    }));
    const came = back({ resourceType: "QuestionnaireResponse", status: "completed", item: [{ linkId: "home", item: carers }] });
    expect(came.rows.map(({ group, parent, position, fields }) => ({ group, parent, position, fields }))).toEqual([
      { group: "carer", parent: null, position: 0, fields: { "answer.name": given("Ann") } },
      { group: "carer", parent: null, position: 1, fields: { "answer.name": given("Ben") } },
    ]);
    expect(new Set(came.rows.map((each) => each.id)).size).toBe(2);
  });

  it.each([null, 3, "x", [], {}, { item: 3 }, { item: [null, 1, "x", [], { linkId: 3 }, { linkId: "home", item: "x", answer: [null, 3] }] }])(
    "takes %j without harm",
    (junk) => {
      expect(() => back(junk)).not.toThrow();
    },
  );
});
