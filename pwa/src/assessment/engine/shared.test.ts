/**
 * Forms that this project did not write, from LHNCBC/lforms, HL7's SDC and smart-forms, each with what it must do, worked out by hand from the file.
 * They lie in `shared/questionnaires` beside the repository; where that is not there, this is skipped and says so.
 */
import { describe, expect, it } from "vitest";
import { allFaults, countOf, everyNode, type Filling, fromResponse, isQuestion, judge, loadExpressions, readForm, toResponse } from ".";
import type { Json } from "./fhir";
import { answer, answers, given, open, row, said, standing } from "./testing";

const found = import.meta.glob<string>("../../../../../shared/questionnaires/*.json", { eager: true, import: "default", query: "?raw" });
const files = new Map(Object.entries(found).map(([path, text]) => [path.slice(path.lastIndexOf("/") + 1), text]));
const parsed = (name: string): unknown => {
  try {
    return JSON.parse(files.get(name)!);
  } catch {
    return undefined;
  }
};

const A = "lforms-answerOption-valueCoding";
const option = (code: string) => ({ code, display: `Answer ${code.slice(1)}` });
const offered = (filling: Filling, linkId: string) => filling.node(linkId)!.offered.map((each) => Object.values(each)[0]);
const words = (filling: Filling) => allFaults(filling).map(({ node, fault }) => `${node?.item.linkId}: ${fault.words}`);
const apgar = (...codes: string[]) => {
  const items = ["32406-1", "32407-9", "32409-5", "32408-7", "32410-3"];
  return answers(Object.fromEntries(codes.map((code, i) => [items[i]!, { system: "http://loinc.org", code }])));
};
const test = (code: string) => ({ system: "test-coding", code, display: code });
/** Which of the conditional fields of a question stand: "exists", "ge"… */
const shown = (filling: Filling, question: string) =>
  standing(filling)
    .filter((linkId) => linkId.startsWith(`${question}-`))
    .map((linkId) => linkId.slice(question.length + 1));

interface Must {
  /** How many items it has, groups and displays too. */
  items: number;
  /** Items that cannot be shown, and a word of the reason. */
  blocked?: Record<string, string>;
  /** Codes of what `judge` says. */
  problems?: string[];
  does: (
    form: ReturnType<typeof readForm>,
    fill: (of?: ReturnType<typeof answers>, context?: Record<string, unknown>) => Promise<Filling>,
  ) => Promise<void>;
}

