import { expect, test } from "vitest";
import { aWorldForEachTest, here } from "./testing/here";
import { again, begin, goal, patient, pin, settle, view } from "./testing/world";

const minute = 60_000;
aWorldForEachTest();

const visit = "01936f00-0000-7000-8000-000000000501";

/** The browser clears the tablet, and the app is opened again. */
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
