/**
 * The plan's history as sentences, from the stamps of its groups. A stamp holds the latest change of its group and what stood before it; what is
 * older stays in the server's journal, of which `allOf` makes the same sentences where it could be read.
 */

import { groups, type Kind } from "../api/kinds";
import { day } from "../lib/dates";
import { professionInside } from "../lib/profession";
import { changed, changesOf, valuesOf } from "../patient/changes";
import { worst } from "../patient/entry";
import { groupName, nameOf, type Saying, said } from "../patient/words";
import type { Bundle, Kept, Step, View } from "../store/contract";
import { decidedAt, type From } from "./origin";

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

/** One change of one record as what follows a name. `bundle`: where what it came out of is found. */
export function sentence(v: View, change: { groups: string[]; isNew: boolean }, say: Saying, bundle?: Bundle): string {
  const name = lower(nameOf(v.kind, v.fields as Record<string, unknown>, say));
  if (change.isNew && v.kind !== "care_plan" && v.kind !== "about_me")
    return stop([`added ${name}`, bundle && decidedAt(v.fields as From, bundle, say)].filter(Boolean).join(", "));
  const parts = change.groups.map((g) => {
    const value = changed(v, g, say);
    if (g === "status") return `set ${name} to ${said(v.kind, g, valuesOf(v, g), say)}`;
    const what = v.kind === "care_plan" || v.kind === "about_me" ? groupName(v.kind, g) : `the ${groupName(v.kind, g)} of ${name}`;
    return v.stamps[g]?.was ? `changed ${what} ${lower(value)}` : `wrote ${what}: ${value}`;
  });
  return stop(parts.join("; "));
}

export const planKinds = ["care_plan", "goal", "action", "contingency", "about_me"] as const;
const isPlan = (v: View): boolean => planKinds.some((kind) => kind === v.kind);

/** Newest first. */
export function history(b: Bundle, say: Saying): Line[] {
  const lines = planKinds.flatMap((kind) =>
    b.all(kind).flatMap((v) =>
      changesOf(v as View).map((c) => ({
        id: `${v.id}:${c.stamp.change}`,
        at: c.stamp.at,
        by: c.stamp.by,
        words: sentence(v as View, c, say, b),
        kept: worst(c.groups.map((g) => v.kept[g])),
      })),
    ),
  );
  return [...lines, ...decisions(b, say)].sort(newestFirst);
}

/** What meetings decided about the person: beside what it made of the plan. */
function decisions(b: Bundle, say: Saying): Line[] {
  return b.all("meeting_talk").flatMap((v) => {
    const stamp = v.stamps.decision;
    const item = b.all("meeting_item").find((one) => one.fields.meeting === v.fields.meeting)?.fields;
    if (!stamp || !v.fields.decision || v.disputed.decision || item?.status === "entered-in-error") return [];
    const held = item?.held_on ? ` of ${day(item.held_on, say.now)}` : "";
    const words = stop(`wrote what was decided at the MDT${held}: “${v.fields.decision.trim()}”`);
    return [{ id: `${v.id}:${stamp.change}`, at: stamp.at, by: stamp.by, words, kept: v.kept.decision ?? null }];
  });
}

const newestFirst = (x: Line, y: Line): number => y.at.localeCompare(x.at) || y.id.localeCompare(x.id);

/**
 * Every change of the plan, newest first: of the journal's steps, and of what is on this tablet only. A change is said by the record as it stood right
 * after it. One that met another's and became a side of a conflict left no trace in the record: it is said by what its author wanted.
 */
export function allOf(steps: readonly Step[], b: Bundle, say: Saying): Line[] {
  const lines = new Map<string, Line>();
  const known = new Map<string, View>();
  for (const step of [...steps].reverse()) {
    const conflict = step.views.find((v): v is View<"conflict"> => v.kind === "conflict");
    for (const v of step.views.filter(isPlan)) {
      known.set(v.id, v);
      for (const c of changesOf(v)) {
        const id = `${v.id}:${c.stamp.change}`;
        if (lines.has(id) || (step.source === "change" && c.stamp.change !== step.change)) continue;
        const reason = step.kind === "conflict" ? step.set?.reason : null;
        const words = sentence(v, c, say, b) + (reason ? ` Two had seen it differently, and it was settled: ${stop(String(reason))}` : "");
        lines.set(id, { id, at: c.stamp.at, by: c.stamp.by, words, kept: null });
      }
    }
    if (step.source !== "change" || [...lines.keys()].some((id) => id.endsWith(`:${step.change}`))) continue;
    const about = known.get((step.kind === "conflict" ? conflict?.fields.about : step.record) ?? "");
    if (!about) continue;
    const wanted = step.kind === "conflict" ? (step.set?.value as Record<string, unknown> | undefined) : step.set;
    const group = step.kind === "conflict" ? conflict?.fields.group : groupOf(about.kind, wanted ?? {});
    if (!wanted || !group) continue;
    const id = `${about.id}:${step.change}`;
    lines.set(id, { id, at: step.at, by: step.by, words: besides(about, group, wanted, step, say), kept: null });
  }
  for (const line of history(b, say)) if (!lines.has(line.id)) lines.set(line.id, line);
  return [...lines.values()].sort(newestFirst);
}

/** A change that did not become what stands: a side of a conflict, or what another's later word overtook. */
function besides(about: View, group: string, wanted: Record<string, unknown>, step: Step, say: Saying): string {
  const name = lower(nameOf(about.kind, about.fields as Record<string, unknown>, say));
  const what =
    about.kind === "care_plan" || about.kind === "about_me" ? groupName(about.kind, group) : `the ${groupName(about.kind, group)} of ${name}`;
  const value = said(about.kind, group, wanted, say) || "nothing";
  if (step.kind === "conflict" && !step.set?.side) return stop(`settled ${what}: ${stop(value)} ${step.set?.reason ?? ""}`.trim());
  const outcome = step.ending === "merged" ? "Another’s words stood" : "Somebody else had written otherwise: it went to be settled";
  return `wrote ${what}: ${stop(value)} ${outcome}.`;
}

const groupOf = (kind: Kind, set: Record<string, unknown>): string | undefined =>
  Object.entries(groups[kind]).find(([, group]) => Object.keys(set).every((field) => group.fields.includes(field)))?.[0];

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
