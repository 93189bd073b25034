/**
 * IndexedDB: one database for the tablet (whose it is), one per person (T2: it survives sign-out, upgrade and a full disk). What is plain here is what the
 * lock screen and the forgetting of bundles need without the key: names of staff, ids, versions, times, counts. All else is sealed.
 */
import type { Bytes } from "../lib/sha";
import type { ClockState } from "./clock";
import type { Id, Me } from "./contract";
import { type Base, base, type Tables, type Transaction } from "./tables";
import type { Wrapped } from "./vault";
import type { BundleType } from "./wire";

export interface DeviceRow {
  device: Id;
  /** Who uses this tablet now; `null` after sign-out. */
  current: Id | null;
  /** They signed out, or the PIN was wrong ten times, and the server has not heard of it yet. */
  leaving?: boolean;
  people: Record<Id, Me>;
}

interface DeviceSchema {
  device: { key: "device"; value: DeviceRow };
}

/** The version of a bundle that is on this tablet; plain, because a bundle whose grant ended is erased without the key (R9). */
export interface Held {
  bundle: Id;
  type: BundleType;
  parts: string[];
  rev: number;
  chain8: string;
  grantEnd: string | null;
  /** Its sums were wrong when it was opened: the next pull brings it whole. */
  doubtful?: true;
}

/** `epoch` counts the writes to bundles: a writer that finds another epoch than it read begins again (T1, T6). */
export interface HeldRow {
  epoch: number;
  bundles: Held[];
  lease: string | null;
  /** The server's time when this tablet last had everything. */
  complete: string | null;
  /** The server was found to lack what it had answered, and it is not known yet what: no answered change ends its cover. */
  resending?: boolean;
}

export interface BundleRow {
  bundle: Id;
  segments: { to: number; chain8: string; sealed: Bytes }[];
}

export interface QueueRow {
  seq?: number;
  id: Id;
  /** Counts the folds into this row: a reader knows by it whether it has to open the row again. */
  folds: number;
  state: "waiting" | "answered" | "refused";
  madeAt: string;
  sealed: Bytes;
  ending: Bytes | null;
  /** The tablet's own bookkeeping (`bookkeeping` in fold.ts): nobody's work, so the lock screen does not count it. */
  mark?: true;
  /** It cannot be read, and its author has said that they know: it stays, and is shown no more. */
  known?: true;
}

export interface DraftRow {
  key: string;
  sealed: Bytes;
  /** Of when, and about whom: what can still be said where the words cannot be read. Rows of older versions do not have it. */
  at?: string;
  patient?: Id | null;
  /** It cannot be read, and its author has said that they know: it stays, and is shown no more. */
  known?: true;
}

/** The bodies of one answered push, sealed, until a tested backup has them and at least 14 days (push rule). */
export interface SentRow {
  n?: number;
  at: number;
  ids: Id[];
  sealed: Bytes;
}

/** Pushes that took a range of rows: from and up to which, how often, when last. Rows up to the highest `upTo` are frozen (M2). */
export interface Tries {
  from: number;
  upTo: number;
  times: number;
  last: string;
}

/** `epoch` counts the writes to the queue: whoever folds, freezes or answers compares it first. */
export interface Turn {
  epoch: number;
  tries: Tries[];
}

interface PersonSchema {
  meta: { key: string; value: unknown };
  bundles: { key: Id; value: BundleRow };
  queue: { key: number; value: QueueRow };
  drafts: { key: string; value: DraftRow };
  sent: { key: number; value: SentRow };
}

export interface Meta {
  wrapped: Wrapped;
  wrongPins: number;
  held: HeldRow;
  index: Bytes;
  clock: ClockState;
  turn: Turn;
  newestAnswered: Id;
  safeThrough: string;
  /** The other half of the session's key, sealed. */
  proof: Bytes;
  /** Tokens for handing the tablet over, and what is asked then, sealed. */
  kiosk: Bytes;
  /** How long parts of forms took, sealed. */
  fillings: Bytes;
  /** Where the person was when they handed it over, sealed. */
  back: Bytes | undefined;
}

/** All that opening the desk reads, as one moment of the disk. It is read while the key is made, and opened with it. */
export interface Found extends Partial<Pick<Meta, "held" | "index" | "turn" | "clock" | "proof" | "back">> {
  queue: QueueRow[];
  bundles: (BundleRow | undefined)[];
}

type Stores = "meta" | "bundles" | "queue" | "drafts" | "sent";
/** What the lock says and goes by, which needs no key. */
export type Seen = Partial<Pick<Meta, "wrongPins" | "held" | "clock">> & { queue: QueueRow[]; drafts: number };
export type PersonTransaction = Transaction<PersonSchema>;

/** The disk refused for want of room: nothing was written, and later writes are tried as ever. */
export class DiskFull extends Error {}

export function opened<S extends Tables<S>>(factory: IDBFactory, name: string, upgrade: (db: IDBDatabase) => void): Promise<Base<S>> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => resolve(base(request.result));
    request.onerror = () => reject(asDiskFull(request.error));
  });
}

export function asDiskFull(error: unknown): unknown {
  return (error as DOMException | null)?.name === "QuotaExceededError" ? new DiskFull("there is no room") : error;
}

