import { expect, test } from "vitest";
import { spoken } from "./spoken";

const own = (...languages: string[]) => spoken(languages).map((one) => one.own);

test("the kiosk begins in a language of theirs, in its own script", () => {
  expect(own("Somali")).toEqual(["Soomaali"]);
  expect(own("English", "Sylheti", "Bengali")).toEqual(["বাংলা", "English"]);
  expect(own("Cantonese")).toEqual(["中文"]);
});

test("where none of theirs is there it is English, and another can be chosen", () => {
  expect(own()).toEqual(["English"]);
  expect(own("Vietnamese")).toEqual(["English"]);
});
