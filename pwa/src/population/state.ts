/** What the card of risk, lead and consent shows and asks: pure. */
import type { Fields } from "../api/kinds";
import type { Bundle, View } from "../store/contract";

export interface InForce {
  band: string | null;
  /** Since when, a day. */
  since: string | null;
  /** A professional judges so; else it was found. */
  judged: boolean;
}

/** The band that counts: what somebody judges, else what was found. While two judge differently none is shown as the one (M5): then what was found. */
export function inForce(patient: Fields["patient"] | undefined, judgement: View<"risk_judgement"> | null): InForce {
  const judged = judgement && !judgement.disputed.judgement ? judgement.fields : null;
  if (judged?.band) return { band: judged.band, since: judged.judged_on ?? null, judged: true };
  return { band: patient?.risk_band ?? null, since: patient?.risk_on ?? null, judged: false };
}

export type Consent = View<"consent">;

/** Consents as they are shown: withdrawn and refused first, for people act on those; then by day, the newest first. Errors are in the history. */
export function consentsOf(bundle: Bundle): Consent[] {
  const weight = ({ fields, disputed }: Consent) => (disputed.status ? 0 : fields.status === "withdrawn" ? 1 : fields.decision === "refused" ? 2 : 3);
  return bundle
    .all("consent")
    .filter((one) => one.fields.status !== "entered-in-error" || one.disputed.status)
    .sort((a, b) => weight(a) - weight(b) || (b.fields.given_on ?? "").localeCompare(a.fields.given_on ?? "") || a.id.localeCompare(b.id));
}

export interface ConsentTyped {
  scope: string;
  purpose: string;
  decision: string;
  with_whom: string;
  given_by: string;
  given_by_name: string;
  capacity: string;
  how: string;
  kept_where: string;
  given_on: string | null;
}

export const noConsent: ConsentTyped = {
  scope: "",
  purpose: "direct-care",
  decision: "",
  with_whom: "",
  given_by: "person",
  given_by_name: "",
  capacity: "",
  how: "spoken",
  kept_where: "",
  given_on: null,
};

type Faults = Record<string, string>;
const tooLong = (words: string, most: number): boolean => words.trim().length > most;

/** What is still to be said. `today`: the day in London. The server judges the same again. */
export function consentFaults(typed: ConsentTyped, today: string): Faults {
  const faults: Faults = {};
  if (!typed.scope) faults.scope = "Choose what it is about.";
  if (!typed.decision) faults.decision = "Say whether they agree.";
  if (typed.scope === "family" && !typed.with_whom.trim()) faults.with_whom = "Write whom may be told.";
  if (typed.given_by !== "person" && !typed.given_by_name.trim()) faults.given_by_name = "Write who decided for them.";
  if (typed.given_by === "best-interests" && !typed.capacity) faults.capacity = "Choose the assessment of capacity that came first.";
  if (typed.how === "signed" && !typed.kept_where.trim()) faults.kept_where = "Write where the signed form is.";
  for (const field of ["with_whom", "given_by_name", "kept_where"] as const)
    if (tooLong(typed[field], 200)) faults[field] = "At most 200 characters.";
  if (!typed.given_on || !/^\d{4}-\d{2}-\d{2}$/.test(typed.given_on)) faults.given_on = "Write the day.";
  else if (typed.given_on > today) faults.given_on = "Not in the future.";
  return faults;
}

/** The record of it: what is not asked in this case is not in it. */
export function consentRecord(typed: ConsentTyped, staff: string | null): Fields["consent"] {
  const kept = (asked: boolean, words: string) => (asked && words.trim() ? words.trim() : null);
  return {
    scope: typed.scope,
    purpose: typed.purpose,
    decision: typed.decision,
    with_whom: kept(typed.scope === "family", typed.with_whom),
    given_by: typed.given_by,
    given_by_name: kept(typed.given_by !== "person", typed.given_by_name),
    capacity: kept(typed.given_by === "best-interests", typed.capacity),
    how: typed.how,
    kept_where: kept(typed.how === "signed", typed.kept_where),
    given_on: typed.given_on,
    taken_by: staff,
    status: "active",
  };
}

/** Whether a lead may stand on this ground: by age and by risk it is the GP. `profession`: of whom is chosen. */
export function leadFaults(typed: { lead: string; ground: string; reason: string }, profession: string | null | undefined): Faults {
  const faults: Faults = {};
  if (typed.lead && !typed.ground) faults.ground = "Say on which ground.";
  if (typed.lead && (typed.ground === "age" || typed.ground === "very-high-risk") && profession !== "GP") {
    faults.ground = "By age and by risk it is the GP. Choose a GP, or say for what other reason.";
  }
  if (typed.lead && typed.ground === "other" && !typed.reason.trim()) faults.reason = "Write why somebody else than by the rule.";
  if (tooLong(typed.reason, 500)) faults.reason = "At most 500 characters.";
  return faults;
}

export const lists = ["lead", "coordinator", "plan", "review"] as const;
export type List = (typeof lists)[number];

/** Those of a list whose name has all of these words, wherever in it. */
export function found<P extends { name: string; lacks: readonly string[] }>(people: readonly P[], list: List, query: string): P[] {
  const words = query.toLocaleLowerCase("en-GB").split(/\s+/).filter(Boolean);
  return people.filter((one) => one.lacks.includes(list) && words.every((word) => one.name.toLocaleLowerCase("en-GB").includes(word)));
}
