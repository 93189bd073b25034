import { describe, expect, it } from "vitest";
import { bundle, say, view } from "../patient/testing";
import type { Step, View } from "../store/contract";
import { allOf, contributors, history } from "./history";

const at = "2026-11-24T10:31:00.000Z";
const only = (v: View) => history(bundle(v), say)[0]?.words;

describe("history reads as sentences", () => {
  it("a target that was changed", () =>
    expect(
      only(
        view(
          "goal",
          "g",
          { words: "walk to the kitchen", target: "10", target_unit: "metres" },
          {
            stamps: {
              words: { at: "2026-11-01", by: "kemi", change: "c0" },
              target: { at, by: "amina", change: "c", was: { target: "5", target_unit: "metres" } },
            },
          },
        ) as View,
      ),
    ).toBe("changed the target of goal “walk to the kitchen” from 5 metres to 10 metres."));
  it("a goal that was added, in one sentence for all its groups", () =>
    expect(
      history(
        bundle(
          view(
            "goal",
            "g",
            { words: "walk", target: "10", progress: 1 },
            {
              stamps: {
                words: { at, by: "amina", change: "c" },
                target: { at, by: "amina", change: "c" },
                progress: { at, by: "amina", change: "c" },
              },
            },
          ) as View,
        ),
        say,
      ).map((l) => l.words),
    ).toEqual(["added goal “walk”"]));
  it("an action that was stopped, with its reason", () =>
    expect(
      only(
        view(
          "action",
          "a",
          { words: "Dress the leg", status: "cancelled", status_reason: "healed" },
          {
            stamps: {
              statement: { at: "2026-11-01", by: "kemi", change: "c0" },
              status: { at, by: "amina", change: "c", was: { status: "active", status_reason: null } },
            },
          },
        ) as View,
      ),
    ).toBe("set action “Dress the leg” to stopped: healed."));
  it("a value that was taken out", () =>
    expect(
      only(
        view(
          "goal",
          "g",
          { words: "walk", target: null },
          {
            stamps: { words: { at: "2026-11-01", by: "kemi", change: "c0" }, target: { at, by: "amina", change: "c", was: { target: "5" } } },
          },
        ) as View,
      ),
    ).toBe("changed the target of goal “walk” taken out: 5."));
  it("an instruction whose number changed: only the number is told", () =>
    expect(
      only(
        view(
          "contingency",
          "c",
          { if_this: "The leg is hot", then_do: "Ring at once.", call_who: "The duty nurse", call_phone: "020 7946 0182" },
          {
            stamps: {
              statement: {
                at,
                by: "amina",
                change: "c",
                was: { if_this: "The leg is hot", then_do: "Ring at once.", call_who: "The duty nurse", call_phone: "020 7946 0151" },
              },
            },
          },
        ) as View,
      ),
    ).toBe("changed the wording and whom to call of instruction “If the leg is hot” from Call 020 7946 0151 to Call 020 7946 0182."));
  it("a plan that was agreed before and is not any more, with why", () =>
    expect(
      only(
        view(
          "care_plan",
          "p",
          { agreed_kind: "not-agreed", not_agreed_why: "He wants no carers", agreed_on: "2026-11-24", agreed_with: ["Declan Murphy"] },
          {
            stamps: {
              agreement: {
                at,
                by: "kemi",
                change: "c",
                was: { agreed_kind: "with-the-person", agreed_on: "2026-11-02", agreed_with: ["Declan Murphy"] },
              },
            },
          },
        ) as View,
      ),
    ).toBe(
      "changed agreement from “agreed with the person, Mon 2 Nov, Declan Murphy” to “not agreed, He wants no carers, Tue 24 Nov, Declan Murphy”",
    ));
  it("the shared statement that a goal serves, in its words", () =>
    expect(
      only(
        view(
          "goal",
          "g",
          { words: "walk", i_statement: "M5" },
          { stamps: { words: { at: "2026-11-01", by: "kemi", change: "c0" }, statement: { at, by: "amina", change: "c" } } },
        ) as View,
      ),
    ).toBe("wrote the shared “I” statement of goal “walk”: “I am supported to live the life I want”"));
  it("what it came out of is no sentence of its own", () =>
    expect(
      history(
        bundle(
          view(
            "action",
            "a",
            { words: "Dress", origin_kind: "package" },
            { stamps: { statement: { at, by: "kemi", change: "c" }, origin: { at, by: "kemi", change: "c" } } },
          ) as View,
        ),
        say,
      ).map((l) => l.words),
    ).toEqual(["added action “Dress”"]));
  it("the words of what matters, written for the first time", () =>
    expect(
      only(view("care_plan", "p", { what_matters: "To stand at my own stove" }, { stamps: { matters: { at, by: "kemi", change: "c" } } }) as View),
    ).toBe("wrote what matters to me: To stand at my own stove."));
});

