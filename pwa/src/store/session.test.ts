import { afterEach, beforeEach, expect, test } from "vitest";
import { readDevice, writeDevice } from "./database";
import { again, begin, goal, patient, pin, seed, settle, view, type World, world } from "./testing/world";
import type { Change } from "./wire";

const minute = 60_000;
let here: World;
beforeEach(() => {
  here = world();
  seed(here);
});
afterEach(() => here.close());

const sent = () => here.server.requests.filter((one) => one.path === "/sync/push").flatMap((one) => one.body.changes as Change[]);

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

test("m5 who may settle nothing reads a dispute, and is not told that it waits for them", async () => {
  const stamps = {};
  const dispute = "01936f00-0000-7000-8000-000000000401";
  const fields = { about: goal, about_kind: "goal", group: "target", base: null, sides: [], status: "open" };
  here.server.write(patient, { kind: "conflict", id: dispute, patient, part: "core", fields, stamps });
  const one = here.tab();
  for (const [name, counted] of [
    ["iris", 0],
    ["kemi", 1],
  ] as const) {
    await one.store.start();
    await one.store.signIn(name, "right");
    await one.store.choosePin(pin);
    await one.store.fill();
    expect(one.store.toSettle.value).toEqual([]);
    await settle();
    expect(one.store.toSettle.value.map((each) => each.id)).toEqual([dispute]);
    expect(one.store.status.value.toSettle).toBe(counted);
    await one.store.signOut();
  }
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

test("m7 the time of an act is right from the first contact on, and right after a sleep", async () => {
  here.setClock(-6 * 365 * 24 * 60 * minute);
  const tablet = await begin(here);
  const off = () => Math.abs(tablet.store.now.value.getTime() - here.time());
  expect(off()).toBeLessThan(1_000);
  await here.pass(14_000);
  tablet.happens("touched");
  expect(off()).toBeLessThan(1_000);
});

const visit = "01936f00-0000-7000-8000-000000000501";
async function evict() {
  for (const { name } of await here.factory.databases()) here.factory.deleteDatabase(name!);
  await settle();
  const one = here.tab();
  await one.store.start();
  return one;
}

test("t6 what was unsent when the copy was cleared is told by what was noted beside it: how much, since when, at which visits, and nothing of the words", async () => {
  const { store } = await begin(here);
  await view(store, "goal", goal);
  here.server.faults.offline = true;
  await here.pass(minute);
  await store.create("note", patient, { words: "Wound weeps", visit } as never);
  await here.pass(minute);
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.markRead(patient);
  expect(here.marker.value).not.toMatch(/weeps|Rokeya|words|target/);
  const after = await evict();
  const lost = { count: 2, since: "2026-11-23T09:01:00.000Z", contact: "2026-11-23T09:00:00.000Z", visits: [visit], patients: [patient] };
  expect(after.store.session.value).toMatchObject({ phase: "evicted", me: { name: "kemi" }, unsent: lost });
  const later = here.tab();
  await later.store.start();
  expect(later.store.session.value).toMatchObject({ phase: "evicted", unsent: lost });
  here.server.faults.offline = false;
  await later.store.signIn("kemi", "right");
  await later.store.choosePin(pin);
  await later.store.fill();
  expect(later.store.lost.value).toEqual(lost);
  const locked = await again(here);
  expect(locked.store.lost.value).toEqual(lost);
  locked.store.writtenAgain();
  expect(locked.store.lost.value).toBeNull();
  expect((await again(here)).store.lost.value).toBeNull();
});

test("t6 where everything had been sent, nothing was lost, and since when it is known that nothing waited is said", async () => {
  const { store } = await begin(here);
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await here.pass(minute);
  await store.syncNow();
  await settle();
  const after = await evict();
  expect(after.store.session.value).toMatchObject({ phase: "evicted", unsent: { count: 0, since: null, visits: [], patients: [] } });
  expect((after.store.session.value as { unsent: { contact: string } }).unsent.contact).toBe("2026-11-23T09:01:00.000Z");
  await after.store.signIn("kemi", "right");
  await after.store.choosePin(pin);
  expect(after.store.lost.value).toBeNull();
});

test("t6 words that were still a draft are counted among what was lost", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const field = await store.edit(await view(store, "goal", goal), "target");
  await field.type({ target: "10" });
  await settle();
  const after = await evict();
  expect(after.store.session.value).toMatchObject({ phase: "evicted", unsent: { count: 1, since: "2026-11-23T09:00:00.000Z", patients: [patient] } });
});

test("t6 a marker that a kill left behind is counted again from the disk, without the key", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const before = here.marker.value;
  await store.create("note", patient, { words: "x" });
  await settle();
  store.lock();
  await settle();
  here.marker.value = before;
  await here.tab().store.start();
  const after = await evict();
  expect(after.store.session.value).toMatchObject({ phase: "evicted", unsent: { count: 1, since: "2026-11-23T09:00:00.000Z" } });
});

