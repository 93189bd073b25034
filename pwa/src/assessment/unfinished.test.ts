import { expect, test } from "vitest";
import shipped from "../../../backend/assessments/instruments/news2.json?raw";
import { everyNode, fill, nodesOf, readForm } from "./engine";
import { alreadyOf } from "./unfinished";

const form = readForm(JSON.parse(shipped));
const code = (value: string) => ({ answer: [{ valueCoding: { code: value } }] });
const whole = (value: number) => ({ answer: [{ valueInteger: value }] });
const said = (answers: Record<string, object>) => {
  const fields = Object.fromEntries(Object.entries(answers).map(([name, value]) => [`answer.news2.${name}`, value]));
  const filling = fill(form, { fields, rows: [] }, { expressions: null, now: "2026-11-24T09:30:00Z" });
  return alreadyOf([...everyNode(nodesOf(filling, form.sections[0]!))].find(({ item }) => item.instrument === "news2")!);
};

test("an unfinished sum of 5 asks for what the visit's panel asks, and one of 7 for 999", () => {
  expect(said({ resp: whole(22), consciousness: code("voice") })).toMatch(/^Already at least 5\. Talk to the responsible clinician/);
  expect(said({ resp: whole(22), oxygen: code("oxygen"), consciousness: code("voice") })).toMatch(/^Already at least 7\. Ring 999/);
});
test("one value alone that scores 3 asks for it too", () => expect(said({ resp: whole(26) })).toMatch(/^One value alone scores 3/));
test("by the scale that is confirmed in the form", () => {
  expect(said({ spo2: whole(89) })).toMatch(/^One value alone scores 3/);
  expect(said({ scale: code("2"), spo2: whole(89) })).toBeNull();
});
test("less says nothing, and nor does a whole one: its band does", () => {
  expect(said({ resp: whole(22) })).toBeNull();
  const all = { resp: whole(26), spo2: whole(90), systolic: whole(80), pulse: whole(140), oxygen: code("air"), consciousness: code("pain") };
  expect(said({ ...all, temp: { answer: [{ valueDecimal: 37 }] } })).toBeNull();
});
