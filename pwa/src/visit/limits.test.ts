import { describe, expect, it } from "vitest";
import { measures } from "../api/measures";
import { numberIn, read, wrongIn } from "./limits";
import { type Measure, measureOf, news2Measures, otherMeasures, valueWords } from "./measurements";

const of = (type: string): Measure => measureOf(type) as Measure;

describe("what is typed and cannot be kept yet is a draft (M2)", () => {
  it("text that is no number, or one that nobody has", () => {
    expect(wrongIn(of("temperature"), { value: "3x", value2: null })).toEqual({ value: expect.stringContaining("Temperature") });
    expect(wrongIn(of("temperature"), { value: "3", value2: null })).toEqual({ value: expect.stringContaining("25 to 45") });
    expect(wrongIn(of("blood-pressure"), { value: "142", value2: null })).toEqual({ value: expect.stringContaining("both numbers") });
  });
  it("a number, a choice and nothing are not in the way", () => {
    expect(wrongIn(of("temperature"), { value: 36.7, value2: null })).toEqual({});
    expect(wrongIn(of("blood-pressure"), { value: 142, value2: 78 })).toEqual({});
    expect(wrongIn(of("temperature"), { value: null, value2: null })).toEqual({});
  });
});

describe("a number", () => {
  it.each([
    ["36.7", 36.7],
    [" 36,7 ", 36.7],
    ["96", 96],
    ["0", 0],
    ["", null],
    ["abc", null],
    ["9 6", null],
    ["-3", null],
    ["1e3", null],
    ["36.7.1", null],
  ])("in %j is %s", (text, expected) => expect(numberIn(text)).toBe(expected));
});

describe("hard limits keep out what no living person has, at both sides of each edge", () => {
  it.each([
    ["respiration", "0", "1"],
    ["respiration", "91", "90"],
    ["oxygen-saturation", "29", "30"],
    ["oxygen-saturation", "101", "100"],
    ["pulse", "9", "10"],
    ["pulse", "301", "300"],
    ["temperature", "24.9", "25"],
    ["temperature", "45.1", "45"],
    ["weight", "0.2", "0.3"],
    ["weight", "400.1", "400"],
    ["blood-glucose", "0.4", "0.5"],
    ["blood-glucose", "60.1", "60"],
    ["pain", "11", "10"],
  ])("%s: %s is not kept, %s is", (type, out, inside) => {
    expect(read(of(type), [out]).ok).toBe(false);
    expect(read(of(type), [inside]).ok).toBe(true);
  });
  it("says what is allowed", () => expect(read(of("temperature"), ["367"])).toMatchObject({ message: "Temperature: from 25 to 45 °C." }));
});

describe("soft limits ask and keep", () => {
  it.each([
    ["respiration", "41", "40"],
    ["oxygen-saturation", "74", "75"],
    ["pulse", "161", "160"],
    ["pulse", "34", "35"],
    ["temperature", "40.6", "40.5"],
    ["temperature", "33.9", "34"],
    ["blood-glucose", "3.9", "4"],
    ["blood-glucose", "20.1", "20"],
  ])("%s: %s is asked about, %s is not", (type, rare, common) => {
    expect(read(of(type), [rare])).toMatchObject({ ok: true, really: expect.stringContaining("Really") });
    expect(read(of(type), [common])).toMatchObject({ ok: true, really: null });
  });
  it("asks about 45.6 kg after 54.6: digits turned round", () =>
    expect(read(of("weight"), ["45.6"], 54.6)).toMatchObject({ ok: true, values: [45.6, null, null], really: "Really 45.6 kg? The last was 54.6." }));
  it("does not ask about 54.1 kg after 54.6", () => expect(read(of("weight"), ["54.1"], 54.6)).toMatchObject({ really: null }));
});

describe("decimals", () => {
  it("takes one for temperature, none for pulse", () => {
    expect(read(of("temperature"), ["36.75"])).toMatchObject({ ok: false, message: "Temperature: at most one decimal." });
    expect(read(of("pulse"), ["72.5"])).toMatchObject({ ok: false, message: "Pulse: a whole number." });
  });
});

describe("blood pressure", () => {
  const bp = of("blood-pressure");
  it("is two numbers", () => expect(read(bp, ["138", "74"])).toEqual({ ok: true, values: [138, 74, null], really: null }));
  it("is not kept by halves", () => {
    expect(read(bp, ["138", ""])).toMatchObject({ ok: false, empty: false });
    expect(read(bp, ["", "74"])).toMatchObject({ ok: false, empty: false });
  });
  it("has the upper first", () => expect(read(bp, ["74", "138"])).toMatchObject({ ok: false }));
  it("asks about a rare lower number too", () =>
    expect(read(bp, ["180", "131"])).toMatchObject({ ok: true, really: "Really 131 mmHg? That is rare." }));
});

describe("a wound", () => {
  const wound = of("wound-size");
  it("has length and width, and a depth where it can be measured", () => {
    expect(read(wound, ["42", "31", "6"])).toEqual({ ok: true, values: [42, 31, 6], really: null });
    expect(read(wound, ["42", "31", ""])).toEqual({ ok: true, values: [42, 31, null], really: null });
    expect(read(wound, ["31", "42", ""])).toMatchObject({ ok: true });
  });
  it("is not kept by a third, and says which number is wrong", () => {
    expect(read(wound, ["42", "", "6"])).toMatchObject({ message: "Wound size: length and width." });
    expect(read(wound, ["42", "31", "201"])).toMatchObject({ message: "Depth: from 0 to 200 mm." });
    expect(wrongIn(wound, { value: "42", value2: null, value3: null })).toEqual({ value: "Wound size: length and width." });
  });
  it("asks about one that doubled, and about a depth of 51 mm", () => {
    expect(read(wound, ["85", "31", ""], 42)).toMatchObject({ really: "Really 85 mm? The last was 42." });
    expect(read(wound, ["42", "31", "51"])).toMatchObject({ really: "Really 51 mm? That is rare." });
  });
  it("reads as one measure", () => expect(valueWords({ type: "wound-size", value: 42, value2: 31, value3: 6 })).toBe("42 × 31 × 6 mm"));
});

it("every measure of the tablet is one of the server's, with as many numbers as it has fields, in its unit", () => {
  const shapes = { number: 1, pair: 2, size: 3, choice: 0 };
  expect([...news2Measures, ...otherMeasures].map((m) => m.type).sort()).toEqual(Object.keys(measures).sort());
  for (const m of [...news2Measures, ...otherMeasures]) {
    expect([m.type, measures[m.type]?.values.length, measures[m.type]?.unit]).toEqual([m.type, shapes[m.shape], m.unit]);
    expect(measures[m.type]?.how ?? []).toEqual(m.choices?.map((c) => c.how) ?? []);
    if (m.decimals) expect(measures[m.type]?.whole).toBe(false);
  }
});

it("an empty field is nothing, and no error", () => expect(read(of("pulse"), ["  "])).toMatchObject({ ok: false, empty: true }));
