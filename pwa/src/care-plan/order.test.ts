import { expect, it } from "vitest";
import { view } from "../patient/testing";
import { inOrder, moved } from "./order";

const of = (id: string, position: number | null) => view("contingency", id, { if_this: id, position });
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id).join("");

it("stands by its place, and by its id where two have the same", () => expect(ids(inOrder([of("c", 2), of("b", 1), of("a", 2)]))).toBe("bac"));
it("moves one place, and only those whose place is another are written", () => {
  const all = [of("a", 1), of("b", 2), of("c", 3)];
  expect(moved(all, "c", -1).map(({ view: v, position }) => [v.id, position])).toEqual([
    ["c", 2],
    ["b", 3],
  ]);
});
it("gives each its own place where several had none", () =>
  expect(moved([of("a", null), of("b", null)], "a", 1).map(({ view: v, position }) => [v.id, position])).toEqual([
    ["b", 1],
    ["a", 2],
  ]));
it("goes no further than the ends", () => {
  expect(moved([of("a", 1), of("b", 2)], "a", -1)).toEqual([]);
  expect(moved([of("a", 1), of("b", 2)], "b", 1)).toEqual([]);
  expect(moved([of("a", 1)], "nobody", 1)).toEqual([]);
});
