import { expect, test, vi } from "vitest";
import { readDevice, writeDevice } from "./database";
import { aWorldForEachTest, here, sent } from "./testing/here";
import { again, begin, goal, patient, pin, settle, view } from "./testing/world";
import { mineOf } from "./verbs";

const minute = 60_000;
/** Whose tablet it is in these tests. */
const staff = "01936f00-0000-7000-8000-00000000000a";
aWorldForEachTest();

test("the first time needs coverage, and says so", async () => {
  here.server.faults.offline = true;
  const { store } = here.tab();
  await store.start();
  expect(store.session.value).toEqual({ phase: "sign-in", again: false, offline: true });
  expect(await store.signIn("kemi", "right")).toMatchObject({ ok: false, offline: true });
});

test("a wrong password is said in the server's words", async () => {
  const { store } = here.tab();
  await store.start();
  expect(await store.signIn("kemi", "wrong")).toEqual({ ok: false, message: "Not right.", offline: false });
});

test("t5 a pin has six digits or more, and not those that everyone guesses", async () => {
  const { store } = here.tab();
  await store.start();
  await store.signIn("kemi", "right");
  expect(store.session.value.phase).toBe("choose-pin");
  for (const weak of ["12345", "123456", "654321", "111111", "28461x"]) expect((await store.choosePin(weak)).ok).toBe(false);
  expect(await store.choosePin(pin)).toEqual({ ok: true });
  expect(store.session.value).toMatchObject({ phase: "holds", patients: 1, today: 1 });
  expect(here.server.requests.some((one) => one.path === "/sync/pull")).toBe(false);
});

test("a wrong pin counts, also where the app is started again between tries; the queue is untouched, and signing in gives new tries", async () => {
  const first = await begin(here);
  here.server.faults.offline = true;
  await first.store.change(await view(first.store, "goal", goal), "target", { target: "10" });
  first.store.lock();
  await settle();
  for (let i = 0; i < 9; i++) await first.store.unlock("000001");
  const { store } = here.tab();
  await store.start();
  expect(store.session.value).toMatchObject({ phase: "locked", triesLeft: 1 });
  expect(await store.unlock("000001")).toEqual({ ok: false, triesLeft: 0 });
  expect(await store.unlock(pin)).toEqual({ ok: false, triesLeft: 0 });
  here.server.faults.offline = false;
  await store.signIn("kemi", "right");
  expect(await store.unlock(pin)).toEqual({ ok: true });
  await settle();
  expect(sent().map((one) => one.set.target)).toEqual(["10"]);
});

const ended = () => here.server.requests.filter((one) => one.path === "/session" && !("email" in one.body)).length;

test("t5 the tenth wrong pin ends the session on the server and drops the key: a copied profile holds nothing that opens", async () => {
  const { store } = await begin(here);
  await view(store, "goal", goal);
  await here.pass(6 * minute);
  expect(store.session.value).toMatchObject({ phase: "locked", soft: true });
  for (let i = 0; i < 9; i++) await store.unlock("000001");
  expect(ended()).toBe(0);
  await store.unlock("000001");
  await settle();
  expect(ended()).toBe(1);
  expect(store.session.value).toMatchObject({ phase: "locked", soft: false, triesLeft: 0 });
  expect(store.bundle(patient).value).toBeNull();
  await store.signIn("kemi", "right");
  expect(await store.unlock(pin)).toEqual({ ok: true });
  await here.pass(minute);
  expect(ended()).toBe(1);
  expect(store.status.value.state).toBe("up-to-date");
});

test("t5 the tenth wrong pin without coverage: the session is ended by the next, also where the browser was closed in between", async () => {
  const { store } = await begin(here);
  store.lock();
  await settle();
  here.server.faults.offline = true;
  for (let i = 0; i < 10; i++) await store.unlock("000001");
  await settle();
  expect(ended()).toBe(0);
  const later = here.tab();
  await later.store.start();
  expect(later.store.session.value).toMatchObject({ phase: "locked", triesLeft: 0 });
  here.server.faults.offline = false;
  later.happens("online");
  await settle();
  expect(ended()).toBe(1);
});

test("t5 killed right after the tenth wrong pin was counted: the session is ended at the next start", async () => {
  const { store } = await begin(here);
  store.lock();
  await settle();
  here.server.faults.offline = true;
  for (let i = 0; i < 10; i++) await store.unlock("000001");
  await settle();
  const device = (await readDevice(here.factory))!;
  await writeDevice(here.factory, { ...device, leaving: false });
  here.server.faults.offline = false;
  await here.tab().store.start();
  await settle();
  expect(ended()).toBe(1);
});

