import { describe, expect, it } from "vitest";
import { view } from "../patient/testing";
import type { Stamp, Step, View } from "../store/contract";
import { asOf, versionsOf } from "./versions";

const stamp = (change: string, day: string, was?: Record<string, unknown>): Stamp => ({
  at: `2026-${day}T09:00:00.000Z`,
  by: "kemi",
  change,
  ...(was && { was }),
});
const goal = (target: string, stamps: View["stamps"]) => view("goal", "g", { words: "walk", target, target_unit: "metres" }, { stamps }) as View;
const plan = (on: string, stamps: View["stamps"], kind = "with-the-person") =>
  view("care_plan", "p", { agreed_on: on, agreed_with: ["Rokeya"], agreed_kind: kind }, { stamps }) as View;
const step = (change: string, views: View[], over: Partial<Step> = {}): Step => ({
  ...{
    change,
    source: "change",
    by: "kemi",
    at: "",
    receivedAt: receivedAt(change, views),
    kind: "goal",
    record: "g",
    saw: null,
    set: null,
    ending: "applied",
    views,
  },
  ...over,
});
/** Of a step of which nothing else is said: at once. */
const receivedAt = (change: string, views: View[]): string =>
  views.flatMap((one) => Object.values(one.stamps)).find((one) => one.change === change)?.at ?? "";
const targets = (all: ReturnType<typeof versionsOf>) => all.map(({ bundle }) => bundle.all("goal").map(({ fields }) => fields.target));

describe("the plan as it was agreed", () => {
  const words = stamp("c0", "09-01");
  const first = step("c0", [goal("5", { words, target: words })]);
  const agreed = step("c1", [plan("2026-09-02", { agreement: stamp("c1", "09-02") })]);
  const changed = step("c2", [goal("7", { words, target: stamp("c2", "10-01", { target: "5" }) })]);
  const again = step("c3", [plan("2026-10-02", { agreement: stamp("c3", "10-02", { agreed_on: "2026-09-02" }) })]);

  it("is what stood when it was, newest first, whatever came after", () =>
    expect(targets(versionsOf([again, changed, agreed, first]))).toEqual([["7"], ["5"]]));
  it("is told once, also where later steps show the plan again", () =>
    expect(versionsOf([step("c4", [plan("2026-09-02", { agreement: stamp("c1", "09-02") })]), agreed, first])).toHaveLength(1));
  it("says who wrote it down", () =>
    expect(versionsOf([agreed, first])[0]).toMatchObject({ change: "c1", by: "kemi", at: "2026-09-02T09:00:00.000Z" }));
  it("does not count a plan that was not agreed", () =>
    expect(versionsOf([step("c5", [plan("2026-09-02", { agreement: stamp("c5", "09-02") }, "not-agreed")]), first])).toEqual([]));
  it("of what a load brought is turned back to the agreement: what was edited later stands as before, what was made later not at all", () => {
    const later = view("action", "a", { words: "New" }, { stamps: { statement: stamp("c9", "11-01") } }) as View;
    const load = step(
      "l",
      [
        plan("2026-09-02", { agreement: stamp("c1", "09-02") }),
        goal("9", { words, target: stamp("c8", "11-01", { target: "5", target_unit: "metres" }) }),
        later,
      ],
      { source: "load" },
    );
    const [version] = versionsOf([load]);
    expect(version!.bundle.all("goal")[0]!.fields).toMatchObject({ words: "walk", target: "5", target_unit: "metres" });
    expect(version!.bundle.all("action")).toEqual([]);
  });
  it("a part that was first written later is empty then", () =>
    expect(asOf(goal("9", { words, target: stamp("c8", "11-01") }), "2026-10-01T00:00:00.000Z")[0]!.fields).toMatchObject({
      words: "walk",
      target: null,
    }));

  describe("by someone whose tablet cannot have had all", () => {
    const by = (who: string, change: string, at: string, was?: Record<string, unknown>): Stamp => ({
      by: who,
      change,
      at: `2026-${at}:00.000Z`,
      ...(was && { was }),
    });
    const of = (id: string, stamps: View["stamps"]) => view("goal", id, { words: id, target: id }, { stamps }) as View;
    const received = (at: string) => ({ receivedAt: `2026-${at}:00.000Z` });
    const madeAt = "09-02T09:40";
    const theirs = (at: string) => step("a", [of("late", { words: by("amina", "a", madeAt) })], received(at));
    const agreedAt = (who: string) => step("k", [plan("2026-09-02", { agreement: by(who, "k", "09-02T10:00") })], received("09-02T12:00"));
    const names = (version: ReturnType<typeof versionsOf>[number] | undefined) => version!.bundle.all("goal").map(({ id }) => id);

    it("what was written offline before it was agreed and reached the server after it is left out, and it is said whose it is", () => {
      const [version] = versionsOf([agreedAt("kemi"), theirs("09-02T10:01")]);
      expect(names(version)).toEqual([]);
      expect(version!.leftOut).toEqual(["amina"]);
      expect([...version!.unsure]).toEqual([]);
    });
    it("also where it reached the server after the agreement itself did", () => {
      const [version] = versionsOf([theirs("09-04T08:00"), agreedAt("kemi")]);
      expect(names(version)).toEqual([]);
      expect(version!.leftOut).toEqual(["amina"]);
    });
    it("what the server had before it was agreed stands", () => {
      const [version] = versionsOf([agreedAt("kemi"), theirs("09-02T09:59")]);
      expect(names(version)).toEqual(["late"]);
      expect(version!.leftOut).toEqual([]);
    });
    it("what the one who agreed wrote stands, however late it came", () => {
      const [version] = versionsOf([agreedAt("amina"), theirs("09-04T08:00")]);
      expect(names(version)).toEqual(["late"]);
      expect(version!.leftOut).toEqual([]);
    });
    it("of what the server had the same day, it is said that it cannot be told; of what it had the day before nothing is said", () => {
      const written = (id: string, at: string, came: string) => step(id, [of(id, { words: by("amina", id, at) })], received(came));
      const old = written("old", "09-01T09:40", "09-01T17:00");
      const offline = written("offline", "09-01T09:50", "09-02T09:00");
      const [version] = versionsOf([agreedAt("kemi"), theirs("09-02T09:59"), offline, old]);
      expect(names(version)).toEqual(["old", "offline", "late"]);
      expect([...version!.unsure]).toEqual([
        ["offline", "amina"],
        ["late", "amina"],
      ]);
    });
    it("what a load brought counts from when it was written, whenever it was loaded", () => {
      const load = step("l", [of("loaded", { words: by("amina", "a", madeAt) })], { source: "load", ...received("11-01T08:00") });
      expect(names(versionsOf([agreedAt("kemi"), load])[0])).toEqual(["loaded"]);
    });
    it("a part that others wrote twice meanwhile is as it was before both", () => {
      const first = step("y", [of("g", { words: by("kemi", "y", "09-01T09:00"), target: by("kemi", "y", "09-01T09:00") })]);
      const write = (target: string, change: string, at: string, was: string) => {
        const changed = [
          view(
            "goal",
            "g",
            { words: "g", target },
            { stamps: { words: by("kemi", "y", "09-01T09:00"), target: by("amina", change, at, { target: was }) } },
          ) as View,
        ];
        return step(change, changed, received("09-02T10:30"));
      };
      const [version] = versionsOf([agreedAt("kemi"), write("9", "b2", "09-02T09:50", "7"), write("7", "b1", "09-02T09:40", "g"), first]);
      expect(version!.bundle.all("goal").find(({ id }) => id === "g")!.fields.target).toBe("g");
    });
  });
});
