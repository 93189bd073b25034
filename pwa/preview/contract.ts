/** The outcomes contract as the server tells it: for looking at its screen without one. Figures as the demo has them, worked out beforehand. */
import type { ContractLine, ContractPage, ContractResult, ContractScenario } from "../src/store/reports";

const line = (key: string, name: string, given: Partial<ContractLine>): ContractLine => ({
  key,
  name,
  unit: "%",
  direction: "up",
  weight: "30",
  baseline: "60",
  target: "75",
  actual: null,
  month: null,
  standing: "nothing",
  attained: null,
  at_stake_pence: 0,
  earned_pence: 0,
  ...given,
});

const lines: ContractLine[] = [
  line("known-face", "Visits by a known face", {
    actual: "64.21",
    month: "2026-10",
    standing: "counted",
    attained: "28.07",
    at_stake_pence: 145_800_000,
    earned_pence: 40_921_200,
  }),
  line("plan-lead-and-consent", "Plan, lead and consent in place", {
    weight: "25",
    target: "90",
    actual: "88",
    month: "2026-08",
    standing: "held",
    attained: "93.33",
    at_stake_pence: 121_500_000,
    earned_pence: 113_400_000,
  }),
  line("seen-within-two-hours", "Seen within 2 hours", { weight: "15", target: "70", standing: "hidden", at_stake_pence: 72_900_000 }),
  line("arrived-on-time", "Arrived on time", {
    weight: "15",
    baseline: "70",
    target: "90",
    actual: "81.5",
    month: "2026-10",
    standing: "counted",
    attained: "57.5",
    at_stake_pence: 72_900_000,
    earned_pence: 41_917_500,
  }),
  line("different-professionals", "Different professionals in 90 days", {
    unit: "",
    direction: "down",
    weight: "10",
    baseline: "6",
    target: "4",
    actual: "4.6",
    month: "2026-10",
    standing: "counted",
    attained: "70",
    at_stake_pence: 48_600_000,
    earned_pence: 34_020_000,
  }),
  line("nhs-number-verified", "NHS number verified", { weight: "5", baseline: "40", target: "60", standing: "nothing", at_stake_pence: 24_300_000 }),
];
const shares = ["5", "10", "15", "20", "25", "25", "25"];
const schedule = shares.map((share, n) => ({
  number: n + 1,
  label: `${2025 + n}/${26 + n}`,
  begins_on: `${2025 + n}-04-01`,
  ends_on: `${2026 + n}-03-31`,
  share,
  at_stake_pence: 48_600_000 * Number(share),
  is_extension: n > 4,
  when: n === 0 ? ("past" as const) : n === 1 ? ("now" as const) : ("to-come" as const),
}));
const long =
  "An integrated community services outcomes agreement between the clinical commissioning group, the council and all partners of the alliance";

/** `state`: of scenarios.ts, without "contract-". */
export function previewContract(state: string, year: number | null): ContractPage {
  const chosen = schedule[(year ?? 2) - 1]!;
  const isNow = chosen.when === "now";
  const told = lines.map((one) => ({
    ...one,
    name: state === "long" ? `${one.name}, as it was agreed between all the partners of the alliance` : one.name,
    ...(isNow ? {} : { actual: null, month: null, standing: "not-counted" as const, attained: null, earned_pence: 0 }),
    at_stake_pence: (one.at_stake_pence / 10) * Number(chosen.share),
  }));
  const choosable = lines.map(({ key, name, unit, direction }) => ({ key, name, unit, direction, is_share: unit === "%", target: null }));
  const now = "2026-11-24T09:41:00.000Z";
  if (state === "none") return { now, choosable, contract: null, history: [] };
  const result: ContractResult = {
    year: chosen,
    lines: told,
    earned_pence: told.reduce((sum, one) => sum + one.earned_pence, 0),
    is_final: false,
  };
  const segments = [
    { name: "Very high risk", people: 1460, person_pence: 612_000, cost_pence: 915_430_000 },
    { name: "High risk", people: 13_130, person_pence: 118_500, cost_pence: 1_502_118_000 },
    { name: "Moderate risk", people: 43_800, person_pence: 21_450, cost_pence: 921_006_500 },
  ];
  const paper = segments.map((one) => ({
    ...one,
    paid_pence: one.people * one.person_pence,
    gain_pence: one.people * one.person_pence - one.cost_pence,
  }));
  const sum = (of: "people" | "paid_pence" | "cost_pence" | "gain_pence") => paper.reduce((all, one) => all + one[of], 0);
  return {
    now,
    choosable,
    contract: {
      version: 2,
      name: state === "long" ? long : "Integrated community services (paper figures)",
      starts_on: "2025-04-01",
      years: 5,
      extension_years: 2,
      first_share: "5",
      last_share: "25",
      yearly_pence: 4_860_000_000,
      measures: lines.map(({ key, weight, baseline, target }) => ({ measure: key, weight, baseline, target })),
      segments,
    },
    schedule,
    result,
    capitation: {
      segments: paper,
      total: { people: sum("people"), paid_pence: sum("paid_pence"), cost_pence: sum("cost_pence"), gain_pence: sum("gain_pence") },
    },
    history: [
      {
        version: 2,
        at: "2026-10-25T14:02:00.000Z",
        who: "Danuta Lis",
        why: "A known face counts for more this year; verified numbers are nearly there",
        changes: [
          { what: "Visits by a known face: weight", old: "25%", new: "30%" },
          { what: "NHS number verified: weight", old: "10%", new: "5%" },
        ],
      },
      {
        version: 1,
        at: "2026-09-25T14:02:00.000Z",
        who: "Danuta Lis",
        why: "What the alliance and the commissioner agreed at the start",
        changes: [
          { what: "Value of a year", old: null, new: "£48,600,000.00" },
          { what: "Visits by a known face: weight", old: null, new: "25%" },
        ],
      },
    ],
  };
}

/** An answer to look at: all that is supposed earns all of its part. */
export function previewScenario(state: string, { year, at }: ContractScenario): ContractResult {
  const result = previewContract(state, year).result!;
  const supposed = result.lines.map((one) => {
    const value = at.find((each) => each.measure === one.key)?.value;
    return value === undefined
      ? one
      : { ...one, actual: value, month: null, standing: "supposed" as const, attained: "100", earned_pence: one.at_stake_pence };
  });
  return { ...result, lines: supposed, earned_pence: supposed.reduce((sum, one) => sum + one.earned_pence, 0) };
}
