import { afterEach, beforeEach, expect, test } from "vitest";
import { again, begin, goal, patient, seed, settle, view, type World, world } from "./testing/world";

const second = "01936f00-0000-7000-8000-000000000002";
let here: World;
beforeEach(() => {
  here = world();
  seed(here);
});
afterEach(() => here.close());

const paths = () => here.server.requests.map((one) => one.path);

function note(words: string, id = `01936f00-0000-7000-8000-0000000004${words.length.toString().padStart(2, "0")}`) {
  here.server.write(patient, { kind: "note", id, patient, part: "more", fields: { words } });
}

/** The database of the person on this tablet, opened beside the app. */
async function raw<T>(work: (tx: IDBTransaction) => IDBRequest<T>, mode: IDBTransactionMode = "readwrite"): Promise<T> {
  const name = (await here.factory.databases()).find((one) => one.name?.startsWith("alongside-"))!.name!;
  return new Promise((resolve, reject) => {
    const request = here.factory.open(name);
    request.onsuccess = () => {
      const db = request.result;
      const asked = work(db.transaction(["bundles", "meta", "queue", "drafts"], mode));
      asked.onsuccess = () => {
        db.close();
        resolve(asked.result);
      };
      asked.onerror = () => reject(asked.error);
    };
  });
}

test("a delta is put behind the pack, with what is gone", async () => {
  const { store } = await begin(here);
  note("Seen by the GP.");
  here.server.remove(patient, goal);
  await store.syncNow();
  store.bundle(patient).value;
  await settle();
  expect(store.bundle(patient).value!.all("note").length).toBe(2);
  expect(store.bundle(patient).value!.all("goal")).toEqual([]);
  const tablet = await again(here);
  expect((await view(tablet.store, "note", "01936f00-0000-7000-8000-000000000301")).fields.words).toBe("Wound clean.");
  expect(tablet.store.bundle(patient).value!.all("goal")).toEqual([]);
  expect(paths().filter((path) => path === "/sync/pull").length).toBe(2);
});

test("beyond eight segments a bundle is folded into one, and nothing of it changes", async () => {
  const { store } = await begin(here);
  for (let i = 0; i < 9; i++) {
    note("x".repeat(i + 1));
    await store.syncNow();
  }
  await settle();
  const row = await raw((tx) => tx.objectStore("bundles").get(patient), "readonly");
  // Ten came. Folding goes on beside the next delta: that one may lie behind the fold, and no more.
  expect(row.segments.length).toBeLessThanOrEqual(2);
  const tablet = await again(here);
  await view(tablet.store, "goal", goal);
  expect(tablet.store.bundle(patient).value!.all("note").length).toBe(10);
  here.server.requests.length = 0;
  await tablet.store.syncNow();
  expect(paths()).toEqual(["/sync/check"]);
});

test("t1 a bundle that is opened while a frame for it is being written shows what came, at whatever moment that was", async () => {
  await begin(here);
  const { encrypt } = crypto.subtle;
  for (let moment = 0; moment < 4; moment++) {
    const { store } = await again(here);
    const words = `Walk ${moment}`;
    here.server.bundle(patient).header.name = words;
    here.server.write(patient, { kind: "patient", id: patient, patient, part: "core", fields: { given_name: words } });
    // What is sealed here is sealed slowly: meanwhile somebody opens the page.
    let sealed = 0;
    crypto.subtle.encrypt = async (...asked) => {
      if (sealed++ === moment) {
        store.bundle(patient).value;
        await settle(10);
      }
      return encrypt.apply(crypto.subtle, asked);
    };
    await store.syncNow();
    crypto.subtle.encrypt = encrypt;
    await settle();
    store.bundle(patient).value;
    await settle();
    expect(store.bundle(patient).value!.one("patient", patient)!.fields.given_name, `opened at sealing ${moment}`).toBe(words);
  }
});

