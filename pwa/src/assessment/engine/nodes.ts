/**
 * The items of a form as they stand in one assessment: once each, and once per row of a repeating group. A node is known by its row and linkId:
 * `key` is what screens hold on to. The nodes are changed in place by `filling.ts` only.
 */
import { isJson, listed, textOf } from "./fhir";
import type { Answer, Form, Item, Value } from "./model";

/** A row of a repeating group, as the record has it (kind `answer_row`). */
export interface Row {
  readonly id: string;
  /** linkId of the repeating group or question. */
  readonly group: string;
  /** The row in which it stands; null in the assessment itself. */
  readonly parent: string | null;
  /** Order among its group's rows, by number or by text; rows of one position by id. */
  readonly position: unknown;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The record's shape: the fields of the assessment, of which those named `answer.<linkId>` are read, and its rows that stand. */
export interface Answers {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly rows: readonly Row[];
}

export interface FormNode {
  readonly key: string;
  readonly item: Item;
  /** The innermost row in which it stands; "" in the assessment itself. */
  readonly row: string;
  /** `list`: a repeating group as a whole, its rows in `rows`. `row`: one of them. `single`: everything else. */
  readonly kind: "list" | "row" | "single";
  readonly parent: FormNode | null;
  /** Of a row: as the record has it. */
  readonly position: unknown;
  /** Rows from the outermost in, as `groupLinkId → row id`. */
  readonly rowsAround: ReadonlyMap<string, string>;
  children: readonly FormNode[];
  rows: readonly FormNode[];
  /** What the record holds. */
  stored: Value | null;
  /** Its conditions and those of everything around it hold. */
  enabled: boolean;
  /** Worked out by the form; null where the form works out nothing for it. */
  computed: readonly Answer[] | null;
  /** Offered to be confirmed, never an answer until it is (SCREENS law 6). */
  offered: readonly Answer[];
  /** What counts now: nothing while it is not enabled. */
  answers: readonly Answer[];
  /** Why a calculation or condition gave nothing, in words. */
  trouble: string | null;
}

export const keyOfNode = (linkId: string, row = ""): string => `${row}|${linkId}`;

/** A field's value as the record has it; anything else is no answer. */
export function valueFrom(field: unknown): Value | null {
  if (!isJson(field)) return null;
  return { ...field, answer: listed(field.answer) } as Value;
}

export interface Tree {
  readonly top: readonly FormNode[];
  readonly all: readonly FormNode[];
  readonly byKey: ReadonlyMap<string, FormNode>;
  /** The nodes of an item that have answers: not its lists. */
  readonly of: ReadonlyMap<string, readonly FormNode[]>;
  readonly lists: ReadonlyMap<string, readonly FormNode[]>;
}

export function plant(form: Form, answers: Answers): Tree {
  const all: FormNode[] = [];
  const byKey = new Map<string, FormNode>();
  const of = new Map<string, FormNode[]>();
  const lists = new Map<string, FormNode[]>();
  const rowsOf = grouped(answers.rows);

  function grow(item: Item, kind: FormNode["kind"], row: Row | null, parent: FormNode | null, around: ReadonlyMap<string, string>): FormNode {
    const place = row?.id ?? "";
    const node: FormNode = {
      key: kind === "list" ? `${place}|${item.linkId}[]` : keyOfNode(item.linkId, place),
      ...{ item, row: place, kind, parent, rowsAround: around, position: kind === "row" ? row?.position : null },
      ...{ children: [], rows: [], enabled: true, computed: null, offered: [], answers: [], trouble: null },
      stored: kind === "list" || !item.linkId ? null : valueFrom((row ? row.fields : answers.fields)[`answer.${item.linkId}`]),
    };
    all.push(node);
    // Of two items with one linkId the first has the answers.
    if (!byKey.has(node.key)) {
      byKey.set(node.key, node);
      const into = kind === "list" ? lists : of;
      const held = into.get(item.linkId);
      if (held) held.push(node);
      else into.set(item.linkId, [node]);
    } else node.stored = null;
    if (kind === "list")
      node.rows = (rowsOf.get(`${place}|${item.linkId}`) ?? []).map((one) => grow(item, "row", one, node, new Map(around).set(item.linkId, one.id)));
    else node.children = item.items.map((inside) => grow(inside, inside.rows ? "list" : "single", row, node, around));
    return node;
  }
  // The depth is bounded by `read.ts`, so this recursion is.
  const top = form.items.map((item) => grow(item, item.rows ? "list" : "single", null, null, new Map()));
  return { top, all, byKey, of, lists };
}

function grouped(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  const seen = new Set<string>();
  for (const row of [...rows].sort(inOrder)) {
    if (!textOf(row.id) || seen.has(row.id)) continue;
    seen.add(row.id);
    const key = `${row.parent ?? ""}|${row.group}`;
    const held = found.get(key);
    if (held) held.push(row);
    else found.set(key, [row]);
  }
  return found;
}

function inOrder(a: Row, b: Row): number {
  const [x, y] = [a.position, b.position];
  if (typeof x === "number" && typeof y === "number" && x !== y) return x - y;
  const [p, q] = [String(x ?? ""), String(y ?? "")];
  if (p !== q && !(typeof x === "number" && typeof y === "number")) return p < q ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The nodes of another item that one of these sees: those of its own row, where they share one; else of every row. */
export function seenFrom(node: FormNode, others: readonly FormNode[]): readonly FormNode[] {
  if (!node.rowsAround.size) return others;
  return others.filter((other) => {
    for (const [group, row] of other.rowsAround) {
      const mine = node.rowsAround.get(group);
      if (mine === undefined) return true;
      if (mine !== row) return false;
    }
    return true;
  });
}
