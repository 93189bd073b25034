import { describe, expect, test } from "vitest";
import type { Bundle, View } from "../store/contract";
import { formsOf, holdWords, searched, usedWords, type Version } from "./listing";

const version = (url: string, number: string, status: string, title = url): Version =>
  ({ kind: "questionnaire", id: `${url}-${number}`, fields: { url, version: number, status, title } }) as unknown as Version;
const bundle = (...all: Version[]): Bundle => ({ all: () => all as View[] }) as unknown as Bundle;

describe("the list of forms", () => {
  test("has one line for each address: drafts first, then by title; versions by number, the newest first", () => {
    const found = formsOf(
      bundle(
        version("weight", "1", "retired"),
        version("falls", "1.9", "active"),
        version("falls", "1.10", "retired"),
        version("pain", "2", "active"),
        version("pain", "3", "draft"),
      ),
    );
    expect(found.map((one) => [one.title, one.active?.fields.version, one.drafts.map((each) => each.fields.version)])).toEqual([
      ["pain", "2", ["3"]],
      ["falls", "1.9", []],
      ["weight", undefined, []],
    ]);
    expect(found[1]!.versions.map((one) => one.fields.version)).toEqual(["1.10", "1.9"]);
  });
  test("is nothing while the forms are not here", () => expect(formsOf(null)).toEqual([]));
  test("is searched by every word of title, address and version, whatever the accents", () => {
    const all = formsOf(bundle(version("https://x.example/falls", "1.2", "active", "Chutes à domicile"), version("pain", "2", "active", "Pain")));
    expect(searched(all, "CHUTES a 1.2").map((one) => one.title)).toEqual(["Chutes à domicile"]);
    expect(searched(all, "x.example").length).toBe(1);
    expect(searched(all, "chutes pain")).toEqual([]);
    expect(searched(all, " ").length).toBe(2);
  });
});

describe("how much a form is used", () => {
  test.each([
    [undefined, ""],
    [undefined, ""],
    [{ begun: null, being_filled: null }, "Fewer than 5 assessments"],
    [{ begun: 0, being_filled: 0 }, "No assessment was begun in it"],
    [{ begun: 5, being_filled: 0 }, "5 assessments, none being filled now"],
    [{ begun: 12, being_filled: null }, "12 assessments; how many are being filled now is not shown, a number below 5 would be told by it"],
    [{ begun: 12, being_filled: 6 }, "12 assessments, 6 of them being filled now"],
    [{ begun: 7, being_filled: 7 }, "7 assessments, all being filled now"],
  ])("%o is said as “%s”", (used, words) => expect(usedWords(used)).toBe(words));
  test.each([
    [undefined, "Assessments begun in version 1 are finished in it and keep their questions."],
    [{ begun: 9, being_filled: 0 }, "None is being filled now; any assessment begun in version 1 is finished in it and keeps its questions."],
    [{ begun: 9, being_filled: null }, "Assessments begun in version 1 are finished in it and keep their questions."],
    [{ begun: 14, being_filled: 6 }, "6 assessments begun in version 1 are finished in it and keep their questions."],
  ])("before one publishes, %o: “%s”", (used, words) => expect(holdWords(version("falls", "1", "active"), used)).toBe(words));
});
