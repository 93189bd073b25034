import { describe, expect, test } from "vitest";
import { dayWith, given, person, visit } from "./testing";
import { opening, warningsOf } from "./warnings";

const here = { latitude: 51.52, longitude: -0.04 };
const there = { latitude: 51.53, longitude: -0.04 };
const needs = [[{ skill: "syringe driver", level: 1 }]];
const ann = person("Ann", { skills: [{ skill: "syringe driver", level: 1 }] });
const ben = person("Ben");
const said = (day: ReturnType<typeof dayWith>, id: string, start: number, ...staff: string[]) =>
  warningsOf(day, { visit: id, start, staff }).map((one) => `${one.title}: ${one.words}`);

describe("what speaks against a visit where it is held", () => {
  test("the drawing's three: a skill that is missing, an overlap, a new face", () => {
    const day = dayWith([ann, ben], [visit("Leung", { people: needs, known: ["Ann"] }), visit("Hassan", { start: 615, staff: ["Ben"] })]);
    expect(said(day, "Leung", 595, "Ben")).toEqual([
      "Skill missing: syringe driver",
      "Overlap: 25 min with Hassan, 10:15",
      "New face: Leung knows Ann",
    ]);
    expect(said(day, "Leung", 595, "Ann")).toEqual([]);
  });
  test("a level below the one that is needed is a skill that is missing", () => {
    const day = dayWith([ann], [visit("Leung", { people: [[{ skill: "syringe driver", level: 2 }]] })]);
    expect(said(day, "Leung", 595, "Ann")).toEqual(["Skill missing: syringe driver"]);
  });
  test("a window that is hard is never left; one that nobody gave says nothing", () => {
    const day = dayWith([ben], [visit("Leung", { window: given(540, 600, true) }), visit("free", { window: { ...given(540, 600), given: false } })]);
    expect(warningsOf(day, { visit: "Leung", start: 630, staff: ["Ben"] })).toEqual([
      { kind: "window", title: "Too late", words: "30 min after 09:00 to 10:00", hard: true },
    ]);
    expect(said(day, "Leung", 500, "Ben")).toEqual(["Too early: 40 min before 09:00 to 10:00"]);
    expect(said(day, "free", 800, "Ben")).toEqual([]);
  });
  test("the way there and the way on are counted", () => {
    const day = dayWith(
      [ben],
      [
        visit("before", { start: 540, staff: ["Ben"], point: here }),
        visit("Leung", { point: there }),
        visit("after", { start: 640, staff: ["Ben"], point: here }),
      ],
    );
    expect(said(day, "Leung", 590, "Ben")).toEqual(["Travel: 19 min from before, 5 free", "Travel: 19 min to after, 5 free"]);
  });
  test("a shift that has not begun or is over, somebody away, and one who is never to come", () => {
    const day = dayWith([ben, person("Joy", { off: "Off sick" })], [visit("Leung", { never: ["Ben"] })]);
    expect(said(day, "Leung", 940, "Ben")).toEqual(["Never this one: Leung is not to be visited by Ben Example", "Overtime: 25 minutes after 16:00"]);
    expect(said(day, "Leung", 470, "Joy")).toEqual(["Away: Joy: Off sick", "Before the shift: it begins at 08:00"]);
  });
  test("a visit for two with one, and which of the two lacks what", () => {
    const day = dayWith([ann, ben], [visit("Hussain", { people: [[], needs[0]!] })]);
    expect(said(day, "Hussain", 600, "Ann")).toEqual(["One more is needed: it takes 2 people"]);
    expect(said(day, "Hussain", 600, "Ann", "Ben")).toEqual(["Skill missing: Ben: syringe driver"]);
  });
  test("nothing speaks against not allocated", () => {
    expect(warningsOf(dayWith([ben], [visit("Leung", { people: needs })]), { visit: "Leung", start: null, staff: [] })).toEqual([]);
  });
});

describe("where it would fit", () => {
  test("is with a known face first, then the earliest, inside the window and after now", () => {
    const leung = visit("Leung", { window: given(540, 700), known: ["Cem"] });
    const day = dayWith([ben, person("Cem")], [leung, visit("busy", { start: 530, staff: ["Cem"] })], 550);
    expect(opening(day, leung)).toEqual({ visit: "Leung", start: 575, staff: ["Cem"] });
    expect(opening({ ...day, people: [ben] }, leung)).toEqual({ visit: "Leung", start: 550, staff: ["Ben"] });
  });
  test("is nowhere where nobody has the skill", () => {
    const leung = visit("Leung", { people: needs });
    expect(opening(dayWith([ben], [leung]), leung)).toBeNull();
  });
});
