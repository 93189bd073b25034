/** People at risk without a server, and a proposal of who should lead. */
import type { AtRiskPage, AtRiskPerson, FoundPeople, Population } from "../src/store/population";
import { staff } from "./cast";
import { uid } from "./records";

const person = (n: number, name: string, more: Partial<AtRiskPerson>): AtRiskPerson => ({
  patient: uid(100 + n),
  name,
  born_on: "1941-03-02",
  band: "high",
  since: "2026-11-01",
  is_judged: false,
  lead: null,
  coordinator: null,
  agreed_on: null,
  lacks: ["lead", "coordinator", "plan"],
  ...more,
});

function people(scenario: string): AtRiskPerson[] {
  if (scenario === "risk-empty") return [];
  const long = "Wilhelmina-Alexandrina Featherstonehaugh-Cholmondeley of the Very Long Name";
  const first = scenario === "risk-long" ? long : "Rokeya Begum";
  return [
    person(1, first, { band: "very-high", is_judged: true, since: "2026-11-20" }),
    person(4, "Abdirahman Farah", { coordinator: staff[2]?.id ?? null, lacks: ["lead", "review"], agreed_on: "2025-10-02" }),
    person(90, "Maureen Chapman", { lead: staff[1]?.id ?? null, lacks: ["coordinator"] }),
    person(91, "Patience Osei", { lead: staff[1]?.id ?? null, coordinator: staff[2]?.id ?? null, lacks: ["review"], agreed_on: "2025-11-01" }),
  ];
}

function page(scenario: string): AtRiskPage {
  const all = people(scenario);
  const counts = Object.fromEntries(
    ["lead", "coordinator", "plan", "review"].map((list) => [list, all.filter((one) => one.lacks.includes(list)).length]),
  );
  return { at_risk: scenario === "risk-empty" ? 0 : 208, counts, people: all, left: scenario === "risk-long" ? 12 : 0 };
}

const one = (n: number, name: string, more: Partial<FoundPeople["people"][number]> = {}) => ({
  ...{ id: uid(900 + n), name, known_as: null, born_on: "1947-09-02", nhs_number: "9992129972", address_line: "6 Treby Street", postcode: "E3 4HB" },
  ...{ away: null, ...more },
});
const long = "Wilhelmina-Alexandrina Featherstonehaugh-Cholmondeley of the Very Long Name";

export function previewPopulation(scenario: string): Population {
  const offline = scenario.includes("offline");
  return {
    atRisk: async () => {
      if (scenario === "risk-loading") return new Promise(() => undefined);
      if (scenario === "risk-error") return { ok: false, why: "busy", words: "The service is busy. Try again in a moment." };
      if (offline) return { ok: false, why: "offline", words: "" };
      return { ok: true, value: page(scenario) };
    },
    find: async (search) => {
      if (offline) return { ok: false, why: "offline", words: "" };
      if (search === "often") return { ok: false, why: "wrong", words: "You have searched very often. Searching rests for 12 minutes." };
      if (search === "nobody") return { ok: true, value: { people: [], is_near: false, more: 0 } };
      const people = [one(1, "Rokiya Begum"), one(2, search === "long" ? long : "Halima Begum", { away: "In hospital since 21 Nov", born_on: null })];
      return { ok: true, value: { people, is_near: search === "near", more: search === "many" ? 30 : 0 } };
    },
    lead: async () =>
      offline
        ? { ok: false, why: "offline", words: "" }
        : { ok: true, value: { staff: null, ground: "age", why: "Aged 84, over 75: the GP.", history: [] } },
  };
}
