import { expect, it } from "vitest";
import type { View } from "../store/contract";
import { changesOf } from "./changes";
import { view } from "./testing";

it("a group written for the first time by a later change did not make the record", () => {
  const later = view(
    "goal",
    "g",
    { words: "x", now: "4 metres" },
    {
      stamps: { words: { at: "2026-11-02", by: "a", change: "c1" }, now: { at: "2026-11-24", by: "a", change: "c2" } },
    },
  );
  expect(changesOf(later as View).map((c) => c.isNew)).toEqual([true, false]);
});