test("t5 a PIN that comes twice at once opens one desk, and two wrong ones are two tries", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  store.lock();
  await settle();
  await Promise.all([store.unlock("000001"), store.unlock("000002")]);
  expect(store.session.value).toMatchObject({ phase: "locked", triesLeft: 8 });
  expect(await Promise.all([store.unlock(pin), store.unlock(pin)])).toEqual([{ ok: true }, { ok: true }]);
  here.server.faults.offline = false;
  here.server.requests.length = 0;
  await store.syncNow();
  await here.pass(31_000);
  // One desk, one loop: a second one would ask again by itself.
  expect(here.server.requests.filter((one) => one.path === "/sync/push")).toHaveLength(1);
  store.lock();
  await settle();
  here.server.requests.length = 0;
  for (let i = 0; i < 4; i++) await here.pass(31_000);
  expect(here.server.requests).toEqual([]);
});

test("a session that ended while offline: work goes on, the queue waits for sign-in, and nothing is asked of a pin", async () => {
  const { store } = await begin(here);
  here.server.faults.signedOut = true;
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  expect(store.status.value).toMatchObject({ state: "sign-in-again", waiting: 1 });
  expect(store.session.value.phase).toBe("open");
  await store.create("note", patient, { words: "Still working" });
  await store.signIn("kemi", "right");
  await store.syncNow();
  expect(sent().at(-1)!.set.words).toBe("Still working");
  expect(store.status.value).toMatchObject({ state: "up-to-date", waiting: 0 });
});

test("two people on one tablet do not see each other's work", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  here.server.faults.offline = false;
  await store.signOut();
  await store.signIn("ana", "right");
  expect(store.session.value.phase).toBe("choose-pin");
  await store.choosePin("975310");
  expect(store.waiting.value).toEqual([]);
});

test("who signs out without coverage has their session ended by the next, and not the one that follows", async () => {
  const { store, happens } = await begin(here);
  here.server.faults.offline = true;
  await store.signOut();
  expect(store.session.value.phase).toBe("sign-in");
  expect(ended()).toBe(0);
  here.server.faults.offline = false;
  happens("online");
  await settle();
  expect(ended()).toBe(1);
  happens("shown");
  await settle();
  expect(ended()).toBe(1);
  await store.signIn("ana", "right");
  await store.choosePin("975310");
  happens("online");
  await settle();
  expect(ended()).toBe(1);
});

test("who signs out without coverage, and closes the browser, has their session ended when it opens again", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.signOut();
  here.server.faults.offline = false;
  await here.tab().store.start();
  await settle();
  expect(here.server.requests.filter((one) => one.path === "/session" && !("email" in one.body))).toHaveLength(1);
});

test("m6 where a colleague signs in in another tab, this tab's changes wait for their author: nothing is sent under another's name", async () => {
  const one = await begin(here);
  const two = here.tab();
  await two.store.start();
  await two.store.signIn("ana", "right");
  await two.store.choosePin("975310");
  await one.store.change(await view(one.store, "goal", goal), "target", { target: "10" });
  await one.store.syncNow();
  expect(here.server.journal.size).toBe(0);
  expect(one.store.status.value).toMatchObject({ state: "sign-in-again", waiting: 1, refused: 0 });
  await one.store.signIn("kemi", "right");
  await settle();
  expect([...here.server.journal.values()].map(({ change }) => change.author)).toEqual([
    one.store.session.value.phase === "open" && one.store.session.value.me.staff,
  ]);
});

test("t2 a PIN chosen in a second tab does not throw away what the first tab's key has sealed", async () => {
  const [one, two] = [here.tab(), here.tab()];
  // The browser's cookie is that of whoever signed in last, and only that tab has its proof.
  for (const each of [two, one]) {
    await each.store.start();
    await each.store.signIn("kemi", "right");
  }
  await one.store.choosePin(pin);
  await one.store.fill();
  here.server.faults.offline = true;
  await one.store.change(await view(one.store, "goal", goal), "target", { target: "10" });
  expect(await two.store.choosePin("975310")).toMatchObject({ ok: false });
  expect(two.store.session.value).toMatchObject({ phase: "locked", waiting: 1 });
  const later = await again(here);
  expect(later.store.waiting.value.map((each) => each.set.target)).toEqual(["10"]);
});

