import { expect, test } from "vitest";
import { formatNhsNumber, isNhsNumber } from "./nhs-number";

test("a number with the right check digit is one, with or without spaces", () => {
  expect(isNhsNumber("9992048719")).toBe(true);
  expect(isNhsNumber("999 204 8719")).toBe(true);
});
test("a wrong check digit, a wrong length or a letter is not", () => {
  expect(isNhsNumber("9992048718")).toBe(false);
  expect(isNhsNumber("999204871")).toBe(false);
  expect(isNhsNumber("999204871a")).toBe(false);
});
test("two digits changed round are found out", () => {
  expect(isNhsNumber("9992084719")).toBe(false);
});
test("nine digits whose check digit would be ten are no number at all", () => {
  const nines = Array.from({ length: 1000 }, (_, n) => String(999_000_000 + n)).find((digits) => {
    const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0);
    return (11 - (sum % 11)) % 11 === 10;
  });
  for (let last = 0; last < 10; last++) expect(isNhsNumber(`${nines}${last}`)).toBe(false);
});
test("it is shown in threes and a four; what is none stays as typed", () => {
  expect(formatNhsNumber("9992048719")).toBe("999 204 8719");
  expect(formatNhsNumber("12345")).toBe("12345");
});
