import { describe, expect, test } from "vitest";
import { byItem, notJson } from "./file";

describe("a file that somebody chose", () => {
  test("is JSON, or it is said in which line it stops to be", () => {
    expect(notJson('{"resourceType": "Questionnaire"}')).toBeNull();
    expect(notJson("  ")).toBe("The file is empty.");
    expect(notJson('{\n "a": 1,\n "b" 2\n}')).toContain("line 3");
    expect(notJson("<Questionnaire/>")).toMatch(/^It is not JSON/);
  });
  test("nested beyond reading is left to the server, which names the item", () => {
    expect(notJson("[".repeat(500_000) + "]".repeat(500_000))).toBeNull();
  });
});

test("problems are told item by item: what must be mended first, the form itself before its items, each sentence once", () => {
  const problem = (item: string, words: string, grave: boolean) => ({ item, called: item, words, grave });
  const told = byItem([
    problem("b", "No words.", false),
    problem("a", "One.", true),
    problem("", "No title.", true),
    problem("a", "Two.", true),
    problem("a", "One.", true),
  ]);
  expect(told.map(({ item, grave, words }) => [item, grave, words])).toEqual([
    ["", true, ["No title."]],
    ["a", true, ["One.", "Two."]],
    ["b", false, ["No words."]],
  ]);
});
