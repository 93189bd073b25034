/** The items of a response as the nodes stand now: for expressions, of those items alone that they read; for the whole response with everything. */
import { type Json, listed } from "./fhir";
import { isQuestion, type Kept } from "./model";
import type { FormNode, Tree } from "./nodes";
import type { Reach } from "./reach";

export interface Wanted {
  /** Null: all. */
  readonly only: ReadonlySet<FormNode> | null;
  readonly skips: (node: FormNode) => boolean;
  /** More that an item of the response says of itself. */
  readonly dress: (node: FormNode) => Json;
  readonly answersOf: (node: FormNode) => readonly Json[];
  /** What stands in this node and is of no item of the form. */
  readonly kept: (node: FormNode) => readonly Kept[];
}

const nothing = (): readonly Kept[] => [];
export const plainly: Omit<Wanted, "only"> = { skips: (node) => !node.enabled, dress: () => ({}), answersOf: (node) => node.answers, kept: nothing };

/** `made`: which piece of the response a node became. */
export function itemsOf(nodes: readonly FormNode[], wanted: Wanted, made?: Map<FormNode, Json>): Json[] {
  return nodes.flatMap((node) => {
    if ((wanted.only && !wanted.only.has(node)) || wanted.skips(node)) return [];
    if (node.kind === "list" && node.item.type === "group") return itemsOf(node.rows, wanted, made);
    const item = node.kind === "list" ? manyAnswers(node, wanted, made) : one(node, wanted, made);
    if (item) made?.set(node, item);
    return item ? [item] : [];
  });
}

function one(node: FormNode, wanted: Wanted, made?: Map<FormNode, Json>): Json | null {
  const inside = withKept(itemsOf(node.children, wanted, made), wanted.kept(node));
  const dress = wanted.dress(node);
  const head = { linkId: node.item.linkId, ...(node.item.text ? { text: node.item.text } : {}), ...dress };
  if (!isQuestion(node.item)) return inside.length || Object.keys(dress).length ? { ...head, ...(inside.length ? { item: inside } : {}) } : null;
  const answers = wanted.answersOf(node);
  if (!answers.length) return inside.length || Object.keys(dress).length ? { ...head, ...(inside.length ? { item: inside } : {}) } : null;
  // What is asked inside a question stands in its answer; there is one set of it, so it stands in the first.
  return { ...head, answer: inside.length ? [{ ...answers[0], item: inside }, ...answers.slice(1)] : answers };
}

/** Puts what was kept back in its place. */
export function withKept(items: readonly Json[], kept: readonly Kept[]): unknown[] {
  const all: unknown[] = [...items];
  for (const each of [...kept].sort((a, b) => a.place - b.place)) all.splice(Math.min(each.place, all.length), 0, each.item);
  return all;
}

/** A repeating question with questions inside: one item, an answer a row, each with its own, and with what the row says of itself. */
function manyAnswers(list: FormNode, wanted: Wanted, made?: Map<FormNode, Json>): Json | null {
  let head: Json = {};
  const answer = list.rows.flatMap((row) => {
    const item = (wanted.only && !wanted.only.has(row)) || wanted.skips(row) ? null : one(row, wanted, made);
    if (!item) return [];
    const { linkId: _, text: __, answer: given, item: inside, extension, ...rest } = item;
    head = { ...rest, ...head };
    const answers = Array.isArray(given) ? (given as Json[]) : [inside ? { item: inside } : {}];
    return extension ? answers.map((each) => ({ ...each, extension: [...listed(each.extension), ...listed(extension)] })) : answers;
  });
  return answer.length ? { linkId: list.item.linkId, ...(list.item.text ? { text: list.item.text } : {}), ...head, answer } : null;
}

/** The nodes that an expression on this node reads, and those around them; null for all. */
export function readBy(reach: Reach, tree: Tree, own: FormNode | null): ReadonlySet<FormNode> | null {
  if (reach.everything) return null;
  const only = new Set<FormNode>();
  const around = (node: FormNode | null): void => {
    for (let at = node; at && !only.has(at); at = at.parent) only.add(at);
  };
  const within = (node: FormNode): void => {
    around(node.parent);
    for (const waiting = [node]; waiting.length; ) {
      const next = waiting.pop()!;
      only.add(next);
      waiting.push(...next.children, ...next.rows);
    }
  };
  for (const linkId of reach.answers) for (const node of tree.of.get(linkId) ?? []) around(node);
  for (const linkId of reach.inside) for (const node of [...(tree.of.get(linkId) ?? []), ...(tree.lists.get(linkId) ?? [])]) within(node);
  if (own && reach.own === "inside") within(own);
  else around(own);
  return only;
}
