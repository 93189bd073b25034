/** What a section comes to, on the forms that ship. */
import { beforeAll, expect, test } from "vitest";
import shipped from "../../../backend/assessments/instruments/living-at-home.json?raw";
import { newView } from "../patient/new-view";
import type { Bundle, View } from "../store/contract";
import type { Signing } from "../store/signed";
import { confirmed, earlierFor } from "./earlier";
import { type Expressions, type Filling, type Form, fill, loadExpressions, readForm, type Section } from "./engine";
import { type Beside, missingFrom } from "./missing";
import { alertsOf, findingsOf, isAnswered, recordOf, scoresOf, shownOf } from "./scores";
import { fillingNow, isComplete, partsOf, total } from "./sections";

const patient = "0197f390-2680-712c-9694-22d7862c9784";
const assessment = "ec5a2d3f-9be2-5b37-9ba2-987f08afe424";
const now = "2026-11-24T09:30:00Z";
const given = (answer: object) => ({ answer: [answer] });
const code = (value: string) => given({ valueCoding: { code: value } });
const yes = given({ valueBoolean: true });
let form: Form;
let expressions: Expressions;

beforeAll(async () => {
  form = readForm(JSON.parse(shipped));
  expressions = await loadExpressions();
});
const section = (linkId: string): Section => form.sections.find((one) => one.linkId === linkId)!;
const of = (linkId: string): Section => form.sections.find((one) => [...walk(one.items)].some((item) => item.linkId === linkId))!;
function* walk(items: readonly Form["items"][number][]): Generator<Form["items"][number]> {
  for (const item of items) {
    yield item;
    yield* walk(item.items);
  }
}
const filled = (answers: Record<string, object>): Filling =>
  fill(
    form,
    { fields: Object.fromEntries(Object.entries(answers).map(([linkId, value]) => [`answer.${linkId}`, value])), rows: [] },
    { expressions, now },
  );

test("an unanswered item is never zero: the score says how many are answered", () => {
  const [phq] = scoresOf(filled({ "phq-9.1": code("2") }), of("phq-9.1"));
  expect(phq).toMatchObject({ key: "phq-9", score: null, band: "" });
  expect(phq!.answered).toMatch(/1 of/);
});

test("a full fall's screen asks for a full assessment, each part of it to be taken into the plan under an id that both sides find (R1)", () => {
  const filling = filled({ "falls.fallen": yes, "falls.hurt": yes });
  const findings = findingsOf(filling, of("falls.fallen"), patient, assessment);
  expect(findings.map(({ key, kind }) => `${kind} ${key}`)).toEqual([
    "action falls-bp",
    "action falls-medicines",
    "action falls-eyes-feet",
    "action falls-continence",
    "action falls-hazards",
    "goal falls-goal",
  ]);
  expect(findings[0]!.record).toBe(recordOf(patient, assessment, "falls-bp"));
  expect(findings[0]!.record).not.toBe(recordOf(patient, "another", "falls-bp"));
  expect(findingsOf(filled({ "falls.fallen": given({ valueBoolean: false }) }), of("falls.fallen"), patient, assessment)).toEqual([]);
  expect(Object.keys(shownOf(filling, of("falls.fallen")))).toEqual(["falls", "worked_out"]);
});

test("a signature says that nothing was worked out: so what the server alone finds is another", () => {
  const none = filled({});
  expect(shownOf(none, none.form.sections[0]!)).toEqual({ worked_out: [] });
});

test("anything but “not at all” to question 9 raises the alert, and it stands until it is written what was done", () => {
  const asked = { "phq-9.1": code("2"), "phq-9.2": code("2") };
  const part = of("phq-9.9");
  for (const grade of ["1", "2", "3"]) {
    const [alert, ...others] = alertsOf(filled({ ...asked, "phq-9.9": code(grade) }), part, patient, assessment);
    expect(others).toEqual([]);
    expect(alert!.severity).toBe("high");
    expect(isAnswered(alert!, () => undefined)).toBe(false);
  }
  expect(alertsOf(filled({ ...asked, "phq-9.9": code("0") }), part, patient, assessment)).toEqual([]);
  const [alert] = alertsOf(filled({ ...asked, "phq-9.9": code("1") }), part, patient, assessment);
  const where = alert!.asked!.item.linkId;
  const [written] = alertsOf(
    filled({ ...asked, "phq-9.9": code("1"), [where]: given({ valueString: "Asked; her sister stays tonight." }) }),
    part,
    patient,
    assessment,
  );
  expect(isAnswered(written!, () => undefined)).toBe(true);
  const unasked = { ...alert!, asked: null };
  expect(isAnswered(unasked, () => undefined)).toBe(false);
  expect(isAnswered(unasked, (id) => (id === alert!.entry ? {} : undefined))).toBe(true);
});

test("an answer to question 9 counts though another answer hides the question since, as it does on the server", () => {
  const part = of("phq-9.9");
  const hidden = { "phq-9.1": code("0"), "phq-9.2": code("0"), "phq-9.9": code("1") };
  const filling = filled(hidden);
  expect(filling.node("phq-9.9")!.enabled).toBe(false);
  const [alert, ...others] = alertsOf(filling, part, patient, assessment);
  expect(others).toEqual([]);
  expect(alert).toMatchObject({ hidden: true, asked: null });
  expect(isAnswered(alert!, () => undefined)).toBe(false);
  const [written] = alertsOf(filled({ ...hidden, "phq-9.safety-entry": given({ valueString: "Asked." }) }), part, patient, assessment);
  expect(isAnswered(written!, () => undefined)).toBe(true);
  expect(alertsOf(filled({ ...hidden, "phq-9.9": code("0") }), part, patient, assessment)).toEqual([]);
});

