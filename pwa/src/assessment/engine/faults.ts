/** All that is wrong or missing in a form being filled in: each question for itself, and what the form asks of several together. */
import { type Fault, faultsOf, gapsOf } from "./check";
import type { Filling } from "./filling";
import { type Expression, isAsked } from "./model";
import type { FormNode } from "./nodes";

export interface Found {
  /** Null: of the form as a whole. */
  readonly node: FormNode | null;
  readonly fault: Fault;
}

/** Of one node. What is not enabled, or not asked here, has none. */
export function faultsAt(filling: Filling, node: FormNode): Fault[] {
  if (!node.enabled) return [];
  const own = node.kind !== "list" && isAsked(node.item) ? faultsOf(node.item, node.stored) : [];
  const together = node.kind === "list" ? [] : constraintsOf(filling, node.item.expressions, node);
  return [...own, ...gapsOf(node), ...together];
}

function constraintsOf(filling: Filling, expressions: readonly Expression[], node: FormNode | null): Fault[] {
  return expressions.flatMap((expression): Fault[] => {
    if (expression.use !== "constraint") return [];
    const result = filling.worker.evaluate(expression, node);
    // Nothing to say of what is not answered yet: only a plain "no" is a fault.
    if ("trouble" in result || result.values[0] !== false) return [];
    return [{ kind: expression.must ? "wrong" : "note", words: expression.says || "This does not fit the other answers." }];
  });
}

/** In the order of the form; `within`: a section's or group's nodes. */
export function allFaults(filling: Filling, within: readonly FormNode[] = filling.top): Found[] {
  const found: Found[] = [];
  for (const node of everyNode(within)) for (const fault of faultsAt(filling, node)) found.push({ node, fault });
  if (within === filling.top) for (const fault of constraintsOf(filling, filling.form.expressions, null)) found.push({ node: null, fault });
  return found;
}

/** A node and all in it, in the order of the screen. */
export function* everyNode(nodes: readonly FormNode[]): Generator<FormNode> {
  for (const node of nodes) {
    yield node;
    yield* everyNode(node.rows);
    yield* everyNode(node.children);
  }
}
