/** What a goal, an action or an instruction came out of, in words and, where it is on this tablet, as a way there. */

import { day } from "../lib/dates";
import { type Saying, short } from "../patient/words";
import type { Bundle, View } from "../store/contract";

export interface Origin {
  words: string;
  href: string | null;
}

/** The packages by their keys: their content is a file of its own, which only the picker needs. */
export const packageTitles: Readonly<Record<string, string>> = {
  falls: "Falls",
  diabetes: "Diabetes",
  copd: "COPD",
  heart: "Heart disease",
  "last-years": "Last years of life",
  alcohol: "Alcohol and substances",
  wound: "Wound",
};

export interface From {
  origin_kind?: string | null;
  origin_record?: string | null;
  origin_link?: string | null;
}

/** Of an answer: the question's linkId and the finding's key. */
export const linkOf = (linkId: string, key: string): string => `${linkId}#${key}`;

type Item = { readonly linkId?: unknown; readonly type?: unknown; readonly text?: unknown; readonly item?: unknown };
const listed = (items: unknown): Item[] => (Array.isArray(items) ? (items as Item[]) : []);
const holds = (item: Item, linkId: string): boolean => item.linkId === linkId || listed(item.item).some((inside) => holds(inside, linkId));

/** The part of a form that a question stands in: its number, as in the address, and its title. Parts are the groups at the top, after what stands beside them. */
export function partOf(definition: unknown, linkId: string): { number: number; title: string } | null {
  const top = listed((definition as { item?: unknown } | null | undefined)?.item);
  const groups = top.filter((item) => item.type === "group");
  const beside = top.some((item) => item.type !== "group" && item.type !== "display");
  const at = groups.findIndex((group) => holds(group, linkId));
  if (at < 0) return beside && top.some((item) => holds(item, linkId)) ? { number: 1, title: "" } : null;
  const title = groups[at]?.text;
  return { number: at + (beside ? 2 : 1), title: typeof title === "string" ? title : "" };
}

/** "decided at the MDT of Tue 24 Nov", of what came out of a meeting; empty for all else. */
export function decidedAt(from: From, bundle: Bundle, say: Saying): string {
  if (from.origin_kind !== "meeting_item") return "";
  const held = from.origin_record ? bundle.one("meeting_item", from.origin_record)?.fields.held_on : null;
  return held ? `decided at the MDT of ${day(held, say.now)}` : "decided at a team meeting";
}

export function originOf(from: From, bundle: Bundle, forms: Bundle | null, say: Saying): Origin | null {
  const { origin_kind: kind, origin_record: record, origin_link: link } = from;
  switch (kind) {
    case "package": {
      const title = packageTitles[(link ?? "").split("/")[0] ?? ""];
      return { words: title ? `From the package “${title}”` : "From a package", href: null };
    }
    case "meeting_item": {
      const meeting = record ? bundle.one("meeting_item", record)?.fields.meeting : null;
      const words = decidedAt(from, bundle, say);
      return { words: `D${words.slice(1)}`, href: meeting ? `/meetings/${meeting}/${bundle.id}` : null };
    }
    case "assessment": {
      const found = record ? bundle.one("assessment", record) : undefined;
      if (!found) return { words: "From an assessment", href: null };
      return ofAssessment(found, link ?? "", bundle.id, forms);
    }
    default:
      return null;
  }
}

function ofAssessment({ id, fields }: View<"assessment">, link: string, patient: string, forms: Bundle | null): Origin {
  const all = forms?.all("questionnaire").filter((form) => form.fields.url === fields.questionnaire) ?? [];
  const form = (all.find((one) => one.fields.version === fields.version) ?? all[0])?.fields;
  const part = partOf(form?.definition, link.split("#")[0] ?? "");
  const words = [form?.title, part && short(part.title, 60)].filter(Boolean).join(": ");
  const base = `/patient/${patient}/assessment/${id}`;
  return { words: `From ${words || "an assessment"}`, href: part ? `${base}/${part.number}` : base };
}