const beside: Beside = {
  offered: () => null,
  idOf: (node) => node.key,
  disputed: () => false,
  unconfirmed: () => false,
  findings: [],
  left: {},
  inPlan: () => false,
  alerts: [],
};

test("before signing: an open question may stay open; an alert, a dispute and a finding left out without a reason may not", () => {
  const part = of("falls.fallen");
  const filling = filled({ "falls.fallen": yes, "falls.hurt": yes });
  const open = missingFrom(filling, part, beside);
  expect(open.length).toBeGreaterThan(3);
  expect(open.every(({ what, bars }) => what === "open" && !bars)).toBe(true);
  const findings = findingsOf(filling, part, patient, assessment);
  const barring = (more: Partial<Beside>) => missingFrom(filling, part, { ...beside, ...more }).filter(({ bars }) => bars);
  expect(barring({ findings, left: { "falls-continence": " " } }).map(({ words }) => words)).toEqual(["Continence is left out of the plan: why?"]);
  expect(barring({ findings, left: { "falls-continence": "Seen last week." } })).toEqual([]);
  expect(barring({ alerts: [{ linkId: "x", words: "Ask now" }] }).map(({ what }) => what)).toEqual(["alert"]);
  expect(barring({ disputed: (node) => node.item.linkId === "falls.hurt" }).map(({ what }) => what)).toEqual(["disputed"]);
  expect(
    missingFrom(filling, part, { ...beside, offered: (node) => (node.item.linkId === "falls.worries" ? "Yes" : null) }).filter(
      ({ what }) => what === "offered",
    ),
  ).toHaveLength(1);
});

test("parts: a reason is an answer; who was last; complete only when all that must be is signed", () => {
  const at = "2026-11-24T09:20:00.000Z";
  const fields = { "answer.health.hearing": { answer: [], not_asked: "she was asleep" } };
  const view = {
    ...newView("assessment", assessment, patient, fields as never),
    stamps: { "answer.health.hearing": { at, by: "kemi", change: "c" } },
  };
  const none: Signing = { standing: [], overtaken: [], addenda: [], notTaken: [] };
  const filling = fill(form, { fields, rows: [] }, { expressions, now });
  const parts = partsOf(filling, { view, rows: [] }, none);
  const health = parts.find(({ section }) => section.linkId === "health")!;
  expect(health.count).toMatchObject({ answered: 1, notAsked: 1 });
  expect(health.last).toEqual({ by: "kemi", at });
  expect(total(parts)).toMatchObject({ answered: 1, signed: 0 });
  expect(fillingNow(parts, "daniel", new Date(now)).map(({ by }) => by)).toEqual(["kemi"]);
  expect(fillingNow(parts, "kemi", new Date(now))).toEqual([]);
  expect(fillingNow(parts, "daniel", new Date("2026-11-24T11:00:00Z"))).toEqual([]);
  const signature = (name: string) => newView("signature", name, patient, { assessment, section: name }) as View<"signature">;
  const all = parts.filter(({ section }) => section.required).map(({ section }) => signature(section.linkId));
  expect(isComplete(parts, { ...none, standing: all })).toBe(true);
  expect(isComplete(parts, { ...none, standing: all.slice(1) })).toBe(false);
  expect(isComplete(parts, { ...none, standing: [signature("")] })).toBe(true);
});

test("asked once: the newest that fits is offered with who and when, of another assessment or of the record; never what was entered in error", () => {
  const stamps = (group: string, at: string, by: string) => ({ [group]: { at, by, change: "c" } });
  const other = (id: string, value: object, at: string, status = "completed") => ({
    ...newView("assessment", id, patient, { status, "answer.falls.fallen": value } as never),
    stamps: stamps("answer.falls.fallen", at, "kemi"),
  });
  const person = {
    ...newView("patient", patient, patient, { born_on: "1942-03-14", gender: "female", languages: ["Bengali", "Sylheti"] }),
    stamps: stamps("birth", "2025-11-07T10:10:00.000Z", "shabnam"),
  };
  const views = [
    other("older", yes, "2026-09-01T10:00:00.000Z"),
    other("newer", given({ valueBoolean: false }), "2026-10-01T10:00:00.000Z"),
    other("wrong", yes, "2026-11-01T10:00:00.000Z", "entered-in-error"),
    other("another type", given({ valueString: "often" }), "2026-11-02T10:00:00.000Z"),
    person,
  ] as View[];
  const bundle = { all: (kind: string) => views.filter((one) => one.kind === kind) } as unknown as Bundle;
  const item = (linkId: string) => form.byLinkId.get(linkId)!;
  const day = new Date(now);
  const found = earlierFor(bundle, assessment, item("falls.fallen"), day)!;
  expect(found).toMatchObject({ record: "newer", by: "kemi", answer: [{ valueBoolean: false }] });
  expect(confirmed(found)).toEqual({ answer: found.answer, from: { kind: "assessment", record: "newer", at: found.at, by: "kemi" } });
  expect(earlierFor(bundle, "newer", item("falls.fallen"), day)!.record).toBe("older");
  expect(earlierFor(bundle, assessment, item("falls.age"), day)).toMatchObject({ answer: [{ valueInteger: 84 }], by: "shabnam" });
  expect(earlierFor(bundle, assessment, item("falls.sex"), day)!.answer).toEqual([{ valueCoding: { code: "female", display: "Women" } }]);
  expect(earlierFor(bundle, assessment, item("about-me.language"), day)!.answer).toEqual([{ valueString: "Bengali, Sylheti" }]);
  expect(earlierFor(bundle, assessment, item("wants.change"), day)).toBeNull();
  expect(section("health").required).toBe(true);
});
