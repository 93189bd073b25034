import { describe, expect, it } from "vitest";
import { bundle, say, view } from "../patient/testing";
import type { View } from "../store/contract";
import { contributors, history } from "./history";

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
