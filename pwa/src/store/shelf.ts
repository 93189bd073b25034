/**
 * The bundles on this tablet. Invariants:
 * 1. A frame is applied only on the version that it was made for: what the disk has is compared inside the transaction, and a late writer begins again (T1, T6).
 * 2. Version, bytes, index and the queue rows that it covers move in one transaction, or none does.
 * 3. A bundle is checked against the server's sums whenever it is opened; where they differ it is kept in sight, doubted, and asked for whole.
 * 4. An answered change leaves the queue in the transaction that brings its bundle to the `rev` of its ending, and in no other.
 */
import { batch, type Signal, signal } from "@preact/signals";
import type { Bytes } from "../lib/sha";
import type { Id } from "./contract";
import type { BundleRow, Database, Found, Held, HeldRow, PersonTransaction, SentRow } from "./database";
import { advance, nothing, type Opened, whole } from "./opened";
import { decode, encode, type Segment } from "./packs";
import { type Answered, Moved, type Queue, runsOf } from "./queue";
import { Damaged, type Vault } from "./vault";
import type { HeaderLine } from "./wire";

/** Segments of a bundle beyond this many are folded into one. */
export const foldBeyond = 8;

/** What a frame does to one bundle. `base` is the version it was made for; `null` where the tablet held none that counts. */
export interface Move {
  held: Held;
  base: { rev: number; chain8: string } | null;
  header: HeaderLine;
  /** `null` only where the version stays and no more than the grant's end moves. */
  segment: Segment | null;
  /** A whole replaces all segments; a delta is put behind them. */
  whole: boolean;
  /** What stands after it, where the caller made it already. */
  opened?: Opened;
}

/** What else moves in the same transaction. */
export interface Also {
  forget?: Id[];
  headers?: HeaderLine[];
  lease?: string;
  complete?: string;
  /** What was answered when that was asked for: only of these does it say that what is not here is not granted. */
  known?: ReadonlySet<Id>;
  /** Queue rows with their endings: the covered ones leave, the rest go on covering. */
  answered?: Answered[];
  /** The versions that came with these endings. */
  versions?: { bundle: Id; rev: number; chain8: string }[];
  /** Whether it is open what the server lacks (a restore). */
  resending?: boolean;
  sent?: SentRow;
  newest?: Id;
  safeThrough?: string;
}

export type Shelf = ReturnType<typeof shelf>;

