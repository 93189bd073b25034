import { describe, expect, test } from "vitest";
import { birthDateOf, type Findable, find, lettersApart, marks, nearlyAlike, skeleton } from "./find";

const files = import.meta.glob<string>("../../../tests/patients/find_cases.json", { eager: true, import: "default", query: "?raw" });
/** The server finds whom a tablet finds: tests/patients/test_finding.py holds it to the same cases. */
const said = JSON.parse(Object.values(files)[0]!) as { people: Findable[]; cases: { typed: string; found: string[]; near: boolean }[] };

const person = (
  name: string,
  more: Partial<{ born_on: string; nhs_number: string; address_line: string; postcode: string; known_as: string }> = {},
) => ({
  name,
  known_as: null,
  born_on: null,
  nhs_number: null,
  address_line: null,
  postcode: null,
  ...more,
});
const rokeya = person("Rokeya Begum", {
  born_on: "1942-03-14",
  nhs_number: "9992048719",
  address_line: "12 Halcyon House, Ernest Street",
  postcode: "E1 4LS",
});
const rokiya = person("Rokiya Begum", { born_on: "1947-09-02", nhs_number: "9992129972" });
const islam = person("Mohammed Nurul Islam", { born_on: "1953-07-07" });
const oleary = person("Margaret O’Leary");
const thomas = person("Thomas Okafor", { address_line: "3 Begonia Walk", postcode: "E14 7PL" });
const all = [thomas, rokeya, rokiya, islam, oleary];
const names = (query: string) => find(all, query).hits.map((p) => p.name);

describe("finding a patient", () => {
  test("nothing typed shows everyone", () => {
    expect(names("  ")).toHaveLength(5);
  });
  test.each(said.cases)("$typed", ({ typed, found, near }) => {
    const { hits, near: isNear } = find(said.people, typed);
    expect([hits.map((one) => one.name), isNear]).toEqual([found, near]);
  });
});

describe("names that are taken for each other", () => {
  test("nearly alike and the same are warned of, others are not", () => {
    expect(nearlyAlike(all)).toEqual([[rokeya, rokiya]]);
    expect(nearlyAlike([rokeya, person("Rokeya Begum")])).toHaveLength(1);
    expect(nearlyAlike([rokeya, person("Shahida Begum")])).toHaveLength(0);
  });
  test("the skeleton joins spellings and keeps different names apart", () => {
    expect(skeleton("Mohammed")).toBe(skeleton("Muhamad"));
    expect(skeleton("Fatema")).toBe(skeleton("Fatima"));
    expect(skeleton("Hussain")).toBe(skeleton("Hossein"));
    expect(skeleton("Begum")).not.toBe(skeleton("Bibi"));
  });
  test("letters apart counts a swap of neighbours once", () => {
    expect(lettersApart("begum", "beugm")).toBe(1);
    expect(lettersApart("ali", "alli")).toBe(1);
    expect(lettersApart("", "abc")).toBe(3);
  });
});

describe("dates of birth", () => {
  test("what is no date is none", () => {
    expect(birthDateOf("14 13 1942")).toBeNull();
    expect(birthDateOf("rokeya begum")).toBeNull();
    expect(birthDateOf("32 01 1942")).toBeNull();
  });
});

test("marks point at the typed letters in the text as it stands", () => {
  const [from, to] = marks("Rokeya Begum", "beg")[0]!;
  expect("Rokeya Begum".slice(from, to)).toBe("Beg");
  expect(marks("Thomas Okafor", "beg")).toEqual([]);
  expect(marks("a+b (c)", "b")).toEqual([[2, 3]]);
});
