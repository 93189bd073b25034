/**
 * A form being filled in: the record's answers in, what the screen shows out. Pure but for its own nodes; nothing here is stored or sent.
 *
 * 1. After every change the nodes are what working out everything anew would give (a test answers at random and compares).
 * 2. What depends on itself in a circle is worked out by itself, from the state in which all of it is asked, in the order of the form, until it rests. A
 *    circle that does not in `mostRounds` is shown, nothing of it is worked out, and it says so; the server does the same (`assessments/circles.py`).
 * 3. What is not enabled counts as not answered; what was answered there stays in the record.
 */
import { same } from "./fhir";
import type { Form, Value } from "./model";
import { type Answers, type FormNode, keyOfNode, plant, type Row, type Tree, valueFrom } from "./nodes";
import { type Plan, planOf } from "./plan";
import { type Means, Workings } from "./work";

export interface Filling {
  readonly form: Form;
  /** The nodes of the top level, for drawing. Nodes stay the same objects until rows come or go. */
  readonly top: readonly FormNode[];
  readonly tree: Tree;
  node(linkId: string, row?: string): FormNode | undefined;
  /** Answers, or takes back; the keys of all nodes that changed by it. */
  set(linkId: string, row: string, value: Value | null): ReadonlySet<string>;
  /** The record as it is now (someone else's answers came, a row came or went): only what differs is worked out. */
  take(answers: Answers): ReadonlySet<string>;
  /** What it was made of, as it stands now. */
  answers(): Answers;
  /** With expressions that were loaded meanwhile, another time, another patient. */
  use(means: Means): ReadonlySet<string>;
  readonly worker: Workings;
}

/** Each round carries what changed through the whole knot in the order of the form; what has not come to rest by now never does. */
const mostRounds = 20;
const plans = new WeakMap<Form, Plan>();

export function planFor(form: Form): Plan {
  const plan = plans.get(form) ?? planOf(form);
  plans.set(form, plan);
  return plan;
}

export function fill(form: Form, answers: Answers, means: Means): Filling {
  const plan = planFor(form);
  let tree = plant(form, answers);
  let worker = new Workings(form, tree, means);
  let rows = answers.rows;

  /** Works out what is dirty and what depends on what changed, each knot once. */
  function run(dirty: Set<number>, changed: Set<string>): void {
    worker.begin();
    for (const knot of plan.knots) {
      if (!knot.cells.some((cell) => dirty.has(cell))) continue;
      for (const cell of knot.circular ? untilItRests(knot.cells, changed) : knot.cells.filter((each) => worker.work(plan.cells[each]!, changed)))
        for (const dependent of plan.dependents[cell]!) dirty.add(dependent);
    }
  }
  /** The cells of a knot that are not what they were before. */
  function untilItRests(cells: readonly number[], changed: Set<string>): readonly number[] {
    const before = new Map(tree.all.map((node) => [node, shown(node)]));
    const isName = (cell: number) => plan.cells[cell]!.kind === "variable";
    const named = cells.filter(isName);
    const others = cells.filter((cell) => !isName(cell));
    const name = () => {
      for (const cell of named) worker.work(plan.cells[cell]!, new Set());
    };
    for (const cell of cells) worker.reset(plan.cells[cell]!);
    name();
    let moving = true;
    for (let round = 0; moving && round < mostRounds; round++) {
      moving = false;
      for (const cell of others) {
        const moved = new Set<string>();
        worker.work(plan.cells[cell]!, moved);
        if (!moved.size) continue;
        moving = true;
        name();
      }
    }
    if (moving) for (const cell of others) worker.giveUp(plan.cells[cell]!);
    if (moving) name();
    for (const [node, was] of before) if (!same(was, shown(node))) changed.add(node.key);
    return cells;
  }
  const everything = (): Set<number> => new Set(plan.cells.keys());

  run(everything(), new Set());

  const filling = {
    form,
    get top() {
      return tree.top;
    },
    get tree() {
      return tree;
    },
    get worker() {
      return worker;
    },
    node: (linkId: string, row = "") => tree.byKey.get(keyOfNode(linkId, row)),
    set(linkId: string, row: string, value: Value | null) {
      const node = tree.byKey.get(keyOfNode(linkId, row));
      const changed = new Set<string>();
      const cell = node && plan.answersOf.get(node.item);
      if (!node || same(node.stored, value)) return changed;
      node.stored = value;
      changed.add(node.key);
      if (cell !== undefined) run(new Set([cell]), changed);
      return changed;
    },
    take(next: Answers) {
      const changed = new Set<string>();
      if (!samePlaces(rows, next.rows)) return replant(next);
      rows = next.rows;
      const byId = new Map(next.rows.map((row) => [row.id, row.fields]));
      const dirty = new Set<number>();
      for (const node of tree.all) {
        if (node.kind === "list" || !node.item.linkId || tree.byKey.get(node.key) !== node) continue;
        const value = valueFrom((node.row ? byId.get(node.row) : next.fields)?.[`answer.${node.item.linkId}`]);
        if (same(node.stored, value)) continue;
        node.stored = value;
        changed.add(node.key);
        const cell = plan.answersOf.get(node.item);
        if (cell !== undefined) dirty.add(cell);
      }
      run(dirty, changed);
      return changed;
    },
    answers() {
      const fields: Record<string, unknown> = {};
      const own = new Map(rows.map((row) => [row.id, {} as Record<string, unknown>]));
      for (const node of tree.all) if (node.stored) (node.row ? own.get(node.row) : fields)![`answer.${node.item.linkId}`] = node.stored;
      return { fields, rows: rows.map((row) => ({ ...row, fields: own.get(row.id) ?? {} })) };
    },
    use(next: Means) {
      worker = new Workings(form, tree, next);
      means = next;
      const changed = new Set<string>();
      run(everything(), changed);
      return changed;
    },
  };
  return filling;

  function replant(next: Answers): ReadonlySet<string> {
    const before = new Map(tree.all.map((node) => [node.key, [shown(node), node.stored]]));
    tree = plant(form, next);
    worker = new Workings(form, tree, means);
    rows = next.rows;
    run(everything(), new Set());
    const changed = new Set<string>();
    for (const node of tree.all) {
      if (!same(before.get(node.key), [shown(node), node.stored])) changed.add(node.key);
      before.delete(node.key);
    }
    for (const gone of before.keys()) changed.add(gone);
    for (const list of [...tree.lists.values()].flat()) changed.add(list.key);
    return changed;
  }
}

/** All of a node that a screen shows, for comparing. */
export const shown = ({ enabled, answers, offered, computed, trouble }: FormNode) => ({ enabled, answers, offered, computed, trouble });

/** The same answers as if every question were asked; null where nothing that was answered is hidden. */
export const asIfAllAsked = (filling: Filling): Filling | null =>
  filling.tree.all.some((node) => !node.enabled && node.stored?.answer.length)
    ? fill(filling.form, filling.answers(), { ...filling.worker.means, allAsked: true })
    : null;

const samePlaces = (a: readonly Row[], b: readonly Row[]): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((row, i) => b[i]!.id === row.id && b[i]!.group === row.group && b[i]!.parent === row.parent && same(b[i]!.position, row.position)));
