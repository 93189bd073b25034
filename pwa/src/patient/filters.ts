/** Which entries of a timeline are shown. Within one question any answer fits, between questions all must. */
import type { People } from "../store/contract";
import type { Entry, EntryKind } from "./entry";

export const professions = ["Nursing", "Therapy", "Social work", "GP and care coordination", "Others"] as const;
export type ProfessionGroup = (typeof professions)[number];

export function professionGroup(profession: string | null | undefined): ProfessionGroup {
  const p = (profession ?? "").toLowerCase();
  if (/nurs|matron|midwi|health visitor/.test(p)) return "Nursing";
  if (/therap|physio|dietit|podiatr|prosthet/.test(p)) return "Therapy";
  if (/social/.test(p)) return "Social work";
  if (/\bgp\b|doctor|general pract|coordinat|pharmac|link worker/.test(p)) return "GP and care coordination";
  return "Others";
}

export const kinds: readonly { kind: EntryKind; words: string }[] = [
  { kind: "note", words: "Notes and calls" },
  { kind: "measure", words: "Measurements" },
  { kind: "plan", words: "Plan and actions" },
  { kind: "visit", words: "Visits" },
  { kind: "record", words: "Record and alerts" },
];

export interface Filter {
  professions: ReadonlySet<string>;
  organisations: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
  onlyNew: boolean;
  onlyMine: boolean;
  words: string;
}
export const everything: Filter = { professions: new Set(), organisations: new Set(), kinds: new Set(), onlyNew: false, onlyMine: false, words: "" };

export type FilterEvent =
  | { type: "toggle"; question: "professions" | "organisations" | "kinds"; value: string }
  | { type: "all"; question: "professions" | "organisations" | "kinds" }
  | { type: "new" }
  | { type: "mine" }
  | { type: "words"; words: string };

export function update(f: Filter, e: FilterEvent): Filter {
  switch (e.type) {
    case "toggle": {
      const next = new Set(f[e.question]);
      if (!next.delete(e.value)) next.add(e.value);
      return { ...f, [e.question]: next };
    }
    case "all":
      return { ...f, [e.question]: new Set() };
    case "new":
      return { ...f, onlyNew: !f.onlyNew };
    case "mine":
      return { ...f, onlyMine: !f.onlyMine };
    case "words":
      return { ...f, words: e.words };
  }
}

export interface Traits {
  profession: ProfessionGroup;
  organisation: string;
}

export function traitsOf(e: Entry, people: People): Traits {
  const staff = people.staff(e.by);
  return { profession: professionGroup(staff?.profession), organisation: people.organisation(staff?.organisation ?? "")?.name ?? "Not known" };
}

const plain = (s: string): string => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function fits(e: Entry, t: Traits, f: Filter, me: string, isNew: boolean): boolean {
  if (f.professions.size > 0 && !f.professions.has(t.profession)) return false;
  if (f.organisations.size > 0 && !f.organisations.has(t.organisation)) return false;
  if (f.kinds.size > 0 && !f.kinds.has(e.kind)) return false;
  if (f.onlyNew && !isNew) return false;
  if (f.onlyMine && e.by !== me) return false;
  if (f.words.trim() === "") return true;
  const hay = plain([e.title, e.text, ...e.values.map((v) => `${v.label} ${v.value}`)].join(" "));
  return plain(f.words)
    .split(/\s+/)
    .every((w) => hay.includes(w));
}
