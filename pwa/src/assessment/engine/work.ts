/** Works out the cells of a plan on the nodes of a tree: one cell at a time, for every row. Expressions that fail say so and give nothing. */
import { holds } from "./compare";
import { CannotWorkOut, type Expressions, type Given } from "./expressions";
import { type Json, same, textOf } from "./fhir";
import { type Answer, type Expression, type Form, type Item, isAsked } from "./model";
import { type FormNode, seenFrom, type Tree } from "./nodes";
import { type Cell, definedAt } from "./plan";
import { reachOf } from "./reach";
import { nameOf } from "./read";
import { itemsOf, plainly, readBy } from "./respond";
import { answersFrom } from "./results";

/** What a form is worked out with. */
export interface Means {
  /** Null: not loaded. What needs them is shown, is empty and says so. */
  readonly expressions: Expressions | null;
  /** Now, an instant in UTC. */
  readonly now: string;
  /** Launch context by name: `patient`, `user`, as FHIR resources. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** As if every question were asked: for what must not be missed because another answer hides it since. */
  readonly allAsked?: boolean;
}

const unloaded = "This cannot be worked out on this tablet at the moment.";
const asksServer = "This cannot be worked out here: the form asks a server for it.";
const failed = "This cannot be worked out: the form's calculation does not fit the answers.";
const circle = "This depends on itself in a circle, so the form cannot tell: it is shown, and nothing is worked out for it.";
const tooMuch = "This form asks for more than this tablet can work out.";
/** Steps of one working-out, of expressions and of the responses made for them: a quarter of a second. A form that asks for more gets nothing, not a tablet that hangs. */
const mostEffort = 1_000_000;

type Result = { readonly given: Given } | { readonly trouble: string };

export class Workings {
  readonly #variables = new Map<FormNode | null, Map<Expression, Result>>();
  readonly #initial = new Map<FormNode, readonly Answer[]>();
  /** Expressions that took too many steps: not tried again with every key. */
  readonly #exhausted = new Set<Expression>();
  #effort = 0;
  readonly form: Form;
  readonly tree: Tree;
  readonly means: Means;

  constructor(form: Form, tree: Tree, means: Means) {
    this.form = form;
    this.tree = tree;
    this.means = means;
  }

  /** Before each working-out. */
  begin(): void {
    this.#effort = 0;
  }

  /** Whether anything changed; `changed` gets the keys of the nodes. */
  work(cell: Cell, changed: Set<string>): boolean {
    switch (cell.kind) {
      case "anything":
        return true;
      case "variable":
        for (const node of cell.owner ? this.#nodes(cell.owner) : [null]) this.#name(cell.expression, node);
        return true;
      case "enabled":
        return this.#each([...(this.tree.lists.get(cell.item.linkId) ?? []), ...this.#nodes(cell.item)], changed, (node) => this.#enable(node));
      case "offered":
        return this.#each(this.#nodes(cell.item), changed, (node) => this.#offer(node));
      case "answers":
        return this.#each(this.#nodes(cell.item), changed, (node) => this.#answer(node));
    }
  }

  #nodes = (item: Item): readonly FormNode[] => this.tree.of.get(item.linkId) ?? [];

  #each(nodes: readonly FormNode[], changed: Set<string>, work: (node: FormNode) => boolean): boolean {
    let any = false;
    for (const node of nodes)
      if (work(node)) {
        any = true;
        changed.add(node.key);
      }
    return any;
  }

  #enable(node: FormNode): boolean {
    const was = node.enabled;
    const around = node.parent?.enabled ?? true;
    node.enabled = around && (node.kind === "row" || this.#fits(node));
    return node.enabled !== was;
  }

