import { expect, test } from "vitest";
import { actsOf, asPostcode, empty, type Form, foundAt, returnAsks, wrongIn } from "./form";

const now = new Date("2026-11-24T08:12:00.000Z");
const form: Form = {
  ...empty,
  nhs_number: "999 526 0182",
  given_name: "Anwara",
  family_name: "Khatun",
  born_on: "1950-02-03",
  postcode: "e12lp",
  languages: "sylheti, Bengali",
  interpreter: true,
  source: "hospital",
  from_organisation: "Royal London",
  from_unit: "ward 10E",
  why: "Home today, help to wash",
  asks: ["wash", "stairs"],
  clock: "two-days",
  found_at: "07:52",
};

test("somebody new and their referral are one act", () => {
  const [person, referral] = actsOf(form, "made", now);
  expect(person).toEqual({
    create: "patient",
    patient: "made",
    fields: {
      given_name: "Anwara",
      family_name: "Khatun",
      born_on: "1950-02-03",
      nhs_number: "9995260182",
      nhs_number_status: "02",
      postcode: "E1 2LP",
      languages: ["Bengali", "Sylheti"],
      interpreter_needed: true,
      status: "active",
    },
  });
  expect(referral).toMatchObject({
    create: "referral",
    patient: "made",
    fields: {
      asks: ["stairs", "wash"],
      priority: "urgent",
      clock_type: "two-days",
      clock_started_at: "2026-11-24T07:52:00.000Z",
      received_at: now.toISOString(),
    },
  });
});

test("for somebody known only the referral is written, in their record", () => {
  expect(actsOf({ ...form, known: "anwara" }, "made", now).map((act) => ("create" in act ? [act.create, act.patient] : []))).toEqual([
    ["referral", "anwara"],
  ]);
});

test("without a number it has to be looked for; and a routine one without a clock says so", () => {
  const [person, referral] = actsOf({ ...form, nhs_number: "", clock: "no-clock" }, "made", now);
  expect(person).toMatchObject({ fields: { nhs_number_status: "03" } });
  expect(referral).toMatchObject({ fields: { priority: "routine", clock_type: "no-clock" } });
  expect((referral as { fields: object }).fields).not.toHaveProperty("clock_started_at");
});

test.each<[Partial<Form>, string[]]>([
  [{}, []],
  [{ nhs_number: "9995260183" }, ["nhs_number"]],
  [{ nhs_number: "" }, []],
  [{ family_name: " " }, ["family_name"]],
  [{ family_name: " ", known: "anwara" }, []],
  [{ born_on: "1950-02-30" }, ["born_on"]],
  [{ born_on: "2026-11-25" }, ["born_on"]],
  [{ postcode: "E1" }, ["postcode"]],
  [{ phone: "ring her son" }, ["phone"]],
  [{ source: "" }, ["source"]],
  [{ why: "" }, ["why"]],
  [{ why: "x".repeat(161) }, ["why"]],
  [{ clock: "" }, ["clock"]],
  [{ found_at: "8:13" }, ["found_at"]],
  [{ found_at: "8:13", found_day: "yesterday" }, []],
  [{ found_at: "" }, ["found_at"]],
  [{ found_at: "", clock: "no-clock" }, []],
])("with %o what is wrong is %o", (more, wrong) => {
  expect(Object.keys(wrongIn({ ...form, ...more }, now))).toEqual(wrong);
});

test("when the need was found is a time in London, in summer too", () => {
  expect(foundAt({ ...form, found_at: "23:30", found_day: "yesterday" }, new Date("2026-06-11T08:00:00.000Z"))).toBe("2026-06-10T22:30:00.000Z");
});

test("a postcode is written as the post does", () => {
  expect(["e1 2lp", "E12LP", " e14  7na"].map(asPostcode)).toEqual(["E1 2LP", "E1 2LP", "E14 7NA"]);
});

test("what the national return will ask for is told where it is not there yet, and stops nobody", () => {
  expect(returnAsks(form)).toEqual(["reason"]);
  const bare: Form = { ...empty, family_name: "Khatun", source: "self", why: "A fall", clock: "no-clock" };
  expect(wrongIn(bare, now)).toEqual({});
  expect(returnAsks(bare)).toEqual(["NHS number", "date of birth", "postcode", "language", "reason"]);
  expect(returnAsks({ ...bare, known: "somebody", reason: "001" })).toEqual([]);
});
