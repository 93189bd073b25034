import { describe, expect, test } from "vitest";
import type { People, Waiting } from "../store/contract";
import { byPatient, fromTo, groupOf, sentenceOf } from "./sentences";

const people: People = {
  staff: () => undefined,
  organisation: () => undefined,
  team: () => undefined,
  practice: () => undefined,
  allStaff: () => [],
  signature: () => "",
};
const say = { people, now: new Date("2026-11-24T13:01:00.000Z") };
const nowhere = { bundle: null, header: undefined };
const change = (more: Partial<Waiting> & Pick<Waiting, "kind" | "set">): Waiting => ({
  id: "c",
  record: "r",
  patient: "p",
  called: null,
  madeAt: "2026-11-24T11:15:00.000Z",
  state: "waiting",
  tries: 0,
  lastTry: null,
  saw: null,
  refusal: null,
  dependents: [],
  bytes: 100,
  ...more,
});
const what = (more: Partial<Waiting> & Pick<Waiting, "kind" | "set">) => sentenceOf(change(more), nowhere, say).what.replaceAll("\u00a0", " ");

describe("a change in words", () => {
  test("the wish to be rung reads like any wish for a call, to whoever looks over the shoulder", () => {
    const set = { ring_asked_at: "2026-11-24T10:10:00.000Z", ring_asked_visit: "v" };
    expect(sentenceOf(change({ kind: "my_day", patient: null, saw: {}, set }), nowhere, say)).toEqual({
      icon: "phone",
      what: "Asked for a call at 10:10",
      detail: "Your day",
    });
  });
  test("an edit says what it was and what it is to be; what both have is said once", () => {
    const target = (n: string) => ({ target: n, target_unit: "metres", target_how: "with her frame", target_on: null });
    expect(what({ kind: "goal", saw: target("5"), set: target("10") })).toMatch(/target from 5 metres to 10 metres, with her frame$/);
  });
  test("a field that was empty, and one that is emptied, are said so", () => {
    expect(what({ kind: "patient", saw: { phone: null }, set: { phone: "020 7946 0155" } })).toMatch(/phone number now 020 7946 0155$/);
    expect(what({ kind: "patient", saw: { phone: "020 7946 0155" }, set: { phone: null } })).toMatch(/emptied, was 020 7946 0155$/);
  });
  test("an attendance tells arriving, leaving and what came of it", () => {
    expect(what({ kind: "attendance", set: { arrived_at: "2026-11-24T09:01:00.000Z" } })).toBe("Arrived 09:01");
    expect(
      what({
        kind: "attendance",
        set: { arrived_at: "2026-11-24T09:01:00.000Z", left_at: "2026-11-24T09:06:00.000Z", outcome: "no-access", outcome_reason: "Card left" },
      }),
    ).toMatch(/^Arrived 09:01, left 09:06, no access.*Card left$/);
  });
  test("a note shows its first words, a measurement its value", () => {
    expect(sentenceOf(change({ kind: "note", set: { words: "Drained well, clear." } }), nowhere, say).detail).toBe("“Drained well, clear.”");
    expect(what({ kind: "observation", set: { type: "temperature", value: 37.9, unit: "°C" } })).toBe("Temperature 37.9 °C");
  });
  test("one's own day", () => {
    expect(what({ kind: "my_day", patient: null, saw: {}, set: { late_minutes: 20, late_said_at: "2026-11-24T09:20:00.000Z" } })).toBe(
      "Running 20 minutes late",
    );
    expect(what({ kind: "my_day", patient: null, saw: {}, set: { late_minutes: 0, late_said_at: "2026-11-24T09:20:00.000Z" } })).toBe(
      "On time again",
    );
  });
  test("no sentence shows an id or the machine's words", () => {
    const id = "0193c000-0000-7000-8000-000000000001";
    for (const kind of [
      "attendance",
      "done",
      "observation",
      "note",
      "disclosure",
      "conflict",
      "my_day",
      "visit",
      "goal",
      "alert",
      "read_mark",
      "refusal",
    ] as const)
      expect(what({ kind, set: { visit: id, staff: id, action: id, about: id, record: id } })).not.toMatch(/0193c000|undefined|null|_/);
  });
});

test("the group of an edit is found by its fields", () => {
  expect(groupOf("goal", { target: "5", target_unit: "m", target_how: null, target_on: null })).toBe("target");
  expect(groupOf("goal", { words: "a", progress: 3 })).toBeNull();
});

test("measurements taken together are one row, others are their own; the order of patients is that of their first change", () => {
  const pulse = (id: string, type: string, value: number, together: string | null) =>
    change({ id, kind: "observation", set: { type, value, taken_together: together } });
  const list = [
    change({ id: "x", patient: "q", kind: "note", set: { words: "a" } }),
    pulse("1", "pulse", 92, "t"),
    pulse("2", "temperature", 37.9, "t"),
    pulse("3", "weight", 60, null),
  ];
  const groups = byPatient(list, () => nowhere, say);
  expect(groups.map((g) => g.patient)).toEqual(["q", "p"]);
  expect(groups[1]!.rows.map((r) => r.changes.length)).toEqual([2, 1]);
});

test("from and to share their end", () => {
  expect(fromTo("a, b, c", "x, b, c")).toBe("from a to x, b, c");
  expect(fromTo("a", "b")).toBe("from a to b");
  expect(fromTo("", "b")).toBe("now b");
});
