import { expect, test } from "vitest";
import { title, whatToDo } from "./Unreadable";

const change = { draft: null };
const text = { draft: { patient: "p" } };

test.each([
  [[change], "1 change on this tablet cannot be read"],
  [[change, change], "2 changes on this tablet cannot be read"],
  [[text], "1 text on this tablet cannot be read"],
  [[text, text], "2 texts on this tablet cannot be read"],
  [[text, change, change], "3 things on this tablet cannot be read"],
])("%o are called %s", (list, words) => expect(title(list)).toBe(words));

test("what to do: nothing where it was sent; else where to look, and that the copy is kept", () => {
  expect(whatToDo({ sent: true, draft: null })).toContain("the record has it");
  expect(whatToDo({ sent: false, draft: null })).toMatch(/never sent.*those you saw at that time.*copy is kept/);
  expect(whatToDo({ sent: false, draft: { patient: "p" } })).toMatch(/had not finished.*Open that person.*copy is kept/);
  expect(whatToDo({ sent: false, draft: { patient: null } })).toMatch(/had not finished.*those you saw at that time/);
});