export function shelf(db: Database, vault: Vault, queue: Queue, changed: (bundles: Id[]) => void) {
  let epoch = 0;
  let resending = false;
  const lease = signal<string | null>(null);
  const complete = signal<string | null>(null);
  const held: Signal<ReadonlyMap<Id, Held>> = signal(new Map());
  const headers: Signal<ReadonlyMap<Id, HeaderLine>> = signal(new Map());
  const open: Map<Id, Signal<Opened | null>> = new Map();
  const opening: Map<Id, Promise<Opened | null>> = new Map();

  const rowOf = (bundle: Id, rev: number, chain8: string) => `bundles/${bundle}/${rev}/${chain8}`;

  /** Reads versions and index; where the index is missing or damaged it is made again of the headers that the bundles carry. */
  async function load(given?: Pick<Found, "held" | "index">): Promise<void> {
    const { held: row, index: sealed } = given ?? (await db.some("held", "index"));
    const nextHeld = new Map((row?.bundles ?? []).map((one) => [one.bundle, one]));
    let lines: HeaderLine[];
    try {
      lines = sealed ? JSON.parse(await vault.openText("index", sealed)) : await headersOf(nextHeld);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      lines = await headersOf(nextHeld);
    }
    // What this tab wrote while it read is newer than what it read.
    if ((row?.epoch ?? 0) < epoch) return;
    const before = held.value;
    epoch = row?.epoch ?? 0;
    resending = row?.resending ?? false;
    batch(() => {
      held.value = nextHeld;
      headers.value = new Map(lines.map((one) => [one.bundle, one]));
      lease.value = row?.lease ?? null;
      complete.value = row?.complete ?? null;
    });
    for (const [bundle, live] of open) {
      const [was, is] = [before.get(bundle), nextHeld.get(bundle)];
      if (was?.rev === is?.rev && was?.chain8 === is?.chain8) continue;
      const shown = live.value;
      const found = is ? await read(bundle) : null;
      // A frame of this tab's own may have landed meanwhile: what stands after it is not put back.
      if (live.value === shown) live.value = found;
      await catchUp(bundle);
    }
  }

  async function headersOf(versions: Map<Id, Held>): Promise<HeaderLine[]> {
    const lines: HeaderLine[] = [];
    for (const one of versions.values()) {
      const row = await db.read(["bundles"], (tx) => tx.objectStore("bundles").get(one.bundle));
      const last = row?.segments.at(-1);
      const plain = last && (await vault.open(rowOf(one.bundle, last.to, last.chain8), last.sealed).catch(() => null));
      if (plain) lines.push({ bundle: one.bundle, type: one.type, parts: one.parts, grant_end: one.grantEnd, header: decode(plain).header });
    }
    return lines;
  }

  /** Opens a bundle from the disk, checked. A wrong sum or a damaged row makes the next pull bring it whole. */
  async function read(bundle: Id, given?: BundleRow): Promise<Opened | null> {
    const row = given ?? (await db.read(["bundles"], (tx) => tx.objectStore("bundles").get(bundle)).catch(() => undefined));
    // Gone from the disk, or the browser cannot read it.
    if (!row) {
      if (held.value.has(bundle)) await doubt(bundle);
      return null;
    }
    try {
      let opened = nothing;
      let wrong: string[] = [];
      for (const one of row.segments) {
        const segment = decode(await vault.open(rowOf(bundle, one.to, one.chain8), one.sealed));
        ({ opened, wrong } = await advance(opened, segment, { rev: one.to, chain8: one.chain8 }));
      }
      if (wrong.length > 0) await doubt(bundle);
      return opened;
    } catch (error) {
      await doubt(bundle);
      if (error instanceof Damaged || error instanceof SyntaxError || error instanceof TypeError) return null;
      throw error;
    }
  }

  async function doubt(bundle: Id): Promise<void> {
    const one = held.value.get(bundle);
    if (!one || one.doubtful) return;
    await commit(() => ({ held: [{ ...held.value.get(bundle)!, doubtful: true }] }));
  }

  /** The signal of a bundle; opens it at the first asking. */
  function opened(bundle: Id, given?: BundleRow): Signal<Opened | null> {
    let live = open.get(bundle);
    if (!live) {
      live = signal(null);
      open.set(bundle, live);
      if (held.value.has(bundle)) void reopen(bundle, given).catch(() => undefined);
    }
    return live;
  }

  /** Whoever asks while it is being opened gets the same. */
  async function reopen(bundle: Id, given?: BundleRow): Promise<Opened | null> {
    const live = opened(bundle, given);
    if (live.value) return live.value;
    const one = opening.get(bundle) ?? openNow(bundle, live, given).finally(() => opening.delete(bundle));
    opening.set(bundle, one);
    return one;
  }

  async function openNow(bundle: Id, live: Signal<Opened | null>, given?: BundleRow): Promise<Opened | null> {
    const found = await read(bundle, given);
    // A frame may have landed meanwhile, with what stands after it.
    const now = held.value.get(bundle);
    if (found && now && (found.rev !== now.rev || found.chain8 !== now.chain8)) return live.value ?? openNow(bundle, live);
    // What was forgotten meanwhile is not shown again (R9).
    if (now) live.value ??= found;
    return live.value;
  }

  interface Write extends Also {
    moves?: (Move & { sealed: Bytes | null })[];
    held?: Held[];
  }

  /** Builds and writes, again from the start where somebody else wrote first. Answers the bundles that have too many segments now. */
  async function commit(build: () => Write | Promise<Write>): Promise<Id[]> {
    for (let attempt = 0; ; attempt++) {
      const plan = await build();
      try {
        return await queue.inTurn(() => write(plan));
      } catch (error) {
        if (!(error instanceof Moved) || attempt > 8) throw error;
        await load();
        await queue.reload();
      }
    }
  }

  async function write(plan: Write): Promise<Id[]> {
    const moves = plan.moves ?? [];
    const nextHeld = new Map(held.value);
    for (const one of [...(plan.held ?? []), ...moves.map((move) => move.held)]) nextHeld.set(one.bundle, one);
    for (const bundle of plan.forget ?? []) nextHeld.delete(bundle);
    const nextHeaders = mergedHeaders(plan, moves, nextHeld);
    const index = nextHeaders && (await vault.seal("index", JSON.stringify([...nextHeaders.values()])));

    const seen = queue.epoch;
    const leaving = covered(plan, nextHeld, moves);
    const staying = (plan.answered ?? []).filter((one) => !leaving.has(one.item.seq));
    const touchesQueue = leaving.size > 0 || staying.length > 0;

    const row: HeldRow = {
      epoch: epoch + 1,
      bundles: [...nextHeld.values()],
      lease: plan.lease ?? lease.value,
      complete: plan.complete ?? complete.value,
      resending: plan.resending ?? resending,
    };
    const stayingRows = await Promise.all(staying.map((one) => one.toRow()));
    // Relaxed: where a power cut takes this write it takes all of it, and the same is asked for, or sent under the same id, again.
    const { turn, lengths } = await db.write(["meta", "bundles", "queue", "sent"], "relaxed", async (tx) => {
      const meta = tx.objectStore("meta");
      const found = (await meta.get("held")) as HeldRow | undefined;
      if ((found?.epoch ?? 0) !== epoch) throw new Moved();
      const next = touchesQueue ? await queue.claim(tx, seen) : null;
      void meta.put(row, "held");
      if (index) void meta.put(index, "index");
      if (plan.newest !== undefined) void meta.put(plan.newest, "newestAnswered");
      if (plan.safeThrough) void meta.put(plan.safeThrough, "safeThrough");
      const lengths = await Promise.all(moves.map((move) => place(tx, move)));
      for (const bundle of plan.forget ?? []) void tx.objectStore("bundles").delete(bundle);
      for (const [first, last] of runsOf(leaving)) void tx.objectStore("queue").delete(IDBKeyRange.bound(first, last));
      for (const one of stayingRows) void tx.objectStore("queue").put(one);
      if (plan.sent) void tx.objectStore("sent").add(plan.sent);
      return { turn: next, lengths };
    });

    epoch = row.epoch;
    resending = row.resending === true;
    const fresh = new Map(staying.map((one) => [one.item.seq, one.item]));
    batch(() => {
      held.value = nextHeld;
      if (nextHeaders) headers.value = nextHeaders;
      lease.value = row.lease;
      complete.value = row.complete;
      for (const move of moves) if (move.opened && open.has(move.held.bundle)) open.get(move.held.bundle)!.value = move.opened;
      for (const bundle of plan.forget ?? []) if (open.has(bundle)) open.get(bundle)!.value = null;
      if (turn)
        queue.settled(
          turn,
          queue.items.value.filter((item) => !leaving.has(item.seq)).map((item) => fresh.get(item.seq) ?? item),
        );
    });
    for (const move of moves) if (!move.opened) void catchUp(move.held.bundle).catch(() => undefined);
    changed([...moves.map((move) => move.held.bundle), ...(plan.forget ?? [])]);
    return moves.filter((_, i) => lengths[i]! > foldBeyond).map((move) => move.held.bundle);
  }

  /** What was opened from the version before, while the frame after it was on its way to the disk, is opened again: nobody looks at what is over (T1). */
  async function catchUp(bundle: Id): Promise<void> {
    const live = open.get(bundle);
    const [shown, now] = [live?.value, held.value.get(bundle)];
    if (!live || !shown || !now || (shown.rev === now.rev && shown.chain8 === now.chain8)) return;
    const found = await read(bundle);
    if (!found) return;
    if (live.value === shown) live.value = found;
    return catchUp(bundle);
  }

  /** Rows of the queue whose ending is in what the bundle has now: "until when an answered change covers", PROTOCOL §6. */
  function covered(plan: Write, nextHeld: ReadonlyMap<Id, Held>, moves: Move[]): Set<number> {
    const leaving = new Set<number>();
    if (plan.resending ?? resending) return leaving;
    const after = new Map((plan.answered ?? []).map((one) => [one.item.seq, one.item]));
    const moved = new Set(moves.map((move) => move.held.bundle));
    const settled = plan.complete !== undefined || plan.resending === false;
    for (const before of queue.items.value) {
      const item = after.get(before.seq) ?? before;
      const ending = item.ending;
      if (item.state !== "answered" || !ending || ending.ending === "refused") continue;
      const now = nextHeld.get(ending.bundle);
      // Everything granted is here and this bundle is not: what was answered there can never be shown on this tablet again.
      // Asked for before the answer it says nothing of it: a late loser of the sync lock comes with such news.
      if (!now && plan.complete && plan.known?.has(item.change.id)) leaving.add(item.seq);
      if (!now || now.doubtful || now.rev < ending.rev) continue;
      const told = plan.versions?.find((one) => one.bundle === ending.bundle);
      const isHeld = after.has(item.seq) && told?.rev === now.rev && told.chain8 === now.chain8;
      if (moved.has(ending.bundle) || settled || isHeld) leaving.add(item.seq);
    }
    return leaving;
  }

  function mergedHeaders(plan: Write, moves: Move[], nextHeld: ReadonlyMap<Id, Held>): Map<Id, HeaderLine> | null {
    let next: Map<Id, HeaderLine> | null = null;
    const change = () => {
      next ??= new Map(headers.value);
      return next;
    };
    for (const line of [...(plan.headers ?? []), ...moves.map((move) => move.header)]) {
      const before = (next ?? headers.value).get(line.bundle);
      if (!before || JSON.stringify(before) !== JSON.stringify(line)) change().set(line.bundle, line);
    }
    for (const bundle of plan.forget ?? []) if (headers.value.has(bundle)) change().delete(bundle);
    // After a pull that was complete, a header without a bundle is of one that is not granted any more.
    if (plan.complete) for (const bundle of (next ?? headers.value).keys()) if (!nextHeld.has(bundle)) change().delete(bundle);
    return next;
  }

  /** Answers how many segments the bundle has then; 0 where none came. */
  async function place(tx: PersonTransaction, move: Move & { sealed: Bytes | null }): Promise<number> {
    if (!move.sealed) return 0;
    const store = tx.objectStore("bundles");
    const { bundle, rev: to, chain8 } = move.held;
    const one = { to, chain8, sealed: move.sealed };
    if (move.whole) {
      await store.put({ bundle, segments: [one] });
      return 1;
    }
    const row: BundleRow = (await store.get(bundle)) ?? { bundle, segments: [] };
    const segments = [...row.segments, one];
    await store.put({ bundle, segments });
    return segments.length;
  }

  /** Whether a frame fits what stands here now. */
  function fits(move: Move): boolean {
    const now = held.value.get(move.held.bundle);
    if (!now || now.doubtful) return move.base === null;
    return move.base !== null && move.base.rev === now.rev && move.base.chain8 === now.chain8;
  }

  /**
   * Applies frames, many in one transaction; those that do not fit what stands here are left out, and the next pull asks again.
   * A delta whose result is not what the server says makes its bundle doubtful instead.
   */
  async function apply(frames: Move[], also: Also | (() => Promise<Also>) = {}): Promise<void> {
    const seals = new Map(
      await Promise.all(
        frames.map(async (move): Promise<[Move, Bytes | null]> => {
          const { bundle, rev, chain8 } = move.held;
          return [move, move.segment && (await vault.seal(rowOf(bundle, rev, chain8), encode(move.segment)))];
        }),
      ),
    );
    const long = await commit(async () => {
      const wrong: Held[] = [];
      const moves: (Move & { sealed: Bytes | null })[] = [];
      for (const move of frames.filter(fits)) {
        const opened = move.opened ?? (await next(move));
        if (opened === "wrong") wrong.push({ ...held.value.get(move.held.bundle)!, doubtful: true });
        else moves.push({ ...move, ...(opened && { opened }), sealed: seals.get(move) ?? null });
      }
      return { ...(typeof also === "function" ? await also() : also), moves, held: wrong };
    });
    for (const bundle of long) void foldSegments(bundle).catch(() => undefined);
  }

  /** What an opened bundle becomes by this frame; nothing where it is not open. */
  async function next(move: Move): Promise<Opened | "wrong" | undefined> {
    const live = open.get(move.held.bundle);
    if (!live) return undefined;
    // Opened from another version than the frame was made for: it is opened again when the frame stands.
    if (!move.whole && (live.value?.rev !== move.base?.rev || live.value?.chain8 !== move.base?.chain8)) return undefined;
    const to = { rev: move.held.rev, chain8: move.held.chain8 };
    if (!move.segment) return { ...live.value!, ...to };
    const { opened, wrong } = await advance(move.whole ? nothing : live.value!, move.segment, to);
    return wrong.length > 0 && !move.whole ? "wrong" : opened;
  }

  /** Many small segments become one, outside any transaction; put back only on the version that was read. */
  async function foldSegments(bundle: Id): Promise<void> {
    const row = await db.read(["bundles"], (tx) => tx.objectStore("bundles").get(bundle));
    if (!row || row.segments.length <= foldBeyond) return;
    const now = await read(bundle);
    const version = held.value.get(bundle);
    const header = headers.value.get(bundle);
    if (!now || !version || version.doubtful || now.rev !== version.rev || now.chain8 !== version.chain8 || !header) return;
    const segment = await whole(now, header.header);
    const sealed = await vault.seal(rowOf(bundle, now.rev, now.chain8), encode(segment));
    await db.write(["bundles", "meta"], "relaxed", async (tx) => {
      const found = await tx.objectStore("bundles").get(bundle);
      const last = found?.segments.at(-1);
      if (!found || found.segments.length !== row.segments.length || last?.to !== now.rev || last.chain8 !== now.chain8) return;
      await tx.objectStore("bundles").put({ bundle, segments: [{ to: now.rev, chain8: now.chain8, sealed }] });
    });
  }

  return {
    held,
    headers,
    lease,
    complete,
    load,
    opened,
    reopen,
    apply,
    isResending: () => resending,
    /** What is answered now, for a question whose answer is to speak of it. */
    known: (): ReadonlySet<Id> => new Set(queue.items.value.filter((item) => item.state === "answered").map((item) => item.change.id)),
    /** The versions that count: what is doubted is not held. */
    current: () => [...held.value.values()].filter((one) => !one.doubtful),
    /** Erases bundles: not granted any more, or their grant ended (R9). The queue stays. */
    forget: (bundles: Id[]) => commit(() => ({ forget: bundles })),
    /** Writes what moves without a frame: endings, index, lease. */
    note: (also: () => Also | Promise<Also>) => commit(also),
    isOpen: (bundle: Id) => open.has(bundle) && open.get(bundle)!.value !== null,
    fold: foldSegments,
  };
}
