import { expect, test, vi } from "vitest";
import { aWorldForEachTest, colleague, here, pushes, sent, target } from "./testing/here";
import { again, begin, goal, patient, view } from "./testing/world";
import type { Change } from "./wire";

aWorldForEachTest();

test("push rule: one's own edits are not sent back, and the lines made here have the server's sums", async () => {
  const { store } = await begin(here);
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  here.server.requests.length = 0;
  await store.syncNow();
  expect(here.server.requests.map((one) => one.path)).toEqual(["/sync/push", "/sync/check"]);
  expect(store.status.value.state).toBe("up-to-date");
  const tablet = await again(here);
  expect((await view(tablet.store, "goal", goal)).fields.target).toBe("10");
  expect((await view(tablet.store, "goal", goal)).stamps.target).toMatchObject({ by: "01936f00-0000-7000-8000-00000000000a", was: { target: "5" } });
});

test("push rule: where the sums differ the bundle is not current, and the pull brings what the server has", async () => {
  const { store } = await begin(here);
  here.server.faults.wrongPushSums = true;
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  here.server.requests.length = 0;
  await store.syncNow();
  expect(here.server.requests.map((one) => one.path)).toEqual(["/sync/push", "/sync/check", "/sync/pull"]);
  expect(target(await view(store, "goal", goal))).toBe("10");
  expect(store.waiting.value).toEqual([]);
});

test("push rule: an answered change covers the old value until the pull that brings its bundle there", async () => {
  const { store } = await begin(here);
  colleague("7");
  await store.create("goal", patient, { words: "Sleep" });
  here.server.faults.cutPullAt = 40;
  await store.syncNow();
  expect(store.waiting.value.map((one) => one.state)).toEqual(["answered"]);
  expect(store.status.value.waiting).toBe(0);
  expect(store.bundle(patient).value!.all("goal").length).toBe(2);
  await store.syncNow();
  expect(store.waiting.value).toEqual([]);
  expect(store.bundle(patient).value!.all("goal").length).toBe(2);
});

test("push rule: an answer that was lost is asked for again under the same id, and written once", async () => {
  const { store } = await begin(here);
  here.server.faults.losePushAnswer = true;
  await store.create("note", patient, { words: "Dose given" });
  await store.syncNow();
  expect(store.status.value.state).toBe("offline");
  await store.syncNow();
  expect(new Set(sent().map((one) => one.id)).size).toBe(1);
  expect(pushes().length).toBe(2);
  expect(store.bundle(patient).value!.all("note").length).toBe(2);
  expect(store.waiting.value).toEqual([]);
});

test("a push takes 200 changes at most, packed, in the order made, and one transaction ends each", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  for (let i = 0; i < 205; i++) await store.create("note", patient, { words: `Note ${i}` });
  here.server.faults.offline = false;
  await store.syncNow();
  expect(pushes().map((one) => (one.body.changes as Change[]).length)).toEqual([200, 5]);
  expect(sent().map((one) => one.set.words)).toEqual(Array.from({ length: 205 }, (_, i) => `Note ${i}`));
  expect(store.waiting.value).toEqual([]);
  expect(store.bundle(patient).value!.all("note").length).toBe(206);
});

test("a push is of fifty bundles at most: what is of another waits for the next, and each bundle keeps its order", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const bundles = Array.from({ length: 52 }, (_, i) => `01936f00-0000-7000-8000-0000000${10000 + i}`);
  for (const round of [1, 2]) for (const bundle of bundles) await store.create("note", bundle, { words: `${round}` });
  here.server.faults.offline = false;
  await store.syncNow();
  expect(pushes().map((one) => (one.body.changes as Change[]).length)).toEqual([100, 4]);
  // It left while the first answer was taken in: it stands for what that answer ended all the same, or a restore between the two would go unnoticed.
  expect(pushes()[1]!.body.newest_answered).toBe((pushes()[0]!.body.changes as Change[]).at(-1)!.id);
  for (const bundle of bundles)
    expect(
      sent()
        .filter((one) => one.bundle === bundle)
        .map((one) => one.set.words),
    ).toEqual(["1", "2"]);
  expect(store.status.value.waiting).toBe(0);
});

test("a push takes whole bundles: one that is not alone is never cut in two, so that it is judged, sealed and written once", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const bundles = [patient, ...Array.from({ length: 3 }, (_, i) => `01936f00-0000-7000-8000-0000000${10000 + i}`)];
  for (let i = 0; i < 90; i++) for (const bundle of bundles) await store.create("note", bundle, { words: `${i}` });
  here.server.faults.offline = false;
  await store.syncNow();
  expect(pushes().map((one) => new Set((one.body.changes as Change[]).map(({ bundle }) => bundle)))).toEqual([
    new Set(bundles.slice(0, 2)),
    new Set(bundles.slice(2)),
  ]);
  expect(sent().length).toBe(360);
  expect(store.status.value.waiting).toBe(0);
});

test("t2 rows that are covered leave in one request for each run of neighbours, and a refused one between them stays", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  for (let i = 0; i < 40; i++) await store.create("note", patient, { words: `Note ${i}` });
  here.server.faults.offline = false;
  here.server.faults.refuse = (change) => (change.set.words === "Note 17" ? "role" : null);
  const deleted = vi.spyOn(IDBObjectStore.prototype, "delete");
  await store.syncNow();
  expect(deleted.mock.calls.length).toBe(2);
  deleted.mockRestore();
  expect(store.waiting.value.map((one) => one.state)).toEqual(["refused"]);
  const tablet = await again(here);
  expect(tablet.store.waiting.value.map((one) => one.state)).toEqual(["refused"]);
});

test("m6 not now is no ending: the change stays, under its id, and the status says why", async () => {
  const { store } = await begin(here);
  here.server.faults.notNow = "update-required";
  const id = await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  expect(store.status.value).toMatchObject({ state: "update-required", waiting: 1 });
  here.server.faults.notNow = undefined;
  await store.syncNow();
  expect(sent().map((one) => one.id)).toEqual([id, id]);
  expect(store.status.value).toMatchObject({ state: "up-to-date", waiting: 0 });
});

test("m6 what was made after a change that was told not now does not overtake it in the next push", async () => {
  const { store } = await begin(here);
  here.server.faults.busyFor = (change) => change.kind === "goal" && change.saw === null;
  const id = await store.create("goal", patient, { words: "Sleep", status: "active" });
  await store.syncNow();
  await Promise.all(Array.from({ length: 200 }, (_, i) => store.create("note", patient, { words: `${i}` })));
  await store.change(await view(store, "goal", id), "words", { words: "Sleep in my own bed" });
  await store.syncNow();
  expect(sent().filter((one) => one.record === id && one.saw !== null)).toEqual([]);
  here.server.faults.busyFor = undefined;
  await store.syncNow();
  expect(here.server.bundles.get(patient)!.lines.get(id)!.fields.words).toBe("Sleep in my own bed");
});