test("t6 a colleague who signs in on the cleared tablet is not told of another's lost words, and leaves them noted", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.create("note", patient, { words: "x" });
  const after = await evict();
  here.server.faults.offline = false;
  await after.store.signIn("ana", "right");
  await after.store.choosePin("975310");
  expect(after.store.lost.value).toBeNull();
  await after.store.signOut();
  await after.store.signIn("kemi", "right");
  await after.store.choosePin(pin);
  expect(after.store.lost.value).toMatchObject({ count: 1 });
});

test("t6 an evicted database is said plainly, with whose it was", async () => {
  await begin(here);
  await settle();
  here.marker.value = JSON.stringify({ ...JSON.parse(here.marker.value!), unsent: undefined });
  const { store } = await evict();
  expect(store.session.value).toMatchObject({ phase: "evicted", me: { name: "kemi" }, unsent: null });
  expect(await store.signIn("kemi", "right")).toEqual({ ok: true });
  expect(store.session.value.phase).toBe("choose-pin");
});

test("t6 a marker that a kill took away is set again, so that a later eviction is still said", async () => {
  await begin(here);
  here.marker.value = null;
  await here.tab().store.start();
  for (const { name } of await here.factory.databases()) here.factory.deleteDatabase(name!);
  await settle();
  const { store } = here.tab();
  await store.start();
  expect(store.session.value.phase).toBe("evicted");
});

test("t6 one of two tabs syncs, and both show the same", async () => {
  const one = await begin(here);
  const two = await again(here);
  await view(one.store, "goal", goal);
  here.server.faults.offline = true;
  await two.store.change(await view(two.store, "goal", goal), "target", { target: "10" });
  await settle();
  expect((await view(one.store, "goal", goal)).fields.target).toBe("10");
  expect(one.store.waiting.value.length).toBe(1);
  here.server.faults.offline = false;
  await one.store.syncNow();
  await settle();
  expect(two.store.waiting.value).toEqual([]);
  expect((await view(two.store, "goal", goal)).fields.target).toBe("10");
  expect((await view(two.store, "goal", goal)).kept).toEqual({});
});

test("t6 edits of two tabs at once are all kept", async () => {
  const one = await begin(here);
  const two = await again(here);
  here.server.faults.offline = true;
  const writes = [];
  for (let i = 0; i < 10; i++)
    writes.push(one.store.create("note", patient, { words: `one ${i}` }), two.store.create("note", patient, { words: `two ${i}` }));
  await Promise.all(writes);
  await settle();
  expect(one.store.waiting.value.length).toBe(20);
  expect(two.store.waiting.value.map((each) => each.id)).toEqual(one.store.waiting.value.map((each) => each.id));
  here.server.faults.offline = false;
  const both = Promise.all([one.store.syncNow(), two.store.syncNow()]);
  for (let i = 0; i < 4; i++) await here.pass(2_000);
  await both;
  expect(here.server.journal.size).toBe(20);
  expect(new Set(sent().map((each) => each.id)).size).toBe(20);
});

