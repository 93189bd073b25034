/** People at risk without a server, and a proposal of who should lead. */
import type { AtRiskPage, AtRiskPerson, Population } from "../src/store/population";
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

export function previewPopulation(scenario: string): Population {
  const offline = scenario.includes("offline");
  return {
    atRisk: async () => {
      if (scenario === "risk-loading") return new Promise(() => undefined);
      if (scenario === "risk-error") return { ok: false, why: "busy", words: "The service is busy. Try again in a moment." };
      if (offline) return { ok: false, why: "offline", words: "" };
      return { ok: true, value: page(scenario) };
    },
    lead: async () =>
      offline
        ? { ok: false, why: "offline", words: "" }
        : { ok: true, value: { staff: null, ground: "age", why: "Aged 84, over 75: the GP.", history: [] } },
  };
}