const table: Record<string, Must> = {
  [`${A}.choice.R4.json`]: {
    items: 18,
    does: async (form, fill) => {
      const item = (linkId: string) => form.byLinkId.get(`valueCoding.choice-${linkId}`)!;
      expect(item("group1-item1")).toMatchObject({ control: "drop-down", repeats: false });
      expect(item("group2-item1")).toMatchObject({ control: "radio-button", orientation: "vertical" });
      expect(item("group2-item2")).toMatchObject({ control: "check-box", orientation: "horizontal", repeats: true });
      expect(item("group3-item1").options!.map((o) => [o.prefix, o.label, o.weight])).toEqual([
        ["A", "Answer 1", 1],
        ["B", "Answer 2", 2],
        ["C", "Answer 3", 3],
      ]);
      expect(item("group1-item1").options!.map((o) => o.weight)).toEqual([null, null, null]);
      const filling = await fill();
      expect(offered(filling, "valueCoding.choice-group5-item1")).toEqual([option("c2")]);
      expect(offered(filling, "valueCoding.choice-group6-item2")).toEqual([option("c2"), option("c3")]);
      expect(countOf(filling.top)).toEqual({ of: 12, answered: 0, notAsked: 0, offered: 4 });
      filling.set("valueCoding.choice-group1-item1", "", given({ code: "c4" }));
      expect(words(filling)).toEqual(["valueCoding.choice-group1-item1: One of: Answer 1, Answer 2, Answer 3."]);
      filling.set("valueCoding.choice-group1-item1", "", given(option("c1"), option("c2")));
      expect(words(filling)).toEqual(["valueCoding.choice-group1-item1: One answer only."]);
    },
  },
  [`${A}.open-choice.R4.json`]: {
    items: 18,
    does: async (_form, fill) => {
      const filling = await fill();
      expect(offered(filling, "valueCoding.open-choice-group5-item1")).toEqual(["user typed value"]);
      expect(offered(filling, "valueCoding.open-choice-group5-item2")).toEqual([option("c2"), "user typed value"]);
      filling.set("valueCoding.open-choice-group1-item1", "", given("in her own words"));
      expect(words(filling)).toEqual([]);
      filling.set("valueCoding.open-choice-group1-item1", "", given({ code: "c9" }));
      expect(words(filling)).toEqual(["valueCoding.open-choice-group1-item1: One of: Answer 1, Answer 2, Answer 3; or words of your own."]);
    },
  },
  "lforms-apgar-with-itemWeight-variable.json": {
    items: 6,
    does: async (form, fill) => {
      expect(form.byLinkId.get("32406-1")!.options!.map((o) => o.weight)).toEqual([0, 1, 2]);
      const best = ["LA6724-4", "LA6718-6", "LA6721-0", "LA6715-2", "LA6727-7"];
      expect(said(await fill(apgar(...best)), "9272-6")).toBe(10);
      expect(said(await fill(apgar("LA6723-6", ...best.slice(1))), "9272-6")).toBe(9);
      expect(said(await fill(apgar("LA6722-8", "LA6716-0", "LA6719-4", "LA6713-7", "LA6725-1")), "9272-6")).toBe(0);
      expect(said(await fill(apgar(...best.slice(1))), "9272-6")).toBeNull();
    },
  },
  "lforms-argonaut-phq9-ish.json": {
    items: 14,
    does: async (form, fill) => {
      // The last question names its list by address; the list of that address is in the form.
      for (let i = 1; i <= 9; i++)
        expect(form.byLinkId.get(`g1.q${i}`)!.options!.map((o) => [o.label, o.weight])).toEqual([
          ["Not at all", 0],
          ["Several days", 1],
          ["More than half the days", 2],
          ["Nearly every day", 3],
        ]);
      expect(form.byLinkId.get("g2.q1")!.options!.map((o) => o.weight)).toEqual([null, null, null, null]);
      expect(form.byLinkId.get("g1.q1")).toMatchObject({ prefix: "1.", required: true, text: "Little interest or pleasure in doing things," });
      expect(form.byLinkId.get("g1.s")!.hidden).toBe(true);
      expect(form.sections.map((section) => section.linkId)).toEqual(["g1", "g2"]);
      expect(words(await fill())).toHaveLength(10);
    },
  },
  "lforms-bit-of-everything.json": {
    items: 19,
    blocked: { "Item-reference": "another record", "Item-rb": "ValueSet/ARE", Item10: "ValueSet/ARE", Item11: "ValueSet/COU" },
    problems: ["not-shown", "not-shown", "not-shown", "not-shown", "list-elsewhere"],
    does: async (form, fill) => {
      expect(form.byLinkId.get("Item-decimal")!.unitText).toBe("meters");
      expect(form.byLinkId.get("Item-quantity")!.unitOptions.map((u) => u.code)).toEqual(["m", "cm"]);
      expect(form.byLinkId.get("Item-attachment")!.limits.mimeTypes).toHaveLength(4);
      const filling = await fill(
        answers({ "Item-rb": { code: "x", display: "From elsewhere" }, Item12: "Bangladesh", "Item-quantity": { value: 3, code: "km" } }),
      );
      expect(said(filling, "Item-rb")).toEqual({ code: "x", display: "From elsewhere" });
      expect(words(filling)).toEqual(["Item-quantity: A unit: one of meters, centimeters."]);
      // 18 inside the group: one display, four that cannot be shown.
      expect(countOf(filling.top).of).toBe(13);
    },
  },
  "lforms-blood-pressure-q.json": {
    items: 3,
    does: async (_form, fill) => {
      const filling = await fill();
      expect(offered(filling, "202279616184")).toEqual([
        { value: 120, unit: "millimeter of mercury", system: "http://unitsofmeasure.org", code: "mm[Hg]" },
      ]);
      expect(said(filling, "202279616184")).toBeNull();
      filling.set("202279616184", "", { answer: [answer({ value: 131, code: "mm[Hg]" })] });
      expect(offered(filling, "202279616184")).toEqual([]);
      expect(countOf(filling.top)).toEqual({ of: 2, answered: 1, notAsked: 0, offered: 1 });
    },
  },
  "lforms-calculatedExpression-on-boolean-item.json": {
    items: 2,
    does: async (_form, fill) => {
      expect(said(await fill(), "overweight")).toBeNull();
      expect(said(await fill(answers({ weight: { valueDecimal: 100 } })), "overweight")).toBe(false);
      expect(said(await fill(answers({ weight: 100.5 })), "overweight")).toBe(true);
    },
  },
  "lforms-date-in-repeating-group.json": {
    items: 4,
    does: async (_form, fill) => {
      const rows = [row("r1", "X1", { X11: { valueDate: "2026-02-28" } }, null, 1), row("r2", "X1", { X11: { valueDate: "2026-02-30" } }, null, 0)];
      const filling = await fill(answers({}, ...rows));
      expect(filling.top[0]!.rows.map((each) => each.row)).toEqual(["r2", "r1"]);
      expect(words(filling)).toEqual(["X11: A date that exists, as 24 11 2026."]);
      expect(countOf(filling.top)).toMatchObject({ of: 6, answered: 2 });
    },
  },
  "lforms-enableWhen-test.R4.json": {
    items: 85,
    problems: ["not-boolean"],
    does: async (_form, fill) => {
      // 15 questions, 13 that want "no answer yet", 7 that want anything but one value.
      expect(standing(await fill())).toHaveLength(35);
      const after = async (question: string, ...values: unknown[]) => shown(await fill(answers({ [question]: values })), question);
      expect(await after("Q1", true)).toEqual(["exists", "true"]);
      expect(await after("Q1", false)).toEqual(["exists", "false", "not-true"]);
      expect(await after("Q2", 5.6)).toEqual(["exists", "equal", "ge"]);
      expect(await after("Q2", 4.8)).toEqual(["exists", "ge"]);
      expect(await after("Q2", 4.7)).toEqual(["exists"]);
      expect(await after("Q3", 5)).toEqual(["exists", "equal", "ge"]);
      expect(await after("Q3", 3)).toEqual(["exists"]);
      expect(await after("Q4", { valueDate: "2020-05-01" })).toEqual(["exists", "equal", "ge"]);
      expect(await after("Q4", { valueDate: "2020-04-30" })).toEqual(["exists"]);
      expect(await after("Q4", { valueDate: "2021" })).toEqual(["exists", "ge"]);
      expect(await after("Q5", { valueDateTime: "2020-05-01T10:00:00Z" })).toEqual(["exists"]);
      expect(await after("Q7", "test")).toEqual(["exists", "equals", "gt", "ge", "ge2", "le2"]);
      expect(await after("Q7", "tesa")).toEqual(["exists", "notequals", "gt", "ge2", "le", "le2"]);
      expect(await after("Q8", test("B"))).toEqual(["exists", "eq-B"]);
      expect(await after("Q8", test("B"), test("C"))).toEqual(["exists", "eq-B", "eq-B-and-C"]);
      expect(await after("Q8", test("C"))).toEqual(["exists"]);
      expect(await after("Q9", test("B"))).toEqual(["exists", "eq-B"]);
      expect(await after("Q9", test("A"))).toEqual(["exists", "noteq-B"]);
      expect(await after("Q9a", "B")).toEqual(["exists", "eq-B"]);
      expect(await after("Q9b", 34)).toEqual(["exists", "eq-B"]);
      expect(await after("Q9b", 12)).toEqual(["exists", "noteq-B"]);
      expect(await after("Q9c", { valueDate: "2022-09" })).toEqual(["exists", "eq-B"]);
      expect(await after("Q9d", { valueTime: "13:30:00" })).toEqual(["exists", "eq-B"]);
      expect(standing(await fill(answers({ Q10: "chi", Q10b: "cken" })))).toContain("Q10-ewe");
      expect(standing(await fill(answers({ Q10: "chi", Q10b: "ck" })))).not.toContain("Q10-ewe");
    },
  },
  "lforms-group-under-question.R4.json": {
    items: 3,
    does: async (_form, fill) => {
      const filling = await fill(answers({ q1: "a", q2: "b" }));
      expect(toResponse(filling, { status: "completed", enabledOnly: true }).item).toMatchObject([
        { linkId: "q1", answer: [{ valueString: "a", item: [{ linkId: "g1", item: [{ linkId: "q2", answer: [{ valueString: "b" }] }] }] }] },
      ]);
    },
  },
  "lforms-hidden-item-questionnaire.R4.json": {
    items: 8,
    does: async (form, fill) => {
      const filling = await fill(answers({ "ITEM-VISIBLE": 5.5 }));
      for (const linkId of ["CE-VISIBLE", "CE-HIDDEN", "GROUP-VISIBLE/CE-VISIBLE", "GROUP-VISIBLE/CE-HIDDEN", "GROUP-HIDDEN/CE-HIDDEN"])
        expect([linkId, said(filling, linkId)]).toEqual([linkId, 5.5]);
      expect(form.all.filter((item) => item.hidden).map((item) => item.linkId)).toEqual(["CE-HIDDEN", "GROUP-VISIBLE/CE-HIDDEN", "GROUP-HIDDEN"]);
      expect(countOf(filling.top)).toMatchObject({ of: 1, answered: 1 });
      expect(words(await fill())).toEqual(["ITEM-VISIBLE: This needs an answer, or why it was not asked."]);
    },
  },
  "lforms-named-expressions.json": {
    items: 4,
    does: async (_form, fill) => {
      const filling = await fill(answers({ idA: 1 }));
      expect(["idB", "idB.1", "idC"].map((linkId) => said(filling, linkId))).toEqual([2, 3, 6]);
      filling.set("idA", "", given(10));
      expect(["idB", "idB.1", "idC"].map((linkId) => said(filling, linkId))).toEqual([11, 12, 15]);
      filling.set("idA", "", null);
      expect(["idB", "idB.1", "idC"].map((linkId) => said(filling, linkId))).toEqual([null, null, null]);
    },
  },
  "lforms-q-enableWhen-with-reference-loop.json": {
    items: 3,
    problems: ["circle"],
    does: async (_form, fill) => {
      expect(standing(await fill())).toEqual(["item1", "item2", "item3"]);
      expect(standing(await fill(answers({ item3: true })))).toEqual(["item3"]);
      expect(standing(await fill(answers({ item1: true })))).toEqual(["item1", "item2"]);
      // Nothing is lost of what was answered where it does not stand.
      expect((await fill(answers({ item1: true, item3: true }))).node("item1")!.stored).toEqual(given(true));
    },
  },
  "lforms-q-with-minOccurs-maxOccurs.json": {
    items: 4,
    does: async (_form, fill) => {
      expect(words(await fill())).toEqual(["1: Add at least 2; there are 0."]);
      const good = { "1.1": ["Apple", "Pear"], "1.3": ["Apple", "Pear"] };
      expect(words(await fill(answers({}, row("a", "1", good), row("b", "1", good))))).toEqual([]);
      const many = ["a", "b", "c", "d"].map((id) => row(id, "1", good));
      expect(words(await fill(answers({}, ...many)))).toEqual(["1: At most 3; there are 4."]);
      const off = { "1.1": ["Apple"], "1.3": ["Apple", "Orange", "Banana", "Pear"] };
      expect(words(await fill(answers({}, row("a", "1", good), row("b", "1", off))))).toEqual([
        "1.1: At least 2 answers.",
        "1.3: At most 3 answers.",
      ]);
      expect(words(await fill(answers({}, row("a", "1", good), row("b", "1", { ...good, "1.1": ["Apple", "Kiwi"] }))))).toEqual([
        "1.1: One of: Apple, Orange, Banana, Pear, Peach.",
      ]);
    },
  },
  "lforms-q-with-nested-enableWhen.json": {
    items: 7,
    does: async (_form, fill) => {
      const yes = { code: "YES", display: "Yes" };
      expect(standing(await fill())).toEqual(["p1"]);
      const filling = await fill(answers({ p1: yes }));
      expect(standing(filling)).toEqual(["p1", "c1", "d1", "cc1", "dd1"]);
      filling.set("c1", "", given({ code: "A", display: "A" }));
      expect(standing(filling)).toEqual(["p1", "c1", "cc1", "dd1"]);
      filling.set("p1", "", given({ code: "NO", display: "No" }));
      expect(standing(filling)).toEqual(["p1"]);
      filling.set("p1", "", given(yes));
      expect(standing(filling)).toEqual(["p1", "c1", "cc1", "dd1"]);
    },
  },
  "lforms-q-with-rendering-xhtml-text-with-invalid-tag.json": {
    items: 1,
    problems: ["markup"],
    does: async (form) => {
      expect(form.items[0]!.text).toBe("Please answer Yes or No to each of the following questions:");
    },
  },
  "lforms-quantity-units.json": {
    items: 8,
    does: async (form, fill) => {
      const stones = { value: 11, unit: "stone", code: "[stone_av]", system: "http://unitsofmeasure.org" };
      const all = await fill(answers(Object.fromEntries(form.items.map((item) => [item.linkId, stones]))));
      const only = "A unit: one of lbs, kilograms.";
      expect(words(all)).toEqual([`q5: ${only}`, `q8: ${only}`]);
      expect(words(await fill(answers({ q5: { value: 70, code: "kg" }, q8: { value: 150, unit: "lbs" } })))).toEqual([]);
    },
  },
  "lforms-question-under-question.R4.json": {
    items: 2,
    does: async (_form, fill) => {
      const filling = await fill(answers({ q1: "a", q2: "b" }));
      expect(toResponse(filling, { status: "completed", enabledOnly: true }).item).toMatchObject([
        { linkId: "q1", answer: [{ valueString: "a", item: [{ linkId: "q2", answer: [{ valueString: "b" }] }] }] },
      ]);
    },
  },
  "lforms-questionnaire-initialExpression.json": {
    items: 6,
    does: async (_form, fill) => {
      const filling = await fill();
      const colours = [
        { code: "g", display: "Green" },
        { code: "b", display: "Blue" },
      ];
      expect(offered(filling, "/type-integer")).toEqual([123]);
      expect(offered(filling, "/type-string")).toEqual(["abc123"]);
      expect(offered(filling, "repeating-string")).toEqual(["aaa", "bbb"]);
      expect(offered(filling, "repeating-open-choice")).toEqual(["aaa", "bbb"]);
      expect(offered(filling, "repeating-open-choice-coding")).toEqual(colours);
      expect(offered(filling, "repeating-choice")).toEqual(colours);
      // Offered, never filled in.
      expect(countOf(filling.top)).toEqual({ of: 6, answered: 0, notAsked: 0, offered: 6 });
    },
  },
  "lforms-variable-scope-test.json": {
    items: 6,
    problems: ["unknown-variable"],
    does: async (_form, fill) => {
      const rows = [row("a", "/groupA", { "/groupA/fieldB": [3, 99] }, null, 1), row("b", "/groupA", { "/groupA/fieldB": [5] }, null, 2)];
      const filling = await fill(answers({}, ...rows));
      expect([said(filling, "/groupA/fieldC", "a"), said(filling, "/groupA/fieldC", "b")]).toEqual([10, 12]);
      expect(said(filling, "/groupB/fieldE")).toBe(18);
      expect(said(filling, "/groupB/fieldD")).toBeNull();
      expect(filling.node("/groupB/fieldD")!.trouble).toContain("cannot be worked out");
    },
  },
  "lforms-weightHeightQuestionnaire.json": {
    items: 5,
    does: async (form, fill) => {
      // 70 kg, 70 inches: 70 / 1.778² = 22.14.
      const filling = await fill(answers({ "/29463-7": { valueDecimal: 70 }, "/8302-2": { valueDecimal: 70 } }));
      expect(said(filling, "/39156-5")).toBe(22.1);
      expect(said(await fill(answers({ "/29463-7": { valueDecimal: 70 } })), "/39156-5")).toBeNull();
      expect(form.byLinkId.get("/29463-7")!.unitText).toBe("kg");
    },
  },
  // The file is empty: no JSON at all.
  "sdc-mds-rai.json": { items: 0, problems: ["not-a-questionnaire"], does: async (form) => expect(form.title).toBe("Untitled form") },
  "smart-forms-CVD-Risk-2023.json": {
    items: 17,
    blocked: { "418e4a02-de77-48a0-a92a-fe8fcc52b1aa": "administrative-gender" },
    problems: ["not-shown", ...Array.from({ length: 11 }, () => "language")],
    does: async (form, fill) => {
      const [age, gender, smoking, pressure] = [
        form.items[0]!.items[0]!,
        form.items[0]!.items[1]!,
        form.items[0]!.items[2]!,
        form.items[0]!.items[3]!,
      ];
      expect(pressure).toMatchObject({ prompt: "75 or more", unitText: "mm Hg", items: [] });
      expect(smoking.options!.map((o) => o.label).slice(-2)).toEqual(["Wants to quit", "Other tobacco use"]);
      const result = "ca830916-e2ee-4b24-a4c1-13eee23f8733";
      expect(form.byLinkId.get(result)!.instructions).toBe("https://auscvdrisk.com.au/risk-calculator");
      const of: Record<string, unknown> = {
        [age.linkId]: 65,
        [smoking.linkId]: { system: "http://snomed.info/sct", code: "77176002" },
        [pressure.linkId]: { valueDecimal: 140 },
        "f11feebc-fc4a-40d5-8481-b87d9f5a89aa": 5.5,
        "c47a7fae-0c60-40f8-8426-1019b1f0dd8f": 1.3,
        "e8fed84e-6c15-4f62-bc95-cd08033af3f7": false,
        "b980624c-e91a-44d4-80ba-a9f34c0e1188": false,
      };
      // Unknown is not "male": without the one that cannot be shown here there is no score.
      const without = await fill(answers(of));
      expect([said(without, result), without.node(result)!.trouble]).toEqual([null, "It needs “Gender”, which cannot be shown here."]);
      // What a server was to tell is not offered as "no".
      expect(offered(without, "e8fed84e-6c15-4f62-bc95-cd08033af3f7")).toEqual([]);
      expect(said(await fill(answers({ ...of, [gender.linkId]: { code: "female" } })), result)).toBe(13); // 12.74
      expect(said(await fill(answers({ ...of, [gender.linkId]: { code: "male" } })), result)).toBe(20); // 19.87
      // Born on 25 November 1961: 64 until tomorrow, said only where the patient is known.
      const patient = { resourceType: "Patient", birthDate: "1961-11-25", gender: "female" };
      expect(offered(await fill(answers(), { patient }), age.linkId)).toEqual([64]);
      expect(offered(await fill(), age.linkId)).toEqual([]);
    },
  },
};

