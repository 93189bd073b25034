/** A tablet to test on: a clock in hand, timers in hand, a disk that can be full, tabs that hear each other. */
import "fake-indexeddb/auto";
import { IDBFactory as FakeFactory } from "fake-indexeddb";
import type { Kind } from "../../api/kinds";
import type { Store, View } from "../contract";
// The store fetches this when it is first wanted: here it is at hand, so that what a test lets come to rest does.
import "../exchange";
import { createStore, type Ports } from "../index";
import { server as makeServer } from "./server";

export const pin = "284615";
export const patient = "01936f00-0000-7000-8000-000000000001";
export const goal = "01936f00-0000-7000-8000-000000000101";

interface Timer {
  at: number;
  what: () => void;
}

// As they came: each world puts its own disk before them, and none the disks of the worlds before it.
const { transaction } = IDBDatabase.prototype;
const { put } = IDBObjectStore.prototype;

export function world() {
  let time = Date.parse("2026-11-23T09:00:00.000Z");
  let skew = 0;
  let timers: Timer[] = [];
  const server = makeServer(() => time);
  const factory = new FakeFactory();
  const channels = new Map<string, Set<{ onmessage: ((event: MessageEvent) => void) | null }>>();
  const disk = { full: false, durability: [] as [string[], string | undefined][] };
  const marker = { value: null as string | null };
  const quota = { usage: 0, quota: 1 << 30 };
  const locks = new Map<string, { lose: (why: unknown) => void }>();

  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === "readwrite") disk.durability.push([typeof stores === "string" ? [stores] : [...stores], options?.durability]);
    return transaction.call(this, stores, mode, options);
  };
  IDBObjectStore.prototype.put = function (...given) {
    if (disk.full) {
      this.transaction.abort();
      throw new DOMException("no room", "QuotaExceededError");
    }
    return put.apply(this, given);
  };

  const lockManager = {
    async request(name: string, options: LockOptions, work: (lock: Lock | null) => Promise<unknown>) {
      const holder = locks.get(name);
      if (holder && !options.steal) return work(null);
      holder?.lose(new DOMException("stolen", "AbortError"));
      return new Promise((resolve, reject) => {
        const mine = { lose: reject };
        const release = () => locks.get(name) === mine && locks.delete(name);
        locks.set(name, mine);
        work({ name, mode: "exclusive" } as Lock).then(
          (value) => {
            release();
            resolve(value);
          },
          (error) => {
            release();
            reject(error);
          },
        );
      });
    },
  };

  function tab(own: Partial<Ports> = {}) {
    let watcher: Parameters<Ports["watch"]>[0] = () => undefined;
    const state = { visible: true, reloads: 0, kiosk: [] as string[] };
    const ports: Ports = {
      fetch: server.fetch,
      indexedDB: factory,
      wall: () => time + skew,
      steady: () => time,
      // Hundreds of PINs are chosen here; what one costs is proved in vault.test.ts.
      pinRounds: async () => 1_000,
      painted: async () => undefined,
      chance: () => 0.5,
      later(what, milliseconds) {
        const timer = { at: time + milliseconds, what };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
      locks: lockManager as unknown as LockManager,
      channel(name) {
        const all = channels.get(name) ?? new Set();
        channels.set(name, all);
        const me = {
          onmessage: null as ((event: MessageEvent) => void) | null,
          postMessage(data: unknown) {
            for (const one of all) if (one !== me) queueMicrotask(() => one.onmessage?.({ data } as MessageEvent));
          },
          close: () => void all.delete(me),
        };
        all.add(me);
        return me as unknown as BroadcastChannel;
      },
      storage: { estimate: async () => ({ ...quota }), persist: async () => true, persisted: async () => true },
      marker: {
        get: () => marker.value,
        set(value) {
          marker.value = value;
        },
      },
      visible: () => state.visible,
      online: () => !server.faults.offline,
      watch(on) {
        watcher = on;
        return () => undefined;
      },
      serviceWorker: async () => null,
      reload: () => void state.reloads++,
      kiosk: { install: async () => undefined, open: (given) => void state.kiosk.push(given), release: async () => undefined },
      ...own,
    };
    const store = createStore(ports);
    return Object.assign(state, { store, ports, happens: (what: Parameters<typeof watcher>[0]) => watcher(what) });
  }

  return {
    server,
    factory,
    disk,
    quota,
    marker,
    tab,
    /** The device's clock is set, by so many milliseconds; the world's time goes on. */
    setClock(by: number): void {
      skew = by;
    },
    time: () => time,
    /** Time goes by as it does for a tablet that slept: what was due rings once, late. */
    async pass(milliseconds: number): Promise<void> {
      time += milliseconds;
      const due = timers.filter((timer) => timer.at <= time);
      timers = timers.filter((timer) => timer.at > time);
      for (const timer of due) timer.what();
      await settle();
    },
    close(): void {
      IDBDatabase.prototype.transaction = transaction;
      IDBObjectStore.prototype.put = put;
    },
  };
}

