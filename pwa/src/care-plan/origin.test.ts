import { describe, expect, it } from "vitest";
import { bundle, say, view } from "../patient/testing";
import type { View } from "../store/contract";
import { linkOf, originOf, packageTitles, partOf } from "./origin";
import { packages } from "./package-content";

const group = (linkId: string, text: string, ...inside: string[]) => ({
  linkId,
  text,
  type: "group",
  item: inside.map((id) => ({ linkId: id, type: "boolean" })),
});
const definition = {
  item: [{ linkId: "help", type: "display" }, group("walking", "Falls and mobility", "falls.fallen"), group("mood", "Mood", "mood.low")],
};
const url = "https://alongside.example/q";
const forms = bundle(view("questionnaire", "q", { url, version: "1", title: "Living at home", definition }) as View);
const assessment = view("assessment", "a", { questionnaire: url, version: "1" }) as View;
const from = { origin_kind: "assessment", origin_record: "a", origin_link: linkOf("mood.low", "lonely") };

describe("what came out of an answer leads back to it", () => {
  it("to the part of the form that asks it", () =>
    expect(originOf(from, bundle(assessment), forms, say)).toEqual({ words: "From Living at home: Mood", href: "/patient/rokeya/assessment/a/2" }));
  it("to the assessment where the form is not here, and to nothing where it is not", () => {
    expect(originOf(from, bundle(assessment), null, say)).toEqual({ words: "From an assessment", href: "/patient/rokeya/assessment/a" });
    expect(originOf(from, bundle(), forms, say)).toEqual({ words: "From an assessment", href: null });
  });
  it("counts the parts as their addresses do: questions beside the groups are the first", () => {
    expect(partOf({ item: [...definition.item, { linkId: "beside", type: "string" }] }, "falls.fallen")).toEqual({
      number: 2,
      title: "Falls and mobility",
    });
    expect(partOf({ item: [...definition.item, { linkId: "beside", type: "string" }] }, "beside")).toEqual({ number: 1, title: "" });
    expect(partOf(definition, "never asked")).toBeNull();
    expect(partOf(null, "x")).toBeNull();
  });
});

it("a package is named; a meeting by its day; and what came out of nothing says nothing", () => {
  expect(originOf({ origin_kind: "package", origin_link: "copd/worse" }, bundle(), null, say)?.words).toBe("From the package “COPD”");
  expect(originOf({ origin_kind: "package", origin_link: "of-another-version/x" }, bundle(), null, say)?.words).toBe("From a package");
  const item = view("meeting_item", "m", { meeting: "tuesday", held_on: "2026-11-24" }) as View;
  expect(originOf({ origin_kind: "meeting_item", origin_record: "m" }, bundle(item), null, say)).toEqual({
    words: "Decided at the MDT of Tue\u00a024\u00a0Nov",
    href: "/meetings/tuesday/rokeya",
  });
  expect(originOf({}, bundle(), null, say)).toBeNull();
});
it("every package has its title here", () => expect(packages.map(({ key }) => key)).toEqual(Object.keys(packageTitles)));