test("t6 a tab that went silent with the lock is robbed of it after five seconds, and its late answer does no harm", async () => {
  let hold: () => void = () => undefined;
  const slow = await begin(here, {
    fetch: async (input, init) => {
      const answer = await here.server.fetch(input, init);
      if (input.endsWith("/sync/push")) await new Promise<void>((resolve) => (hold = resolve));
      return answer;
    },
    // Its timers sleep: it cannot say that it lives.
    later: () => () => undefined,
  });
  await slow.store.change(await view(slow.store, "goal", goal), "target", { target: "10" });
  void slow.store.syncNow();
  await settle();
  const quick = await again(here);
  const synced = quick.store.syncNow();
  await settle();
  await here.pass(5_001);
  await synced;
  expect(quick.store.waiting.value).toEqual([]);
  expect(quick.store.status.value.state).toBe("up-to-date");
  hold();
  await settle();
  expect(here.server.journal.size).toBe(1);
  expect((await view(quick.store, "goal", goal)).fields.target).toBe("10");
  const third = await again(here);
  expect(third.store.waiting.value).toEqual([]);
  expect((await view(third.store, "goal", goal)).fields.target).toBe("10");
});

test("t6 a late word that nothing is new, asked for before a change was answered does not end its cover", async () => {
  const elsewhere = "01936f00-0000-7000-8000-000000010001";
  let hold: (() => void) | null = null;
  let slowNow = false;
  const slow = await begin(here, {
    fetch: async (input, init) => {
      const answer = await here.server.fetch(input, init);
      if (slowNow && input.endsWith("/sync/check")) await new Promise<void>((resolve) => (hold = resolve));
      return answer;
    },
    later: () => () => undefined,
  });
  const quick = await again(here);
  slowNow = true;
  void slow.store.syncNow();
  await settle();
  expect(hold).not.toBeNull();
  // The other tab robs it, and writes into a bundle that has not come yet when its own pull breaks off.
  const note = await quick.store.create("note", elsewhere, { words: "New here" });
  here.server.faults.cutPullAt = 40;
  const synced = quick.store.syncNow();
  await settle();
  await here.pass(5_001);
  await synced;
  expect(quick.store.waiting.value).toMatchObject([{ record: note, state: "answered" }]);
  hold!();
  await settle();
  expect(slow.store.waiting.value).toMatchObject([{ record: note, state: "answered" }]);
  slowNow = false;
  await quick.store.syncNow();
  expect(quick.store.waiting.value).toEqual([]);
  expect((await view(quick.store, "note", note, elsewhere)).fields.words).toBe("New here");
});

test("t2 a full disk is a clear refusal with what was typed still in hand, and later writes work", async () => {
  const { store } = await begin(here);
  const shown = await view(store, "goal", goal);
  const field = await store.edit(shown, "target");
  here.disk.full = true;
  await expect(field.type({ target: "10" })).rejects.toThrow();
  expect(field.kept.value).toBe("not-kept");
  await expect(field.leave()).rejects.toThrow();
  await expect(store.create("note", patient, { words: "x" })).rejects.toThrow();
  expect(store.status.value.state).toBe("full");
  expect(store.waiting.value).toEqual([]);
  here.disk.full = false;
  expect(await field.leave()).toBe("kept");
  expect(store.waiting.value.map((one) => one.set.target)).toEqual(["10"]);
  await store.syncNow();
  expect(store.status.value).toMatchObject({ state: "up-to-date", waiting: 0 });
});

