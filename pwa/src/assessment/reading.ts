/**
 * What was read of a part before it is signed (R4): the answers of others, by the changes that wrote them, as they stood when the part was last on this
 * screen. What came in since was not read, wherever one stands now; nor was what was folded away. What one has just left oneself, one knows.
 */
import { type Desk, groupOf } from "./desk";
import { everyNode, nodesOf, type Section } from "./engine";

/** Key of the question → the change that wrote its answer. */
export type Stands = ReadonlyMap<string, string>;

/** The answers of others in a part, now. `me`: staff. */
export function othersIn(desk: Desk, section: Section, me: string | undefined): Stands {
  const found = new Map<string, string>();
  for (const node of everyNode(nodesOf(desk.filling, section))) {
    const stamp = node.kind === "list" ? undefined : desk.viewOf(node).stamps[groupOf(node.item.linkId)];
    if (stamp && stamp.by !== me) found.set(node.key, stamp.change);
  }
  return found;
}

export class Reading {
  readonly #read = new Map<string, Stands>();
  readonly #whole = new Set<string>();

  /** The part is on the screen, with this; what is folded is as it was read before, or not read. */
  shown(section: string, stands: Stands, folded: ReadonlySet<string> | null): void {
    const before = this.#read.get(section);
    const now = new Map<string, string>();
    for (const [key, change] of stands) {
      const known = folded?.has(key) ? before?.get(key) : change;
      if (known !== undefined) now.set(key, known);
    }
    this.#read.set(section, now);
  }

  /** `unread`: the part was not on this screen at all. `changed`: something in it is not as it was read. */
  of(section: string, stands: Stands): "read" | "changed" | "unread" {
    const read = this.#read.get(section);
    if (!read) return "unread";
    return read.size === stands.size && [...stands].every(([key, change]) => read.get(key) === change) ? "read" : "changed";
  }

  /** Somebody goes to read it before signing: nothing is folded away then. */
  askFor(section: string): void {
    this.#whole.add(section);
  }
  asksWhole(section: string): boolean {
    return this.#whole.has(section);
  }
}
