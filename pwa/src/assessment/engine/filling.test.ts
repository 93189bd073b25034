import { describe, expect, it } from "vitest";
import { countOf, countWords, everyNode, fill, nodesOf, prepare } from ".";
import { core, type Json } from "./fhir";
import { answers, blind, calculated, expressionOf, formOf, given, means, open, row, said, standing } from "./testing";

const hidden = { url: `${core}questionnaire-hidden`, valueBoolean: true };

describe("a question is shown when its conditions hold", () => {
  const asks = (operator: string, value: Json, ...answered: unknown[]) => {
    const form = formOf(
      { linkId: "q", text: "Q", type: "string", repeats: true },
      { linkId: "then", text: "Then", type: "string", enableWhen: [{ question: "q", operator, ...value }] },
    );
    return fill(form, answers(answered.length ? { q: answered } : {}), blind).node("then")!.enabled;
  };
  const kg = (value: number, code = "kg") => ({ value, code, unit: code });

  it.each<[string, Json, unknown[], boolean]>([
    ["exists", { answerBoolean: true }, [], false],
    ["exists", { answerBoolean: true }, ["x"], true],
    ["exists", { answerBoolean: false }, [], true],
    ["=", { answerBoolean: false }, [], false],
    ["=", { answerBoolean: false }, [false], true],
    ["!=", { answerBoolean: true }, [], true],
    ["!=", { answerInteger: 2 }, [2, 3], false],
    [">", { answerInteger: 2 }, [1, 3], true],
    [">", { answerInteger: 2 }, [], false],
    [">=", { answerDecimal: 2.5 }, [2.5], true],
    ["<", { answerDecimal: 2.5 }, [2], true],
    ["<=", { answerInteger: 2 }, [{ valueDecimal: 2.1 }], false],
    ["=", { answerString: "a" }, ["A"], false],
    ["=", { answerDate: "2026-11-24" }, [{ valueDate: "2026-11-24" }], true],
    [">", { answerDate: "2026-11" }, [{ valueDate: "2026-11-24" }], false],
    ["<", { answerDate: "2026-12" }, [{ valueDate: "2026-11-24" }], true],
    [">", { answerDateTime: "2026-11-24T09:00:00Z" }, [{ valueDateTime: "2026-11-24T10:30:00+01:00" }], true],
    ["<", { answerTime: "14:00:00" }, [{ valueTime: "09:30:00" }], true],
    ["=", { answerCoding: { system: "s", code: "a" } }, [{ system: "s", code: "a", display: "A" }], true],
    ["=", { answerCoding: { system: "s", code: "a" } }, [{ system: "t", code: "a" }], false],
    ["=", { answerCoding: { code: "a" } }, [{ system: "s", code: "a" }], true],
    ["=", { answerString: "Yes" }, [{ code: "y", display: "Yes" }], true],
    ["=", { answerReference: { reference: "Patient/1" } }, [{ valueReference: { reference: "Patient/1", display: "x" } }], true],
    ["=", { answerQuantity: kg(70) }, [kg(70)], true],
    [">", { answerQuantity: kg(70) }, [kg(71)], true],
    [">", { answerQuantity: kg(70) }, [kg(71, "lb")], false],
    ["=", { answerQuantity: kg(70) }, [kg(70, "lb")], false],
    [">", { answerQuantity: { value: 70 } }, [kg(71)], true],
    [">", { answerInteger: 3 }, ["x"], false],
  ])("%s %j of %j", (operator, value, answered, shown) => expect(asks(operator, value, ...answered)).toBe(shown));

  it("asks for all conditions, or for any", () => {
    const both = (enableBehavior: string, of: Record<string, unknown>) => {
      const enableWhen = ["a", "b"].map((question) => ({ question, operator: "=", answerBoolean: true }));
      const form = formOf(...["a", "b"].map((linkId) => ({ linkId, type: "boolean", text: linkId })), {
        linkId: "then",
        type: "string",
        enableWhen,
        enableBehavior,
      });
      return fill(form, answers(of), blind).node("then")!.enabled;
    };
    expect([both("all", { a: true }), both("any", { a: true }), both("all", { a: true, b: true }), both("any", {})]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  const chain = formOf(
    { linkId: "a", text: "A", type: "boolean" },
    { linkId: "b", text: "B", type: "boolean", enableWhen: [{ question: "a", operator: "=", answerBoolean: true }] },
    { linkId: "c", text: "C", type: "boolean", enableWhen: [{ question: "b", operator: "=", answerBoolean: true }] },
  );

  it("counts what is not enabled as not answered, and keeps it", () => {
    const filling = fill(chain, answers({ a: true, b: true, c: true }), blind);
    expect(standing(filling)).toEqual(["a", "b", "c"]);
    expect([...filling.set("a", "", given(false))].sort()).toEqual(["|a", "|b", "|c"]);
    expect(standing(filling)).toEqual(["a"]);
    expect(filling.node("c")!.stored).toEqual(given(true));
    filling.set("a", "", given(true));
    expect(said(filling, "c")).toBe(true);
  });

  it("tells only what changed", () => {
    const filling = fill(chain, answers({ a: true }), blind);
    expect([...filling.set("b", "", given(false))]).toEqual(["|b"]);
    expect([...filling.set("b", "", given(false))]).toEqual([]);
    expect([...filling.set("nobody", "", given(1))]).toEqual([]);
  });

  it("takes a reason why something was not asked for no answer at all", () => {
    const filling = fill(chain, { fields: { "answer.a": { answer: [], not_asked: "asleep" } }, rows: [] }, blind);
    expect(standing(filling)).toEqual(["a"]);
  });
});

describe("rows", () => {
  const form = formOf(
    { linkId: "anyone", text: "Anyone in pain?", type: "boolean", enableWhen: [{ question: "pain", operator: "=", answerBoolean: true }] },
    {
      linkId: "wound",
      text: "Wound",
      type: "group",
      repeats: true,
      item: [
        { linkId: "pain", text: "Pain?", type: "boolean" },
        { linkId: "how", text: "How bad?", type: "integer", enableWhen: [{ question: "pain", operator: "=", answerBoolean: true }] },
        { linkId: "double", text: "Twice", type: "integer", ...calculated("%context.repeat(item).count() + item.count()") },
        {
          linkId: "dressing",
          text: "Dressing",
          type: "group",
          repeats: true,
          item: [{ linkId: "kind", text: "Kind", type: "string", enableWhen: [{ question: "how", operator: ">", answerInteger: 5 }] }],
        },
      ],
    },
  );
  const record = answers(
    {},
    row("b", "wound", { pain: false }, null, 2),
    row("a", "wound", { pain: true, how: 7 }, null, 1),
    row("a1", "dressing", {}, "a"),
    row("b1", "dressing", {}, "b"),
  );

  it("see their own row, and the form sees all of them", async () => {
    const filling = await open(form, record);
    expect(filling.top[1]!.rows.map((each) => each.row)).toEqual(["a", "b"]);
    expect([filling.node("how", "a")!.enabled, filling.node("how", "b")!.enabled]).toEqual([true, false]);
    expect([filling.node("kind", "a1")!.enabled, filling.node("kind", "b1")!.enabled]).toEqual([true, false]);
    expect(filling.node("anyone")!.enabled).toBe(true);
  });

  it("come, go and move", async () => {
    const filling = await open(form, record);
    const changed = filling.take({ ...record, rows: record.rows.filter((each) => each.id !== "a" && each.id !== "a1") });
    expect(filling.node("anyone")!.enabled).toBe(false);
    expect(changed.has("|anyone")).toBe(true);
    expect(changed.has("|wound[]")).toBe(true);
    expect(filling.node("how", "a")).toBeUndefined();
    filling.take({ ...record, rows: record.rows.map((each) => (each.id === "b" ? { ...each, position: 0 } : each)) });
    expect(filling.top[1]!.rows.map((each) => each.row)).toEqual(["b", "a"]);
  });

  it("take what others answered meanwhile", async () => {
    const filling = await open(form, record);
    const before = filling.node("how", "b");
    const changed = filling.take({
      ...record,
      rows: record.rows.map((each) => (each.id === "b" ? { ...each, fields: { "answer.pain": given(true) } } : each)),
    });
    expect(filling.node("how", "b")).toBe(before);
    expect(before!.enabled).toBe(true);
    expect(changed.has("b|how")).toBe(true);
    expect(changed.has("a|how")).toBe(false);
  });
});

describe("what is worked out", () => {
  const sum = "%resource.item.where(linkId='a').answer.value + %resource.item.where(linkId='b').answer.value";
  const number = (linkId: string) => ({ linkId, text: linkId, type: "integer" });

  it("is empty while something is missing: not answered is never zero", async () => {
    const filling = await open(formOf(number("a"), number("b"), { ...number("sum"), ...calculated(sum) }), answers({ a: 2 }));
    expect(said(filling, "sum")).toBeNull();
    filling.set("b", "", { answer: [], not_asked: "asleep" });
    expect(said(filling, "sum")).toBeNull();
    filling.set("b", "", given(0));
    expect(said(filling, "sum")).toBe(2);
  });

  it("is never the record's, even where the record has one (R5)", async () => {
    const filling = await open(formOf(number("a"), number("b"), { ...number("sum"), ...calculated(sum) }), answers({ a: 2, b: 3, sum: 99 }));
    expect(said(filling, "sum")).toBe(5);
    expect(filling.node("sum")!.stored).toEqual(given(99));
  });

  it.each<[string, string, unknown]>([
    ["integer", "2.5", null],
    ["integer", "2", 2],
    ["integer", "1 | 2", null],
    ["decimal", "0.1 + 0.2", 0.3],
    ["string", "'a' & 'b'", "ab"],
    ["boolean", "1 > 0", true],
    ["date", "today() - 1 day", "2026-11-23"],
    ["date", "now()", "2026-11-24"],
    ["dateTime", "now()", "2026-11-24T09:30:00.000Z"],
    ["time", "@T14:30", "14:30:00"],
    ["quantity", "5 'mg'", { value: 5, unit: "mg", system: "http://unitsofmeasure.org", code: "mg" }],
    ["integer", "'three'", null],
    ["url", "'https://example.org'", "https://example.org"],
  ])("%s of %s", async (type, expression, expected) => {
    expect(said(await open(formOf({ linkId: "q", text: "Q", type, ...calculated(expression) })), "q")).toEqual(expected);
  });

  it("finds an option by its code or words, with its weight", async () => {
    const weighed = (code: string, weight: number) => ({
      valueCoding: { code, display: code.toUpperCase() },
      extension: [{ url: `${core}ordinalValue`, valueDecimal: weight }],
    });
    const choice = { type: "choice", text: "Q", answerOption: [weighed("a", 1), weighed("b", 4)] };
    const form = formOf(
      { linkId: "q", ...choice },
      { linkId: "same", ...choice, ...calculated("%resource.item.where(linkId='q').answer.value.code") },
      { linkId: "weight", text: "W", type: "decimal", ...calculated("%resource.item.where(linkId='q').answer.value.weight()") },
    );
    const filling = await open(form, answers({ q: { code: "b" } }));
    expect([said(filling, "same"), said(filling, "weight")]).toEqual([{ code: "b", display: "B" }, 4]);
  });

  it("is given by a hidden or read-only question with a value of its own", async () => {
    const form = formOf(
      { ...number("a"), extension: [hidden], initial: [{ valueInteger: 4 }] },
      { ...number("b"), readOnly: true, extension: [expressionOf("initial", "1 + 1")] },
      { ...number("sum"), ...calculated(sum) },
    );
    const filling = await open(form);
    expect([said(filling, "a"), said(filling, "b"), said(filling, "sum")]).toEqual([4, 2, 6]);
    expect(filling.node("a")!.stored).toBeNull();
  });

  it("is not guessed of what a server was to tell, or of a patient who is not known", async () => {
    const asked = { url: `${core}variable`, valueExpression: { name: "Obs", language: "application/x-fhir-query", expression: "Observation?x" } };
    const form = formOf(
      { linkId: "q", text: "Q", type: "boolean", extension: [asked, expressionOf("initial", "%Obs.entry.exists()")] },
      { linkId: "p", text: "P", type: "boolean", extension: [expressionOf("initial", "%patient.deceased.exists()")] },
    );
    expect((await open(form)).tree.all.map((node) => node.offered)).toEqual([[], []]);
    const filling = await open(form, answers(), { Obs: { resourceType: "Bundle", entry: [{}] }, patient: { resourceType: "Patient" } });
    expect(filling.tree.all.map((node) => node.offered)).toEqual([[{ valueBoolean: true }], [{ valueBoolean: false }]]);
  });

  it("can be made ready beforehand, a little at a time", async () => {
    let pauses = 0;
    const pause = async () => void pauses++;
    const form = formOf(number("a"), number("b"), { ...number("sum"), ...calculated(sum) }, { ...number("bad"), ...calculated("1 +") });
    expect(await prepare(form, pause)).toBe((await means()).expressions);
    expect(pauses).toBeGreaterThanOrEqual(2);
    // What was read once is not read again: only the one that cannot be read.
    pauses = 0;
    await prepare(form, pause);
    expect(pauses).toBe(2);
    expect(await prepare(formOf(number("a")), pause)).toBeNull();
  });

  it("comes when expressions come", async () => {
    const form = formOf(number("a"), number("b"), { ...number("sum"), ...calculated(sum) });
    const filling = fill(form, answers({ a: 1, b: 2 }), blind);
    expect(filling.node("sum")!.trouble).toBe("This cannot be worked out on this tablet at the moment.");
    const loaded = await open(form);
    expect([...filling.use(loaded.worker.means)]).toEqual(["|sum"]);
    expect(said(filling, "sum")).toBe(3);
  });
});

describe("a circle", () => {
  const number = (linkId: string, ...extension: Json[]) => ({ linkId, text: linkId, type: "integer", extension });
  const count = (linkId: string) => `%resource.item.where(linkId='${linkId}').answer.count()`;

  it("rests only when its variables rest too", async () => {
    // r is 1 whatever q is; q is shown while r has no answer, by a variable that is worked out after q itself.
    const form = formOf(
      number("q", expressionOf("variable", count("r"), "v"), expressionOf("enableWhen", "%v = 0")),
      number("r", expressionOf("calculated", `iif(${count("q")} > 0, 1, 1)`)),
    );
    const filling = await open(form, answers({ q: 5 }));
    expect([filling.node("q")!.enabled, said(filling, "r")]).toEqual([false, 1]);
  });

  it("that never rests is shown, works nothing out, and says so", async () => {
    const form = formOf(
      number("q", expressionOf("enableWhen", `${count("r")} = 0`)),
      number("r", expressionOf("calculated", `iif(${count("q")} > 0, 1, {})`)),
    );
    const filling = await open(form, answers({ q: 5 }));
    expect([filling.node("q")!.enabled, said(filling, "q"), said(filling, "r")]).toEqual([true, 5, null]);
    expect(filling.node("r")!.trouble).toContain("in a circle");
    // Taken out of the circle, it is worked out again, and nothing of the trouble stays.
    filling.set("q", "", null);
    expect([filling.node("q")!.trouble, filling.node("r")!.trouble]).toEqual([null, null]);
  });
});

describe("what is offered", () => {
  const form = formOf({ linkId: "q", text: "Q", type: "integer", initial: [{ valueInteger: 3 }] });

  it("is no answer until it is confirmed (SCREENS law 6)", () => {
    const filling = fill(form, answers(), blind);
    expect(filling.node("q")).toMatchObject({ offered: [{ valueInteger: 3 }], answers: [] });
    filling.set("q", "", given(3));
    expect(filling.node("q")).toMatchObject({ offered: [], answers: [{ valueInteger: 3 }] });
  });

  it("is not offered to whom a reason was given", () => {
    expect(fill(form, { fields: { "answer.q": { answer: [], not_asked: "asleep" } }, rows: [] }, blind).node("q")!.offered).toEqual([]);
  });
});

describe("counting", () => {
  const ask = (linkId: string, more: Json = {}) => ({ linkId, text: linkId, type: "string", ...more });
  const form = formOf(
    {
      linkId: "mood",
      text: "Mood",
      type: "group",
      item: [
        ...["a", "b", "c", "d", "e", "f", "g"].map((linkId) => ask(linkId)),
        ask("only-if", { enableWhen: [{ question: "a", operator: "=", answerString: "x" }] }),
        ask("score", { ...calculated("'9'") }),
        ask("seen", { readOnly: true }),
        ask("secret", { extension: [hidden] }),
        ask("elsewhere", { type: "choice", answerValueSet: "http://elsewhere" }),
        { linkId: "words", text: "Words", type: "display" },
      ],
    },
    { linkId: "hidden", text: "Hidden", type: "group", extension: [hidden], item: [ask("inside")] },
  );

  it("counts what is asked here: 6 of 7 answered", async () => {
    const filling = await open(form, answers({ a: "1", b: "1", c: "1", d: "1", e: "1", f: "1" }));
    const count = countOf(nodesOf(filling, form.sections[0]!));
    expect(count).toEqual({ of: 7, answered: 6, notAsked: 0, offered: 0 });
    expect(countWords(count)).toBe("6 of 7 answered");
    expect(countOf(filling.top)).toEqual(count);
  });

  it("takes a reason for an answer, and says how many are reasons", async () => {
    const filling = await open(form, { fields: { "answer.a": { answer: [], not_asked: "asleep" } }, rows: [] });
    expect(countOf(filling.top)).toEqual({ of: 7, answered: 1, notAsked: 1, offered: 0 });
  });

  it("walks in the order of the screen", async () => {
    expect([...everyNode((await open(form)).top)].map((node) => node.item.linkId).slice(0, 3)).toEqual(["mood", "a", "b"]);
  });
});
