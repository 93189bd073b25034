/** How risk, leads and consent read. */

type Words = Readonly<Record<string, string>>;

export const bands: Words = { "very-high": "Very high", high: "High", moderate: "Moderate", low: "Low" };

export const clientGroups: Words = {
  "learning-disability": "Learning disability",
  "mental-health": "Mental health",
  "physical-frailty": "Physical disability or frailty",
  other: "Other",
};

export const grounds: Words = {
  age: "Their age: the GP",
  "very-high-risk": "Very high risk: the GP",
  "primary-need": "Their main health need",
  other: "Another reason",
};

export const scopes: Words = {
  team: "Sharing the record in the team",
  voluntary: "Sharing with voluntary organisations",
  family: "Telling family or friends",
  photographs: "Photographs",
  "secondary-use": "Use beyond their own care",
};

export const purposes: Words = { "direct-care": "Their own care", planning: "Planning services", teaching: "Teaching", research: "Research" };

export const givers: Words = {
  person: "The person",
  attorney: "Their attorney for health and welfare",
  deputy: "A deputy of the Court of Protection",
  "best-interests": "In their best interests",
};

export const hows: Words = { spoken: "Spoken", signed: "Signed", "other-way": "Another way" };

const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** A consent as one phrase: "agrees: photographs, for teaching; Nasima Begum, their attorney for health and welfare". */
export function agreedTo(f: Readonly<Record<string, unknown>>): string {
  const scope = scopes[text(f.scope)] ?? text(f.scope);
  const whom = text(f.with_whom) ? `${scope}: ${text(f.with_whom)}` : scope;
  const purpose = f.purpose === "direct-care" || !f.purpose ? "" : `for ${(purposes[text(f.purpose)] ?? text(f.purpose)).toLowerCase()}`;
  const by =
    f.given_by === "person" || !f.given_by ? "" : [text(f.given_by_name), (givers[text(f.given_by)] ?? "").toLowerCase()].filter(Boolean).join(", ");
  const words = [whom, purpose].filter(Boolean).join(", ");
  return [f.decision === "refused" ? `does not agree: ${lower(words)}` : `agrees: ${lower(words)}`, by].filter(Boolean).join("; ");
}

const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