describe.skipIf(files.size === 0)(
  `forms of others, in shared/questionnaires beside the repository${files.size ? "" : ": SKIPPED, the folder is not there"}`,
  () => {
    it("are all in this table", () => {
      expect([...files.keys()].sort()).toEqual(Object.keys(table).sort());
    });

    for (const [name, must] of Object.entries(table)) {
      it.skipIf(!files.has(name))(`${name} does what it says`, async () => {
        const form = readForm(parsed(name));
        expect(form.all).toHaveLength(must.items);
        const blocked = form.all.filter((item) => item.blocked);
        expect(blocked.map((item) => item.linkId)).toEqual(Object.keys(must.blocked ?? {}));
        for (const item of blocked) expect(item.blocked).toContain(must.blocked![item.linkId]);
        await must.does(form, (of, context) => open(form, of, context));
      });
      it.skipIf(!files.has(name))(`${name} is judged, and nothing of it is lost on the way to a response and back`, async () => {
        const source = parsed(name);
        expect(judge(source, await loadExpressions()).map((problem) => problem.code)).toEqual(must.problems ?? []);
        const form = readForm(source);
        const of: Record<string, Json> = {};
        for (const item of form.all)
          if (isQuestion(item) && !item.calculated)
            of[`answer.${item.linkId}`] = { answer: [{ valueString: `arrived for ${item.linkId}` }], not_asked: null };
        const filling = await open(form, { fields: of, rows: [] });
        const response = toResponse(filling, { status: "in-progress", enabledOnly: false }, of);
        const back = fromResponse(form, JSON.parse(JSON.stringify(response)), () => "new");
        const rows = new Set([...everyNode(filling.top)].filter((node) => node.kind === "list").map((node) => node.item.linkId));
        const inRows = (linkId: string) => {
          for (let item = form.byLinkId.get(linkId); item; item = item.parent ?? undefined) if (rows.has(item.linkId)) return true;
          return false;
        };
        const kept = Object.fromEntries(
          Object.entries(of)
            .filter(([field]) => !inRows(field.slice("answer.".length)))
            .map(([field, value]) => [field, { answer: value.answer }]),
        );
        expect(back.fields).toEqual(kept);
        expect(back.kept).toEqual([]);
      });
    }
  },
);
