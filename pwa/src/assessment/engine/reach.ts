/**
 * What an expression reads of the response, found without running it, so that an answer sets only those in motion that it can change, and each runs
 * on a response of those items alone. Rules:
 *
 * 1. Whatever is not understood reads everything.
 * 2. Items are only ever told apart by `where(linkId = '…')`; then the others cannot matter.
 * 3. To read an item's `answer` reads that item; to do anything else with it (count it, take the second) reads all that is inside it too, for a
 *    group is in a response only while something in it is answered.
 */
import { read, type Syntax } from "./syntax";

export interface Reach {
  readonly everything: boolean;
  /** Items whose own answers are read. */
  readonly answers: ReadonlySet<string>;
  /** Items that are read with all that is inside them. */
  readonly inside: ReadonlySet<string>;
  /** The answers of the item that the expression stands on, or all that is inside it. */
  readonly own: "nothing" | "answers" | "inside";
  readonly variables: ReadonlySet<string>;
}

/** What a part of an expression gives: `items` are children not yet told apart, `picked` those of some linkIds, `other` what was read already. */
type Shape = { kind: "root" | "own" | "items" | "other" | "constant" } | { kind: "picked"; linkIds: readonly string[] };

const root: Shape = { kind: "root" };
const own: Shape = { kind: "own" };
const items: Shape = { kind: "items" };
const other: Shape = { kind: "other" };
const constant: Shape = { kind: "constant" };
const constants = /^(questionnaire|qitem|ucum|sct|loinc|factory|terminologies|vs-.*|ext-.*)$/;
const typeFunctions = new Set(["is", "as", "ofType"]);
const ofEach = new Set(["where", "select", "exists", "all", "repeat", "repeatAll", "sort"]);

const remembered = new Map<string, Reach>();

export function reachOf(text: string): Reach {
  let found = remembered.get(text);
  if (!found) {
    found = reckon(text);
    if (remembered.size > 5000) remembered.clear();
    remembered.set(text, found);
  }
  return found;
}

class Everything extends Error {}

function reckon(text: string): Reach {
  const answers = new Set<string>();
  const inside = new Set<string>();
  const variables = new Set<string>();
  let mine: Reach["own"] = "nothing";
  const all = (): Reach => ({ everything: true, answers, inside, own: "inside", variables });

  /** The value is used as it is: all that it may hold is read. */
  function use(shape: Shape): Shape {
    if (shape.kind === "root" || shape.kind === "items") throw new Everything();
    if (shape.kind === "own") mine = "inside";
    if (shape.kind === "picked") for (const linkId of shape.linkIds) inside.add(linkId);
    return shape.kind === "constant" ? constant : other;
  }
  function member(of: Shape, name: string): Shape {
    if (of.kind === "constant") return constant;
    if (name === "item") return items;
    if (of.kind === "root") return constant;
    if (of.kind === "items") throw new Everything();
    if (of.kind === "own") {
      if (name === "answer" && mine === "nothing") mine = "answers";
      return name === "answer" ? other : constant;
    }
    if (of.kind === "picked" && name === "answer") {
      for (const linkId of of.linkIds) answers.add(linkId);
      return other;
    }
    return use(of);
  }
  /** The linkIds that a condition asks for, where it asks for nothing but some of them. */
  function asked(condition: Syntax): string[] | null {
    if (condition.kind !== "operator") return null;
    const [left, right] = condition.sides;
    if (condition.name === "=") {
      const [name, text] = left.kind === "member" ? [left, right] : [right, left];
      const isLinkId = name.kind === "member" && name.name === "linkId" && (name.of === null || name.of.kind === "this");
      return isLinkId && text.kind === "literal" && text.text !== null ? [text.text] : null;
    }
    if (condition.name === "and") return asked(left) ?? asked(right);
    if (condition.name === "or") {
      const [a, b] = [asked(left), asked(right)];
      return a && b ? [...a, ...b] : null;
    }
    if (condition.name === "in" && left.kind === "member" && left.name === "linkId" && left.of === null) return literals(right);
    return null;
  }
  function literals(union: Syntax): string[] | null {
    if (union.kind === "literal") return union.text === null ? null : [union.text];
    if (union.kind !== "operator" || union.name !== "|") return null;
    const [a, b] = union.sides.map(literals);
    return a && b ? [...a, ...b] : null;
  }
  function call(of: Shape, name: string, inner: readonly Syntax[], at: Shape): Shape {
    if (name === "where" && inner.length === 1) {
      const linkIds = of.kind === "items" ? asked(inner[0]!) : null;
      const kept: Shape = linkIds ? { kind: "picked", linkIds } : of.kind === "picked" || of.kind === "constant" ? of : use(of);
      if (of.kind === "items") useRest(inner[0]!, kept);
      else use(shape(inner[0]!, kept));
      return kept;
    }
    if (name === "descendants" && of.kind !== "constant" && of.kind !== "other") return items;
    if ((name === "descendants" || name === "children") && of.kind === "constant") return constant;
    if (name === "repeat" && inner.length === 1 && of.kind !== "constant") {
      const given = shape(inner[0]!, of.kind === "root" || of.kind === "own" || of.kind === "picked" ? of : items);
      if (given.kind === "items") return items;
      use(given);
      return use(of);
    }
    if (name === "defineVariable" || name === "descendants" || name === "children") throw new Everything();
    if (name === "iif") {
      for (const part of inner) use(shape(part, of));
      return other;
    }
    const result = use(of);
    // What is asked of each is read from there; other arguments from where the expression stands.
    if (!typeFunctions.has(name))
      for (const part of inner) use(shape(part, ofEach.has(name) || (name === "aggregate" && part === inner[0]) ? result : at));
    return result.kind === "constant" && !inner.length ? constant : other;
  }
  /** What a condition reads beside linkIds: `linkId = 'a'` alone reads nothing that is not picked. */
  function useRest(condition: Syntax, kept: Shape): void {
    if (condition.kind === "operator" && (condition.name === "and" || (condition.name === "or" && asked(condition))))
      for (const side of condition.sides) useRest(side, kept);
    else if (!asked(condition)) use(shape(condition, kept));
  }

  function shape(part: Syntax, at: Shape): Shape {
    switch (part.kind) {
      case "literal":
        return constant;
      case "counter":
        return other;
      case "this":
        return at;
      case "variable":
        if (part.name === "resource" || part.name === "rootResource") return root;
        if (part.name === "context") return own;
        if (constants.test(part.name)) return constant;
        variables.add(part.name);
        return other;
      case "member":
        return member(part.of ? shape(part.of, at) : at, part.name);
      case "call":
        return call(part.of ? shape(part.of, at) : at, part.name, part.with, at);
      case "index":
        use(shape(part.at, at));
        return use(shape(part.of, at));
      case "operator":
        for (const side of part.sides) use(shape(side, at));
        return other;
      case "sign":
      case "type":
        return use(shape(part.of, at));
    }
  }

  const syntax = read(text);
  if (!syntax) {
    // Which variables it names is still told, so that they are worked out first.
    for (const found of text.matchAll(/%(?:([A-Za-z_][\w-]*)|['`]([^'`]*)['`])/g)) variables.add(found[1] ?? found[2]!);
    return all();
  }
  try {
    use(shape(syntax, own));
    return { everything: false, answers, inside, own: mine, variables };
  } catch (error) {
    if (!(error instanceof Everything)) throw error;
    for (const found of text.matchAll(/%(?:([A-Za-z_][\w-]*)|['`]([^'`]*)['`])/g)) variables.add(found[1] ?? found[2]!);
    return all();
  }
}