test("t6 another tab's news that is read slowly does not put a page back to what this tab's own pull has overtaken", async () => {
  const { decrypt } = crypto.subtle;
  for (const moment of [0, 1, 2]) {
    const one = await begin(here);
    const two = await again(here);
    await view(one.store, "patient", patient);
    await view(two.store, "patient", patient);
    const named = (words: string) => {
      here.server.bundle(patient).header.name = words;
      here.server.write(patient, { kind: "patient", id: patient, patient, part: "core", fields: { given_name: words } });
    };
    named(`First ${moment}`);
    await one.store.syncNow();
    // The second tab was told, and what it decrypts comes late.
    const late: (() => void)[] = [];
    let seen = 0;
    crypto.subtle.decrypt = async (...asked) => {
      const plain = await decrypt.apply(crypto.subtle, asked);
      if (seen++ >= moment) await new Promise<void>((go) => late.push(go));
      return plain;
    };
    await settle();
    crypto.subtle.decrypt = decrypt;
    named(`Second ${moment}`);
    await two.store.syncNow();
    for (const go of late) go();
    await settle();
    expect(two.store.bundle(patient).value!.one("patient", patient)!.fields.given_name, `late from decryption ${moment} on`).toBe(`Second ${moment}`);
    here.server.requests.length = 0;
    await two.store.syncNow();
    expect(paths()).toEqual(["/sync/check"]);
    here.close();
    here = world();
    seed(here);
  }
});

test("an interrupted pull keeps what came, asks for exactly the rest, and is never taken for complete", async () => {
  here.server.bundle(second, "patient", { name: "Abdul Karim" });
  here.server.write(second, { kind: "goal", id: "01936f00-0000-7000-8000-000000000102", patient: second, part: "core", fields: { words: "Sleep" } });
  const whole = (await here.server.pull({ held: [], newest_answered: null })).length;
  const tablet = here.tab();
  await tablet.store.start();
  await tablet.store.signIn("kemi", "right");
  await tablet.store.choosePin("284615");
  here.server.faults.cutPullAt = whole - 260;
  await tablet.store.fill();
  expect(tablet.store.index.value.map((one) => one.here)).toEqual([true, false]);
  expect(tablet.store.status.value).toMatchObject({ filling: { here: 1, of: 2 } });
  expect(tablet.store.status.value.state).not.toBe("up-to-date");
  await tablet.store.syncNow();
  const asked = here.server.requests.filter((one) => one.path === "/sync/pull").at(-1)!.body.held as unknown[][];
  expect(asked.map((one) => one[0])).toEqual([patient]);
  expect(tablet.store.status.value).toMatchObject({ state: "up-to-date", filling: null });
});

test("a frame is applied only on the version that it was made for: what comes late or out of order is left out", async () => {
  const { store } = await begin(here);
  const held = [[patient, ["core", "more"], 1, here.server.bundles.get(patient)!.history[1]!, null]] as [string, string[], number, string, null][];
  note("First.");
  const early = await here.server.pull({ held, newest_answered: null });
  note("And second.");
  await store.syncNow();
  // The answer of a request that was overtaken arrives after all.
  const tablet = await again(here, {
    fetch: async (input, init) => (input.endsWith("/sync/pull") ? new Response(early as BodyInit) : here.server.fetch(input, init)),
  });
  note("And the third.");
  await tablet.store.syncNow();
  await view(tablet.store, "goal", goal);
  expect(tablet.store.bundle(patient).value!.rev).toBe(3);
  expect(tablet.store.bundle(patient).value!.all("note").length).toBe(3);
  expect(tablet.store.status.value.state).not.toBe("up-to-date");
});

test("a bundle whose sums are wrong when it is opened stays in sight, does not count as held, and comes whole", async () => {
  await begin(here);
  // What the server believes of this version is not what it sent.
  const server = here.server.bundles.get(patient)!;
  server.lines.get(goal)!.fields = { words: "Walk to the mosque", target: "9" };
  const tablet = here.tab({ fetch: async (input, init) => await here.server.fetch(input, init) });
  const row = await raw((tx) => tx.objectStore("bundles").get(patient), "readonly");
  row.segments[0].sealed[40] ^= 1;
  await raw((tx) => tx.objectStore("bundles").put(row));
  await tablet.store.start();
  here.server.faults.offline = true;
  await tablet.store.unlock("284615");
  tablet.store.bundle(patient).value;
  await settle();
  here.server.faults.offline = false;
  here.server.requests.length = 0;
  await tablet.store.syncNow();
  expect(here.server.requests.find((one) => one.path === "/sync/pull")!.body.held).toEqual([]);
  expect((await view(tablet.store, "goal", goal)).fields.target).toBe("9");
  expect(tablet.store.status.value.state).toBe("up-to-date");
});

