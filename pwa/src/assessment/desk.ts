/**
 * One assessment on the screen: the filling, what is being typed over it, and who must draw anew when something changes. Each question listens to its own
 * key, so that a letter typed in one draws one and not two hundred; scores listen to the whole.
 *
 * 1. What is typed shows at once; it is worked out when the hand rests for a moment, what is chosen in the next frame: no score ever holds up a key.
 * 2. What a pull brings goes everywhere but under the hand: a key that is being typed keeps what was typed (M1).
 */
import { type Signal, signal } from "@preact/signals";
import { derived } from "../lib/ids";
import type { Bundle, Id, Store, View } from "../store/contract";
import { rowsOf } from "../store/signed";
import { type Answers, type Filling, type Form, type FormNode, fill, keyOfNode, loadExpressions, type Means, type Value } from "./engine";
import { same } from "./engine/fhir";
import { valueFrom } from "./engine/nodes";
import type { Recorded } from "./sections";

export const groupOf = (linkId: string): `answer.${string}` => `answer.${linkId}`;

/** Milliseconds after the last key. */
const rests = 200;

export class Desk {
  readonly form: Form;
  readonly store: Store;
  readonly patient: Id;
  filling: Filling;
  recorded: Recorded;
  /** Changes with every answer: for scores, counts, what comes next. */
  readonly whole = signal(0);
  /** Changes when rows come or go. */
  readonly shape = signal(0);
  /** Whether calculations can be worked out: not yet, or why not. */
  readonly expressions = signal<"loading" | "here" | "missing">("loading");
  readonly #ticks = new Map<string, Signal<number>>();
  readonly #typed = new Map<string, Value | null>();
  readonly #pending = new Map<string, FormNode>();
  #means: Means;
  #people: unknown = null;
  #scheduled: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, form: Form, bundle: Bundle, assessment: View<"assessment">) {
    this.store = store;
    this.form = form;
    this.patient = bundle.id;
    this.recorded = { view: assessment, rows: standing(bundle, assessment.id) };
    this.#means = { expressions: null, now: store.now.peek().toISOString() };
    this.filling = fill(form, this.#answers(), this.#means);
    if (!form.needsExpressions) this.expressions.value = "here";
  }

