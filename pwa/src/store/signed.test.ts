import { describe, expect, test } from "vitest";
import type { Fields, Side } from "../api/kinds";
import type { Bundle, View } from "./contract";
import { contentHash, contentOf, isSigned, jointOf, sectionsOf, signingOf } from "./signed";

const examples = import.meta.glob("../../../sync/examples/signed.json", { eager: true, import: "default", query: "?raw" });
const example = (name: string) => JSON.parse(examples[`../../../sync/examples/${name}.json`] as string);
interface Case {
  what: string;
  section: string;
  fields: Fields["assessment"];
  rows: { id: string; fields: Fields["answer_row"] }[];
  content: string;
  hash: string;
}
const { sections, cases } = example("signed") as { sections: Record<string, string>; cases: Case[] };

describe("r4 what a signature is over, as the page's examples say", () => {
  test.each(cases)("$what", ({ section, fields, rows, content, hash }) => {
    const text = contentOf(fields, rows, new Map(Object.entries(sections)), section);
    expect(text).toBe(content);
    expect(contentHash(text)).toBe(hash);
  });
});

test("a section is the top-level item, however deep its items lie, also items under a question", () => {
  const definition = {
    item: [
      { linkId: "a", item: [{ linkId: "a1", item: [{ linkId: "a11" }] }, { linkId: "twice" }] },
      { linkId: "b", item: [{ linkId: "twice" }, "no item", null] },
      { linkId: "alone" },
    ],
  };
  expect([...sectionsOf(definition)]).toEqual([
    ["a", "a"],
    ["a1", "a"],
    ["a11", "a"],
    ["twice", "a"],
    ["b", "b"],
    ["alone", "alone"],
  ]);
});

function view<K extends "assessment" | "answer_row" | "signature" | "conflict">(kind: K, id: string, fields: Fields[K]): View<K> {
  return { kind, id, patient: "p", part: "more", rev: 1, fields, stamps: {}, kept: {}, disputed: {}, unknown: [] };
}

function bundleOf(...views: View[]): Bundle {
  const all = (kind: string) => views.filter((one) => one.kind === kind);
  return {
    id: "p",
    rev: 1,
    all,
    one: (_: string, id: string) => views.find((one) => one.id === id),
    unknown: 0,
    expired: false,
    outside: {},
  } as never;
}

const side = (by: string, value: Record<string, unknown>): Side => ({ change: `of-${by}`, by, at: "2026-11-24T10:00:00.000Z", value, saw: null });

describe("r4 what was signed, and what waits", () => {
  const signed = view("signature", "s1", { assessment: "a", section: "mood", staff: "kemi", signed_at: "2026-11-24T09:00:00.000Z" });
  const row = view("answer_row", "r", { assessment: "a", group: "aids" });

  test("a signature stands until an answer is taken into its section; then the section needs signing again", () => {
    const overtaken = view("signature", "s1", { ...signed.fields, overtaken_at: "2026-11-24T11:00:00.000Z" });
    expect(isSigned(signingOf(bundleOf(signed), "a"), "mood")).toBe(true);
    expect(isSigned(signingOf(bundleOf(signed), "a"), "walking")).toBe(false);
    const after = signingOf(bundleOf(overtaken), "a");
    expect(isSigned(after, "mood")).toBe(false);
    expect(after.overtaken.map((one) => one.id)).toEqual(["s1"]);
  });

  test("one that was entered in error, refused, or found other words than were read does not stand", () => {
    expect(isSigned(signingOf(bundleOf(view("signature", "s1", { ...signed.fields, status: "entered-in-error" })), "a"), "mood")).toBe(false);
    expect(isSigned(signingOf(bundleOf({ ...signed, kept: { signed: "refused" } }), "a"), "mood")).toBe(false);
    expect(isSigned(signingOf(bundleOf({ ...signed, disputed: { signed: { conflict: "c", sides: [], base: null } } }), "a"), "mood")).toBe(false);
  });

  test("a late answer is an addendum, one of a row too; an ordinary dispute is none", () => {
    const late = view("conflict", "c1", { about: "a", about_kind: "assessment", group: "answer.mood", signed: "s1", status: "open", sides: [] });
    const ofRow = view("conflict", "c2", { ...late.fields, about: "r", about_kind: "answer_row", group: "status" });
    const other = view("conflict", "c3", { about: "a", about_kind: "assessment", group: "answer.falls", status: "open", sides: [] });
    const { addenda } = signingOf(bundleOf(signed, row, late, ofRow, other), "a");
    expect(addenda.map(({ record, group, signature }) => [record, group, signature])).toEqual([
      ["a", "answer.mood", "s1"],
      ["r", "status", "s1"],
    ]);
  });

  test("a signature that was not taken is found by its assessment, though there is no such record", () => {
    const sides = [side("kemi", { assessment: "a", section: "mood", staff: "kemi" })];
    const stale = view("conflict", "c", { about: "s9", about_kind: "signature", group: "signed", status: "open", sides });
    expect(signingOf(bundleOf(stale), "a").notTaken.map(({ by, section }) => [by, section])).toEqual([["kemi", "mood"]]);
    expect(signingOf(bundleOf(stale), "b").notTaken).toEqual([]);
  });
});

describe("r1 the joint assessment that one goes on with", () => {
  const url = "https://alongside.example/q/living-at-home";
  const one = (id: string, ordinal: number, status: string) => view("assessment", id, { questionnaire: url, version: "1", ordinal, status });

  test("two who start the first of a year start the same", () => expect(jointOf(bundleOf(), url, 2026)).toEqual({ open: null, ordinal: 202601 }));

  test("one in progress is gone on with, also last year's", () =>
    expect(jointOf(bundleOf(one("old", 202503, "in-progress")), url, 2026).open?.id).toBe("old"));

  test("after one that ended, and one that was an error, comes the next", () => {
    const ended = bundleOf(one("x", 202601, "completed"), one("y", 202602, "entered-in-error"), one("z", 202509, "completed"));
    expect(jointOf(ended, url, 2026)).toEqual({ open: null, ordinal: 202603 });
    expect(jointOf(ended, "https://alongside.example/q/other", 2026).ordinal).toBe(202601);
  });
});