test("r9 a bundle whose grant ended erases itself, with or without the key, and its queue stays", async () => {
  here.server.bundles.get(patient)!.grantEnd = "2026-11-23T12:00:00.000Z";
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await here.pass(3 * 3_600_000);
  expect(store.session.value.phase).toBe("locked");
  const tablet = here.tab();
  await tablet.store.start();
  expect(await raw((tx) => tx.objectStore("bundles").count(), "readonly")).toBe(0);
  await tablet.store.unlock("284615");
  expect(tablet.store.index.value).toEqual([]);
  expect(tablet.store.waiting.value.length).toBe(1);
});

test("r9 m7 a tablet whose clock is two days fast erases nothing that is still granted, also where it is locked", async () => {
  here.setClock(2 * 86_400_000);
  here.server.bundles.get(patient)!.grantEnd = "2026-11-24T12:00:00.000Z"; // 27 hours ahead of the server's time
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.lock();
  await settle();
  await store.unlock("284615");
  await settle();
  expect((await view(store, "goal", goal)).fields.words).toBe("Walk to the mosque");
});

test("r9 after its lease a bundle opens only after contact", async () => {
  await begin(here);
  here.server.faults.offline = true;
  await here.pass(8 * 86_400_000);
  const tablet = await again(here);
  tablet.store.bundle(patient).value;
  await settle();
  expect(tablet.store.bundle(patient).value).toMatchObject({ expired: true });
  expect(tablet.store.bundle(patient).value!.all("goal")).toEqual([]);
  here.server.faults.offline = false;
  await tablet.store.syncNow();
  expect(tablet.store.bundle(patient).value!.all("goal").length).toBe(1);
});

test("m8 a record of unknown kind is kept and counted, an unknown field is named, and both survive one's own edit", async () => {
  here.server.write(patient, { kind: "hologram", id: "01936f00-0000-7000-8000-000000000901", patient, part: "core", fields: { x: 1 } });
  const line = here.server.bundles.get(patient)!.lines.get(goal)!;
  here.server.write(patient, { ...line, fields: { ...line.fields, mystery: "?" } });
  const { store } = await begin(here);
  const shown = await view(store, "goal", goal);
  expect(shown.unknown).toEqual(["mystery"]);
  expect(store.bundle(patient).value!.unknown).toBe(1);
  await store.change(shown, "target", { target: "10" });
  here.server.requests.length = 0;
  await store.syncNow();
  expect(paths()).toEqual(["/sync/push", "/sync/check"]);
  expect((await view(store, "goal", goal)).unknown).toEqual(["mystery"]);
});

test("nothing of a patient is on the disk in the clear", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.change(await view(store, "goal", goal), "words", { words: "Walk to the mosque with Rokeya" });
  const field = await store.edit(await view(store, "goal", goal), "baseline");
  await field.type({ baseline: "Two steps, Rokeya says" });
  for (const name of ["bundles", "meta", "queue", "drafts"]) {
    const rows = await raw((tx) => tx.objectStore(name).getAll(), "readonly");
    const seen = JSON.stringify(rows, (_, value) => (value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : value));
    for (const word of ["Rokeya", "Begum", "mosque", "metres"]) expect(seen).not.toContain(word);
  }
});

test("today shows one's own arrival at once, and the index keeps it when one's lines are made here", async () => {
  const me = "01936f00-0000-7000-8000-00000000000a";
  const visit = { id: "01936f00-0000-7000-8000-000000000201", planned_start: "2026-11-23T09:00:00.000Z", asked: [me], actions: [], attendances: [] };
  here.server.bundles.get(patient)!.header.visits = [visit];
  const { store } = await begin(here);
  await store.create("attendance", patient, { visit: visit.id, staff: me, arrived_at: "2026-11-23T09:03:00.000Z" });
  const arrived = () => store.index.value[0]!.visits[0]!.attendances[0]?.arrived_at;
  expect(arrived()).toBe("2026-11-23T09:03:00.000Z");
  await store.syncNow();
  expect(store.waiting.value).toEqual([]);
  expect(arrived()).toBe("2026-11-23T09:03:00.000Z");
});
