import { describe, expect, it } from "vitest";
import type { Entry } from "./entry";
import { everything, type Filter, fits, professionGroup, update } from "./filters";

const entry: Entry = {
  id: "1",
  at: "2026-11-24T10:00:00.000Z",
  by: "kemi",
  kind: "note",
  icon: "speak",
  title: "Note",
  text: "Café visit, wound dry",
  values: [],
  news2: null,
  takenBack: null,
  kept: null,
  disputed: false,
  about: { kind: "note", record: "1" },
  rev: 1,
  isWhole: true,
};
const traits = { profession: "Nursing", organisation: "ELFT" } as const;
const shows = (f: Filter, isNew = false) => fits(entry, traits, f, "kemi", isNew);

describe("filters of the timeline", () => {
  it("show everything to begin with", () => expect(shows(everything)).toBe(true));
  it("take any answer within a question and all questions together", () => {
    const nursingOrTherapy = update(update(everything, { type: "toggle", question: "professions", value: "Nursing" }), {
      type: "toggle",
      question: "professions",
      value: "Therapy",
    });
    expect(shows(nursingOrTherapy)).toBe(true);
    expect(shows(update(nursingOrTherapy, { type: "toggle", question: "kinds", value: "measure" }))).toBe(false);
  });
  it("come off again", () => {
    const on = update(everything, { type: "toggle", question: "kinds", value: "measure" });
    expect(shows(update(on, { type: "toggle", question: "kinds", value: "measure" }))).toBe(true);
    expect(shows(update(on, { type: "all", question: "kinds" }))).toBe(true);
  });
  it("find words without accents or capitals, all of them", () => {
    expect(shows({ ...everything, words: "cafe WOUND" })).toBe(true);
    expect(shows({ ...everything, words: "cafe stairs" })).toBe(false);
  });
  it("show what is new, or one's own", () => {
    expect(shows({ ...everything, onlyNew: true })).toBe(false);
    expect(shows({ ...everything, onlyNew: true }, true)).toBe(true);
    expect(shows({ ...everything, onlyMine: true })).toBe(true);
  });
});

it.each([
  ["District nurse", "Nursing"],
  ["Community matron", "Nursing"],
  ["Mental health nurse", "Nursing"],
  ["Physiotherapist", "Therapy"],
  ["Occupational therapist", "Therapy"],
  ["Social worker", "Social work"],
  ["Care coordinator", "GP and care coordination"],
  ["GP", "GP and care coordination"],
  ["Befriender", "Others"],
  [null, "Others"],
])("%s belongs to %s", (profession, group) => expect(professionGroup(profession)).toBe(group));
