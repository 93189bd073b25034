/** What fhirpath.js may and may not do here, and that it stays in a file of its own. */
import { describe, expect, it } from "vitest";
import { CannotWorkOut, loadExpressions } from "./expressions";
import { shapeOf } from "./fhirpath";
import { now } from "./testing";

const on = { data: { resourceType: "QuestionnaireResponse" }, isItem: false, variables: {}, now };
const work = async (text: string, ground: Partial<typeof on> = {}) => {
  const expressions = await loadExpressions();
  return expressions.plain(expressions.work(text, { ...on, ...ground }).given);
};

describe("expressions", () => {
  it("know the time that they are given, London's day", async () => {
    expect(await work("today() = @2026-11-24")).toEqual([true]);
    expect(await work("today().toString()", { now: "2026-06-30T23:30:00Z" })).toEqual(["2026-07-01"]);
    expect(await work("now() > @2026-11-24T09:29:59Z")).toEqual([true]);
  });

  it("share a reading where they differ in words only", () => {
    const [a, b] = ["item.where(linkId='a').answer", "item.where(linkId='b').answer"].map(shapeOf);
    expect(a!.shape).toBe(b!.shape);
    expect(Object.values(a!.words)).toEqual(["a"]);
    // A unit, a quoted name, an escape and a comment are not words.
    for (const text of ["5 'mg'", "%'my name'", "'it\\'s'", "`item`.where(linkId='a')", "1 // 'x'"])
      expect(shapeOf(text)).toEqual({ shape: text, words: {} });
    expect(shapeOf("'http://loinc.org' & '/* no comment */'").words).toEqual({ words_0: "http://loinc.org", words_1: "/* no comment */" });
  });

  it("keep the types of what other expressions gave", async () => {
    const expressions = await loadExpressions();
    const response = { resourceType: "QuestionnaireResponse", item: [{ linkId: "d", answer: [{ valueDate: "2020-01-01" }] }] };
    const born = expressions.work("item.where(linkId='d').answer.value", { ...on, data: response }).given;
    expect(await work("%born < @2021-01-01", { variables: { born } })).toEqual([true]);
  });

  it.each([
    ["'Patient/1'.resolve()", "server"],
    ["'a'.memberOf('http://x')", "server"],
    ["%nobody", "undefined environment variable"],
    ["1 +", "mismatched input"],
    ["('a' | 'b') + 1", "Cannot"],
    ["(1).repeat($this + 1)", "no end"],
    ["'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('(a+)+$')", "for ever"],
    ["'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replaceMatches('(a+)+$', '')", "for ever"],
    ["x".repeat(20_000), "too long"],
  ])("%s cannot be worked out, and nothing else happens", async (text, why) => {
    await expect(work(text)).rejects.toThrow(CannotWorkOut);
    await expect(work(text)).rejects.toThrow(why);
  });

  it("do with patterns what fhirpath.js does", async () => {
    expect(await work("'E1 4NS'.matches('^[A-Z][0-9] ')")).toEqual([true]);
    expect(await work("'E1 4NS'.matchesFull('[A-Z][0-9]')")).toEqual([false]);
    expect(await work("'a  b'.replaceMatches('\\\\s+', '-')")).toEqual(["a-b"]);
    expect(await work("{}.matches('a')")).toEqual([]);
  });

  it("repeat over each different element once, as fhirpath.js does", async () => {
    const row = (name: string) => ({ linkId: "g", item: [{ linkId: "n", answer: [{ valueString: name }] }] });
    const data = { resourceType: "QuestionnaireResponse", item: [row("Ann"), row("Ben"), row("Ann")] };
    expect(await work("repeat(item).where(linkId='n').answer.value", { data } as never)).toEqual(["Ann", "Ben"]);
  });
});

describe("the weight of expressions", () => {
  const sources = import.meta.glob<string>("../../**/*.{ts,tsx}", { eager: true, import: "default", query: "?raw" });
  const importing = (what: RegExp) =>
    Object.entries(sources)
      .filter(([path, text]) => !/\.test\.ts$|\/testing\.ts$/.test(path) && what.test(text))
      .map(([path]) => path);

  it("is in one file, which one place fetches when it is needed", () => {
    expect(importing(/from "fhirpath/)).toEqual(["./fhirpath.ts"]);
    expect(importing(/from "(?:\.\/|.*engine\/)fhirpath"/)).toEqual([]);
    expect(importing(/import\("\.\/fhirpath"\)/)).toEqual(["./expressions.ts"]);
  });
});
