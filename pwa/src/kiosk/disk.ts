/**
 * What a kiosk keeps: who may send from here, what is asked, and answers on their way. A database of its own, with nothing of the clinical app in it.
 *
 * 1. An answer's row has a random key and no time: neither order nor hour can be read from it.
 * 2. It is sealed under a key that cannot be exported. That keeps words out of the browser's files as text; it is no secret from who can run code here.
 * 3. The day on which the oldest answer came is kept beside them all, for the week after which they leave.
 */
import type { Response } from "./model";

/** By what this kiosk may send. `visit`: handed over by a member of staff, one token for one answer; `device`: it stands somewhere, enrolled by a code. */
export type Permit = { kind: "device"; secret: string; ask: Asking | null } | { kind: "visit"; token: string; used: boolean; ask: Asking | null };

/** What is asked here, as the server says it. */
export interface Asking {
  team: string;
  place: string;
  set: string;
  /** Languages that the team offers. */
  languages: readonly string[];
  /** The demonstration shows drafts of translations, marked. */
  drafts: boolean;
  said_and_done: readonly SaidAndDone[];
  /** By language: which wording of the words around the questions a named person found right here. Left out by an older server. */
  signed?: Readonly<Record<string, { digest?: string; by?: string; on?: string }>>;
  /** Language → what is said → the id of its sound. */
  recordings?: Recordings;
}
export type Recordings = Readonly<Record<string, Readonly<Record<string, string>>>>;
export interface SaidAndDone {
  said: string;
  did: string;
  /** `under-way`, `done` or `not-now`. */
  state: string;
  translations: Readonly<Record<string, { said?: string; did?: string; by?: string; on?: string }>>;
}

/** `token`: of a hand-over; `month`: of an enrolled device's answer. */
export type Answer = Response & { token?: string; month?: string };

interface Row {
  key: string;
  /** By which secret or token it goes: never which person's. */
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
  /** On which day it was set aside: the server would not take it. It stays sealed here, and goes along again after a week. */
  aside?: string;
}

/** `strange`: rows whose token the server did not know when the batch went under it. */
export interface Batch {
  id: string;
  keys: string[];
  strange?: string[];
}
/** `aside`: the day on which it was set aside; null: it is on its way. */
export interface Held {
  key: string;
  answer: Answer;
  aside: string | null;
}

export type Disk = Awaited<ReturnType<typeof openDisk>>;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export async function openDisk(factory: IDBFactory) {
  const asked = factory.open("kiosk", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("meta");
    asked.result.createObjectStore("answers", { keyPath: "key" });
  };
  const db = await done(asked);
  db.onversionchange = () => db.close();
  const meta = (mode: IDBTransactionMode) => db.transaction("meta", mode, { durability: "strict" }).objectStore("meta");

  async function get<T>(key: string): Promise<T | undefined> {
    return done(meta("readonly").get(key) as IDBRequest<T | undefined>);
  }
  async function put(key: string, value: unknown): Promise<void> {
    const store = meta("readwrite");
    store.put(value, key);
    await ended(store.transaction);
  }

  let key: Promise<CryptoKey> | null = null;
  async function makeKey(): Promise<CryptoKey> {
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const store = meta("readwrite");
    // Two pages that both start: the first key stands.
    const held = await done(store.get("key") as IDBRequest<CryptoKey | undefined>);
    if (!held) store.put(made, "key");
    await ended(store.transaction);
    return held ?? made;
  }
  const theKey = async () => (await get<CryptoKey>("key")) ?? makeKey();
  const sealing = () => {
    key ??= theKey();
    return key;
  };

  return {
    close: () => db.close(),
    permit: () => get<Permit>("permit"),
    putPermit: (permit: Permit) => put("permit", permit),

    /** Resolves when it is on the disk; answers the key under which it lies. */
    async keep(answer: Answer, today: string): Promise<string> {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const name = { name: "AES-GCM", iv };
      const sealed = await crypto.subtle.encrypt(name, await sealing(), new TextEncoder().encode(JSON.stringify(answer)));
      const row: Row = { key: crypto.randomUUID(), iv, sealed };
      const tx = db.transaction(["meta", "answers"], "readwrite", { durability: "strict" });
      tx.objectStore("answers").put(row);
      const since = await done(tx.objectStore("meta").get("since") as IDBRequest<string | undefined>);
      if (!since) tx.objectStore("meta").put(today, "since");
      await ended(tx);
      return row.key;
    },
    async takeBack(keys: readonly string[]): Promise<void> {
      const tx = db.transaction(["meta", "answers"], "readwrite", { durability: "strict" });
      for (const one of keys) tx.objectStore("answers").delete(one);
      if ((await onTheirWay(tx)) === 0) tx.objectStore("meta").delete("since");
      await ended(tx);
    },
    async answers(): Promise<Held[]> {
      const rows = await done(db.transaction("answers").objectStore("answers").getAll() as IDBRequest<Row[]>);
      const opened = rows.map(async ({ key: name, iv, sealed, aside = null }) => {
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await sealing(), sealed);
        return { key: name, answer: JSON.parse(new TextDecoder().decode(plain)) as Answer, aside };
      });
      return Promise.all(opened);
    },
    since: async () => (await get<string>("since")) ?? null,
    /** A batch that was begun: sent again under its own id, it is taken once. */
    batch: () => get<Batch>("batch"),
    /** Begins a batch, where none is begun: two pages that send at once send the same one. */
    async beginBatch(batch: Batch): Promise<Batch> {
      const store = meta("readwrite");
      const begun = await done(store.get("batch") as IDBRequest<Batch | undefined>);
      if (!begun) store.put(batch, "batch");
      await ended(store.transaction);
      return begun ?? batch;
    },
    /** In place of the batch that was begun: which of its tokens are strangers, or a part of it. */
    putBatch: (batch: Batch) => put("batch", batch),
    /** Takes away what left and sets aside what was not taken. What came meanwhile waits its own week. */
    async endBatch(left: readonly string[], aside: readonly string[], today: string): Promise<void> {
      const tx = db.transaction(["meta", "answers"], "readwrite", { durability: "strict" });
      const store = tx.objectStore("answers");
      for (const one of left) store.delete(one);
      for (const one of aside) {
        const row = await done(store.get(one) as IDBRequest<Row | undefined>);
        if (row) store.put({ ...row, aside: today });
      }
      tx.objectStore("meta").delete("batch");
      if ((await onTheirWay(tx)) === 0) tx.objectStore("meta").delete("since");
      else tx.objectStore("meta").put(today, "since");
      await ended(tx);
    },
  };
}

async function onTheirWay(tx: IDBTransaction): Promise<number> {
  const rows = await done(tx.objectStore("answers").getAll() as IDBRequest<Row[]>);
  return rows.filter((row) => row.aside === undefined).length;
}

function ended(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onerror = () => reject(tx.error);
    tx.onabort = () => reject(tx.error);
  });
}
