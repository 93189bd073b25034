import { agreedKinds, contingencyStatuses } from "../care-plan/progress";
import { bands, grounds } from "../population/words";

/** How the fields of a disputed group are written anew: their labels, and with what. */
export type As = "text" | "area" | "date" | "yes-no" | "lines" | "staff" | "organisation" | "choice" | "fixed";

interface Field {
  label: string;
  as: As;
  options?: readonly { value: string; words: string }[];
}

const words = (...all: [string, string][]): Field["options"] => all.map(([value, text]) => ({ value, words: text }));

const asOptions = (all: Readonly<Record<string, string>>): Field["options"] => words(...Object.entries(all));

const known: Record<string, Field> = {
  words: { label: "Words", as: "area" },
  what_matters: { label: "What matters to me", as: "area" },
  if_worse: { label: "If things get worse", as: "area" },
  if_this: { label: "If this happens", as: "area" },
  then_do: { label: "Then do this", as: "area" },
  call_who: { label: "Call", as: "text" },
  call_phone: { label: "Telephone", as: "text" },
  not_agreed_why: { label: "Why it is not agreed", as: "area" },
  agreed_kind: { label: "Agreed?", as: "choice", options: Object.entries(agreedKinds).map(([value, text]) => ({ value, words: text })) },
  question: { label: "What is to be decided", as: "area" },
  asked_by: { label: "Who asks", as: "staff" },
  decision: { label: "Decision", as: "area" },
  discussion: { label: "What was said", as: "area" },
  detail: { label: "What happens, or what to do", as: "area" },
  instructions: { label: "Instructions", as: "area" },
  access_note: { label: "How to get in", as: "area" },
  note: { label: "Note", as: "area" },
  title: { label: "Alert", as: "text" },
  severity: { label: "How severe", as: "choice", options: words(["high", "High"], ["medium", "Medium"], ["low", "Low"]) },
  frequency: { label: "How often", as: "text" },
  until: { label: "Until when", as: "text" },
  target: { label: "Target", as: "text" },
  target_unit: { label: "Unit", as: "text" },
  target_how: { label: "How", as: "text" },
  now: { label: "Now", as: "text" },
  now_how: { label: "How", as: "text" },
  who: { label: "Who, in words", as: "text" },
  address_line: { label: "Address", as: "text" },
  given_name: { label: "First name", as: "text" },
  family_name: { label: "Family name", as: "text" },
  known_as: { label: "Known as", as: "text" },
  status_reason: { label: "Why", as: "text" },
  outcome_reason: { label: "Why", as: "text" },
  spo2_scale_reason: { label: "Why this scale", as: "text" },
  dose: { label: "Dose", as: "text" },
  where: { label: "Where", as: "text" },
  is_carer: { label: "Cares for the person", as: "yes-no" },
  is_next_of_kin: { label: "Next of kin", as: "yes-no" },
  is_key_holder: { label: "Holds a key", as: "yes-no" },
  interpreter_needed: { label: "An interpreter is needed", as: "yes-no" },
  is_fixed: { label: "Fixed time", as: "yes-no" },
  agreed_with: { label: "Agreed with", as: "lines" },
  staff: { label: "Someone of the team", as: "staff" },
  review_by: { label: "Who reviews", as: "staff" },
  lead_professional: { label: "Lead professional", as: "staff" },
  care_coordinator: { label: "Care coordinator", as: "staff" },
  lead_ground: { label: "On which ground", as: "choice", options: asOptions(grounds) },
  lead_reason: { label: "Why not by the rule", as: "text" },
  band: { label: "Risk band", as: "choice", options: asOptions(bands) },
  instead_of: { label: "Instead of", as: "choice", options: asOptions(bands) },
  judged_by: { label: "Judged by", as: "staff" },
  why: { label: "Why", as: "area" },
  withdrawn_by: { label: "Withdrawn by", as: "text" },
  organisation: { label: "Organisation", as: "organisation" },
};

const statusOf: Record<string, Field["options"]> = {
  goal: words(
    ["active", "Going on"],
    ["achieved", "Reached"],
    ["on-hold", "Waiting for now"],
    ["cancelled", "Given up"],
    ["entered-in-error", "Written by mistake"],
  ),
  action: words(
    ["active", "Going on"],
    ["completed", "Done"],
    ["on-hold", "Waiting for now"],
    ["cancelled", "Stopped"],
    ["entered-in-error", "Written by mistake"],
  ),
  contingency: contingencyStatuses.map(({ code, words: text }) => ({ value: code, words: text })),
  meeting_item: words(
    ["listed", "On the list"],
    ["discussed", "Discussed"],
    ["put-off", "Put off"],
    ["cancelled", "Taken off the list"],
    ["entered-in-error", "Listed by mistake"],
  ),
  visit: words(["planned", "Planned"], ["cancelled", "Cancelled"], ["entered-in-error", "Planned by mistake"]),
  medicine: words(["active", "Taken"], ["stopped", "Stopped"], ["entered-in-error", "Written by mistake"]),
  condition: words(["active", "Active"], ["resolved", "Resolved"], ["entered-in-error", "Written by mistake"]),
};
const consented = words(["active", "Stands"], ["withdrawn", "Withdrawn"], ["entered-in-error", "Written by mistake"]);
const standing = words(["active", "Stands"], ["ended", "Ended"], ["entered-in-error", "Written by mistake"]);

/** Not to be typed by hand: instants, places on the map, codes, numbers with a rule of their own. They are taken as one side has them. */
const fixed = new Set([
  "planned_start",
  "planned_end",
  "arrived_at",
  "left_at",
  "latitude",
  "longitude",
  "code_system",
  "spo2_scale",
  "progress",
  "outcome",
  "category",
  "practice",
]);

export function fieldOf(kind: string, field: string): Field {
  if (field === "status") return { label: "State", as: "choice", options: kind === "consent" ? consented : (statusOf[kind] ?? standing) };
  if (kind === "goal" && field === "words") return { label: "The goal, anew", as: "area" };
  if (kind === "action" && field === "words") return { label: "The action, anew", as: "area" };
  if (field.startsWith("cancelled_")) return { label: "Who called it off", as: "fixed" };
  // A pattern is made in its own form: here one side is kept.
  if (field.startsWith("repeat_")) return { label: "Visits that repeat", as: "fixed" };
  if (fixed.has(field)) return { label: field, as: "fixed" };
  const found = known[field];
  if (found) return found;
  if (field.endsWith("_on"))
    return {
      label: field === "target_on" ? "By when" : field === "review_on" ? "Review on" : field === "born_on" ? "Born on" : "On which day",
      as: "date",
    };
  return { label: field.charAt(0).toUpperCase() + field.slice(1).replaceAll("_", " "), as: "text" };
}

/** A group of which nothing could be written by hand is settled by keeping a side. */
export const canWriteAnew = (kind: string, fields: readonly string[]): boolean => fields.some((f) => fieldOf(kind, f).as !== "fixed");
