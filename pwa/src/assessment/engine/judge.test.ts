import { describe, expect, it } from "vitest";
import { allFaults, countOf, fill, fromResponse, judge, loadExpressions, readForm, toResponse } from ".";
import { core, type Json } from "./fhir";
import { expressionOf, means, questionnaire } from "./testing";

const grave = async (source: unknown) =>
  judge(source, await loadExpressions())
    .filter((problem) => problem.grave)
    .map(({ item, code }) => `${code}: ${item}`);
const q = (definition: Json): Json => ({ linkId: "q", text: "Pain?", type: "string", ...definition });

describe("a definition is judged with the item named", () => {
  it("has nothing to say of a good one", async () => {
    const good = questionnaire(q({ type: "boolean" }), {
      linkId: "r",
      text: "Where?",
      type: "string",
      enableWhen: [{ question: "q", operator: "=", answerBoolean: true }],
    });
    expect(judge(good, await loadExpressions())).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ["no Questionnaire", { resourceType: "Patient" }, ["not-a-questionnaire: the form"]],
    ["no object", [1, 2], ["not-a-questionnaire: the form"]],
    ["nothing in it", questionnaire(), ["empty: the form"]],
    ["one linkId twice", questionnaire(q({}), q({ text: "Again" })), ["duplicate: “Again”"]],
    ["no linkId", questionnaire(q({ linkId: undefined })), ["no-link-id: “Pain?”"]],
    ["an unknown type", questionnaire(q({ type: "coding" })), ["unknown-type: “Pain?”"]],
    [
      "a condition on what is not there",
      questionnaire(q({ enableWhen: [{ question: "z", operator: "exists", answerBoolean: true }] })),
      ["unknown-question: “Pain?”"],
    ],
    [
      "a condition without an operator",
      questionnaire(q({}), { linkId: "r", text: "R", type: "string", enableWhen: [{ question: "q", answerBoolean: true }] }),
      ["operator: “R”"],
    ],
    [
      "a condition on itself",
      questionnaire(q({ enableWhen: [{ question: "q", operator: "exists", answerBoolean: true }] })),
      ["circle: “Pain?”", "circle: “Pain?”"],
    ],
    [
      "conditions that do not say all or any",
      questionnaire(q({}), {
        linkId: "r",
        text: "R",
        type: "string",
        enableWhen: [1, 2].map(() => ({ question: "q", operator: "exists", answerBoolean: true })),
      }),
      ["behavior: “R”"],
    ],
    ["an expression that cannot be read", questionnaire(q({ extension: [expressionOf("calculated", "1 +")] })), ["expression: “Pain?”"]],
    [
      "an expression on what is not there",
      questionnaire(q({ extension: [expressionOf("calculated", "%resource.item.where(linkId='zz').answer.value")] })),
      ["unknown-item: “Pain?”"],
    ],
    ["a name that nobody defines", questionnaire(q({ extension: [expressionOf("calculated", "%total + 1")] })), ["unknown-variable: “Pain?”"]],
    [
      "calculations in a circle",
      questionnaire(q({ type: "integer", extension: [expressionOf("calculated", "%resource.item.where(linkId='r').answer.value + 1")] }), {
        linkId: "r",
        text: "R",
        type: "integer",
        extension: [expressionOf("calculated", "%resource.item.where(linkId='q').answer.value + 1")],
      }),
      ["circle: “Pain?”"],
    ],
    [
      "a group shown by what is inside it",
      questionnaire({
        linkId: "g",
        text: "G",
        type: "group",
        enableWhen: [{ question: "q", operator: "exists", answerBoolean: true }],
        item: [q({})],
      }),
      ["circle: “G”"],
    ],
    [
      "limits that nothing meets",
      questionnaire(
        q({
          type: "integer",
          extension: [
            { url: `${core}minValue`, valueInteger: 5 },
            { url: `${core}maxValue`, valueInteger: 1 },
          ],
        }),
      ),
      ["limits: “Pain?”"],
    ],
    ["children that are no list", questionnaire(q({ item: { linkId: "x" } })), ["not-a-list: “Pain?”"]],
  ])("%s", async (_name, source, expected) => expect(await grave(source)).toEqual(expected));

  it("names a score in its own group no circle", async () => {
    const score = {
      linkId: "g.score",
      text: "Score",
      type: "integer",
      extension: [expressionOf("calculated", "%resource.item.where(linkId='g').item.where(linkId='q').answer.value")],
    };
    expect(await grave(questionnaire({ linkId: "g", text: "G", type: "group", item: [q({ type: "integer" }), score] }))).toEqual([]);
  });

  it("counts levels and items", async () => {
    const deep = (levels: number): Json => {
      let item: Json = { linkId: "leaf", text: "Leaf", type: "string" };
      for (let i = 1; i < levels; i++) item = { linkId: `g${i}`, text: `G${i}`, type: "group", item: [item] };
      return questionnaire(item);
    };
    expect(await grave(deep(50))).toEqual([]);
    expect(await grave(deep(51))).toEqual(["too-deep: “Leaf”"]);
    expect(await grave(questionnaire(...Array.from({ length: 2001 }, (_, i) => q({ linkId: `q${i}` }))))).toEqual(["too-many: the form"]);
  });
});

