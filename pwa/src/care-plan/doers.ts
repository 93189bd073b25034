/** Who does an action: a member of the team, an organisation, the person, the family, or somebody in words. */
import { professionInside } from "../lib/profession";
import { firstName } from "../patient/text";
import type { Bundle, People } from "../store/contract";

export type Doer = "own" | "family" | "other";

const wordsIn = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];
/** Whether each word of a name stands in a text, as a word. */
function names(text: string, name: string): boolean {
  const held = new Set(wordsIn(text));
  const wanted = wordsIn(name);
  return wanted.length > 0 && wanted.every((word) => held.has(word));
}

/** Whose own it is, by the names in its words: "Rokeya, with Nasima" is hers, "Nasima Begum, daughter" the family's. */
export function doerOf(f: { staff?: string | null; organisation?: string | null; who?: string | null }, bundle: Bundle, name: string): Doer {
  if (f.staff || f.organisation || !f.who) return "other";
  const who = f.who;
  if (names(who, name)) return "own";
  return bundle.all("contact").some(({ fields }) => names(who, fields.name ?? "") || names(who, firstName(fields.name))) ? "family" : "other";
}

/** What can be put in with one tap: the person, those who are close to them, the professions that work here. */
export function doers(bundle: Bundle, name: string, people: People): { value: string; words: string }[] {
  const close = bundle
    .all("contact")
    .filter(({ fields }) => fields.name && (fields.status ?? "active") === "active")
    .map(({ fields }) => [fields.name, fields.relation?.toLowerCase()].filter(Boolean).join(", "));
  const professions = [...new Set(people.allStaff().flatMap((s) => (s.profession ? [`A ${professionInside(s.profession)}`] : [])))].sort();
  return [name, ...close, ...professions.slice(0, 6)].map((words) => ({ value: words, words }));
}
