/**
 * The queue: what this person wrote and the server has not taken in yet. A row is on the disk, flushed, before anyone is told so (T1); it is folded into only
 * until it was handed to a push (M2); it leaves only when its bundle has come to the `rev` that its ending names, or when its author lets a refusal go (T2).
 */
import { type Signal, signal } from "@preact/signals";
import type { Clock } from "./clock";
import type { Id } from "./contract";
import type { Database, PersonTransaction, QueueRow, Tries, Turn } from "./database";
import { type Item, plan, type Wanted } from "./fold";
import type { Vault } from "./vault";
import type { Change, Ending } from "./wire";

export interface QueuePorts {
  db: Database;
  vault: Vault;
  clock: Clock;
  newId: () => Id;
  author: Id;
  schema: number;
  /** Tells the other tabs. */
  changed: () => void;
}

/** Somebody else wrote meanwhile: read again and begin again. */
export class Moved extends Error {}

export const noTurn: Turn = { epoch: 0, tries: [] };

export function frozenUpTo(tries: Tries[]): number {
  return tries.reduce((highest, one) => Math.max(highest, one.upTo), 0);
}

export type Queue = ReturnType<typeof queue>;

export function queue({ db, vault, clock, newId, author, schema, changed }: QueuePorts) {
  const items: Signal<readonly Item[]> = signal([]);
  let turn: Turn = noTurn;

  const row = (id: Id) => `queue/${id}`;

  /** Reads what is on the disk; only rows that are new or changed are opened. */
  async function load(): Promise<void> {
    const [rows, found] = await db.read(["queue", "meta"], (tx) =>
      Promise.all([tx.objectStore("queue").getAll(), tx.objectStore("meta").get("turn") as Promise<Turn | undefined>]),
    );
    const known = new Map(items.value.map((item) => [item.seq, item]));
    const next = await Promise.all(
      rows.map((one) => {
        const held = known.get(one.seq!);
        return held && held.folds === one.folds && held.state === one.state ? held : unseal(one);
      }),
    );
    turn = found ?? noTurn;
    items.value = next;
  }

  async function unseal(one: QueueRow): Promise<Item> {
    const body = await vault.openText(row(one.id), one.sealed);
    const ending: Ending | null = one.ending ? JSON.parse(await vault.openText(`${row(one.id)}/ending`, one.ending)) : null;
    return { seq: one.seq!, folds: one.folds, change: JSON.parse(body), state: one.state, ending, bytes: body.length, sealed: one.sealed };
  }

  async function sealed(change: Change): Promise<{ sealed: QueueRow["sealed"]; bytes: number }> {
    const body = JSON.stringify(change);
    return { sealed: await vault.seal(row(change.id), body), bytes: body.length };
  }

  function made(wanted: Wanted, after: Id | null, sawAt: string | null): Change {
    const { kind, record, patient, bundle, saw, set, part, retries } = wanted;
    const change: Change = { id: newId(), kind, record, patient, bundle, author, ...clock.stamp(sawAt), schema, saw, set, after, retries: retries ?? null };
    if (part) change.part = part;
    return change;
  }

  /**
   * Puts what a person wants into the queue, and takes away the drafts and refused rows that it came from, in one flushed transaction.
   * Answers the ids of the changes, `null` where there was nothing to change. Throws `DiskFull`, with nothing written.
   */
  async function add(wanted: (Wanted & { sawAt?: string | null })[], away: { drafts?: string[]; rows?: number[] } = {}): Promise<(Id | null)[]> {
    for (let attempt = 0; ; attempt++) {
      const frozen = frozenUpTo(turn.tries);
      const plans = wanted.map((one) => plan(items.value, frozen, one));
      const rows: QueueRow[] = [];
      const next: Item[] = [];
      const ids: (Id | null)[] = [];
      const drops: number[] = [...(away.rows ?? [])];
      for (const [i, one] of plans.entries()) {
        if (one.act === "nothing" || one.act === "drop") {
          if (one.act === "drop") drops.push(one.item.seq);
          ids.push(null);
          continue;
        }
        const sawAt = wanted[i]!.sawAt ?? null;
        const change = one.act === "add" ? made(one.wanted, one.after, sawAt) : { ...one.into.change, ...clock.stamp(sawAt), set: one.set };
        const body = await sealed(change);
        const folds = one.act === "add" ? 0 : one.into.folds + 1;
        const seq = one.act === "add" ? undefined : one.into.seq;
        rows.push({ ...(seq !== undefined && { seq }), id: change.id, folds, state: "waiting", madeAt: change.made_at, sealed: body.sealed, ending: null });
        next.push({ seq: seq ?? 0, folds, change, state: "waiting", ending: null, ...body });
        ids.push(change.id);
      }
      try {
        const seqs = await db.write(["queue", "drafts", "meta"], "strict", async (tx) => {
          const advanced = await claim(tx);
          const queueStore = tx.objectStore("queue");
          for (const seq of drops) void queueStore.delete(seq);
          for (const key of away.drafts ?? []) void tx.objectStore("drafts").delete(key);
          void tx.objectStore("meta").put(clock.state, "clock");
          const keys = await Promise.all(rows.map((one) => queueStore.put(one)));
          return { keys, advanced };
        });
        turn = seqs.advanced;
        const gone = new Set([...drops, ...seqs.keys]);
        const fresh = next.map((item, i) => ({ ...item, seq: seqs.keys[i]! }));
        items.value = [...items.value.filter((item) => !gone.has(item.seq)), ...fresh].sort((a, b) => a.seq - b.seq);
        changed();
        return ids;
      } catch (error) {
        if (!(error instanceof Moved) || attempt > 8) throw error;
        await load();
      }
    }
  }

  /** Inside a transaction on `meta`: that nobody wrote since we read, and that we do now. */
  async function claim(tx: PersonTransaction, tries = turn.tries): Promise<Turn> {
    const meta = tx.objectStore("meta");
    const found = ((await meta.get("turn")) as Turn | undefined) ?? noTurn;
    if (found.epoch !== turn.epoch) throw new Moved();
    const next = { epoch: found.epoch + 1, tries };
    void meta.put(next, "turn");
    return next;
  }

  /** Freezes rows before their bytes leave: from here on an edit of the same field is a change of its own (M2). */
  async function hand(rows: readonly Item[]): Promise<void> {
    const [from, upTo] = [rows[0]!.seq, rows.at(-1)!.seq];
    const oldest = items.value[0]?.seq ?? from;
    const last = clock.now().toISOString();
    const again = turn.tries.find((one) => one.from === from && one.upTo === upTo);
    const others = turn.tries.filter((one) => one !== again && one.upTo >= oldest);
    const tries = [...others, { from, upTo, times: (again?.times ?? 0) + 1, last }].slice(-50);
    turn = await db.write(["meta"], "strict", (tx) => claim(tx, tries));
  }

  async function endingSealed(item: Item, ending: Ending): Promise<QueueRow["ending"]> {
    return vault.seal(`${row(item.change.id)}/ending`, JSON.stringify(ending));
  }

  /** The rows as they stand after their endings; `covered` have left, the others go on covering. */
  async function answered(endings: Map<Id, Ending>, at: string): Promise<{ item: Item; row: QueueRow }[]> {
    return Promise.all(
      items.value
        .filter((item) => endings.has(item.change.id))
        .map(async (item) => {
          const ending = { ...endings.get(item.change.id)!, answered_at: at };
          const state = ending.ending === "refused" ? ("refused" as const) : ("answered" as const);
          return {
            item: { ...item, state, ending },
            row: { seq: item.seq, id: item.change.id, folds: item.folds, state, madeAt: item.change.made_at, sealed: item.sealed, ending: await endingSealed(item, ending) },
          };
        }),
    );
  }

  /** What the server was found to lack after a restore goes back to waiting, under its id and in its old order (resend). */
  async function again(changes: Change[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const held = new Map(items.value.map((item) => [item.change.id, item]));
      const rows = await Promise.all(
        changes.map(async (change): Promise<QueueRow> => {
          const item = held.get(change.id);
          const seq = item ? { seq: item.seq } : {};
          return { ...seq, id: change.id, folds: (item?.folds ?? 0) + 1, state: "waiting", madeAt: change.made_at, sealed: (await sealed(change)).sealed, ending: null };
        }),
      );
      try {
        await db.write(["queue", "meta"], "strict", async (tx) => {
          const top = ((await tx.objectStore("queue").getAllKeys()).at(-1) ?? 0) + rows.length;
          const next = await claim(tx);
          for (const one of rows) void tx.objectStore("queue").put(one);
          // What was sent once never changes: not even now that it waits again.
          const frozen = { from: 1, upTo: Math.max(top, frozenUpTo(next.tries)), times: 1, last: clock.now().toISOString() };
          void tx.objectStore("meta").put({ ...next, tries: [...next.tries, frozen] }, "turn");
        });
        await load();
        changed();
        return;
      } catch (error) {
        if (!(error instanceof Moved) || attempt > 8) throw error;
        await load();
      }
    }
  }

  return {
    items,
    load,
    add,
    hand,
    claim,
    answered,
    again,
    get tries() {
      return turn.tries;
    },
    /** After a transaction that `claim`ed inside: what it left. */
    settled(next: Turn, now: readonly Item[]): void {
      turn = next;
      items.value = now;
    },
  };
}