describe("a definition that gets through all the same does no harm", () => {
  const deepest = (): Json => {
    let item: Json = { linkId: "leaf", type: "string", text: "x" };
    for (let i = 0; i < 20_000; i++) item = { linkId: `g${i}`, type: "group", text: "x", item: [item] };
    return questionnaire(item);
  };
  const hostile: Record<string, unknown> = {
    "a million levels of brackets": questionnaire(q({ extension: [expressionOf("calculated", "(".repeat(5000))] })),
    "an expression without end": questionnaire(q({ type: "integer", extension: [expressionOf("calculated", "(1).repeat($this + 1).count()")] })),
    "an expression that doubles": questionnaire(
      q({ type: "integer", extension: [expressionOf("calculated", `(1|2)${".select($this | $this + 1000).combine(1|2)".repeat(200)}.count()`)] }),
    ),
    "words that double": questionnaire(q({ extension: [expressionOf("calculated", `'${"a".repeat(500)}'${".select($this & $this)".repeat(60)}`)] })),
    "a pattern without end": questionnaire(
      q({ type: "boolean", extension: [expressionOf("calculated", `'${"a".repeat(60)}'.matches('^(a+)+$x')`)] }),
    ),
    "a question to a server": questionnaire(q({ extension: [expressionOf("calculated", "'Patient/1'.resolve().name")] })),
    "a list of a server": questionnaire(q({ type: "boolean", extension: [expressionOf("calculated", "'a'.memberOf('http://example.org')")] })),
    "many conditions in circles": questionnaire(
      ...Array.from({ length: 500 }, (_, i) =>
        q({
          linkId: `q${i}`,
          type: "boolean",
          enableWhen: [
            { question: `q${(i + 1) % 500}`, operator: "!=", answerBoolean: true },
            { question: `q${(i * 7) % 500}`, operator: "exists", answerBoolean: false },
          ],
          enableBehavior: "all",
        }),
      ),
    ),
    "many calculations in a circle that never rests": questionnaire(
      ...Array.from({ length: 200 }, (_, i) =>
        q({
          linkId: `q${i}`,
          type: "integer",
          extension: [
            expressionOf(
              "calculated",
              `iif(%resource.descendants().answer.value.count() > 0, %resource.item.where(linkId='q${(i + 1) % 200}').answer.value + 1, 0)`,
            ),
          ],
        }),
      ),
    ),
    "twenty thousand levels": deepest(),
    "prototype names": JSON.parse(
      '{"resourceType":"Questionnaire","item":[{"linkId":"__proto__","type":"string","text":"x","enableWhen":[{"question":"constructor","operator":"=","answerString":"x"}]},{"linkId":"constructor","type":"choice","answerOption":[{"valueCoding":{"__proto__":{"code":"x"}}}]}]}',
    ),
    "anything but what it should be": {
      resourceType: "Questionnaire",
      title: 3,
      contained: "x",
      extension: 7,
      item: [
        null,
        3,
        "x",
        [],
        {},
        {
          linkId: 5,
          type: [],
          text: {},
          item: "x",
          enableWhen: [null, {}],
          answerOption: [3, {}, { valueCoding: null }],
          extension: [null, {}, { url: 5 }],
          initial: 5,
        },
      ],
    },
  };

  it.each(Object.keys(hostile))("%s", async (name) => {
    const source = hostile[name];
    const with_ = await means();
    expect(judge(source, with_.expressions).length).toBeGreaterThanOrEqual(0);
    const form = readForm(source);
    const filling = fill(
      form,
      {
        fields: { "answer.q": { answer: [{ valueString: "x" }] }, "answer.q0": "no value" },
        rows: [{ id: "r", group: "q", parent: "r", position: {}, fields: {} }],
      },
      with_,
    );
    for (const linkId of ["q", "q0", "__proto__"]) filling.set(linkId, "", { answer: [{ valueBoolean: true }] });
    allFaults(filling);
    countOf(filling.top);
    fromResponse(form, toResponse(filling, { status: "completed", enabledOnly: true }), () => "new");
    expect(({} as Record<string, unknown>).code).toBeUndefined();
  });

  it("says what could not be worked out", async () => {
    const filling = fill(readForm(hostile["an expression without end"]), { fields: {}, rows: [] }, await means());
    expect(filling.node("q")!.trouble).toBe("This form asks for more than this tablet can work out.");
    const circle = fill(readForm(hostile["many calculations in a circle that never rests"]), { fields: {}, rows: [] }, await means());
    for (const node of circle.tree.all) expect(node.answers).toEqual([]);
  });
});
