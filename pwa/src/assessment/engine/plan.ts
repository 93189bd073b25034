/**
 * In which order a form is worked out, and what each answer sets in motion. Per item of the definition (not per row) there are cells: whether it is
 * enabled, what it is offered, what its answers are; and one per variable. Cells that depend on each other in a circle are one knot.
 */
import { type Expression, type Form, type Item, isQuestion } from "./model";
import { type Reach, reachOf } from "./reach";

export type Cell =
  | { readonly kind: "enabled" | "offered" | "answers"; readonly item: Item }
  | { readonly kind: "variable"; readonly owner: Item | null; readonly expression: Expression }
  | { readonly kind: "anything" };

export interface Plan {
  readonly cells: readonly Cell[];
  readonly dependents: readonly (readonly number[])[];
  /** Knots in the order in which they are worked out; most are one cell. */
  readonly knots: readonly Knot[];
  readonly answersOf: ReadonlyMap<Item, number>;
  /** Circles that the form names itself, as items: for `judge`. */
  readonly circles: readonly (readonly Item[])[];
}
export interface Knot {
  readonly cells: readonly number[];
  /** Depends on itself: worked out until nothing changes any more. */
  readonly circular: boolean;
}

/** The named expressions of an item or the form. A calculation with a name can be read by it (SDC). */
export const namedOf = (owner: Item | null, form: Form): readonly Expression[] =>
  (owner ? owner.expressions : form.expressions).filter((e) => e.name !== "" && e.use !== "constraint");

/** Who defines a name as an item sees it: itself, what is around it, the form. An expression does not see itself. */
export function definedAt(
  name: string,
  from: Item | null,
  form: Form,
  but: Expression | null,
): { owner: Item | null; expression: Expression } | null {
  for (let owner = from; ; owner = owner.parent) {
    const expression = namedOf(owner, form).find((e) => e.name === name && e !== but);
    if (expression) return { owner, expression };
    if (!owner) return null;
  }
}

