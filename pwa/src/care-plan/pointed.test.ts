import { expect, it } from "vitest";
import { elementOf, pointTo, showPointed } from "./pointed";

function page(record: string) {
  const did: string[] = [];
  const element = {
    closest: () => ({ setAttribute: () => did.push("opened") }),
    scrollIntoView: () => did.push("seen"),
    focus: () => did.push("focused"),
  };
  return { did, find: (id: string) => (id === elementOf(record) ? (element as unknown as HTMLElement) : null) };
}

it("what was pointed at comes into sight and focus, out of what is folded, and only once", () => {
  const { did, find } = page("goal-1");
  pointTo("goal-1");
  expect(showPointed(find)).toBe(true);
  expect(did).toEqual(["opened", "seen", "focused"]);
  expect(showPointed(find)).toBe(false);
});
it("what is not on the page yet is waited for", () => {
  pointTo("goal-2");
  expect(showPointed(page("goal-1").find)).toBe(false);
  expect(showPointed(page("goal-2").find)).toBe(true);
});
