import { expect, test } from "vitest";
import { aWorldForEachTest, here, sent } from "./testing/here";
import { again, begin, goal, patient, pin, settle, view } from "./testing/world";

const minute = 60_000;
aWorldForEachTest();

/** Something typed that found no room, in a field that is still in hand. */
async function unkept(tablet: Awaited<ReturnType<typeof begin>>) {
  const field = await tablet.store.edit(await view(tablet.store, "goal", goal), "target");
  await settle();
  here.disk.full = true;
  await expect(field.type({ target: "10" })).rejects.toThrow();
  expect(tablet.store.unkept().map((one) => one.values)).toEqual([{ target: "10" }]);
  return field;
}

test("t4 after five idle minutes the screen locks and syncing goes on; touching keeps it open", async () => {
  const tablet = await begin(here);
  const { store } = tablet;
  await here.pass(4 * minute);
  tablet.happens("touched");
  await here.pass(4 * minute);
  expect(store.session.value.phase).toBe("open");
  const field = await store.edit(await view(store, "goal", goal), "target");
  await field.type({ target: "10" });
  await here.pass(2 * minute);
  expect(store.session.value).toMatchObject({ phase: "locked", soft: true, waiting: 1 });
  await here.pass(minute);
  expect(sent().map((one) => one.set.target)).toEqual(["10"]);
  expect(await store.unlock(pin)).toEqual({ ok: true });
  expect(store.session.value.phase).toBe("open");
});

test("t4 after thirty idle minutes, or by hand, the key is dropped and nothing of the record is in memory", async () => {
  const { store } = await begin(here);
  await view(store, "goal", goal);
  await here.pass(31 * minute);
  expect(store.session.value).toMatchObject({ phase: "locked", soft: false });
  expect(store.bundle(patient).value).toBeNull();
  expect(store.index.value).toEqual([]);
  await expect(store.change({} as never, "target", {})).rejects.toThrow();
  await store.unlock(pin);
  expect((await view(store, "goal", goal)).fields.target).toBe("5");
  store.lock();
  await settle();
  expect(store.session.value).toMatchObject({ phase: "locked", soft: false });
});

test("t4 the lock screen says what waits and since when, without the key", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await here.pass(minute);
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await here.pass(minute);
  await store.create("note", patient, { words: "x" });
  const other = here.tab();
  await other.store.start();
  expect(other.store.session.value).toMatchObject({
    phase: "locked",
    me: { name: "kemi" },
    waiting: 2,
    waitingSince: "2026-11-23T09:01:00.000Z",
    lastContact: "2026-11-23T09:00:00.000Z",
  });
});

test("t4 what was typed becomes a change before the key goes", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const field = await store.edit(await view(store, "goal", goal), "target");
  void field.type({ target: "10" });
  store.lock();
  await settle();
  const tablet = await again(here);
  expect(tablet.store.waiting.value.map((one) => one.set.target)).toEqual(["10"]);
});

test("t2 words that are on no disk outlast thirty idle minutes behind a covered screen; the key goes when they are on it", async () => {
  const tablet = await begin(here);
  const { store } = tablet;
  here.server.faults.offline = true;
  await unkept(tablet);
  await here.pass(31 * minute);
  expect(store.session.value).toMatchObject({ phase: "locked", soft: true });
  await here.pass(31 * minute);
  expect(store.session.value).toMatchObject({ phase: "locked", soft: true });
  here.disk.full = false;
  await here.pass(minute);
  expect(store.session.value).toMatchObject({ phase: "locked", soft: false, waiting: 1 });
  expect(store.index.value).toEqual([]);
  await store.unlock(pin);
  expect(store.waiting.value.map((one) => one.set.target)).toEqual(["10"]);
});

test("t2 the covered screen says what found no room, and that it has when it has", async () => {
  const tablet = await begin(here);
  const { store } = tablet;
  await unkept(tablet);
  await here.pass(5 * minute);
  expect(store.session.value).toMatchObject({ phase: "locked", soft: true, unkept: 1 });
  here.disk.full = false;
  await here.pass(minute / 2);
  await settle();
  expect(store.session.value).toMatchObject({ phase: "locked", soft: true, unkept: 0 });
  await here.pass(minute / 2);
  expect(sent().map((one) => one.set.target)).toEqual(["10"]);
});

