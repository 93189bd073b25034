import { describe, expect, it } from "vitest";
import { controls, itemTypes, readForm } from ".";
import { core, type Json, ours, sdc } from "./fhir";
import { formOf, questionnaire } from "./testing";

const only = (definition: Json) => formOf({ linkId: "q", text: "Q", type: "string", ...definition }).items[0]!;
const ext = (name: string, value: Json) => ({ url: `${core}${name}`, ...value });
const control = (code: string) => ext("questionnaire-itemControl", { valueCodeableConcept: { coding: [{ code }] } });

describe("an item is read with all that a screen needs", () => {
  it.each(itemTypes.filter((type) => type !== "choice" && type !== "reference"))("%s can be shown", (type) => {
    expect(only({ type })).toMatchObject({ type, blocked: null });
  });

  it.each(controls)("%s is told as it is asked for", (code) => expect(only({ extension: [control(code)] }).control).toBe(code));

  it("takes help, prompt, unit and bounds from the displays inside it, and draws the rest", () => {
    const inside = (code: string, text: string) => ({ linkId: code, type: "display", text, extension: [control(code)] });
    const item = only({
      type: "integer",
      item: [
        inside("help", "Count both arms."),
        inside("prompt", "0 to 10"),
        inside("unit", "stands"),
        inside("lower", "none"),
        inside("upper", "all"),
        { linkId: "plain", type: "display", text: "Stays" },
      ],
    });
    expect(item).toMatchObject({ help: "Count both arms.", prompt: "0 to 10", unitText: "stands", lower: "none", upper: "all" });
    expect(item.items.map((each) => each.linkId)).toEqual(["plain"]);
  });

  it("reads its sections with owners, and which must be there", () => {
    const form = formOf(
      {
        linkId: "a",
        type: "group",
        text: "Getting about",
        extension: [
          { url: `${ours}section-owner`, valueCode: "therapy" },
          { url: `${ours}section-owner`, valueCode: "nursing" },
          { url: `${ours}section-required`, valueBoolean: true },
        ],
      },
      { linkId: "b", type: "group", text: "Money", extension: [{ url: `${ours}instrument`, valueString: "phq-9" }] },
    );
    expect(form.sections).toMatchObject([
      { linkId: "a", title: "Getting about", owners: ["therapy", "nursing"], required: true },
      { linkId: "b", title: "Money", owners: [], required: false },
    ]);
    expect(form.byLinkId.get("b")!.instrument).toBe("phq-9");
  });

  it("makes one section of questions that stand in no group", () => {
    expect(readForm({ ...questionnaire({ linkId: "q", type: "string", text: "Q" }), title: "Pain" }).sections).toMatchObject([
      { linkId: "", title: "Pain" },
    ]);
  });

  it("leaves that one section to whoever owns anything in it, and asks for its signature where any group asks for one", () => {
    const owned = (linkId: string, ...owners: string[]) => ({
      ...{ linkId, type: "group", text: linkId, item: [{ linkId: `${linkId}1`, type: "string", text: "Q" }] },
      extension: owners.map((valueCode) => ({ url: `${ours}section-owner`, valueCode })),
    });
    const required = { url: `${ours}section-required`, valueBoolean: true };
    const question = { linkId: "q", type: "string", text: "Q" };
    const therapy = owned("b", "therapy");
    const form = formOf(question, owned("a", "nursing", "therapy"), { ...therapy, extension: [...therapy.extension, required] });
    expect(form.sections).toMatchObject([{ linkId: "", owners: ["nursing", "therapy"], required: true }]);
    expect(formOf(question, owned("a")).sections).toMatchObject([{ linkId: "", owners: [], required: false }]);
  });

  it("makes one section of all where a question stands beside the groups: its signature is over the whole form", () => {
    const group = (linkId: string) => ({ linkId, type: "group", text: linkId });
    const form = readForm(questionnaire({ linkId: "q", type: "string" }, group("a"), group("b")));
    expect(form.sections.map(({ linkId, items }) => [linkId, items.length])).toEqual([["", 3]]);
  });

  it("leaves out no words between the groups: they stand with the group that follows, the last with the last", () => {
    const group = (linkId: string) => ({ linkId, type: "group", text: linkId });
    const words = (linkId: string) => ({ linkId, type: "display", text: linkId });
    const form = readForm(questionnaire(words("1"), group("a"), words("2"), group("b"), words("3")));
    expect(form.sections.map(({ linkId, items }) => [linkId, ...items.map((item) => item.linkId)])).toEqual([
      ["a", "1", "a"],
      ["b", "2", "b", "3"],
    ]);
  });

  it("keeps rows apart from answers that merely repeat", () => {
    const group = only({ type: "group", repeats: true, item: [{ linkId: "x", type: "string" }] });
    const asking = only({ type: "string", repeats: true, item: [{ linkId: "x", type: "string" }] });
    const helped = only({ type: "string", repeats: true, item: [{ linkId: "x", type: "display", text: "h", extension: [control("help")] }] });
    expect([group.rows, asking.rows, helped.rows, only({ repeats: true }).rows]).toEqual([true, true, false, false]);
  });

  it("speaks the language that is asked for, where the form does", () => {
    const translated = (text: string, words: string) => ({
      [text]: {
        extension: [
          ext("translation", {
            extension: [
              { url: "lang", valueCode: "bn" },
              { url: "content", valueString: words },
            ],
          }),
        ],
      },
    });
    const source = {
      ...questionnaire({
        linkId: "q",
        text: "Pain?",
        ...translated("_text", "ব্যথা?"),
        type: "choice",
        answerOption: [{ valueCoding: { code: "y", display: "Yes", ...translated("_display", "হ্যাঁ") } }],
      }),
    };
    expect(readForm(source, { language: "bn" }).items[0]).toMatchObject({ text: "ব্যথা?", options: [{ label: "হ্যাঁ" }] });
    expect(readForm(source, { language: "pl" }).items[0]).toMatchObject({ text: "Pain?", options: [{ label: "Yes" }] });
  });
});