  #fits(node: FormNode): boolean {
    const { item } = node;
    if (this.means.allAsked) return true;
    const met = item.enableWhen.map((condition) => {
      const seen = seenFrom(node, this.tree.of.get(condition.question) ?? []);
      return holds(
        condition.operator,
        condition.answer,
        seen.flatMap((each) => each.answers),
      );
    });
    if (met.length && !(item.enableBehavior === "any" ? met.some(Boolean) : met.every(Boolean))) return false;
    const expression = item.expressions.find((e) => e.use === "enable");
    if (!expression) return true;
    const result = this.evaluate(expression, node);
    // What cannot be worked out is shown: to miss a question is worse than to see one too many.
    return "trouble" in result || result.values[0] === true;
  }

  #offer(node: FormNode): boolean {
    const was = this.#initial.get(node) ?? [];
    const initial = node.enabled ? this.#initially(node) : [];
    if (same(was, initial)) return false;
    this.#initial.set(node, initial);
    return true;
  }

  #initially(node: FormNode): readonly Answer[] {
    const { item } = node;
    if (item.blocked || item.calculated) return [];
    const selected = (item.options ?? []).filter((option) => option.selected).map((option) => option.answer);
    // In the definition's order: the options that it marks, then `initial`.
    const first = [...selected, ...item.initial];
    const chosen = item.repeats && !item.rows ? first : first.slice(0, 1);
    if (chosen.length) return chosen;
    const expression = item.expressions.find((e) => e.use === "initial");
    if (!expression) return [];
    const result = this.evaluate(expression, node);
    return "trouble" in result ? [] : answersFrom(result.values, item).answers;
  }

  #answer(node: FormNode): boolean {
    const { item } = node;
    const before = { answers: node.answers, offered: node.offered, computed: node.computed, trouble: node.trouble };
    const initial = this.#initial.get(node) ?? [];
    const stored = node.stored?.answer ?? [];
    node.trouble = null;
    node.computed = null;
    if (item.calculated) {
      const result = node.enabled ? this.#calculate(node) : { answers: [], trouble: null };
      node.computed = result.answers;
      node.trouble = result.trouble;
    } else if ((item.readOnly || item.hidden) && initial.length && !stored.length) node.computed = initial;
    node.answers = !node.enabled ? [] : item.calculated ? (node.computed ?? []) : stored.length ? stored : (node.computed ?? []);
    node.offered = isAsked(item) && node.enabled && !stored.length && !textOf(node.stored?.not_asked) ? initial : [];
    return !same(before, { answers: node.answers, offered: node.offered, computed: node.computed, trouble: node.trouble });
  }

  #calculate(node: FormNode): { answers: readonly Answer[]; trouble: string | null } {
    const result = this.evaluate(node.item.expressions.find((e) => e.use === "calculate")!, node);
    return "trouble" in result ? { answers: [], trouble: result.trouble } : answersFrom(result.values, node.item);
  }

  /** A form that goes round in a circle without coming to rest: all of it is shown, nothing of it is worked out. */
  giveUp(cell: Cell): void {
    if (cell.kind === "anything" || cell.kind === "variable") return;
    const nodes = [...(this.tree.lists.get(cell.item.linkId) ?? []), ...this.#nodes(cell.item)];
    for (const node of nodes) {
      if (cell.kind === "enabled") node.enabled = node.parent?.enabled ?? true;
      if (cell.kind === "offered") this.#offer(node);
      if (cell.kind === "answers") {
        this.#answer(node);
        if (cell.item.calculated) node.answers = node.computed = [];
      }
      if (cell.kind !== "offered") node.trouble = circle;
    }
  }

  /** The state from which a knot is worked out, the same whatever was answered before. */
  reset(cell: Cell): void {
    if (cell.kind === "variable")
      for (const node of cell.owner ? this.#nodes(cell.owner) : [null]) this.#variables.get(node)?.delete(cell.expression);
    if (cell.kind === "anything" || cell.kind === "variable") return;
    for (const node of [...(this.tree.lists.get(cell.item.linkId) ?? []), ...this.#nodes(cell.item)]) {
      node.trouble = null;
      if (cell.kind === "enabled") node.enabled = true;
      if (cell.kind === "offered") this.#initial.delete(node);
      if (cell.kind === "answers") node.answers = cell.item.calculated ? [] : (node.stored?.answer ?? []);
    }
  }

  #name(expression: Expression, node: FormNode | null): void {
    const held = this.#variables.get(node) ?? new Map<Expression, Result>();
    this.#variables.set(node, held.set(expression, this.#run(expression, node)));
  }

  /** What an expression gives on a node, as JSON. */
  evaluate(expression: Expression, node: FormNode | null): { values: unknown[] } | { trouble: string } {
    const result = this.#run(expression, node);
    return "trouble" in result ? result : { values: this.means.expressions!.plain(result.given) };
  }

  /** Nothing is taken for empty that is only unknown here: what a server was to tell, or a question that cannot be shown. */
  #run(expression: Expression, node: FormNode | null): Result {
    const { expressions, now, context } = this.means;
    if (!expressions) return { trouble: unloaded };
    if (!expression.language.startsWith("text/fhirpath")) {
      const told = expression.name && context && Object.hasOwn(context, expression.name) ? context[expression.name] : undefined;
      return told === undefined ? { trouble: asksServer } : { given: Array.isArray(told) ? told : [told] };
    }
    if (this.#exhausted.has(expression) || this.#effort > mostEffort) return { trouble: tooMuch };
    const reach = reachOf(expression.text);
    for (const linkId of reach.answers) {
      const read = this.form.byLinkId.get(linkId);
      if (read?.blocked && !this.#nodes(read).some((each) => each.answers.length))
        return { trouble: `It needs ${nameOf(read)}, which cannot be shown here.` };
    }
    const made = new Map<FormNode, Json>();
    const only = readBy(reach, this.tree, node);
    const items = itemsOf(this.tree.top, { ...plainly, only }, made);
    this.#effort += only?.size ?? this.tree.all.length;
    const resource = { resourceType: "QuestionnaireResponse", status: "in-progress", ...(items.length ? { item: items } : {}) };
    const data: Json = node ? (made.get(node) ?? { linkId: node.item.linkId }) : resource;
    const variables: Record<string, unknown> = { resource, rootResource: resource, questionnaire: this.form.definition };
    if (node) variables.qitem = node.item.definition;
    for (const [name, value] of Object.entries(context ?? {})) variables[name] = value;
    for (const name of reach.variables) {
      const found = definedAt(name, node?.item ?? null, this.form, expression);
      if (!found) continue;
      const given = this.#variables.get(this.#standsOn(found.owner, node))?.get(found.expression);
      if (!given || "trouble" in given) return given ?? { trouble: failed };
      variables[name] = given.given;
    }
    try {
      const { given, steps } = expressions.work(expression.text, { data, isItem: node !== null, variables, now });
      this.#effort += steps;
      return { given };
    } catch (error) {
      if (!(error instanceof CannotWorkOut)) throw error;
      this.#effort += error.steps;
      if (error.tooMany) this.#exhausted.add(expression);
      return { trouble: error.tooMany ? tooMuch : failed };
    }
  }

  /** The node of an item around this one: the same row's. */
  #standsOn(owner: Item | null, from: FormNode | null): FormNode | null {
    if (!owner) return null;
    for (let at = from; at; at = at.parent) if (at.item === owner && at.kind !== "list") return at;
    return from;
  }
}
