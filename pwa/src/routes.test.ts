import { describe, expect, test } from "vitest";
import { parse } from "./routes";

const patient = "0193c000-0000-7000-8000-000000000001";
const visit = "0193c000-0000-7000-8000-000000000002";

describe("addresses", () => {
  test("the bare address and /today are today", () => {
    expect(parse("/")).toEqual({ name: "today", day: null });
    expect(parse("/today")).toEqual({ name: "today", day: null });
    for (const name of ["patients", "waiting", "voice", "board", "weeks", "forms", "account", "lost"]) expect(parse(`/${name}`)).toEqual({ name });
    expect(parse("/forms/secret")).toBeNull();
    expect(parse("/reports")).toEqual({ name: "reports", measure: null });
    expect(parse("/reports/known-face")).toEqual({ name: "reports", measure: "known-face" });
    expect(parse("/reports/Known face")).toBeNull();
  });
  test("a day, a patient's pages, a visit and a conflict are found by their ids", () => {
    expect(parse("/today/2026-11-24")).toEqual({ name: "today", day: "2026-11-24" });
    expect(parse(`/patient/${patient}`)).toEqual({ name: "patient", patient, page: "summary" });
    expect(parse(`/patient/${patient}/timeline`)).toEqual({ name: "patient", patient, page: "timeline" });
    expect(parse(`/patient/${patient}/plan`)).toEqual({ name: "plan", patient });
    const assessment = { name: "assessment", patient, assessment: visit };
    expect(parse(`/patient/${patient}/assessment/${visit}`)).toEqual({ ...assessment, part: null });
    expect(parse(`/patient/${patient}/assessment/${visit}/12`)).toEqual({ ...assessment, part: "12" });
    expect(parse(`/patient/${patient}/assessment/${visit}/review`)).toEqual({ ...assessment, part: "review" });
    expect(parse(`/visit/${patient}/${visit}`)).toEqual({ name: "visit", patient, visit });
    expect(parse("/meetings")).toEqual({ name: "meetings", meeting: null, patient: null });
    expect(parse(`/meetings/${visit}`)).toEqual({ name: "meetings", meeting: visit, patient: null });
    expect(parse(`/meetings/${visit}/${patient}`)).toEqual({ name: "meetings", meeting: visit, patient });
    expect(parse(`/settle/${visit}`)).toEqual({ name: "settle", conflict: visit });
  });
  test("what is no id, such as a name, leads nowhere", () => {
    expect(parse("/patient/rokeya-begum")).toBeNull();
    expect(parse(`/patient/${patient}/assessment/${visit}/mood`)).toBeNull();
    expect(parse("/today/tomorrow")).toBeNull();
    expect(parse(`/patient/${patient}/plan/secret`)).toBeNull();
    expect(parse("/meetings/tuesday")).toBeNull();
  });
});
