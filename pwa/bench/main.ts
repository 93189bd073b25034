/**
 * The store of the app, the same code with the same browser under it, with verbs that a benchmark can call from outside and no screen around it.
 * Built by `ops/bench` only; nothing of it comes into what is built for people.
 */
import { effect } from "@preact/signals";
import { browserPorts, createStore } from "../src/store";
import type { Store } from "../src/store/contract";

type Timed = { took: number; detail?: Record<string, number> };

const ports = browserPorts();
const store: Store = createStore({ ...ports, serviceWorker: async () => null });

/** Resolves in the moment in which what the signals say makes this true: looking again and again would take the time that is measured. */
function until(what: () => boolean, limit = 120_000): Promise<void> {
  return new Promise((done, failed) => {
    const late = () => failed(new Error(`not within ${limit} ms: ${JSON.stringify([store.session.value, store.status.value])}`));
    const timer = setTimeout(late, limit);
    const end: () => void = effect(() => {
      if (!what()) return;
      clearTimeout(timer);
      queueMicrotask(() => end());
      done();
    });
  });
}

const bench = {
  store,

  async ready(email: string, password: string, pin: string): Promise<void> {
    await store.start();
    await until(() => store.session.value.phase !== "starting");
    const answer = await store.signIn(email, password);
    if (!answer.ok) throw new Error(answer.message);
    const chosen = await store.choosePin(pin);
    if (!chosen.ok) throw new Error(chosen.message);
  },

  /** From "Fill this tablet" until everything is on it, sealed. */
  async firstSync(patients: number): Promise<Timed> {
    const began = performance.now();
    await store.fill();
    await until(() => store.status.value.state === "up-to-date" && store.index.value.filter((one) => one.here).length >= patients);
    return { took: performance.now() - began };
  },

  /** Every line on this tablet, opened: for comparing byte by byte with the server's. */
  async opened(ids: string[]): Promise<{ records: number; took: number[] }> {
    let records = 0;
    const took: number[] = [];
    for (const id of ids) {
      const began = performance.now();
      const signal = store.bundle(id);
      await until(() => signal.value !== null);
      took.push(performance.now() - began);
      records += signal.value!.all("patient").length + signal.value!.all("note").length;
    }
    return { records, took };
  },

  /** So many edits of one field of a 1.2 KB record with no coverage; each is on the disk before the next. `of`: what makes these words new. */
  async editOffline(patients: string[], edits: number, of = "of the day"): Promise<Timed> {
    const began = performance.now();
    let made = 0;
    for (const patient of patients) {
      const signal = store.bundle(patient);
      await until(() => signal.value !== null);
      for (const note of signal.value!.all("note")) {
        if (made >= edits) break;
        await store.change(note, "status", { status: "recorded", status_reason: `Looked at again, number ${made} ${of}.` });
        made++;
      }
    }
    return { took: performance.now() - began, detail: { made } };
  },

  /** From "Send now" until every waiting change has been answered. */
  async push(): Promise<Timed> {
    const began = performance.now();
    void store.syncNow();
    await until(() => store.status.value.waiting === 0 && store.status.value.state === "up-to-date");
    return { took: performance.now() - began };
  },

  /** From "anything new?" until this measurement stands in this bundle, opened. */
  async pullUntil(patient: string, record: string): Promise<Timed> {
    const began = performance.now();
    void store.syncNow();
    const signal = store.bundle(patient);
    await until(() => signal.value?.one("observation", record) !== undefined);
    return { took: performance.now() - began };
  },
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