test("t2 a tap that finds no room is said by the status line", async () => {
  const { store } = await begin(here);
  const shown = await view(store, "goal", goal);
  here.disk.full = true;
  await expect(store.change(shown, "target", { target: "10" })).rejects.toThrow();
  expect(store.status.value.state).toBe("full");
  await store.markRead(patient);
  here.disk.full = false;
  await store.change(shown, "target", { target: "10" });
  expect(store.status.value.state).not.toBe("full");
});

test("t2 a full disk keeps nobody out of the records, and gives nobody more tries", async () => {
  const { store } = await begin(here);
  store.lock();
  await settle();
  here.disk.full = true;
  for (let nth = 9; nth > 0; nth--) expect(await store.unlock("975310")).toEqual({ ok: false, triesLeft: nth });
  expect(await store.unlock(pin)).toEqual({ ok: true });
  expect(store.session.value.phase).toBe("open");
  store.lock();
  await settle();
  for (let nth = 9; nth >= 0; nth--) expect(await store.unlock("975310")).toEqual({ ok: false, triesLeft: nth });
  expect(await store.unlock(pin)).toEqual({ ok: false, triesLeft: 0 });
});

test("t2 where space is short, bulk is refused and edits are not", async () => {
  here.quota.quota = 20 << 20;
  const { store } = await begin(here);
  expect(store.status.value.state).toBe("full");
  expect(store.index.value.map((one) => one.here)).toEqual([false]);
  await store.create("note", patient, { words: "x" });
  await store.syncNow();
  expect(sent().length).toBe(1);
  here.quota.quota = 1 << 30;
  await store.syncNow();
  expect(store.status.value.state).toBe("up-to-date");
});

test("the diagnostic file holds nothing of a patient", async () => {
  const { store } = await begin(here);
  await store.change(await view(store, "goal", goal), "words", { words: "Walk with Rokeya" });
  const text = await (await store.diagnostics()).text();
  for (const word of ["Rokeya", "Begum", "Walk", patient, goal, "kemi"]) expect(text).not.toContain(word);
  expect(JSON.parse(text).queue).toMatchObject([{ kind: "goal", state: "waiting" }]);
});

test("t4 after the PIN the status is stale until the server has answered: what a tablet knows from before is not called up to date", async () => {
  const { store } = await begin(here);
  const then = store.status.value.since;
  store.lock();
  await settle();
  await here.pass(3 * 60 * minute);
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((go) => {
    answer = go;
  });
  const slow = here.tab({
    async fetch(input, init) {
      if (input.includes("/sync/")) await asked;
      return here.server.fetch(input, init);
    },
  });
  await slow.store.start();
  expect(await slow.store.unlock(pin)).toEqual({ ok: true });
  await settle();
  expect(slow.store.session.value.phase).toBe("open");
  expect(slow.store.status.value).toMatchObject({ state: "stale", since: then });

  answer();
  await settle();
  expect(slow.store.status.value.state).toBe("up-to-date");
  expect(Date.parse(slow.store.status.value.since!)).toBeGreaterThan(Date.parse(then!));
});

test("t4 where the server does not answer after the PIN, it is offline and never up to date", async () => {
  await begin(here);
  here.server.faults.offline = true;
  const { store } = await again(here);
  expect(store.status.value.state).toBe("offline");
  here.server.faults.offline = false;
  await store.syncNow();
  await settle();
  expect(store.status.value.state).toBe("up-to-date");
});

test("t6 storage is asked to be persistent when a tablet is set up, and what the browser said is shown", async () => {
  for (const granted of [true, false]) {
    let asked = 0;
    const storage = {
      estimate: async () => ({ usage: 0, quota: 1 << 30 }),
      persist: async () => {
        asked++;
        return granted;
      },
      persisted: async () => asked > 0 && granted,
    };
    const fresh = world();
    seed(fresh);
    const { store } = await begin(fresh, { storage });
    await settle();
    expect(asked).toBeGreaterThan(0);
    expect(store.space.value?.persisted).toBe(granted);
    fresh.close();
  }
});