it("contributors are listed once each, by organisation", () => {
  const plan = view(
    "care_plan",
    "p",
    { what_matters: "x", if_worse: "y" },
    {
      stamps: { matters: { at, by: "kemi", change: "c" }, worse: { at, by: "amina", change: "d" }, review: { at, by: "kemi", change: "e" } },
    },
  ) as View;
  expect(contributors(bundle(plan), say)).toEqual([
    { organisation: "East London NHS FT", people: ["Kemi Adeyemi, district nurse"] },
    { organisation: "Barts Health", people: ["Amina Khatun, physiotherapist"] },
  ]);
});

describe("every change, of the journal's steps", () => {
  const goalAs = (target: string, stamps: View["stamps"]) => view("goal", "g", { words: "walk", target, target_unit: "metres" }, { stamps }) as View;
  const words = { at: "2026-09-01T09:00:00.000Z", by: "kemi", change: "c0" };
  const stamp = (change: string, day: string, was?: string) => ({
    at: `2026-${day}T09:00:00.000Z`,
    by: "amina",
    change,
    ...(was && { was: { target: was, target_unit: "metres" } }),
  });
  const step = (change: string, day: string, over: Partial<Step>): Step => ({
    change,
    source: "change",
    by: "amina",
    at: `2026-${day}T09:00:00.000Z`,
    receivedAt: `2026-${day}T09:00:00.000Z`,
    kind: "goal",
    record: "g",
    saw: null,
    set: null,
    ending: "applied",
    views: [],
    ...over,
  });
  const load = step("l", "09-02", { source: "load", kind: null, record: null, views: [goalAs("5", { words, target: words })] });
  const second = step("c1", "10-01", { set: { target: "7" }, views: [goalAs("7", { words, target: stamp("c1", "10-01", "5") })] });
  const third = step("c2", "10-02", { set: { target: "8" }, views: [goalAs("8", { words, target: stamp("c2", "10-02", "7") })] });
  const here = bundle(goalAs("8", { words, target: stamp("c2", "10-02", "7") }));
  const said = (lines: { words: string }[]) => lines.map((l) => l.words);

  it("are all said, where the tablet has only the last of each part", () => {
    expect(said(history(here, say))).toHaveLength(2);
    expect(said(allOf([third, second, load], here, say))).toEqual([
      "changed the target of goal “walk” from 7 metres to 8 metres.",
      "changed the target of goal “walk” from 5 metres to 7 metres.",
      "added goal “walk”",
    ]);
  });
  it("who loaded it is who wrote it then, not whoever loaded", () => {
    expect(allOf([load], bundle(), say)[0]).toMatchObject({ by: "kemi", at: words.at });
  });
  it("what waits on this tablet is among them", () => {
    const waits = { at: "2026-11-24T11:00:00.000Z", by: "kemi", change: "mine", was: { target: "8", target_unit: "metres" } };
    const local = { ...goalAs("9", { words, target: waits }), kept: { target: "on-this-tablet" as const } };
    expect(allOf([third, second, load], bundle(local), say)[0]).toMatchObject({ kept: "on-this-tablet", by: "kemi" });
    expect(allOf([third, second, load], bundle(local), say)).toHaveLength(4);
  });
  it("a change that met another's is said, and how both were settled (M5)", () => {
    const conflict = (status: string) => view("conflict", "x", { about: "g", about_kind: "goal", group: "target", status }) as View;
    const value = { target: "12", target_unit: "metres", target_how: null, target_on: null };
    const met = step("c3", "10-03", { by: "kemi", set: value, ending: "conflicted", views: [conflict("open")] });
    const settled = step("c4", "10-04", {
      kind: "conflict",
      record: "x",
      set: { value, reason: "Asked her." },
      views: [goalAs("12", { words, target: stamp("c4", "10-04", "8") }), conflict("settled")],
    });
    expect(said(allOf([settled, met, third, second, load], here, say)).slice(0, 2)).toEqual([
      "changed the target of goal “walk” from 8 metres to 12 metres. Two had seen it differently, and it was settled: Asked her.",
      "wrote the target of goal “walk”: 12 metres. Somebody else had written otherwise: it went to be settled.",
    ]);
  });
  it("settling it as it stood is said too, although nothing of the record changed", () => {
    const value = { target: "8", target_unit: "metres", target_how: null, target_on: null };
    const conflict = view("conflict", "x", { about: "g", about_kind: "goal", group: "target", status: "settled" }) as View;
    const settled = step("c4", "10-04", { kind: "conflict", record: "x", set: { value, reason: "Asked her." }, views: [conflict] });
    expect(said(allOf([settled, third, second, load], here, say))[0]).toBe("settled the target of goal “walk”: 8 metres. Asked her.");
  });
  it("of a dispute about something that is no part of the plan nothing is said", () => {
    expect(allOf([step("c9", "10-05", { kind: "note", record: "n", set: { words: "x" } })], bundle(), say)).toEqual([]);
  });
});
