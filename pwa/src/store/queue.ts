/**
 * The queue: what this person wrote and the server has not taken in yet. A row is on the disk, flushed, before anyone is told so (T1); it is folded into only
 * until it was handed to a push (M2); it leaves only when its bundle has come to the `rev` that its ending names, or when its author lets a refusal go (T2).
 */
import { batch, type Signal, signal } from "@preact/signals";
import type { Clock } from "./clock";
import type { Called, Id } from "./contract";
import { type Database, DiskFull, type Found, type PersonTransaction, type QueueRow, type Tries, type Turn } from "./database";
import { bookkeeping, type Item, plan, type Wanted } from "./fold";
import { Damaged, type Vault } from "./vault";
import type { Change, Ending } from "./wire";

export interface QueuePorts {
  db: Database;
  vault: Vault;
  clock: Clock;
  newId: () => Id;
  author: Id;
  schema: number;
  /** What a person is called here, kept beside what was written about them: their record may leave this tablet first (R9). */
  called: (patient: Id) => Called | null;
  /** Tells the other tabs. */
  changed: () => void;
  /** There was no room for what a person wrote. */
  full: () => void;
}

export interface Answered {
  item: Item;
  toRow: () => Promise<QueueRow>;
}

/** Somebody else wrote meanwhile: read again and begin again. */
export class Moved extends Error {}

export const noTurn: Turn = { epoch: 0, tries: [] };

export function frozenUpTo(tries: Tries[]): number {
  return tries.reduce((highest, one) => Math.max(highest, one.upTo), 0);
}

/** Numbers of rows as runs of neighbours, first and last: 500 rows leave in a request or two, not in 500. */
export function runsOf(numbers: Iterable<number>): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const one of [...numbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && one <= run[1] + 1) run[1] = one;
    else runs.push([one, one]);
  }
  return runs;
}

export type Queue = ReturnType<typeof queue>;

