import { expect, test } from "vitest";
import { knownBy, maybeSame, maybeSameIn } from "./same-person";

const one = (bundle: string, name: string, born_on: string | null, nhs_number: string | null) => {
  const [given_name = "", family_name = ""] = name.split(" ");
  return { bundle, given_name, family_name, born_on, nhs_number };
};
const rokeya = one("a", "Rokeya Begum", "1942-03-01", "9990000018");
const whom = (other: ReturnType<typeof one>) => maybeSame([rokeya, other], rokeya).map(({ other, why }) => `${other.bundle} ${why}`);

test("r1 the same NHS number under another name is a possible duplicate", () => {
  expect(whom(one("b", "Ruqia Begom", "1943-03-01", "9990000018"))).toEqual(["b number"]);
});

test("r1 so is the same name and date of birth, whatever the accents and capitals, with another number or none", () => {
  expect(whom(one("b", "ROKÉYA begum", "1942-03-01", null))).toEqual(["b name-and-birth"]);
  expect(whom(one("b", "Rokeya Begum", "1942-03-01", "9990000026"))).toEqual(["b name-and-birth"]);
});

test("r1 one name alone, one date alone, or two without a number are not", () => {
  expect(whom(one("b", "Rokeya Begum", "1951-07-09", null))).toEqual([]);
  expect(whom(one("b", "Rokeya Begum", null, null))).toEqual([]);
  expect(whom(one("b", "Shirin Begum", "1942-03-01", null))).toEqual([]);
  expect(maybeSame([one("c", "Ann Lee", null, null)], one("b", "Jo Lee", null, null))).toEqual([]);
});

test("in a list every one of them is named beside each, once, and nobody else", () => {
  const twin = one("b", "Rokeya Begum", "1942-03-01", "9990000018");
  const same = maybeSameIn([rokeya, twin, one("c", "George Whitfield", "1950-01-01", null)]);
  expect([...same].map(([id, others]) => [id, others.map((other) => other.bundle)])).toEqual([
    ["a", ["b"]],
    ["b", ["a"]],
  ]);
});

test("what tells two of one name apart is said of each, also that it is not known", () => {
  expect(knownBy(rokeya).replaceAll("\u00a0", " ")).toBe("born 1 Mar 1942, NHS number 999 000 0018");
  expect(knownBy(one("b", "Rokeya Begum", null, null)).replaceAll("\u00a0", " ")).toBe("date of birth not known, no NHS number");
});
