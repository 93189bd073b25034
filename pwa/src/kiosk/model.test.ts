import { expect, test } from "vitest";
import { items, scales, setOf } from "./content";
import { drawn } from "./easy";
import { asked, type Event, fresh, isAnswered, type Model, progress, response, update } from "./model";

const short = setOf("short");

function after(events: Event[], set = short, from: Model = fresh): Model {
  return events.reduce((model, event) => update(model, event, set), from);
}

const good: Event[] = [
  { do: "choose-language", language: "en" },
  { do: "who", who: "self" },
  { do: "next" },
  { do: "answer", code: "good" },
  { do: "next" },
];

test("the question and its six answers are those of the Friends and Family Test, in its order", () => {
  expect(items.fft?.text).toBe("Overall, how was your experience of our service?");
  expect(scales.fft.map(([, words]) => words)).toEqual(["Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don’t know"]);
});

test("the short set is the question, one's own words and four statements: six screens", () => {
  expect(asked(short, { ...fresh, who: "self" })).toEqual(["fft", "fft-why", "i-s4", "i-m4", "i-m5", "i-p3"]);
  expect(progress(short, after(good))).toEqual({ n: 2, all: 6 });
});

test("all statements are sixteen and three, word for word and in order", () => {
  const statements = setOf("statements").items.filter((key) => key.startsWith("i-"));
  expect(statements.map((key) => key.slice(2))).toEqual("a1 a2 a3 a4 a5 a6 a7 s1 s2 s3 s4 m1 m2 m3 m4 m5 p1 p2 p3".split(" "));
  expect(items["i-s4"]?.text).toBe("I feel like services work together to provide me with good care");
});

test("a set that this version does not know is answered with the short one", () => {
  expect(setOf("of next year").key).toBe("short");
});

test("every question has a picture drawn for it, and a scale; every statement short words", () => {
  for (const [key, item] of Object.entries(items)) {
    expect(drawn, key).toContain(item.picture);
    if (key.startsWith("i-")) expect(item.easy?.length, key).toBeGreaterThan(5);
    if (key.startsWith("ons4-")) expect(item.easy, "other words would be another question").toBeNull();
    if (item.kind !== "words") expect(scales[item.scale], key).toBeDefined();
  }
});

test("1 nothing is chosen beforehand, and Next comes with an answer", () => {
  const model = after(good.slice(0, 3));
  expect([model.screen, model.item, model.answers]).toEqual(["item", "fft", {}]);
  expect(isAnswered(model)).toBe(false);
  expect(after([{ do: "next" }], short, model)).toBe(model);
  expect(isAnswered(after([{ do: "answer", code: "poor" }], short, model))).toBe(true);
});

test("1 everything can be skipped, and skipping takes the answer away", () => {
  const skipped = after([{ do: "back" }, { do: "skip" }], short, after(good));
  expect([skipped.item, skipped.answers]).toEqual(["fft-why", {}]);
  const all = after([{ do: "skip" }, ...Array<Event>(7).fill({ do: "skip" })]);
  expect(all.screen).toBe("thanks");
  expect(response(all, short)).toBeNull();
});

test("2 Back is the step before, with what was answered there, up to the first screen", () => {
  const back = after([{ do: "back" }], short, after(good));
  expect([back.item, back.answers.fft]).toEqual(["fft", "good"]);
  expect(after([{ do: "back" }], short, back).screen).toBe("who");
  expect(after([{ do: "back" }, { do: "back" }], short, back).screen).toBe("language");
  expect(after([{ do: "back" }, { do: "back" }, { do: "back" }], short, back).screen).toBe("language");
});

test("2 the language can be changed at any question, and one is back at it with one's answers", () => {
  const away = after([{ do: "languages" }], short, after(good));
  expect(away.screen).toBe("language");
  const home = after([{ do: "choose-language", language: "so" }], short, away);
  expect([home.screen, home.item, home.language, home.answers.fft]).toEqual(["item", "fft-why", "so", "good"]);
  expect(after([{ do: "back" }], short, away).item).toBe("fft-why");
});

test("3 questions about one's own well-being are never asked of who answers for another", () => {
  const set = setOf("wellbeing");
  for (const who of ["family", "staff"] as const) expect(asked(set, { ...fresh, who }).filter((key) => key.startsWith("ons4"))).toEqual([]);
  expect(asked(set, { ...fresh, forSomeone: true }).filter((key) => key.startsWith("ons4"))).toEqual([]);
  expect(asked(set, { ...fresh, who: "helped" }).filter((key) => key.startsWith("ons4"))).toHaveLength(4);
});

test("the statement about children is for who says that they have some, and what they said is not kept", () => {
  const set = setOf("statements");
  const at = (code: string) => asked(set, { ...fresh, answers: { children: code } }).includes("i-a7");
  expect([at("yes"), at("no"), asked(set, fresh).includes("i-a7")]).toEqual([true, false, false]);
  const model = { ...fresh, answers: { fft: "good", children: "yes", "i-a7": "agree" } };
  expect(response(model, set)?.answers).toEqual({ fft: "good", "i-a7": "agree" });
});

test("4 an answer to a question that is not asked any more is not kept", () => {
  const model = { ...fresh, answers: { fft: "good", children: "no", "i-a7": "agree" } };
  expect(response(model, setOf("statements"))?.answers).toEqual({ fft: "good" });
  const proxy = { ...fresh, who: "family" as const, answers: { fft: "good", "ons4-happy": "3" } };
  expect(response(proxy, setOf("wellbeing"))?.answers).toEqual({ fft: "good" });
});

test("what is kept says who answered in three words, in which language, and never when", () => {
  const said = (who: Model["who"]) => response({ ...fresh, language: "bn", easy: true, who, answers: { fft: "good" } }, short);
  expect([said("self")?.who, said("helped")?.who, said("family")?.who, said("staff")?.who]).toEqual(["self", "helped", "proxy", "proxy"]);
  expect(Object.keys(said("self")!).sort()).toEqual(["answers", "easy_read", "language", "may_quote", "mode", "set", "version", "who", "words"]);
  expect(said("self")).toMatchObject({ language: "bn", mode: "kiosk", set: "short", version: 1, easy_read: true });
});

test("words may be shown to others only where there are words", () => {
  expect(response({ ...fresh, mayQuote: true, answers: { fft: "good" } }, short)?.may_quote).toBe(false);
  expect(response({ ...fresh, mayQuote: true, words: { "fft-why": " They were kind. " } }, short)).toMatchObject({
    may_quote: true,
    words: { "fft-why": "They were kind." },
  });
});

test("an answer that the question does not have is a mistake of ours", () => {
  expect(() => after([{ do: "answer", code: "excellent" }], short, after(good.slice(0, 3)))).toThrow("excellent");
});

test("when it is over nothing of the person is left", () => {
  expect(after([{ do: "forget" }], short, after(good))).toEqual(fresh);
  expect(after([{ do: "finish" }], short, after(good))).toEqual({ ...fresh, screen: "over" });
});
