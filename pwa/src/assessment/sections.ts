/** How far each section is, who filled it and who signed it: pure, from the filling and the record. */
import type { Stamp, View } from "../store/contract";
import { isSigned, type Signing } from "../store/signed";
import { type Count, countOf, everyNode, type Filling, nodesOf, type Section } from "./engine";

export interface Part {
  readonly section: Section;
  /** Counted from 1, as in the address. */
  readonly number: number;
  readonly count: Count;
  readonly signed: View<"signature"> | null;
  /** Was signed, and an answer was taken in since. */
  readonly again: boolean;
  /** The last that somebody answered here. */
  readonly last: { readonly by: string; readonly at: string } | null;
  /** Everybody who answered here, the newest first. */
  readonly by: readonly string[];
}

/** Within this many minutes of their last answer somebody counts as filling it now. */
export const nowMinutes = 30;

export interface Recorded {
  readonly view: View<"assessment">;
  readonly rows: readonly View<"answer_row">[];
}

export function partsOf(filling: Filling, recorded: Recorded, signing: Signing): Part[] {
  const rows = new Map(recorded.rows.map((row) => [row.id, row]));
  return filling.form.sections.map((section, i) => {
    const nodes = nodesOf(filling, section);
    const stamps: Stamp[] = [];
    for (const node of everyNode(nodes)) {
      const view = node.row ? rows.get(node.row) : recorded.view;
      const stamp = node.kind === "list" ? undefined : view?.stamps[`answer.${node.item.linkId}`];
      if (stamp && node.stored) stamps.push(stamp);
    }
    stamps.sort((a, b) => b.at.localeCompare(a.at));
    const standing = signing.standing.find(({ fields }) => fields.section === section.linkId || fields.section === "") ?? null;
    return {
      ...{ section, number: i + 1, count: countOf(nodes), signed: standing },
      again: !standing && signing.overtaken.some(({ fields }) => fields.section === section.linkId || fields.section === ""),
      last: stamps[0] ? { by: stamps[0].by, at: stamps[0].at } : null,
      by: [...new Set(stamps.map((stamp) => stamp.by))],
    };
  });
}

/** Who else is at it now, the newest first: one line each, no matter in how many sections. */
export function fillingNow(parts: readonly Part[], me: string, now: Date): { by: string; at: string; section: Section }[] {
  const since = new Date(now.getTime() - nowMinutes * 60_000).toISOString();
  const found = new Map<string, { by: string; at: string; section: Section }>();
  for (const { last, section } of parts) {
    if (!last || last.by === me || last.at < since) continue;
    const before = found.get(last.by);
    if (!before || before.at < last.at) found.set(last.by, { ...last, section });
  }
  return [...found.values()].sort((a, b) => b.at.localeCompare(a.at));
}

/** All that must be signed is signed; a form without required sections is complete when one signature covers it all. */
export function isComplete(parts: readonly Part[], signing: Signing): boolean {
  const required = parts.filter(({ section }) => section.required);
  const wanted = required.length ? required : parts;
  return wanted.length > 0 && wanted.every(({ section }) => isSigned(signing, section.linkId));
}

export function total(parts: readonly Part[]): { answered: number; of: number; signed: number } {
  return parts.reduce(
    (sum, { count, signed }) => ({ answered: sum.answered + count.answered, of: sum.of + count.of, signed: sum.signed + (signed ? 1 : 0) }),
    {
      ...{ answered: 0, of: 0, signed: 0 },
    },
  );
}
