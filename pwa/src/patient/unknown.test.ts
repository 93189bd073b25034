import { expect, test } from "vitest";
import type { Fields } from "../api/kinds";
import { bundle, say, view } from "./testing";
import { unknownFields, unknownIn } from "./unknown";
import { said } from "./words";

const known = view("visit", "a", { status: "planned", purpose: "Dressing" });
const newer = view("visit", "b", { status: "handed-over", purpose: "Dressing" });

test("m8 a word of a closed list that this version does not know is recognised, in a list too; those that it knows are not, nor what is empty", () => {
  expect(unknownIn(bundle(known, newer)).map(({ id }) => id)).toEqual(["b"]);
  expect(unknownFields(newer)).toEqual(["status"]);
  expect(unknownFields(view("action", "c", { measures: ["weight", "grip"] }))).toEqual(["measures"]);
  expect(unknownFields(view("action", "d", { measures: ["weight"], status: null }))).toEqual([]);
  expect(unknownFields(view("note", "e", { words: "handed-over" }))).toEqual([]);
});

test("m8 a field that this version does not know counts as well", () => {
  expect(unknownIn(bundle(known, view("goal", "g", { words: "Walk" } as Fields["goal"], { unknown: ["mood"] }))).map(({ id }) => id)).toEqual(["g"]);
});

test("m8 an unknown state is said as what this version cannot show, never as nothing and never as another", () => {
  expect(said("visit", "status", newer.fields, say)).toBe("something this version cannot show");
  expect(said("goal", "status", { status: "paused-by-court" }, say)).toBe("something this version cannot show");
  expect(said("goal", "status", { status: "achieved" }, say)).not.toContain("cannot show");
  expect(said("alert", "statement", { title: "Dog", severity: "extreme" }, say)).toContain("something this version cannot show");
  expect(said("care_plan", "agreement", { agreed_kind: "by-court" }, say)).toContain("something this version cannot show");
});