export function queue({ db, vault, clock, newId, author, schema, called, changed, full }: QueuePorts) {
  const items: Signal<readonly Item[]> = signal([]);
  /** Rows that cannot be read: they stay on the disk as they are, and nothing else waits for them. */
  const damaged: Signal<readonly QueueRow[]> = signal([]);
  let turn: Turn = noTurn;
  let writing: Promise<unknown> = Promise.resolve();

  const row = (id: Id) => `queue/${id}`;

  /** An item as the disk has it. */
  function rowOf(
    { seq, folds, change, sealed: body, state }: Omit<Item, "bytes" | "called" | "ending">,
    ending: QueueRow["ending"] = null,
  ): QueueRow {
    const mark = bookkeeping.has(change.kind) && { mark: true as const };
    return { seq, id: change.id, folds, state, madeAt: change.made_at, sealed: body, ending, ...mark };
  }

  /** Reads what is on the disk; only rows that are new or changed are opened. One that cannot be read keeps nobody from the rest. */
  async function load(given?: Pick<Found, "queue" | "turn">): Promise<void> {
    const { queue: rows, turn: found } = given ?? (await db.rows());
    const known = new Map(items.value.map((item) => [item.seq, item]));
    const next = await Promise.all(
      rows.map((one) => {
        const held = known.get(one.seq!);
        return held && held.folds === one.folds && held.state === one.state ? held : unseal(one).catch(setAside);
      }),
    );
    turn = found ?? noTurn;
    batch(() => {
      items.value = next.filter((one) => one !== null);
      damaged.value = rows.filter((_, i) => next[i] === null);
    });
  }

  function setAside(error: unknown): null {
    if (error instanceof Damaged || error instanceof SyntaxError) return null;
    throw error;
  }

  async function unseal(one: QueueRow): Promise<Item> {
    const body = await vault.openText(row(one.id), one.sealed);
    const { called, ...change }: Change & { called?: Called } = JSON.parse(body);
    const ended = one.ending ? vault.openText(`${row(one.id)}/ending`, one.ending).then((text): Ending => JSON.parse(text)) : null;
    const ending = (await ended?.catch(setAside)) ?? null;
    // An answer that cannot be read is asked for again, under the same id: the journal tells it once more (M6).
    const state = ended && !ending ? "waiting" : one.state;
    return { seq: one.seq!, folds: one.folds, change, called: called ?? null, state, ending, bytes: body.length, sealed: one.sealed };
  }

  async function sealed(change: Change, before: Called | null = null): Promise<Pick<Item, "called" | "sealed" | "bytes">> {
    const whose = (change.patient && called(change.patient)) ?? before;
    const body = JSON.stringify(whose ? { ...change, called: whose } : change);
    return { called: whose || null, sealed: await vault.seal(row(change.id), body), bytes: body.length };
  }

  function made(wanted: Wanted, after: Id | null, sawAt?: string | null): Change {
    const { kind, record, patient, bundle, saw, set, part, retries } = wanted;
    const change: Change = {
      id: newId(),
      kind,
      record,
      patient,
      bundle,
      author,
      ...clock.stamp(sawAt),
      schema,
      saw,
      set,
      after,
      retries: retries ?? null,
    };
    if (part) change.part = part;
    return change;
  }

  /**
   * Puts what a person wants into the queue, and takes away the drafts and refused rows that it came from, in one flushed transaction.
   * Answers the ids of the changes, `null` where there was nothing to change. Throws `DiskFull`, with nothing written.
   */
  function add(wanted: (Wanted & { sawAt?: string | null })[], away: { drafts?: string[]; rows?: number[] } = {}): Promise<(Id | null)[]> {
    return addNow(wanted, away).catch((error) => {
      if (error instanceof DiskFull) full();
      throw error;
    });
  }

  function addNow(wanted: (Wanted & { sawAt?: string | null })[], away: { drafts?: string[]; rows?: number[] }): Promise<(Id | null)[]> {
    return retried(async (seen) => {
      const frozen = frozenUpTo(turn.tries);
      const drops = [...(away.rows ?? [])];
      const rows: QueueRow[] = [];
      const fresh: Item[] = [];
      const ids: (Id | null)[] = [];
      for (const one of wanted) {
        const next = plan(items.value, frozen, one);
        if (next.act === "drop") drops.push(next.item.seq);
        if (next.act === "nothing" || next.act === "drop") {
          ids.push(null);
          continue;
        }
        const into = next.act === "fold" ? next.into : null;
        const change = next.act === "fold" ? { ...next.into.change, ...clock.stamp(one.sawAt), set: next.set } : made(one, next.after, one.sawAt);
        const [seq, folds] = into ? [into.seq, into.folds + 1] : [0, 0];
        const item: Item = { seq, folds, change, state: "waiting", ending: null, ...(await sealed(change, into?.called)) };
        const { seq: _, ...unnumbered } = rowOf(item);
        rows.push(into ? rowOf(item) : unnumbered);
        fresh.push(item);
        ids.push(change.id);
      }
      if (rows.length === 0 && drops.length === 0 && !away.drafts?.length) return ids;
      const { keys, next } = await db.write(["queue", "drafts", "meta"], "strict", async (tx) => {
        const next = await claim(tx, seen);
        const store = tx.objectStore("queue");
        for (const seq of drops) void store.delete(seq);
        for (const key of away.drafts ?? []) void tx.objectStore("drafts").delete(key);
        void tx.objectStore("meta").put(clock.state, "clock");
        return { next, keys: await Promise.all(rows.map((one) => store.put(one))) };
      });
      turn = next;
      const gone = new Set([...drops, ...keys]);
      const now = [...items.value.filter((item) => !gone.has(item.seq)), ...fresh.map((item, i) => ({ ...item, seq: keys[i]! }))];
      items.value = now.sort((a, b) => a.seq - b.seq);
      changed();
      return ids;
    });
  }

  /** One writer of this tab after the other. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = writing.then(() => work());
    writing = mine.catch(() => undefined);
    return mine;
  }

  /** In turn, and again from the start where another tab wrote first. `seen`: the epoch on which the work was planned. */
  function retried<T>(work: (seen: number) => Promise<T>): Promise<T> {
    return inTurn(async () => {
      for (let attempt = 0; ; attempt++) {
        try {
          return await work(turn.epoch);
        } catch (error) {
          if (!(error instanceof Moved) || attempt > 8) throw error;
          await load();
        }
      }
    });
  }

  /** Inside a transaction on `meta`: that nobody wrote since we read, and that we do now. */
  async function claim(tx: PersonTransaction, seen: number, tries = turn.tries): Promise<Turn> {
    const meta = tx.objectStore("meta");
    const found = ((await meta.get("turn")) as Turn | undefined) ?? noTurn;
    if (found.epoch !== seen) throw new Moved();
    const next = { epoch: found.epoch + 1, tries };
    void meta.put(next, "turn");
    return next;
  }

  /** Freezes rows before their bytes leave: from here on an edit of the same field is a change of its own (M2). */
  function hand(rows: readonly Item[], seen: number): Promise<void> {
    return inTurn(() => freeze(rows, seen));
  }

  async function freeze(rows: readonly Item[], seen: number): Promise<void> {
    const [from, upTo] = [rows[0]!.seq, rows.at(-1)!.seq];
    const oldest = items.value[0]?.seq ?? from;
    const last = clock.now().toISOString();
    const again = turn.tries.find((one) => one.from === from && one.upTo === upTo);
    const others = turn.tries.filter((one) => one !== again && one.upTo >= oldest);
    const tries = [...others, { from, upTo, times: (again?.times ?? 0) + 1, last }].slice(-50);
    turn = await db.write(["meta"], "strict", (tx) => claim(tx, seen, tries));
  }

  /** The clock was found to have been wrong: what was not handed over yet says "about", and lies no longer in the future (M7). */
  function doubtTimes(): Promise<void> {
    return retried(async (seen) => {
      const now = clock.now().toISOString();
      const frozen = frozenUpTo(turn.tries);
      const open = items.value.filter((item) => item.state === "waiting" && item.seq > frozen && !item.change.clock_jumped);
      if (open.length === 0) return;
      const next = await Promise.all(
        open.map(async (item) => {
          const { made_at } = item.change;
          const change = { ...item.change, made_at: made_at > now ? now : made_at, clock_jumped: true };
          return { ...item, folds: item.folds + 1, change, ...(await sealed(change, item.called)) };
        }),
      );
      turn = await db.write(["queue", "meta"], "strict", async (tx) => {
        const advanced = await claim(tx, seen);
        for (const item of next) void tx.objectStore("queue").put(rowOf(item));
        return advanced;
      });
      const fresh = new Map(next.map((item) => [item.seq, item]));
      items.value = items.value.map((item) => fresh.get(item.seq) ?? item);
      changed();
    });
  }

  async function endingSealed(item: Item, ending: Ending): Promise<QueueRow["ending"]> {
    return vault.seal(`${row(item.change.id)}/ending`, JSON.stringify(ending));
  }

  /** Items with their endings, and how the disk shall have those that go on covering. */
  function answered(endings: Map<Id, Ending>, at: string): Answered[] {
    return items.value
      .filter((item) => endings.has(item.change.id))
      .map((item) => {
        const ending = { ...endings.get(item.change.id)!, answered_at: at };
        const state = ending.ending === "refused" ? ("refused" as const) : ("answered" as const);
        const toRow = async () => rowOf({ ...item, state }, await endingSealed(item, ending));
        return { item: { ...item, state, ending }, toRow };
      });
  }

  /**
   * What the server was found to lack after a restore waits again, under its id, before all that was made since (resend). `changes` come in the order in
   * which they were made: their ids do not tell it, where the clock was set back.
   */
  function again(changes: Change[]): Promise<void> {
    return retried(async (seen) => {
      const held = new Map(items.value.map((item) => [item.change.id, item]));
      const lacking = changes;
      const old = lacking.map((change) => held.get(change.id)?.seq).filter((seq) => seq !== undefined);
      const top = Math.min(items.value[0]?.seq ?? 1, ...damaged.value.map((one) => one.seq!), 1) - 1;
      const rows = await Promise.all(
        lacking.map(async (change, i): Promise<QueueRow> => {
          const { sealed: body } = await sealed(change, held.get(change.id)?.called);
          const seq = top - lacking.length + 1 + i;
          return rowOf({ seq, folds: (held.get(change.id)?.folds ?? 0) + 1, change, sealed: body, state: "waiting" });
        }),
      );
      // What was sent once never changes, not even now that it waits again; rows from here down were never given out by the database.
      const frozen = { from: top - lacking.length + 1, upTo: Math.max(top, 0), times: 1, last: clock.now().toISOString() };
      await db.write(["queue", "meta"], "strict", async (tx) => {
        await claim(tx, seen, [...turn.tries, frozen]);
        for (const seq of old) void tx.objectStore("queue").delete(seq);
        for (const one of rows) void tx.objectStore("queue").put(one);
      });
      await load();
      changed();
    });
  }

  /** Its author knows that it cannot be read, and has done what could be done. The row stays as it is: another key or app may read it yet. */
  function known(id: Id): Promise<void> {
    return retried(async (seen) => {
      const rows = damaged.value.filter((one) => one.id === id).map((one): QueueRow => ({ ...one, known: true }));
      turn = await db.write(["queue", "meta"], "strict", async (tx) => {
        const next = await claim(tx, seen);
        for (const one of rows) void tx.objectStore("queue").put(one);
        return next;
      });
      damaged.value = damaged.value.map((one) => rows.find((each) => each.seq === one.seq) ?? one);
      changed();
    });
  }

  return {
    items,
    damaged,
    known,
    load,
    add,
    hand,
    claim,
    inTurn,
    /** Another tab wrote. */
    reload: () => inTurn(load),
    answered,
    again,
    doubtTimes,
    get epoch() {
      return turn.epoch;
    },
    get tries() {
      return turn.tries;
    },
    /** After a transaction that `claim`ed inside: what it left. */
    settled(next: Turn, now: readonly Item[]): void {
      if (next.epoch > turn.epoch) turn = next;
      items.value = now;
    },
  };
}
