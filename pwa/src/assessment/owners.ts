/** Professions as the owners of sections: which of them a person is, and how a section says who fills it. */
import type { Section } from "./engine";

export type Owner = "nursing" | "therapy" | "social-work" | "mental-health" | "any";

const words: Record<string, string> = {
  nursing: "Nursing",
  therapy: "Therapy",
  "social-work": "Social work",
  "mental-health": "Mental health",
  any: "Anyone",
};

/** What a profession counts as. A mental health nurse is asked for mental health, and may fill what nursing fills. */
export function ownersOf(profession: string | null | undefined): Owner[] {
  const said = (profession ?? "").toLowerCase();
  if (/mental/.test(said)) return ["mental-health", "nursing"];
  if (/nurs|health ?care assistant|midwi|matron/.test(said)) return ["nursing"];
  if (/therap|dietit|podiat|paramedic/.test(said)) return ["therapy"];
  if (/social/.test(said)) return ["social-work"];
  return [];
}

/** Whether a section is one's own to fill and sign: any section without owners, or of "any", is everybody's. */
export const isMine = (section: Pick<Section, "owners">, profession: string | null | undefined): boolean =>
  section.owners.length === 0 || section.owners.includes("any") || ownersOf(profession).some((one) => section.owners.includes(one));

/** "Nursing or therapy": whose a section is. */
export function ownerWords(section: Pick<Section, "owners">): string {
  const all = section.owners.map((one) => words[one] ?? one);
  if (all.length === 0) return "Anyone";
  return all.map((one, i) => (i ? one.toLowerCase() : one)).join(" or ");
}
