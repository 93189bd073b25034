/** What waits in the preview. */
import type { Waiting } from "../src/store/contract";
import { at, uid } from "./records";
import type { Scenario } from "./scenarios";

const item = (n: number, more: Partial<Waiting> & Pick<Waiting, "kind" | "patient" | "record" | "set">): Waiting => ({
  id: uid(500 + n),
  madeAt: at("09:18"),
  state: "waiting",
  tries: 3,
  lastTry: at("09:38"),
  saw: null,
  refusal: null,
  called: null,
  dependents: [],
  bytes: 640,
  ...more,
});

const four: Waiting[] = [
  item(1, {
    kind: "attendance",
    patient: uid(103),
    record: uid(601),
    madeAt: at("09:13"),
    set: {
      visit: uid(203),
      staff: uid(1),
      arrived_at: at("09:01"),
      left_at: at("09:06"),
      outcome: "no-access",
      outcome_reason: "Card left, Priya Nair told 09:07",
    },
  }),
  item(2, {
    kind: "goal",
    patient: uid(104),
    record: uid(311),
    madeAt: at("09:18"),
    saw: { target: "5", target_unit: "metres", target_how: "with her frame", target_on: "2026-12-14" },
    set: { target: "10", target_unit: "metres", target_how: "with her frame", target_on: "2026-12-14" },
  }),
  item(3, {
    kind: "note",
    patient: uid(104),
    record: uid(602),
    madeAt: at("09:26"),
    set: {
      category: "phone",
      written_at: at("09:25"),
      staff: uid(1),
      words: "Rang Nasima to say that I come about 09:50. She slept badly and the leg hurt from two in the morning.",
    },
  }),
  item(4, {
    kind: "observation",
    patient: uid(102),
    record: uid(603),
    madeAt: at("09:30"),
    set: { type: "glucose", value: 9.2, unit: "mmol/L", measured_at: at("08:30"), staff: uid(1) },
    tries: 1,
  }),
];
const refused: Waiting = item(9, {
  kind: "medicine",
  patient: uid(104),
  record: uid(604),
  madeAt: at("16:48", "2026-11-23"),
  state: "refused",
  tries: 2,
  lastTry: at("11:02"),
  saw: { name: "Metformin", dose: "500", unit: "mg", frequency: "twice a day", route: "by mouth", instructions: "With food" },
  set: { name: "Metformin", dose: "850", unit: "mg", frequency: "twice a day", route: "by mouth", instructions: "With food" },
  refusal: {
    reason: "needs-a-lead",
    message: "You made this after your access to this record had ended. A lead who agrees can write it as their own.",
    fields: {},
    at: at("11:02"),
  },
});

const wrong: Waiting = item(10, {
  kind: "goal",
  patient: uid(104),
  record: uid(311),
  state: "refused",
  saw: { target: "5", target_unit: "metres", target_how: "with her frame", target_on: "2026-12-14" },
  set: { target: "10", target_unit: "metres", target_how: "with her frame", target_on: "2025-12-14" },
  refusal: { reason: "invalid-value", message: "A value is not allowed here.", fields: { target_on: "A day after it was set." }, at: at("11:02") },
});
const ofAnotherRole: Waiting = item(11, {
  kind: "medicine",
  patient: uid(103),
  record: uid(605),
  state: "refused",
  saw: { name: "Apixaban", dose: "5", unit: "mg", frequency: "twice a day", route: "by mouth", instructions: null },
  set: {
    name: "Apixaban",
    dose: "2.5",
    unit: "mg",
    frequency: "twice a day",
    route: "by mouth",
    instructions: "Halved by the practice on the phone this morning: his kidneys.",
  },
  refusal: { reason: "role", message: "Your role may not write this.", fields: {}, at: at("11:02") },
});

export function queueOf(scenario: Scenario): Waiting[] {
  if (scenario === "refused") return [refused, wrong, ofAnotherRole, ...four];
  if (scenario === "sending") return four.map((w) => ({ ...w, state: "sending" as const }));
  return ["offline", "stale", "full", "signed-out", "update-required"].includes(scenario) ? four : [];
}
