import { describe, expect, it } from "vitest";
import type { View } from "../store/contract";
import { bundle, say, view } from "./testing";
import { timeline } from "./timeline";

const goal = view(
  "goal",
  "g",
  { words: "I want to walk to the kitchen", target: "10", target_unit: "metres", status: "active" },
  {
    stamps: {
      words: { at: "2026-11-02T14:00:00.000Z", by: "amina", change: "c1" },
      status: { at: "2026-11-02T14:00:00.000Z", by: "amina", change: "c1" },
      target: { at: "2026-11-24T10:31:00.000Z", by: "amina", change: "c2", was: { target: "5", target_unit: "metres" } },
    },
  },
);

describe("the timeline", () => {
  it("makes one entry of the groups that one change wrote", () => {
    const entries = timeline(bundle(goal as View), say, "Rokeya");
    expect(entries.map((e) => [e.title, e.text])).toEqual([
      ["Goal “I want to walk to the kitchen”: target", "From 5 metres to 10 metres"],
      ["Goal “I want to walk to the kitchen”, added", ""],
    ]);
  });
  it("puts the newest first, events and edits together", () => {
    const note = view("note", "n", { words: "Shivery", written_at: "2026-11-24T10:40:00.000Z", staff: "kemi", category: "phone" });
    expect(timeline(bundle(goal as View, note as View), say, "Rokeya").map((e) => e.title)[0]).toBe("Phone call");
  });
  it("says of a picture what it is of and what it shows, of a signature whose it is, of a rare value that it was confirmed", () => {
    const at = { taken_at: "2026-11-24T10:40:00.000Z", staff: "kemi" };
    const entries = timeline(
      bundle(
        view("attachment", "c", { ...at, what: "wound", site: "Left shin", words: "Drier." }) as View,
        view("attachment", "b", { ...at, what: "signature", words: "Nasima Begum, daughter" }) as View,
        view("observation", "a", { type: "temperature", value: 41.2, measured_at: at.taken_at, staff: "kemi", confirmed: true }) as View,
      ),
      say,
      "Rokeya",
    );
    expect(entries.map((e) => [e.title, e.text])).toEqual([
      ["Photo: wound, Left shin", "Drier."],
      ["Signature", "Nasima Begum, daughter"],
      ["Temperature", "41.2 °C, rare and confirmed"],
    ]);
  });
  it("reads what was taken together as one entry, and scores it only when complete (NEWS2)", () => {
    const one = (id: string, type: string, value: number | null, how: string | null = null) =>
      view("observation", id, { type, value, how, staff: "kemi", visit: "v", measured_at: `2026-11-24T10:1${id}:00.000Z` }) as View;
    const six = [
      one("1", "respiration", 21),
      one("2", "oxygen-saturation", 95),
      one("3", "oxygen", null, "air"),
      one("4", "blood-pressure", 138),
      one("5", "pulse", 96),
      one("6", "temperature", 38.2),
    ];
    const [incomplete] = timeline(bundle(...six), say, "Rokeya");
    expect(incomplete?.values).toHaveLength(6);
    expect(incomplete?.news2).toBeNull();
    expect(timeline(bundle(...six, one("7", "consciousness", null, "alert")), say, "Rokeya")[0]?.news2).toBe(5);
  });
  it("keeps a measurement entered in error readable, alone, with who and why (R2)", () => {
    const wrong = view(
      "observation",
      "o",
      {
        type: "weight",
        value: 45.6,
        staff: "kemi",
        visit: "v",
        measured_at: "2026-11-19T10:04:00.000Z",
        status: "entered-in-error",
        status_reason: "digits turned round",
      },
      {
        stamps: { status: { at: "2026-11-19T10:06:00.000Z", by: "kemi", change: "c" } },
      },
    );
    const right = view("observation", "p", { type: "weight", value: 54.6, staff: "kemi", visit: "v", measured_at: "2026-11-19T10:06:00.000Z" });
    const entries = timeline(bundle(wrong as View, right as View), say, "Rokeya");
    expect(entries).toHaveLength(2);
    expect(entries.find((e) => e.id === "o")).toMatchObject({ text: "45.6 kg", takenBack: { by: "kemi", reason: "digits turned round" } });
  });
  it("says who said no", () => {
    const done = view("done", "d", {
      action: "a",
      visit: "v",
      outcome: "not-done",
      reason: "declined",
      words: "Ask again on Thursday.",
      done_at: "2026-11-24T10:14:00.000Z",
      staff: "kemi",
    });
    const action = view("action", "a", { words: "Photograph the wound" });
    expect(timeline(bundle(done as View, action as View), say, "Rokeya")[0]).toMatchObject({
      title: "Not done: Photograph the wound",
      text: "Rokeya said no. Ask again on Thursday.",
    });
  });
  it("marks what is disputed (M5)", () => {
    const disputed = { ...goal, disputed: { target: { conflict: "x", sides: [], base: null } } };
    expect(timeline(bundle(disputed as View), say, "Rokeya").map((e) => e.disputed)).toEqual([true, false]);
  });
});

it("what was settled says what each had written (M5)", () => {
  const side = (by: string, target: string) => ({
    change: by,
    by,
    at: "2026-11-24T10:31:00.000Z",
    value: { target, target_unit: "metres" },
    saw: null,
  });
  const conflict = view("conflict", "x", {
    about: "g",
    about_kind: "goal",
    group: "target",
    status: "settled",
    sides: [side("amina", "8"), side("kemi", "10")],
    value: { target: "9", target_unit: "metres" },
    reason: "Asked her.",
    settled_by: "kemi",
    settled_at: "2026-11-24T11:00:00.000Z",
  });
  const entry = timeline(bundle(conflict as View), say, "Rokeya")[0];
  expect(entry?.text).toBe("9 metres. Asked her.");
  expect(entry?.values.map((v) => `${v.label} ${v.value}`.replace(/\u00a0/g, " "))).toEqual([
    "Amina Khatun wrote, today 10:31: 8 metres",
    "Kemi Adeyemi wrote, today 10:31: 10 metres",
  ]);
});
