import { expect, test } from "vitest";
import { say } from "../patient/testing";
import type { Waiting } from "../store/contract";
import { patient } from "../today/testing";
import { asNote, asText, handedOn, notTold } from "./hand-on";
import { sentenceOf } from "./sentences";

const long = `The wound is larger than on Monday, ${"with more fluid than the dressing takes, ".repeat(12)}and she asked for the nurse who knows it.`;
const refused: Waiting = {
  id: "c",
  kind: "note",
  record: "n",
  patient: "rokeya",
  called: null,
  madeAt: "2026-11-24T11:15:00.000Z",
  state: "refused",
  tries: 1,
  lastTry: null,
  saw: null,
  set: { words: long, category: "visit", written_at: "2026-11-24T11:14:00.000Z" },
  refusal: { reason: "needs-a-lead", message: "Your access had ended.", fields: {}, at: "2026-11-24T11:20:00.000Z" },
  dependents: [],
  bytes: 900,
};
const words = (change: Waiting, header = patient("rokeya", [], { name: "Rokeya Begum", nhs_number: "9990000018" })) =>
  handedOn(change, header, sentenceOf(change, { bundle: null, header }, say), "Kemi Adeyemi", say);

test("m6 what a lead is shown has every word that was written, whose it is, by whom and when", () => {
  const shown = words(refused);
  expect(shown.lines.join(" ")).toContain(long);
  expect(shown.whose.replaceAll("\u00a0", " ")).toBe("Rokeya Begum, NHS number 999 000 0018");
  expect(shown.by.replaceAll("\u00a0", " ")).toMatch(/Kemi Adeyemi, .*11:15/);
});

test("what is copied has every word that was written, and neither the name nor the number of whom it is about", () => {
  const text = asText(words(refused));
  expect(text).toContain(long);
  expect(text).toMatch(/Kemi Adeyemi, .*11:15/);
  expect(text).not.toMatch(/Rokeya|Begum|999/);
});

test("m6 an edit is told as what it was and what it is to be, and whole", () => {
  const target = (n: string) => ({ target: n, target_unit: "metres", target_how: "with her frame", target_on: null });
  const lines = words({ ...refused, kind: "goal", saw: target("5"), set: target("10") }).lines;
  expect(lines[0]).toContain("from 5 metres to 10 metres");
  expect(lines.slice(1)).toEqual(["Target: 10 metres, with her frame"]);
});

test("m6 where the person has left the tablet it says that their name must be told, and no id stands for it", () => {
  const gone = handedOn(refused, undefined, sentenceOf(refused, { bundle: null, header: undefined }, say), "Kemi Adeyemi", say);
  expect(gone.whose).toContain("no longer on your tablet");
  expect(asText(gone)).not.toContain("rokeya");
  expect(asText(gone)).toContain(long);
});

test("m6 where the person has left the tablet they are called what they were called when it was written", () => {
  const called = { name: "Rokeya Begum", nhs_number: "9990000018" };
  const change = { ...refused, called };
  const gone = handedOn(change, undefined, sentenceOf(change, { bundle: null, header: undefined }, say), "Kemi Adeyemi", say);
  expect(gone.whose.replaceAll("\u00a0", " ")).toBe("Rokeya Begum, NHS number 999 000 0018");
  expect(asText(gone)).not.toMatch(/Rokeya|Begum|999/);
});

test("m6 on the page stands all that was written, and what its sentence tells already stands once", () => {
  const told = (change: Waiting) => notTold(change, sentenceOf(change, { bundle: null, header: undefined }, say), say);
  expect(told(refused).join(" ")).toContain(long);
  const target = (n: string) => ({ target: n, target_unit: "metres", target_how: "with her frame", target_on: null });
  expect(told({ ...refused, kind: "goal", saw: target("5"), set: target("10") })).toEqual([]);
});

test("m6 as a note it says by itself what it was meant to be, when, every word of it, and why it was not taken; days are named, not told from today", () => {
  const role = { reason: "role", message: "Your role may not write this.", fields: {}, at: "2026-11-24T11:20:00.000Z" };
  const dose = (value: string) => ({ name: "Metformin", dose: value, unit: "mg", frequency: "twice a day", route: null, instructions: "With food." });
  const change: Waiting = { ...refused, kind: "medicine", saw: dose("500"), set: dose("850"), refusal: role };
  const words = asNote(change, sentenceOf(change, { bundle: null, header: undefined }, say), say);
  expect(words).toMatch(/^Written 24 Nov 2026 11:15 as a change to the record, and not taken\. /);
  for (const said of ["Metformin", "500 mg", "850 mg", "twice a day", "With food"]) expect(words).toContain(said);
  expect(words).toMatch(/Why it was not taken: Your role may not write this\.$/);
  expect(words).not.toContain("today");
});
