/**
 * IndexedDB's requests as promises, and no more. The tablet reads through it before anything of the record is seen, and all of it is in the first file:
 * a wrapper for every use of IndexedDB weighed 1,300 bytes there, and a proxy in front of each call.
 */
export interface Row {
  key: IDBValidKey;
  value: unknown;
}
/** The tables of a database by their names. */
export type Tables<S> = Record<keyof S, Row>;

/** One table inside a transaction. What nobody waits for is told by the transaction's end: a request that fails aborts it. */
export interface Table<R extends Row> {
  get(key: R["key"]): Promise<R["value"] | undefined>;
  getAll(range?: IDBKeyRange): Promise<R["value"][]>;
  count(): Promise<number>;
  put(value: R["value"], key?: R["key"]): Promise<R["key"]>;
  add(value: R["value"], key?: R["key"]): Promise<R["key"]>;
  delete(key: R["key"] | IDBKeyRange): Promise<void>;
}

export interface Transaction<S extends Tables<S>> {
  objectStore<N extends keyof S & string>(name: N): Table<S[N]>;
  /** It is on the disk, or why it is not. Nobody has to wait for it. */
  readonly done: Promise<void>;
  readonly error: DOMException | null;
  abort(): void;
}

export interface Base<S extends Tables<S>> {
  transaction(names: (keyof S & string)[], mode: IDBTransactionMode, options?: IDBTransactionOptions): Transaction<S>;
  /** The browser took the connection away, or another tab wants to change the tables. */
  onEnd(ended: (by: "close" | "versionchange") => void): void;
  close(): void;
}

function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function answer<T>(request: IDBRequest): Promise<T> {
  return quiet(
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    }),
  );
}

function table<R extends Row>(store: IDBObjectStore): Table<R> {
  return {
    get: (key) => answer(store.get(key)),
    getAll: (range) => answer(store.getAll(range)),
    count: () => answer(store.count()),
    put: (value, key) => answer(store.put(value, key)),
    add: (value, key) => answer(store.add(value, key)),
    delete: (key) => answer(store.delete(key)),
  };
}

export function base<S extends Tables<S>>(db: IDBDatabase): Base<S> {
  return {
    transaction(names, mode, options) {
      const tx = db.transaction(names, mode, options);
      return {
        objectStore: (name) => table(tx.objectStore(name)),
        done: quiet(
          new Promise((resolve, reject) => {
            tx.oncomplete = () => resolve();
            // A request that failed and a write that found no room at the end both come here.
            tx.onabort = () => reject(tx.error ?? new DOMException("The transaction was aborted", "AbortError"));
          }),
        ),
        get error() {
          return tx.error;
        },
        abort: () => tx.abort(),
      };
    },
    onEnd(ended) {
      for (const by of ["close", "versionchange"] as const) db.addEventListener(by, () => ended(by));
    },
    close: () => db.close(),
  };
}
