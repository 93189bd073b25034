import { expect, it } from "vitest";
import type { View } from "../store/contract";
import { newId, nextId, writer } from "./new-view";
import { bundle, view } from "./testing";

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

it("M2: a goal that was being typed yesterday goes on under its own id today", () => {
  const b = { ...bundle(), id: visit };
  const yesterday = nextId("goal", b, [], "kemi", "2026-11-23");
  const draft = { kind: "goal" as const, record: yesterday, patient: visit, group: "words", values: {}, at: "", called: null };
  expect(nextId("goal", b, [draft], "kemi", "2026-11-24")).toBe(yesterday);
  expect(nextId("action", b, [draft], "kemi", "2026-11-24")).not.toBe(yesterday);
});

it("the second goal of a day has an id of its own", () => {
  const first = nextId("goal", { ...bundle(), id: visit }, [], "kemi", "2026-11-24");
  const b = { ...bundle(view("goal", first, { words: "x" }) as View), id: visit };
  expect(nextId("goal", b, [], "kemi", "2026-11-24")).not.toBe(first);
});

it("R1: what one person begins on two tablets are two records, and each tablet finds its own again", () => {
  const here = writer({ tablet: "f1" }, "kemi");
  const there = writer({ tablet: "f2" }, "kemi");
  expect(newId(visit, "done", here, "action", "1", "1")).not.toBe(newId(visit, "done", there, "action", "1", "1"));
  expect(newId(visit, "done", here, "action", "1", "1")).toBe(newId(visit, "done", writer({ tablet: "f1" }, "kemi"), "action", "1", "1"));
});