describe("text is plain, whatever it carries", () => {
  it.each([
    ["BP < 90 and > 60?", "BP < 90 and > 60?"],
    ["<b>Bold</b> and <script>alert(1)</script>", "Bold and alert(1)"],
    ["<img src=x onerror=alert(1)>Look", "Look"],
    ["One<br/>two<p>three</p>", "One\ntwothree"],
    ["R&amp;D", "R&amp;D"],
    ["<b>R&amp;D</b>", "R&D"],
    ["a <name> of yours", "a <name> of yours"],
  ])("%s", (text, plain) => expect(only({ text }).text).toBe(plain));

  it("reads markup only where there are no plain words", () => {
    const rich = { _text: { extension: [ext("rendering-xhtml", { valueString: "<div><i>Please</i> answer</div>" })] } };
    expect(only({ text: "Plain", ...rich }).text).toBe("Plain");
    expect(only({ text: undefined, ...rich }).text).toBe("Please answer");
    expect(
      only({ text: "", _text: { extension: [ext("rendering-markdown", { valueMarkdown: "## **Please** see [here](javascript:x)" })] } }).text,
    ).toBe("Please see here");
  });
});

describe("what may be chosen", () => {
  const set = (more: Json): Json => ({ resourceType: "ValueSet", id: "s", url: "https://example.org/s", version: "2", ...more });
  const choices = (contained: Json[], answerValueSet = "#s") => {
    const item = readForm({ ...questionnaire({ linkId: "q", text: "Q", type: "choice", answerValueSet }), contained }).items[0]!;
    return item.blocked ?? item.options!.map((option) => [option.label, option.weight]);
  };
  const weight = (name: string, valueDecimal: number) => ({ extension: [ext(name, { valueDecimal })] });

  it("comes from an expansion, headings left out", () => {
    const contains = [
      { code: "h", display: "Heading", abstract: true, contains: [{ system: "x", code: "a", display: "A", ...weight("ordinalValue", 1) }] },
      { code: "b", display: "B", ...weight("itemWeight", 0) },
    ];
    expect(choices([set({ expansion: { contains } })])).toEqual([
      ["A", 1],
      ["B", 0],
    ]);
  });

  it("comes from a list of codes, less those left out", () => {
    const compose = {
      include: [
        {
          system: "x",
          concept: [
            { code: "a", display: "A" },
            { code: "b", display: "B" },
          ],
        },
      ],
      exclude: [{ system: "x", concept: [{ code: "b" }] }],
    };
    expect(choices([set({ compose })])).toEqual([["A", null]]);
  });

  it("comes from a code system that the form carries, with its weights", () => {
    const codes = {
      resourceType: "CodeSystem",
      url: "x",
      concept: [{ code: "a", display: "A", ...weight("ordinalValue", 3), concept: [{ code: "b", display: "B" }] }],
    };
    expect(choices([set({ compose: { include: [{ system: "x" }] } }), codes])).toEqual([
      ["A", 3],
      ["B", null],
    ]);
  });

  it("is found by its address too, and by its version where one is named", () => {
    const held = set({ compose: { include: [{ concept: [{ code: "a" }] }] } });
    expect(choices([held], "https://example.org/s|2")).toEqual([["a", null]]);
    expect(choices([held], "https://example.org/s|3")).toContain("Cannot be shown here");
  });

  it.each<[string, Json[]]>([
    ["is not there", []],
    ["is a filter", [set({ compose: { include: [{ system: "x", filter: [{ property: "p" }] }] } })]],
    ["is a system kept elsewhere", [set({ compose: { include: [{ system: "x" }] } })]],
    ["is made of itself", [set({ compose: { include: [{ valueSet: ["#s"] }] } })]],
    ["is empty of parts", [set({})]],
  ])("cannot be shown where the list %s", (_why, contained) =>
    expect(choices(contained)).toContain("Cannot be shown here: its answers are in a list"),
  );

  it("reads both names of a weight, an option's prefix, and what goes with no other", () => {
    const options = only({
      type: "choice",
      answerOption: [
        {
          valueCoding: { code: "a", display: "A" },
          extension: [ext("ordinalValue", { valueDecimal: 0 }), ext("questionnaire-optionPrefix", { valueString: "a)" })],
        },
        { valueCoding: { code: "b", display: "B", ...weight("itemWeight", 2) } },
        { valueString: "words", extension: [ext("questionnaire-optionExclusive", { valueBoolean: true })] },
        { valueCoding: { code: "a", display: "A again" } },
      ],
    }).options!;
    expect(options.map(({ label, weight: w, prefix, exclusive }) => [label, w, prefix, exclusive])).toEqual([
      ["A", 0, "a)", false],
      ["B", 2, "", false],
      ["words", null, "", true],
    ]);
  });
});

describe("an item that cannot be shown says so and stays in its place", () => {
  it.each<[string, Json]>([
    ["this app does not know questions of the type “question”", { type: "question" }],
    ["this app does not know questions of the type “none”", { type: 7 }],
    ["it has no answers to choose from", { type: "choice" }],
    ["a link to another record", { type: "reference" }],
    ["it has no linkId", { linkId: "" }],
  ])("%s", (why, definition) => expect(only(definition).blocked).toContain(why));

  it("where another has its linkId", () => {
    const form = formOf({ linkId: "a", type: "string" }, { linkId: "a", type: "string" });
    expect(form.items.map((item) => item.blocked)).toEqual([null, "Cannot be shown here: another item of this form has the same linkId."]);
  });

  it("reads calculations as such (SDC)", () => {
    const expression = { url: `${sdc}sdc-questionnaire-calculatedExpression`, valueExpression: { language: "text/fhirpath", expression: "1" } };
    expect(only({ type: "integer", extension: [expression] }).calculated).toBe(true);
  });
});
