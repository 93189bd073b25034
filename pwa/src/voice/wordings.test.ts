import { expect, test } from "vitest";
import { languageFile } from "../kiosk/languages";
import { wordingOf, wordOf } from "./wordings";

const bengali = (await languageFile("bn"))!;
const by = { by: "Farzana Akhtar, interpreter", on: "2026-11-20" };

test("a language is said as far as it is: signed here with who and when, a draft, to check again, or none at all", () => {
  const signed = wordingOf("bn", bengali, { bn: { digest: bengali.digest!, ...by } });
  expect(signed.state).toBe("signed");
  expect(wordOf(signed, false)).toMatch(/^Checked by Farzana Akhtar, interpreter, Fri.20.Nov\. The questions are in English/);
  expect(wordOf(wordingOf("bn", bengali, {}), false)).toBe("A draft that nobody checked: people read English, and are told why.");
  expect(wordOf(wordingOf("bn", bengali, {}), true)).toContain("marked as a draft");
  expect(wordingOf("bn", bengali, { bn: { digest: "0".repeat(64), ...by } }).state).toBe("older");
  expect(wordOf(wordingOf("pl", null, {}), false)).toContain("Not translated yet");
  expect(wordingOf("en", null, {}).state).toBe("english");
});
