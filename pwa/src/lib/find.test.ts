import { describe, expect, test } from "vitest";
import { birthDateOf, find, lettersApart, marks, nearlyAlike, skeleton } from "./find";

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
  test("the beginning of any word of the name, and of the street, names before streets", () => {
    expect(names("beg")).toEqual(["Rokeya Begum", "Rokiya Begum", "Thomas Okafor"]);
    expect(names("rok beg")).toEqual(["Rokeya Begum", "Rokiya Begum"]);
    expect(names("halcyon")).toEqual(["Rokeya Begum"]);
    expect(names("e14 7pl")).toEqual(["Thomas Okafor"]);
    expect(names("E147PL")).toEqual(["Thomas Okafor"]);
  });
  test("an NHS number with or without its spaces, and its beginning", () => {
    expect(names("999 204 8719")).toEqual(["Rokeya Begum"]);
    expect(names("9992129972")).toEqual(["Rokiya Begum"]);
  });
  test.each(["14 03 1942", "14/3/1942", "14.3.42", "14 Mar 1942", "14 march 1942", "1942-03-14"])("a date of birth typed as %s", (typed) => {
    expect(names(typed)).toEqual(["Rokeya Begum"]);
  });
  test("apostrophes and accents do not matter", () => {
    expect(names("oleary")).toEqual(["Margaret O’Leary"]);
    expect(names("o'lea")).toEqual(["Margaret O’Leary"]);
  });
  test("near spellings are offered when nothing fits, and said to be near", () => {
    expect(find(all, "Muhamad Noorul")).toEqual({ hits: [islam], near: true });
    expect(find(all, "Rokya")).toMatchObject({ near: true, hits: [rokeya, rokiya] });
    expect(find(all, "Qwerty")).toEqual({ hits: [], near: true });
  });
  test("a name that fits is never called near", () => {
    expect(find(all, "Rokeya").near).toBe(false);
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
