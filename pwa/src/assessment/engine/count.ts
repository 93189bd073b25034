/** "6 of 7 answered": what is asked of a person here. Worked-out, read-only, hidden and not enabled questions are not counted. */

import { everyNode } from "./faults";
import { textOf } from "./fhir";
import type { Filling } from "./filling";
import { isAsked, type Section } from "./model";
import type { FormNode } from "./nodes";

export interface Count {
  readonly of: number;
  /** Those with an answer and those with a reason: a reason why it was not asked is an answer, and never a zero. */
  readonly answered: number;
  readonly notAsked: number;
  /** Offered and not yet confirmed: these are not answered. */
  readonly offered: number;
}

/** Whether this node is one that counts. */
export function counts(node: FormNode): boolean {
  if (!node.enabled || node.kind === "list" || !isAsked(node.item)) return false;
  for (let at: FormNode | null = node; at; at = at.parent) if (at.item.hidden) return false;
  return true;
}

export function countOf(nodes: readonly FormNode[]): Count {
  let [of, answered, notAsked, offered] = [0, 0, 0, 0];
  for (const node of everyNode(nodes)) {
    if (!counts(node)) continue;
    of++;
    const reason = textOf(node.stored?.not_asked) !== "";
    if (node.answers.length || reason) answered++;
    if (reason && !node.answers.length) notAsked++;
    if (node.offered.length) offered++;
  }
  return { of, answered, notAsked, offered };
}

export const countWords = ({ answered, of }: Count): string => (of ? `${answered} of ${of} answered` : "Nothing to answer");

/** The nodes of a section of this filling. */
export function nodesOf(filling: Filling, section: Section): readonly FormNode[] {
  return filling.top.filter((node) => section.items.includes(node.item));
}