/**
 * Sealing and packing that were asked for and are not done. They run beside the event loop, where no number of its turns says that they are: on a machine
 * that is busy they take as long as they take.
 */
let underWay = 0;

function counted<T extends object>(on: T, ...names: (keyof T)[]): void {
  for (const name of names) {
    const real = on[name] as (...given: unknown[]) => Promise<unknown>;
    const counting = function (this: T, ...given: unknown[]) {
      underWay++;
      const answer = real.apply(this, given);
      const done = () => void underWay--;
      answer.then(done, done);
      return answer;
    };
    on[name] = counting as T[typeof name];
  }
}
counted(SubtleCrypto.prototype, "encrypt", "decrypt", "deriveKey", "importKey", "generateKey", "wrapKey", "unwrapKey", "digest");
counted(Response.prototype, "arrayBuffer");

/** Lets what was begun come to rest: so many turns of the event loop, and none counts in which something is sealed or packed. */
export async function settle(rounds = 40): Promise<void> {
  for (let quiet = 0; quiet < rounds; ) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (underWay === 0) quiet++;
  }
}

export type World = ReturnType<typeof world>;

/** A patient with a goal, as somebody else wrote them. */
export function seed(world: World): void {
  const stamp = { at: "2026-11-20T09:00:00.000Z", by: "01936f00-0000-7000-8000-00000000000b", change: "01936f00-0000-7000-8000-0000000c0090" };
  world.server.bundle(patient, "patient", { name: "Rokeya Begum", given_name: "Rokeya", family_name: "Begum", alerts: [], visits: [], disputes: 0 });
  world.server.write(
    patient,
    { kind: "patient", id: patient, patient, part: "core", fields: { given_name: "Rokeya", family_name: "Begum" }, stamps: { name: stamp } },
    {
      kind: "goal",
      id: goal,
      patient,
      part: "core",
      fields: { words: "Walk to the mosque", target: "5", target_unit: "metres" },
      stamps: { words: stamp, target: stamp },
    },
    { kind: "note", id: "01936f00-0000-7000-8000-000000000301", patient, part: "more", fields: { words: "Wound clean." }, stamps: { words: stamp } },
  );
}

/** Signed in, PIN chosen, filled. */
export async function begin(world: World, own: Partial<Ports> = {}): Promise<ReturnType<World["tab"]>> {
  const one = world.tab(own);
  await one.store.start();
  await one.store.signIn("kemi", "right");
  const chosen = await one.store.choosePin(pin);
  if (!chosen.ok) throw new Error(chosen.message);
  await one.store.fill();
  return one;
}

/** The app is started again on the same tablet. */
export async function again(world: World, own: Partial<Ports> = {}): Promise<ReturnType<World["tab"]>> {
  const one = world.tab(own);
  await one.store.start();
  const opened = await one.store.unlock(pin);
  if (!opened.ok) throw new Error("the PIN did not open it");
  await settle();
  return one;
}

/** A record as it is shown, once its bundle is open. */
export async function view<K extends Kind>(store: Store, kind: K, id: string, bundle = patient): Promise<View<K>> {
  store.bundle(bundle).value;
  for (let i = 0; i < 1_000; i++) {
    const found = store.bundle(bundle).value?.one(kind, id);
    if (found) return found;
    await settle(1);
  }
  throw new Error(`${kind} ${id} is not shown`);
}
