import { describe, expect, test } from "vitest";
import { hundredthsOf, penceOf, plain, pounds, wholeOf } from "./money";

describe("money", () => {
  test("is told to the penny, with its sign", () => {
    expect([0, 5, 120_000_050, -100].map(pounds)).toEqual(["£0.00", "£0.05", "£1,200,000.50", "−£1.00"]);
  });

  test.each([
    ["1,250,000", 125_000_000],
    ["£1250000.5", 125_000_050],
    [" 0.07 ", 7],
    ["85.50", 8550],
    ["19.99", 1999],
    ["999999999999", 99_999_999_999_900],
  ])("%s is read without a float", (text, pence) => {
    expect(penceOf(text)).toBe(pence);
  });

  test.each(["", "-5", "1.234", "12,50", "1,2345", "a pound", "1e9", "."])("%s is no amount", (text) => {
    expect(penceOf(text)).toBeNull();
  });

  test("every amount that is told is read back as it was", () => {
    for (const pence of [0, 1, 99, 100, 101, 123_456_789, 999_999_999_999]) expect(penceOf(pounds(pence))).toBe(pence);
  });
});

describe("numbers of two decimals", () => {
  test.each([
    ["62.5", 6250],
    ["100%", 10_000],
    ["0.29", 29],
    ["33.33", 3333],
  ])("%s", (text, hundredths) => {
    expect(hundredthsOf(text)).toBe(hundredths);
  });

  test.each(["", "-1", "1.005", "one", "1,5"])("%s is none", (text) => {
    expect(hundredthsOf(text)).toBeNull();
  });

  test("are told without zeros that say nothing", () => {
    expect([10_000, 6250, 3333, 5, 0, 1010].map(plain)).toEqual(["100", "62.5", "33.33", "0.05", "0", "10.1"]);
  });
});

test("a whole number may have commas, and no decimals", () => {
  expect(["1,460", "43800", "1.5", "", "1,46"].map(wholeOf)).toEqual([1460, 43_800, null, null, null]);
});
