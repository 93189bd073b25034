/** NEWS2 as a form, for someone whose record says which oxygen scale holds (H05). */
import { beforeAll, expect, test } from "vitest";
import shipped from "../../../backend/assessments/instruments/news2.json?raw";
import { bundle, now, view } from "../patient/testing";
import type { View } from "../store/contract";
import { earlierFor, scaleWaits } from "./earlier";
import { type Expressions, type Filling, type Form, fill, loadExpressions, readForm } from "./engine";
import { missingFrom } from "./missing";

const at = "2026-11-01T09:00:00.000Z";
const stamps = { news2_scale: { at, by: "amina", change: "c" } };
const two = { spo2_scale: 2, spo2_scale_reason: "Dr Rahman, blood gas" };
const dispute = { news2_scale: { conflict: "x", sides: [], base: null } };
const person = (fields: object, over: Partial<View<"patient">> = {}) => view("patient", "rokeya", fields, { stamps, ...over }) as View;
const scale = (code: string) => ({ answer: [{ valueCoding: { code } }] });
let form: Form;
let expressions: Expressions;

beforeAll(async () => {
  form = readForm(JSON.parse(shipped));
  expressions = await loadExpressions();
});
const filled = (answers: Record<string, object>): Filling =>
  fill(
    form,
    { fields: Object.fromEntries(Object.entries(answers).map(([linkId, value]) => [`answer.${linkId}`, value])), rows: [] },
    { expressions, now: now.toISOString() },
  );
const begun = { "news2.spo2": { answer: [{ valueInteger: 91 }] } };
const item = () => form.byLinkId.get("news2.scale")!;
const bars = (answers: Record<string, object>, who: View) => {
  const filling = filled(answers);
  return missingFrom(filling, form.sections[0]!, {
    ...{ offered: () => null, idOf: (node) => node.key, disputed: () => false, findings: [], left: {}, inPlan: () => false, alerts: [] },
    unconfirmed: (node) => scaleWaits(bundle(who), node),
  }).filter((each) => each.bars && each.node?.item.linkId === "news2.scale");
};

test("the scale of the record is offered, with who set it and when", () =>
  expect(earlierFor(bundle(person(two)), "a", item(), now)).toMatchObject({
    answer: [{ valueCoding: { code: "2" } }],
    by: "amina",
    at,
    where: "the record",
  }));

test("what was ticked in another form is no decision: the record's scale is offered, though older", () => {
  const other = view("assessment", "b", { status: "completed", "answer.news2.scale": scale("1") } as never, {
    stamps: { "answer.news2.scale": { at: "2026-11-20T09:00:00.000Z", by: "kemi", change: "d" } },
  }) as View;
  expect(earlierFor(bundle(person(two), other), "a", item(), now)).toMatchObject({ answer: [{ valueCoding: { code: "2" } }] });
});

test("while two scales are disputed none is offered (M5)", () =>
  expect(earlierFor(bundle(person(two, { disputed: dispute })), "a", item(), now)).toBeNull());

test("where the record says scale 2, NEWS2 is not signed on scale 1 unasked", () => {
  expect(bars(begun, person(two)).map(({ words }) => words)).toEqual(["the record says scale 2: confirm which scale holds before you sign"]);
  expect(bars({ ...begun, "news2.scale": { answer: [], not_asked: "no time" } }, person(two))).toHaveLength(1);
});

test("said in the form, whichever it is, or on scale 1, or with nothing of NEWS2 begun, nothing is in the way", () => {
  expect(bars({ ...begun, "news2.scale": scale("2") }, person(two))).toEqual([]);
  expect(bars({ ...begun, "news2.scale": scale("1") }, person(two))).toEqual([]);
  expect(bars(begun, person({ spo2_scale: 1 }))).toEqual([]);
  expect(bars({}, person(two))).toEqual([]);
});
