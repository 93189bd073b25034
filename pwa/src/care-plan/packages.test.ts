import { describe, expect, it } from "vitest";
import { measures } from "../api/measures";
import { statements } from "../api/statements";
import { bundle, view } from "../patient/testing";
import type { View } from "../store/contract";
import { check } from "./check";
import { type Item, packages } from "./package-content";
import { callOf, fieldsOf, offered, recordOf } from "./packages";

const numbers = { team: { name: "South East team", phone: "020 7946 0151" }, practice: { name: "Ocean Street", phone: null } };
const everyone = () => true;
const of = (key: string) => packages.find((one) => one.key === key)!;
const itemOf = (key: string, item: string) => of(key).items.find((one) => one.key === item)!;
const beside = (key: string, item: string, ...views: View[]) => offered(of(key), bundle(...views), everyone).find((one) => one.item.key === item)!;
const place = { position: 3, goals: new Map([["steady", "goal-1"]]), numbers };

describe("what the packages hold", () => {
  it("is all seven that are asked for, each with goals, actions and instructions", () => {
    expect(packages.map(({ title }) => title)).toEqual([
      "Falls",
      "Diabetes",
      "COPD",
      "Heart disease",
      "Last years of life",
      "Alcohol and substances",
      "Wound",
    ]);
    for (const { items, key } of packages) expect(new Set(items.map(({ kind }) => kind)).size, key).toBe(3);
  });
  const all = packages.flatMap((one) => one.items.map((item) => [`${one.key}/${item.kind}/${item.key}`, one.key, item] as const));
  it("each item by itself, once", () => expect(new Set(all.map(([name]) => name)).size).toBe(all.length));
  it.each(all)("%s says what it is from, fits the plan, and means only what there is", (_, key, item: Item) => {
    expect(item.source).toMatch(/for local clinical sign-off$/);
    const fields = fieldsOf(key, item, place);
    const group = item.kind === "goal" ? "words" : "statement";
    expect(check(item.kind, group, fields as Record<string, unknown>, "2026-11-24")).toEqual({});
    if (item.kind === "goal") expect(statements).toHaveProperty(item.statement);
    if (item.kind === "action") for (const measure of item.measures ?? []) expect(measures).toHaveProperty(measure);
    if (item.kind === "action" && item.goal) expect(of(key).items.some((each) => each.kind === "goal" && each.key === item.goal)).toBe(true);
  });
  it("no goal is ticked for a person: they are theirs", () =>
    expect(packages.flatMap(({ items }) => items.filter(({ kind, usual }) => kind === "goal" && usual))).toEqual([]));
});

describe("beside a plan", () => {
  it("what is usual is ticked where nothing speaks against it", () =>
    expect(beside("falls", "strength")).toMatchObject({ ticked: true, similar: null, against: null }));
  it("what sounds like something there is not ticked, and says which", () =>
    expect(beside("falls", "strength", view("action", "a", { words: "Balance class on Mondays", status: "active" }) as View)).toMatchObject({
      ticked: false,
      similar: "Balance class on Mondays",
    }));
  it("what an alert, a condition, an instruction or a goal contradicts is not ticked", () => {
    const hoist = view("alert", "x", { title: "Hoist", detail: "Two people", status: "active" }) as View;
    expect(beside("falls", "strength", hoist)).toMatchObject({ ticked: false, against: "Hoist: Two people" });
    expect(beside("falls", "strength", { ...hoist, fields: { ...hoist.fields, status: "ended" } } as View).ticked).toBe(true);
    const fluid = view("contingency", "c", { if_this: "Swollen", then_do: "Fluid restricted to one litre a day", status: "active" }) as View;
    expect(beside("diabetes", "high-and-ill", fluid)).toMatchObject({ ticked: false, against: expect.stringContaining("one litre a day") });
    const plan = view("care_plan", "p", { if_worse: "Nothing else.\nFluid restriction as the heart team said" }) as View;
    expect(beside("diabetes", "high-and-ill", plan).against).toBe("Fluid restriction as the heart team said");
  });
  it("what was stopped stands in nobody's way", () =>
    expect(beside("falls", "strength", view("action", "a", { words: "Balance class", status: "cancelled" }) as View).ticked).toBe(true));
  it("what is in the plan is not offered again, whatever has become of it, and whoever added it (R1)", () => {
    const id = recordOf("rokeya", "falls", itemOf("falls", "strength"));
    const there = view("action", id, { words: "Exercises on Tuesdays, as she likes", status: "cancelled", status_reason: "healed" }) as View;
    expect(beside("falls", "strength", there)).toMatchObject({ there, ticked: false });
    expect(recordOf("another", "falls", itemOf("falls", "strength"))).not.toBe(id);
    expect(recordOf("rokeya", "wound", itemOf("wound", "pain"))).not.toBe(recordOf("rokeya", "last-years", itemOf("wound", "pain")));
  });
  it("what one's role may not write is not ticked", () => {
    const one = offered(of("falls"), bundle(), (kind) => kind !== "contingency");
    expect(one.filter(({ item, ticked }) => item.kind === "contingency" && ticked)).toEqual([]);
    expect(one.some(({ ticked }) => ticked)).toBe(true);
  });
  it("part of a word does not make two things the same", () =>
    expect(beside("wound", "food", view("action", "a", { words: "Heat the flat before the visit", status: "active" }) as View).similar).toBeNull());
});

describe("what is added", () => {
  it("says where it came from and serves the goal that is there", () =>
    expect(fieldsOf("falls", itemOf("falls", "home"), place)).toMatchObject({
      ...{ origin_kind: "package", origin_link: "falls/home", goals: ["goal-1"], position: 3, status: "active", frequency: "Once" },
    }));
  it("names no goal that was not taken", () =>
    expect(fieldsOf("falls", itemOf("falls", "home"), { ...place, goals: new Map() })).not.toHaveProperty("goals"));
  it("calls whom it says, by the number that is known here, and by none that is made up", () => {
    expect(callOf("team", numbers)).toEqual({ call_who: "South East team", call_phone: "020 7946 0151" });
    expect(callOf("practice", numbers)).toEqual({ call_who: "Ocean Street", call_phone: null });
    expect(callOf("999", numbers)).toEqual({ call_who: "999", call_phone: "999" });
  });
});