test("t2 behind the covered screen the PIN gives the words back as they were typed", async () => {
  const tablet = await begin(here);
  const { store } = tablet;
  await unkept(tablet);
  await here.pass(31 * minute);
  expect(await store.unlock(pin)).toEqual({ ok: true });
  const field = await store.edit(await view(store, "goal", goal), "target");
  expect(field.recovered).toEqual({ target: "10" });
  await here.pass(minute);
  expect(store.session.value.phase).toBe("open");
});

test("t2 a lock by hand that would lose words asks first: to stay, to cover the screen and keep trying, or to lose them", async () => {
  const tablet = await begin(here);
  const { store } = tablet;
  here.server.faults.offline = true;
  const field = await unkept(tablet);
  store.lock();
  await settle();
  expect(store.session.value.phase).toBe("open");
  expect(store.losing.value).toMatchObject({ by: "lock", words: [{ kind: "goal", record: goal, values: { target: "10" } }] });
  await store.answer("stay");
  expect(store.losing.value).toBeNull();
  expect(field.recovered).toEqual({ target: "10" });
  store.lock();
  await settle();
  await store.answer("cover");
  expect(store.session.value).toMatchObject({ phase: "locked", soft: true });
  here.disk.full = false;
  await here.pass(15_000);
  expect(store.session.value).toMatchObject({ phase: "locked", soft: false, waiting: 1 });
  await store.unlock(pin);
  await unkept(tablet);
  store.lock();
  await settle();
  await store.answer("lose");
  expect(store.session.value).toMatchObject({ phase: "locked", soft: false });
});

test("t2 signing out asks before it loses words, also where the screen is covered, and tries once more to keep them", async () => {
  const tablet = await begin(here);
  const { store } = tablet;
  await unkept(tablet);
  await here.pass(6 * minute);
  await store.signOut();
  expect(store.session.value).toMatchObject({ phase: "locked", soft: true });
  expect(store.losing.value?.by).toBe("sign-out");
  here.disk.full = false;
  await store.answer("lose");
  expect(store.session.value.phase).toBe("sign-in");
  // Where there was room after all, nothing was lost.
  await store.signIn("kemi", "right");
  await store.unlock(pin);
  await store.syncNow();
  expect(sent().map((one) => one.set.target)).toEqual(["10"]);
});

test("t2 a new version waits until words that are on no disk are there, or may be lost", async () => {
  const worker = Object.assign(new EventTarget(), { state: "installed", postMessage: () => void 0 });
  const told: unknown[] = [];
  worker.postMessage = (...what: unknown[]) => void told.push(...what);
  const registration = Object.assign(new EventTarget(), { waiting: worker, active: {}, installing: null, update: async () => undefined });
  const tablet = await begin(here, { serviceWorker: async () => registration as unknown as ServiceWorkerRegistration });
  const { store } = tablet;
  await unkept(tablet);
  store.useNewVersion();
  await settle();
  expect(told).toEqual([]);
  expect(store.losing.value?.by).toBe("new-version");
  await store.answer("stay");
  here.disk.full = false;
  store.useNewVersion();
  await settle();
  expect(store.losing.value).toBeNull();
  expect(told).toEqual(["take-over"]);
});

test("t2 a lock in another tab covers this one where its words are on no disk", async () => {
  const one = await begin(here);
  const two = await again(here);
  await unkept(two);
  one.store.lock();
  await settle();
  expect(one.store.session.value).toMatchObject({ phase: "locked", soft: false });
  expect(two.store.session.value).toMatchObject({ phase: "locked", soft: true });
});

test("t2 nobody else takes over a tablet whose words are on no disk", async () => {
  const tablet = await begin(here);
  await unkept(tablet);
  expect(await tablet.store.signIn("ana", "right")).toMatchObject({ ok: false, message: expect.stringContaining("kemi") });
  expect(tablet.store.unkept()).toHaveLength(1);
});
