import { expect, test } from "vitest";
import { newView } from "../patient/new-view";
import type { Bundle, View } from "../store/contract";
import { found, listed, startable } from "./start";

const bundle = (...views: View[]): Bundle =>
  ({
    id: "p",
    rev: 1,
    all: (kind: string) => views.filter((one) => one.kind === kind),
    one: () => undefined,
    unknown: 0,
    expired: false,
    outside: {},
  }) as unknown as Bundle;
const form = (title: string, version: string, more: object = {}) =>
  newView("questionnaire", `${title} ${version}`, "f", {
    url: `https://x/${title}`,
    version,
    title,
    status: "active",
    definition: {},
    ...more,
  }) as View;

test("of each form the newest active version can be begun, the joint ones first", () => {
  const joint = { definition: { extension: [{ url: "https://alongside.example/fhir/joint", valueBoolean: true }], description: "In parts" } };
  const all = startable(
    bundle(
      form("Pain", "1.9.0"),
      form("Pain", "1.10.0"),
      form("Pain", "2.0.0", { status: "draft" }),
      form("Falls", "1", { status: "retired" }),
      form("Whole", "1", joint),
    ),
  );
  expect(all.map(({ title, version, joint }) => [title, version, joint])).toEqual([
    ["Whole", "1", true],
    ["Pain", "1.10.0", false],
  ]);
  expect(startable(null)).toEqual([]);
});

test("a search finds every word, in title or description, in any order", () => {
  const all = startable(bundle(form("Living at home", "1", { definition: { description: "One joint assessment" } }), form("Skin check", "1")));
  expect(found(all, "JOINT home").map(({ title }) => title)).toEqual(["Living at home"]);
  expect(found(all, " ").length).toBe(2);
  expect(found(all, "heart")).toEqual([]);
});

test("what is in progress stands first, what was entered in error last, each the newest first", () => {
  const one = (id: string, status: string, begun_at: string) => newView("assessment", id, "p", { status, begun_at }) as View;
  const all = listed(
    bundle(
      one("a", "completed", "2026-11-20"),
      one("b", "in-progress", "2026-11-01"),
      one("c", "entered-in-error", "2026-11-22"),
      one("d", "in-progress", "2026-11-10"),
    ),
  );
  expect(all.map(({ id }) => id)).toEqual(["d", "b", "a", "c"]);
});