test("t6 a sign-in that is on its way keeps its proof though another tab is opened meanwhile: the cookie is this one's, and no other tab can prove it", async () => {
  await begin(here);
  let arrives = () => {};
  const answer = new Promise<void>((go) => {
    arrives = go;
  });
  const slow = here.tab({
    fetch: async (path, init) => {
      const came = await here.server.fetch(path, init);
      if (path.endsWith("/session") && init?.method === "POST") await answer;
      return came;
    },
  });
  const other = here.tab();
  for (const each of [slow, other]) await each.store.start();
  await slow.store.unlock(pin);
  here.server.faults.signedOut = true;
  await slow.store.syncNow();
  expect(slow.store.status.value.state).toBe("sign-in-again");
  const signing = slow.store.signIn("kemi", "right");
  await settle();
  await other.store.unlock(pin);
  await settle();
  arrives();
  expect(await signing).toEqual({ ok: true });
  for (const each of [slow, other]) {
    await each.store.syncNow();
    expect(each.store.status.value.state).toBe("up-to-date");
  }
});

test("t1 what another tab writes while the key is made is there when the tablet is open: the disk was read before", async () => {
  const one = await begin(here);
  here.server.faults.offline = true;
  const two = here.tab();
  await two.store.start();
  const make = crypto.subtle.deriveKey.bind(crypto.subtle);
  let finish: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  vi.spyOn(crypto.subtle, "deriveKey").mockImplementationOnce(async (...given) => {
    await slow;
    return make(...given);
  });
  const opening = two.store.unlock(pin);
  await settle();
  await one.store.change(await view(one.store, "goal", goal), "target", { target: "10" });
  finish();
  expect(await opening).toEqual({ ok: true });
  await settle();
  expect(two.store.waiting.value.map((each) => each.set.target)).toEqual(["10"]);
  vi.restoreAllMocks();
});

/** One's own day, as the disk has it, is changed there by `how`. */
async function onTheDay(how: (store: IDBObjectStore, row: { segments: { sealed: Uint8Array }[] }) => void): Promise<void> {
  const { name } = (await here.factory.databases()).find((one) => one.name?.startsWith("alongside-"))!;
  const db = await new Promise<IDBDatabase>((done) => {
    const asked = here.factory.open(name!);
    asked.onsuccess = () => done(asked.result);
  });
  const store = db.transaction("bundles", "readwrite").objectStore("bundles");
  await new Promise<void>((done) => {
    const asked = store.get(mineOf(staff));
    asked.onsuccess = () => how(store, asked.result);
    store.transaction.oncomplete = () => done();
  });
  db.close();
}

test("t2 a day that is damaged on a full disk keeps nobody out of the rest", async () => {
  here.server.bundle(mineOf(staff), "mine");
  const first = await begin(here);
  first.store.lock();
  await settle();
  await onTheDay((store, row) => {
    row.segments[0]!.sealed[20]! ^= 1;
    store.put(row);
  });
  here.disk.full = true;
  const { store } = here.tab();
  await store.start();
  expect(await store.unlock(pin)).toEqual({ ok: true });
  expect((await view(store, "goal", goal)).fields.target).toBe("5");
});

test("t2 a day that the browser cannot read any more keeps nobody out of the rest, and is asked for again", async () => {
  here.server.bundle(mineOf(staff), "mine");
  await begin(here);
  const { get } = IDBObjectStore.prototype;
  // As a browser does whose file of a large value is gone: the request fails, and the transaction with it.
  vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
    const asked = get.call(this, key);
    if (key === mineOf(staff)) queueMicrotask(() => this.transaction.abort());
    return asked;
  });
  const { store } = here.tab();
  await store.start();
  expect(await store.unlock(pin)).toEqual({ ok: true });
  expect((await view(store, "goal", goal)).fields.target).toBe("5");
  // And it is not taken for what the tablet has: the next round brings it.
  await store.syncNow();
  await settle();
  expect(store.mine.value).not.toBeNull();
  vi.restoreAllMocks();
});

test("t6 a pin that comes while a lock still writes opens what that wrote", async () => {
  const { store } = await begin(here);
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  const { encrypt } = crypto.subtle;
  let finish: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  crypto.subtle.encrypt = async (...asked) => {
    await slow;
    return encrypt.apply(crypto.subtle, asked);
  };
  void store.syncNow();
  await settle();
  expect(sent()).toHaveLength(1);
  here.server.faults.offline = true;
  store.lock();
  await settle();
  crypto.subtle.encrypt = encrypt;
  const opening = store.unlock(pin);
  await settle();
  finish();
  expect(await opening).toEqual({ ok: true });
  expect(store.waiting.value).toEqual([]);
  expect((await view(store, "goal", goal)).fields.target).toBe("10");
});
