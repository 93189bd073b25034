/**
 * The plan's history as sentences, from the stamps of its groups. A stamp holds the latest change of its group and what stood before it; what is
 * older stays in the server's journal.
 */

import { professionInside } from "../lib/profession";
import { changed, changesOf, valuesOf, worst } from "../patient/timeline";
import { groupName, nameOf, type Saying, said } from "../patient/words";
import type { Bundle, Kept, View } from "../store/contract";

export interface Line {
  id: string;
  at: string;
  by: string;
  /** What follows the name: "changed the target of goal “walk to the kitchen” from 5 metres to 10 metres." */
  words: string;
  kept: Kept | null;
}

const lower = (s: string): string => s.charAt(0).toLowerCase() + s.slice(1);
const stop = (s: string): string => (/[.!?”]$/.test(s) ? s : `${s}.`);

/** One change of one record as what follows a name. */
export function sentence(v: View, change: { groups: string[]; isNew: boolean }, say: Saying): string {
  const name = lower(nameOf(v.kind, v.fields as Record<string, unknown>, say));
  if (change.isNew && v.kind !== "care_plan" && v.kind !== "about_me") return stop(`added ${name}`);
  const parts = change.groups.map((g) => {
    const value = changed(v, g, say);
    if (g === "status") return `set ${name} to ${said(v.kind, g, valuesOf(v, g), say)}`;
    const what = v.kind === "care_plan" || v.kind === "about_me" ? groupName(v.kind, g) : `the ${groupName(v.kind, g)} of ${name}`;
    return v.stamps[g]?.was ? `changed ${what} ${lower(value)}` : `wrote ${what}: ${value}`;
  });
  return stop(parts.join("; "));
}

const planKinds = ["care_plan", "goal", "action", "about_me"] as const;

/** Newest first. */
export function history(b: Bundle, say: Saying): Line[] {
  const lines = planKinds.flatMap((kind) =>
    b.all(kind).flatMap((v) =>
      changesOf(v as View).map((c) => ({
        id: `${v.id}:${c.stamp.change}`,
        at: c.stamp.at,
        by: c.stamp.by,
        words: sentence(v as View, c, say),
        kept: worst(c.groups.map((g) => v.kept[g])),
      })),
    ),
  );
  return lines.sort((x, y) => y.at.localeCompare(x.at) || y.id.localeCompare(x.id));
}

/** Everyone who wrote in the plan, by organisation, in the order of their latest word. */
export function contributors(b: Bundle, say: Saying): { organisation: string; people: string[] }[] {
  const found = new Map<string, string[]>();
  for (const { by } of history(b, say)) {
    const staff = say.people.staff(by);
    if (!staff) continue;
    const organisation = say.people.organisation(staff.organisation ?? "")?.name ?? "Organisation not known";
    const words = [staff.name, professionInside(staff.profession)].filter(Boolean).join(", ");
    const list = found.get(organisation) ?? [];
    if (!list.includes(words)) list.push(words);
    found.set(organisation, list);
  }
  return [...found.entries()].map(([organisation, people]) => ({ organisation, people }));
}