export function planOf(form: Form): Plan {
  const cells: Cell[] = [];
  const add = (cell: Cell): number => cells.push(cell) - 1;
  const enabledOf = new Map<Item, number>();
  const offeredOf = new Map<Item, number>();
  const answersOf = new Map<Item, number>();
  const variableOf = new Map<Expression, number>();
  const drawn = form.all.filter((item) => item.linkId && form.byLinkId.get(item.linkId) === item);

  for (const expression of namedOf(null, form)) variableOf.set(expression, add({ kind: "variable", owner: null, expression }));
  for (const item of drawn) {
    enabledOf.set(item, add({ kind: "enabled", item }));
    for (const expression of namedOf(item, form)) variableOf.set(expression, add({ kind: "variable", owner: item, expression }));
    if (!isQuestion(item)) continue;
    offeredOf.set(item, add({ kind: "offered", item }));
    answersOf.set(item, add({ kind: "answers", item }));
  }
  const anything = add({ kind: "anything" });

  const needs: Set<number>[] = cells.map(() => new Set());
  /** Those of `needs` that the form names outright: only circles of these are told. */
  const named: Set<number>[] = cells.map(() => new Set());
  const inside = (item: Item): number[] => {
    const found: number[] = [];
    for (const waiting = [item]; waiting.length; ) {
      const next = waiting.pop()!;
      const cell = answersOf.get(next);
      if (cell !== undefined) found.push(cell);
      waiting.push(...next.items);
    }
    return found;
  };
  function reads(cell: number, reach: Reach, item: Item | null, expression: Expression): void {
    const need = (other: number | undefined, outright = false): void => {
      if (other === undefined) return;
      needs[cell]!.add(other);
      if (outright) named[cell]!.add(other);
    };
    // Where an item stands in a response hangs on whether the question around it is answered.
    const around = (read: Item): void => {
      for (let at = read.parent; at; at = at.parent) if (isQuestion(at)) need(answersOf.get(at));
    };
    if (reach.everything) need(anything);
    for (const linkId of reach.answers) {
      const read = form.byLinkId.get(linkId);
      if (!read) continue;
      need(answersOf.get(read), true);
      around(read);
    }
    for (const linkId of reach.inside) {
      const read = form.byLinkId.get(linkId);
      if (!read) continue;
      for (const each of inside(read)) need(each);
      around(read);
    }
    if (item && reach.own !== "nothing") for (const each of reach.own === "answers" ? [answersOf.get(item)] : inside(item)) need(each);
    for (const name of reach.variables) {
      const found = definedAt(name, item, form, expression);
      if (found) need(variableOf.get(found.expression), true);
    }
  }
  cells.forEach((cell, number) => {
    if (cell.kind === "anything") for (const each of answersOf.values()) needs[number]!.add(each);
    if (cell.kind === "variable") reads(number, reachOf(cell.expression.text), cell.owner, cell.expression);
    if (cell.kind === "anything" || cell.kind === "variable") return;
    const { item } = cell;
    const around = item.parent && enabledOf.get(item.parent);
    if (cell.kind === "enabled") {
      if (typeof around === "number") {
        needs[number]!.add(around);
        named[number]!.add(around);
      }
      for (const condition of item.enableWhen) {
        const question = form.byLinkId.get(condition.question);
        const other = question && answersOf.get(question);
        if (other !== undefined) {
          needs[number]!.add(other);
          named[number]!.add(other);
        }
      }
    } else {
      needs[number]!.add(enabledOf.get(item)!);
      named[number]!.add(enabledOf.get(item)!);
    }
    if (cell.kind === "answers") needs[number]!.add(offeredOf.get(item)!);
    const use = cell.kind === "enabled" ? "enable" : cell.kind === "offered" ? "initial" : "calculate";
    for (const expression of item.expressions) if (expression.use === use) reads(number, reachOf(expression.text), item, expression);
  });

  const dependents: number[][] = cells.map(() => []);
  needs.forEach((all, number) => {
    for (const other of all) dependents[other]!.push(number);
  });
  const circles = knotsOf(named)
    .filter((knot) => knot.circular)
    .map((knot) => [...new Set(knot.cells.flatMap((number) => itemOf(cells[number]!)))]);
  return { cells, dependents, knots: knotsOf(needs), answersOf, circles };
}

const itemOf = (cell: Cell): Item[] => (cell.kind === "anything" ? [] : cell.kind === "variable" ? (cell.owner ? [cell.owner] : []) : [cell.item]);

/** Tarjan's strongly connected components, without recursion; each comes after those that it needs. */
function knotsOf(needs: readonly ReadonlySet<number>[]): Knot[] {
  const found: Knot[] = [];
  const index: number[] = [];
  const low: number[] = [];
  const onStack = new Set<number>();
  const stack: number[] = [];
  let counted = 0;
  for (let start = 0; start < needs.length; start++) {
    if (index[start] !== undefined) continue;
    const work = [enter(start)];
    while (work.length) {
      const step = work.at(-1)!;
      const next = step.rest.next();
      if (!next.done) {
        if (index[next.value] === undefined) work.push(enter(next.value));
        else if (onStack.has(next.value)) low[step.cell] = Math.min(low[step.cell]!, index[next.value]!);
        continue;
      }
      work.pop();
      const above = work.at(-1);
      if (above) low[above.cell] = Math.min(low[above.cell]!, low[step.cell]!);
      if (low[step.cell] !== index[step.cell]) continue;
      const cells: number[] = [];
      let cell: number;
      do {
        cell = stack.pop()!;
        onStack.delete(cell);
        cells.push(cell);
      } while (cell !== step.cell);
      cells.sort((a, b) => a - b);
      found.push({ cells, circular: cells.length > 1 || needs[cells[0]!]!.has(cells[0]!) });
    }
  }
  return found;

  function enter(cell: number): { cell: number; rest: Iterator<number> } {
    index[cell] = low[cell] = counted++;
    stack.push(cell);
    onStack.add(cell);
    return { cell, rest: needs[cell]![Symbol.iterator]() };
  }
}