export async function readDevice(factory: IDBFactory): Promise<DeviceRow | undefined> {
  const db = await openDevice(factory);
  const row = await db.transaction(["device"], "readonly").objectStore("device").get("device");
  db.close();
  return row;
}

export async function writeDevice(factory: IDBFactory, row: DeviceRow): Promise<void> {
  const db = await openDevice(factory);
  const tx = db.transaction(["device"], "readwrite");
  void tx.objectStore("device").put(row, "device");
  await tx.done.finally(() => db.close());
}

function openDevice(factory: IDBFactory) {
  return opened<DeviceSchema>(factory, "alongside", (db) => db.createObjectStore("device"));
}

export type Database = Awaited<ReturnType<typeof personDatabase>>;

/** The database of one person on this tablet. A connection that the browser closed is opened again at the next use. */
export async function personDatabase(factory: IDBFactory, staff: Id) {
  const name = `alongside-${staff}`;
  const open = async () => {
    const db = await opened<PersonSchema>(factory, name, (fresh) => {
      fresh.createObjectStore("meta");
      fresh.createObjectStore("bundles", { keyPath: "bundle" });
      fresh.createObjectStore("queue", { keyPath: "seq", autoIncrement: true });
      fresh.createObjectStore("drafts", { keyPath: "key" });
      fresh.createObjectStore("sent", { keyPath: "n", autoIncrement: true });
    });
    db.onEnd((by) => {
      connection = undefined;
      // A newer version of the app in another tab wants to change the tables: let it, and open again when asked.
      if (by === "versionchange") db.close();
    });
    return db;
  };
  let connection: Promise<Base<PersonSchema>> | undefined;
  const connected = () => {
    connection ??= open().catch((error) => {
      connection = undefined;
      throw error;
    });
    return connection;
  };

  async function begin(stores: Stores[], mode: IDBTransactionMode, durability: "strict" | "relaxed") {
    try {
      return (await connected()).transaction(stores, mode, { durability });
    } catch (error) {
      if ((error as DOMException).name !== "InvalidStateError") throw error;
      connection = undefined;
      return (await connected()).transaction(stores, mode, { durability });
    }
  }

  /** One transaction; resolves when it is on the disk, with what `work` answered. Sealing happens before, never inside. */
  async function write<T>(stores: Stores[], durability: "strict" | "relaxed", work: (tx: PersonTransaction) => Promise<T>): Promise<T> {
    const tx = await begin(stores, "readwrite", durability);
    const done = tx.done.then(
      () => null,
      (error: unknown) => ({ error }),
    );
    let result: T | undefined;
    let thrown: unknown;
    try {
      result = await work(tx);
    } catch (error) {
      thrown = error;
      try {
        tx.abort();
      } catch {
        // It had ended by itself, for the reason that `done` tells.
      }
    }
    const ended = await done;
    const failure = tx.error ?? thrown ?? ended?.error;
    if (failure) throw asDiskFull(failure);
    return result as T;
  }

  async function read<T>(stores: Stores[], work: (tx: PersonTransaction) => Promise<T>): Promise<T> {
    return work(await begin(stores, "readonly", "relaxed"));
  }

  /** Several values of `meta`, by their keys. */
  async function some<K extends keyof Meta>(tx: PersonTransaction, keys: readonly K[]): Promise<Partial<Pick<Meta, K>>> {
    const meta = tx.objectStore("meta");
    return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await meta.get(key)])));
  }

  return {
    name,
    write,
    read,
    some: <K extends keyof Meta>(...keys: K[]) => read(["meta"], (tx) => some(tx, keys)),
    found: (...bundles: Id[]) =>
      read(["meta", "queue", "bundles"], async (tx): Promise<Found> => {
        const [meta, queue, ...rows] = await Promise.all([
          some(tx, ["held", "index", "turn", "clock", "proof", "back"]),
          tx.objectStore("queue").getAll(),
          ...bundles.map((id) => tx.objectStore("bundles").get(id)),
        ]);
        return { ...meta, queue, bundles: rows };
      }),
    /** The queue, and whose turn it is in it. */
    rows: () =>
      read(["meta", "queue"], async (tx): Promise<Pick<Found, "queue" | "turn">> => {
        const [meta, queue] = await Promise.all([some(tx, ["turn"]), tx.objectStore("queue").getAll()]);
        return { ...meta, queue };
      }),
    get: <K extends keyof Meta>(key: K) => read(["meta"], (tx) => tx.objectStore("meta").get(key) as Promise<Meta[K] | undefined>),
    /** Read at once: one wait where each row by itself would be one. */
    seen: () =>
      read(["meta", "queue", "drafts"], async (tx): Promise<Seen> => {
        const [meta, queue, drafts] = await Promise.all([
          some(tx, ["wrongPins", "held", "clock"]),
          tx.objectStore("queue").getAll(),
          tx.objectStore("drafts").count(),
        ]);
        return { ...meta, queue, drafts };
      }),
    put: <K extends keyof Meta>(key: K, value: Meta[K], durability: "strict" | "relaxed" = "relaxed") =>
      write(["meta"], durability, async (tx) => void (await tx.objectStore("meta").put(value, key))),
    async close() {
      const open = await connection?.catch(() => undefined);
      connection = undefined;
      open?.close();
    },
  };
}
