import { describe, expect, test } from "vitest";
import type { Fields } from "../api/kinds";
import { newView } from "../patient/new-view";
import type { Bundle, View } from "../store/contract";
import { consentFaults, consentRecord, consentsOf, found, inForce, leadFaults, noConsent } from "./state";
import { agreedTo } from "./words";

const patient = "0193b5f0-0000-7000-8000-000000000001";
const judgement = (fields: Fields["risk_judgement"]): View<"risk_judgement"> => newView("risk_judgement", "j", patient, fields);
const consent = (id: string, fields: Fields["consent"]): View<"consent"> => newView("consent", id, patient, fields);

describe("the band in force", () => {
  const high = { risk_band: "high", risk_on: "2026-11-01" };

  test("is what was found where nobody judges otherwise", () => {
    expect(inForce(high, null)).toEqual({ band: "high", since: "2026-11-01", judged: false });
    expect(inForce(undefined, null)).toEqual({ band: null, since: null, judged: false });
  });

  test("is the judgement where there is one, and what was found again where it was taken back", () => {
    expect(inForce(high, judgement({ band: "low", judged_on: "2026-11-10" }))).toEqual({ band: "low", since: "2026-11-10", judged: true });
    expect(inForce(high, judgement({ band: null, judged_on: "2026-11-12", why: "Better." })).band).toBe("high");
  });

  test("M5: of two judgements that differ none is the one", () => {
    const two = { ...judgement({ band: "low" }), disputed: { judgement: {} } } as unknown as View<"risk_judgement">;
    expect(inForce(high, two)).toEqual({ band: "high", since: "2026-11-01", judged: false });
  });
});

test("what was withdrawn or refused stands first, what was an error nowhere", () => {
  const all = [
    consent("a", { decision: "given", given_on: "2026-11-20", status: "active" }),
    consent("b", { decision: "refused", given_on: "2026-01-01", status: "active" }),
    consent("c", { decision: "given", given_on: "2026-10-01", status: "withdrawn" }),
    consent("d", { decision: "given", given_on: "2026-11-21", status: "entered-in-error" }),
    consent("e", { decision: "given", given_on: "2026-11-22", status: "active" }),
  ];
  expect(consentsOf({ all: () => all } as unknown as Bundle).map((one) => one.id)).toEqual(["c", "b", "e", "a"]);
});

describe("a consent", () => {
  const typed = { ...noConsent, scope: "team", decision: "given", given_on: "2026-11-24" };
  const faults = (more: Partial<typeof noConsent>) => Object.keys(consentFaults({ ...typed, ...more }, "2026-11-24"));

  test("is whole with what, yes or no, and the day", () => {
    expect(faults({})).toEqual([]);
    expect(Object.keys(consentFaults(noConsent, "2026-11-24"))).toEqual(["scope", "decision", "given_on"]);
  });

  test("asks for names, the assessment and the place of the paper only where they are needed", () => {
    expect(faults({ scope: "family" })).toEqual(["with_whom"]);
    expect(faults({ given_by: "attorney" })).toEqual(["given_by_name"]);
    expect(faults({ given_by: "best-interests", given_by_name: "Dr Khan" })).toEqual(["capacity"]);
    expect(faults({ how: "signed" })).toEqual(["kept_where"]);
    expect(faults({ how: "signed", kept_where: "x".repeat(201) })).toEqual(["kept_where"]);
    expect(faults({ given_on: "2026-11-25" })).toEqual(["given_on"]);
    expect(faults({ given_on: "31 2 2026" })).toEqual(["given_on"]);
  });

  test("keeps nothing that was typed for another case", () => {
    const all = { ...typed, with_whom: "Nasima", given_by_name: "Dr Khan", capacity: "x", kept_where: "Blue folder" };
    expect(consentRecord(all, "kemi")).toEqual({
      scope: "team",
      purpose: "direct-care",
      decision: "given",
      with_whom: null,
      given_by: "person",
      given_by_name: null,
      capacity: null,
      how: "spoken",
      kept_where: null,
      given_on: "2026-11-24",
      taken_by: "kemi",
      status: "active",
    });
  });

  test("reads as a phrase", () => {
    expect(agreedTo({ scope: "photographs", decision: "given", purpose: "teaching", given_by: "person" })).toBe("agrees: photographs, for teaching");
    expect(
      agreedTo({
        scope: "family",
        decision: "refused",
        purpose: "direct-care",
        with_whom: "Her son",
        given_by: "attorney",
        given_by_name: "N. Begum",
      }),
    ).toBe("does not agree: telling family or friends: Her son; N. Begum, their attorney for health and welfare");
  });
});

describe("who leads", () => {
  test("by age and by risk is a GP", () => {
    expect(leadFaults({ lead: "a", ground: "age", reason: "" }, "GP")).toEqual({});
    expect(Object.keys(leadFaults({ lead: "a", ground: "age", reason: "" }, "Community nurse"))).toEqual(["ground"]);
    expect(Object.keys(leadFaults({ lead: "a", ground: "very-high-risk", reason: "" }, null))).toEqual(["ground"]);
    expect(leadFaults({ lead: "a", ground: "primary-need", reason: "" }, "Community nurse")).toEqual({});
  });

  test("otherwise needs its reason, and nobody needs none", () => {
    expect(Object.keys(leadFaults({ lead: "a", ground: "other", reason: " " }, "GP"))).toEqual(["reason"]);
    expect(leadFaults({ lead: "a", ground: "other", reason: "Known for years." }, "GP")).toEqual({});
    expect(Object.keys(leadFaults({ lead: "a", ground: "", reason: "" }, "GP"))).toEqual(["ground"]);
    expect(leadFaults({ lead: "", ground: "", reason: "" }, null)).toEqual({});
  });
});

test("a list is searched by all words, wherever they stand in the name", () => {
  const people = [
    { name: "Rose Ahmed", lacks: ["lead", "plan"] },
    { name: "Ahmed Rahman", lacks: ["plan"] },
  ];
  expect(found(people, "plan", "AHMED").length).toBe(2);
  expect(found(people, "plan", "ahm ros").map((one) => one.name)).toEqual(["Rose Ahmed"]);
  expect(found(people, "lead", "rahman")).toEqual([]);
});
