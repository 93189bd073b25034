import { afterEach, beforeEach, expect, test } from "vitest";
import type { DraftRow } from "./database";
import { again, begin, goal, patient, seed, settle, view, type World, world } from "./testing/world";

const minute = 60_000;
let here: World;
beforeEach(() => {
  here = world();
  seed(here);
});
afterEach(() => here.close());

/** What stands on the disk as drafts; `change` rewrites each. */
async function onDisk(change: (row: DraftRow) => DraftRow = (row) => row): Promise<DraftRow[]> {
  const { name } = (await here.factory.databases()).find((one) => one.name?.startsWith("alongside-") && !one.name.endsWith("-pictures"))!;
  const db = await new Promise<IDBDatabase>((done) => {
    const asked = here.factory.open(name!);
    asked.onsuccess = () => done(asked.result);
  });
  const store = db.transaction("drafts", "readwrite").objectStore("drafts");
  const rows = await new Promise<DraftRow[]>((done) => {
    const asked = store.getAll();
    asked.onsuccess = () => {
      for (const row of asked.result) store.put(change(row));
      store.transaction.oncomplete = () => done(asked.result);
    };
  });
  db.close();
  return rows;
}

const damaged = (row: DraftRow): DraftRow => ({ ...row, sealed: row.sealed.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) });
const isOf = (row: DraftRow, group: string) => row.key.startsWith(`${goal}/${group}/`);

/** Two fields begun and left by nobody: the app is killed. */
async function killedWhileTyping() {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const shown = await view(store, "goal", goal);
  await (await store.edit(shown, "target")).type({ target: "10" });
  await here.pass(minute);
  await (await store.edit(shown, "words")).type({ words: "Walk to the market" });
}

test("t2 a damaged draft is set aside and said, with when and about whom; what else was typed is there, and nothing of it leaves the disk", async () => {
  await killedWhileTyping();
  await onDisk((row) => (isOf(row, "words") ? damaged(row) : row));
  const { store } = await again(here);
  expect(store.unfinished.value.map((one) => one.values)).toEqual([{ target: "10" }]);
  expect(store.unreadable.value).toMatchObject([{ madeAt: "2026-11-23T09:01:00.000Z", sent: false, draft: { patient } }]);
  expect(store.status.value.refused).toBe(1);

  // The field goes on from what the record says, and what is typed anew is kept beside the damaged row.
  const edit = await store.edit(await view(store, "goal", goal), "words");
  expect(edit.recovered).toBeNull();
  await edit.type({ words: "Walk to the shops" });
  expect(await edit.leave()).toBe("kept");
  expect((await onDisk()).filter((row) => isOf(row, "words"))).toHaveLength(1);
  expect(store.unreadable.value).toHaveLength(1);

  await store.letGo(store.unreadable.value[0]!.id, "");
  expect(store.unreadable.value).toEqual([]);
  expect(store.status.value.refused).toBe(0);
  const third = await again(here);
  expect(third.store.unreadable.value).toEqual([]);
  expect((await onDisk()).filter((row) => isOf(row, "words"))).toMatchObject([{ known: true }]);
});

test("t6 a damaged draft counts among what an eviction would take, and a start without the key counts the same", async () => {
  await killedWhileTyping();
  await onDisk((row) => (isOf(row, "words") ? damaged(row) : row));
  await again(here);
  const noted = () => Object.values(JSON.parse(here.marker.value!).unsent) as { count: number }[];
  expect(noted()).toMatchObject([{ count: 2 }]);
  await here.tab().store.start();
  await settle();
  expect(noted()).toMatchObject([{ count: 2 }]);
});

test("t2 of a damaged row that an older version wrote, what is not known is said not to be", async () => {
  await killedWhileTyping();
  await onDisk(({ at: _at, patient: _patient, ...row }) => (isOf(row, "words") ? damaged(row) : row));
  const { store } = await again(here);
  expect(store.unreadable.value).toMatchObject([{ madeAt: null, sent: false, draft: { patient: null } }]);
  expect(store.unfinished.value.map((one) => one.values)).toEqual([{ target: "10" }]);
});

test("t2 nothing of what was typed stands in the row unsealed: a time and whom it is about, no words", async () => {
  await killedWhileTyping();
  for (const { sealed: _sealed, ...plain } of await onDisk()) {
    expect(Object.keys(plain).sort()).toEqual(["at", "key", "patient"]);
    expect(JSON.stringify(plain)).not.toMatch(/market|Walk/);
  }
});