  /** Brings what the form computes with, after the first frame: the questions stand before it. */
  async work(): Promise<void> {
    if (!this.form.needsExpressions || this.#means.expressions) return;
    try {
      const expressions = await loadExpressions();
      this.#means = { expressions, now: this.store.now.peek().toISOString() };
      this.#tell(this.filling.use(this.#means));
      this.expressions.value = "here";
      this.whole.value++;
    } catch {
      this.expressions.value = "missing";
    }
  }

  /** A number that changes whenever this node must be drawn anew. */
  tick(key: string): number {
    return this.#tick(key).value;
  }

  /** The record in which a node's answer stands. */
  viewOf(node: FormNode): View<"assessment"> | View<"answer_row"> {
    return (node.row && this.recorded.rows.find((row) => row.id === node.row)) || this.recorded.view;
  }

  /** What stands there: what is typed, else the record. */
  valueOf(node: FormNode): Value | null {
    return this.#typed.has(node.key) ? (this.#typed.get(node.key) ?? null) : node.stored;
  }

  /** The record as it is now. */
  take(bundle: Bundle, assessment: View<"assessment">): void {
    const before = this.recorded;
    const rows = standing(bundle, assessment.id);
    if (before.view === assessment && same(before.rows, rows)) return;
    this.recorded = { view: assessment, rows };
    const shapes = rows.map((row) => row.id).join() !== before.rows.map((row) => row.id).join();
    const changed = this.filling.take(this.#answers());
    const marks = marked(before, this.recorded);
    for (const key of marks) this.#bump(key);
    this.#tell(changed);
    if (shapes) this.shape.value++;
    if (changed.size || marks.size || shapes || before.view.fields.status !== assessment.fields.status) this.whole.value++;
  }

  /** Names came: whatever is signed with one is drawn anew. */
  know(people: unknown): void {
    if (this.#people !== null && this.#people !== people) this.#tell(new Set(this.#ticks.keys()));
    this.#people = people;
  }

  /** A key was pressed, or something chosen: it shows in this frame. `draws`: whether the question must be drawn for it; `after`: milliseconds. */
  type(node: FormNode, value: Value | null, { after = rests, draws = true }: { after?: number; draws?: boolean } = {}): void {
    this.#typed.set(node.key, value);
    this.#pending.set(node.key, node);
    if (draws) this.#bump(node.key);
    clearTimeout(this.#scheduled);
    this.#scheduled = setTimeout(() => requestAnimationFrame(() => setTimeout(() => this.workOut())), after);
  }

  workOut(): void {
    clearTimeout(this.#scheduled);
    if (!this.#pending.size) return;
    const changed = new Set<string>();
    for (const node of this.#pending.values()) for (const key of this.filling.set(node.item.linkId, node.row, this.valueOf(node))) changed.add(key);
    this.#pending.clear();
    this.#tell(changed);
    if (changed.size) this.whole.value++;
  }

  /** What was typed is in the record, or was given up: from here on the record counts. */
  let(node: FormNode): void {
    if (!this.#typed.has(node.key)) return;
    this.workOut();
    this.#typed.delete(node.key);
    this.#tell(this.filling.take(this.#answers()));
    this.#bump(node.key);
    this.whole.value++;
  }

  /** A new row of a repeating group: its id follows from its place, so that a draft of it is found again. */
  async addRow(list: FormNode, id: Id): Promise<void> {
    const last = list.rows.at(-1)?.position;
    await this.store.create(
      "answer_row",
      this.patient,
      {
        assessment: this.recorded.view.id,
        group: list.item.linkId,
        ...(list.row ? { parent: list.row } : {}),
        position: typeof last === "number" ? last + 1 : list.rows.length + 1,
      },
      { id },
    );
  }

  #answers(): Answers {
    const fields: Record<string, unknown> = { ...this.recorded.view.fields };
    const rows = this.recorded.rows.map((row) => {
      const own: Record<string, unknown> = { ...row.fields };
      return { id: row.id, group: row.fields.group ?? "", parent: row.fields.parent ?? null, position: row.fields.position ?? 0, fields: own };
    });
    for (const [key, value] of this.#typed) {
      const at = key.indexOf("|");
      const into = key.slice(0, at) ? rows.find((row) => row.id === key.slice(0, at))?.fields : fields;
      if (into) into[groupOf(key.slice(at + 1))] = value;
    }
    return { fields, rows };
  }

  #tick(key: string): Signal<number> {
    let found = this.#ticks.get(key);
    if (!found) {
      found = signal(0);
      this.#ticks.set(key, found);
    }
    return found;
  }
  #bump(key: string): void {
    const found = this.#ticks.get(key);
    if (found) found.value = found.peek() + 1;
  }
  #tell(keys: ReadonlySet<string>): void {
    for (const key of keys) this.#bump(key);
  }
}

/** Rows that were not taken away. */
const standing = (bundle: Bundle, assessment: Id): View<"answer_row">[] =>
  rowsOf(bundle, assessment).filter((row) => row.fields.status !== "entered-in-error");

/** Keys of the answers of which it changed who gave them, where they are kept, or whether they are disputed. */
function marked(before: Recorded, after: Recorded): Set<string> {
  const found = new Set<string>();
  const compare = (was: View | undefined, is: View, row: string) => {
    if (was === is) return;
    for (const part of ["stamps", "kept", "disputed"] as const) {
      const [a, b] = [was?.[part] ?? {}, is[part]] as Record<string, unknown>[];
      for (const group of new Set([...Object.keys(a!), ...Object.keys(b!)]))
        if (group.startsWith("answer.") && !same(a![group], b![group])) found.add(keyOfNode(group.slice("answer.".length), row));
    }
  };
  compare(before.view as View, after.view as View, "");
  for (const row of after.rows) compare(before.rows.find((one) => one.id === row.id) as View | undefined, row as View, row.id);
  return found;
}

/** What the record holds for a node now, whatever is typed. */
export const storedIn = (view: View, linkId: string): Value | null => valueFrom((view.fields as Record<string, unknown>)[groupOf(linkId)]);

/** The id of the next row of a list that this hand adds: a v7 in shape, of the time of the person's record, apart for each writer and turn. */
export const nextRow = (newId: (...names: string[]) => Id, list: FormNode, assessment: Id, by: string, taken: (id: Id) => boolean): Id => {
  for (let n = 1; ; n++) {
    const id = newId("row", assessment, list.item.linkId, list.row, by, String(n));
    if (!taken(id)) return id;
  }
};

/** Which joint assessment, for the address: the derived id of R1. */
export const jointId = (patient: Id, questionnaire: string, ordinal: number): Id => derived("assessment", patient, questionnaire, String(ordinal));
