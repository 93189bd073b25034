import { expect, test } from "vitest";
import { items } from "./content";
import { asSigned, digestOf, englishFile, isPublished, type LanguageFile, languageFile, reading, tongues } from "./languages";

const signed = { status: "published", signed_off_by: "Rahima Khanom, interpreter", signed_off_on: "2026-11-02" };

async function file(language: string): Promise<LanguageFile> {
  return (await languageFile(language))!;
}

test("a translation is published when a named person signed it off on a day, and not otherwise", () => {
  expect(isPublished(signed)).toBe(true);
  for (const missing of [{ status: "draft" }, { signed_off_by: null }, { signed_off_by: " " }, { signed_off_on: null }, { signed_off_on: "soon" }])
    expect(isPublished({ ...signed, ...missing }), JSON.stringify(missing)).toBe(false);
});

test("nobody has signed any translation off yet: each that ships is a draft, without a name and a day", async () => {
  for (const { language } of tongues.slice(1)) {
    const { words, questions } = await file(language);
    for (const one of [words, questions]) expect([one.status, one.signed_off_by, one.signed_off_on], language).toEqual(["draft", null, null]);
    expect(questions.strings, `${language}: translations of the questions are not ours to make`).toEqual({});
  }
});

test("every draft has every word, with the same places to fill", async () => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const { language } of tongues.slice(1)) {
    const { strings } = (await file(language)).words;
    expect(Object.keys(strings).sort(), language).toEqual(Object.keys(englishFile.words.strings).sort());
    for (const [key, text] of Object.entries(englishFile.words.strings)) expect(places(strings[key]!), `${language} ${key}`).toEqual(places(text));
  }
});

test("without a signed-off translation people read English, from the left, and are told", async () => {
  const arabic = reading("ar", await file("ar"), false);
  expect([arabic.word("back"), arabic.language, arabic.dir, arabic.isFallback, arabic.isDraft]).toEqual(["Back", "en", "ltr", true, false]);
  expect(reading("pl", null, true)).toMatchObject({ language: "en", isFallback: true });
});

test("the demonstration shows drafts of the words around the questions, marked, and never of the questions", async () => {
  const bengali = await file("bn");
  const drafted = { ...bengali, questions: { ...bengali.questions, strings: { "fft.text": "না" } } };
  const shown = reading("bn", drafted, true);
  expect([shown.word("back"), shown.isDraft, shown.isFallback, shown.areQuestionsFallback]).toEqual([bengali.words.strings.back, true, false, true]);
  expect(shown.question("fft.text", items.fft!.text)).toEqual({ text: items.fft!.text, lang: "en", dir: "ltr" });
});

test("a signed-off translation is shown, questions too, in its own direction", async () => {
  const arabic = await file("ar");
  const published = { ...arabic, words: { ...arabic.words, ...signed }, questions: { ...signed, strings: { "fft.text": "سؤال" } } };
  const shown = reading("ar", published, false);
  expect(shown).toMatchObject({ dir: "rtl", isDraft: false, isFallback: false, areQuestionsFallback: false });
  expect(shown.question("fft.text", "English")).toEqual({ text: "سؤال", lang: "ar", dir: "rtl" });
  expect(shown.question("fft.lead", "English"), "what is not there is English, and says so").toEqual({ text: "English", lang: "en", dir: "ltr" });
});

test("places in a text are filled", () => {
  expect(reading("en", englishFile, false).word("step", { n: 2, all: 6 })).toBe("2 of 6");
});

test("a place signs one wording: it is read there without a mark, and another wording is unsigned again", async () => {
  const bengali = await file("bn");
  const here = { bn: { digest: bengali.digest!, by: "Farzana Akhtar, interpreter", on: "2026-11-20" } };
  const read = reading("bn", asSigned(bengali, here), false);
  expect([read.isFallback, read.isDraft, read.language]).toEqual([false, false, "bn"]);
  expect(read.areQuestionsFallback, "of the questions only published translations count").toBe(true);
  const other = { ...bengali, digest: await digestOf({ ...bengali.words.strings, next: "আগে" }) };
  expect(reading("bn", asSigned(other, here), false).isFallback).toBe(true);
  for (const missing of [{ by: " " }, { on: "soon" }])
    expect(reading("bn", asSigned(bengali, { bn: { ...here.bn, ...missing } }), false).isFallback).toBe(true);
});

test("a wording has one digest, in whatever order its words stand", async () => {
  expect(await digestOf({ b: "2", a: "1" })).toBe(await digestOf({ a: "1", b: "2" }));
  // printf '[["a","1"]]' | sha256sum
  expect(await digestOf({ a: "1" })).toBe("57bfe7a5665fd3e5b7872b4dc4b0752144714ed463048a8448c04a15e4596dba");
});
