import { h } from "preact";
import render from "preact-render-to-string";
import { expect, test } from "vitest";
import { patient } from "../today/testing";
import { MaybeSame } from "./MaybeSame";
import type { OnePatient } from "./use-patient";

const rokeya = patient("a", [], {
  name: "Rokeya Begum",
  given_name: "Rokeya",
  family_name: "Begum",
  born_on: "1942-03-01",
  nhs_number: "9990000018",
});
const twin = patient("b", [], { name: "Ruqia Begom", given_name: "Ruqia", family_name: "Begom", born_on: "1942-03-10", nhs_number: "9990000018" });
const strip = (...index: (typeof rokeya)[]) =>
  render(h(MaybeSame, { one: { header: rokeya, store: { index: { value: index } } } as unknown as OnePatient })).replaceAll("\u00a0", " ");

test("r1 the record of a possible duplicate names both, with their dates of birth, and leads to the other", () => {
  const words = strip(rokeya, twin);
  expect(words).toContain("This may be the same person as Ruqia Begom");
  for (const said of ["Rokeya Begum, born", "1942", '<a href="/patient/b">Ruqia Begom</a>, born', "the same NHS number", "999 000 0018"])
    expect(words).toContain(said);
});

test("where nobody else may be that person nothing is said", () => {
  expect(strip(rokeya)).toBe("");
});
