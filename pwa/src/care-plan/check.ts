/** What may be written in each group of the plan: the same limits as the server's (`backend/care_plans/schemas.py`), said beside the field. */
import { isDate } from "../lib/dates";
import type { StatusWord } from "./progress";

type Values = Record<string, unknown>;
export type Errors = Record<string, string>;

const longest: Record<string, number> = {
  what_matters: 10_000,
  if_worse: 10_000,
  not_agreed_why: 1000,
  words: 1000,
  if_this: 500,
  then_do: 1000,
  call_who: 200,
  call_phone: 40,
  baseline: 200,
  target: 200,
  target_unit: 60,
  target_how: 200,
  now: 200,
  now_how: 200,
  frequency: 200,
  until: 200,
  who: 200,
  status_reason: 1000,
};
/** Days that cannot lie ahead: what was measured, agreed or said. */
const past = new Set(["baseline_on", "now_on", "progress_on", "agreed_on"]);
const required: Record<string, string> = { words: "Write it in a few words.", if_this: "Write what to look for." };
const dialled = /^\+?\d[\d ()-]*$/;

/** `today` as YYYY-MM-DD; `statuses` where the group is a status with its reason. */
export function check(kind: string, group: string, values: Values, today: string, statuses: readonly StatusWord[] = []): Errors {
  const errors: Errors = {};
  for (const [field, value] of Object.entries(values)) {
    const text = typeof value === "string" ? value.trim() : "";
    const most = kind === "goal" && field === "words" ? 500 : longest[field];
    if (most !== undefined && text.length > most)
      errors[field] = `At most ${most.toLocaleString("en-GB")} characters: there are ${text.length.toLocaleString("en-GB")}.`;
    if (field in required && text === "") errors[field] = required[field] as string;
    if (field.endsWith("_on") && text !== "" && !isDate(text)) errors[field] = "This is no date. Write it like 24 11 2026.";
    else if (past.has(field) && text > today) errors[field] = "A day that has been, not one ahead.";
    if (Array.isArray(value) && value.some((v) => typeof v === "string" && v.length > 300)) errors[field] = "At most 300 characters on a line.";
  }
  if (group === "statement" && typeof values.call_phone === "string" && !dialled.test(values.call_phone.trim()))
    errors.call_phone = "A number that a telephone can dial, for example 020 7946 0151.";
  if (group === "agreement") {
    if (values.agreed_kind === "not-agreed" && !String(values.not_agreed_why ?? "").trim()) errors.not_agreed_why = "Write why: the others read it.";
    if (values.agreed_kind !== "not-agreed" && values.not_agreed_why) errors.not_agreed_why = "It is agreed now: take this out.";
    if (values.agreed_kind && !values.agreed_on) errors.agreed_on = "On which day was it talked over?";
  }
  if (group === "target" && values.target_unit && !values.target) errors.target = "A unit needs its number or words.";
  if (group === "status") {
    const chosen = statuses.find((s) => s.code === values.status);
    if (chosen?.needsReason && !String(values.status_reason ?? "").trim()) errors.status_reason = "Write why: the others read it.";
  }
  return errors;
}
