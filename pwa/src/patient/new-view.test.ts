import { expect, it } from "vitest";
import { newId } from "./new-view";

const visit = "0193c000-1111-7000-8000-000000000201";

it("R1: the id of what is being typed is a UUIDv7, and found again", () => {
  const id = newId(visit, "note", "kemi", "1");
  expect(id).toMatch(/^0193c000-1111-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId(visit, "note", "kemi", "1")).toBe(id);
});

it("differs by person, by number and by what it is of", () => {
  const ids = [
    newId(visit, "note", "kemi", "1"),
    newId(visit, "note", "kemi", "2"),
    newId(visit, "note", "amina", "1"),
    newId(visit, "goal", "kemi", "1"),
  ];
  expect(new Set(ids).size).toBe(4);
});
