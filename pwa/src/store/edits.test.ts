import { expect, test } from "vitest";
import type { View } from "./contract";
import type { DraftRow } from "./database";
import { aWorldForEachTest, colleague, here, target } from "./testing/here";
import { again, begin, goal, patient, settle, view } from "./testing/world";

const minute = 60_000;
aWorldForEachTest();

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

test("m1 what was seen is what stood on the screen when the edit began, though a pull lands while the field has focus", async () => {
  const { store } = await begin(here);
  const field = await store.edit(await view(store, "goal", goal), "target");
  await field.type({ target: "10" });
  colleague("7");
  await store.syncNow();
  expect(target(await view(store, "goal", goal))).toBe("7");
  await field.leave();
  expect(store.waiting.value[0]).toMatchObject({
    saw: { target: "5", target_unit: "metres", target_how: null, target_on: null },
    set: { target: "10", target_unit: "metres" },
  });
});

test("m2 what is typed and not valid is there again when its screen comes back, also without a restart", async () => {
  const { store } = await begin(here);
  const field = await store.edit(await view(store, "goal", goal), "words");
  const long = "a".repeat(20_001);
  await field.type({ words: long });
  expect(await field.leave()).toMatchObject({ invalid: { words: expect.any(String) } });
  const again = await store.edit(await view(store, "goal", goal), "words");
  expect(again.recovered).toEqual({ words: long });
});

test("m2 words for a button that is not pressed yet are drafts: no change is made of them, and they go when it has done its work", async () => {
  const { store, happens } = await begin(here);
  const why = await store.edit(await view(store, "goal", goal), "settling");
  await why.type({ why: "Ring her daughter first" });
  happens("hidden");
  await settle();
  expect(store.waiting.value).toEqual([]);
  const second = await again(here);
  const found = await second.store.edit(await view(second.store, "goal", goal), "settling");
  expect(found.recovered).toEqual({ why: "Ring her daughter first" });
  await found.leave();
  expect(second.store.waiting.value).toEqual([]);
  const third = await again(here);
  expect(third.store.unfinished.value).toEqual([]);
});

test("m2 leaving a field in one tab does not throw away what another tab has typed there since", async () => {
  const one = await begin(here);
  const first = await one.store.edit(await view(one.store, "goal", goal), "words");
  await first.type({ words: "Walk" });
  const two = await again(here);
  const second = await two.store.edit(await view(two.store, "goal", goal), "words");
  await first.type({ words: "Walk to the shop and back" });
  await second.leave();
  const three = await again(here);
  expect(three.store.unfinished.value.map((each) => each.values.words)).toEqual(["Walk to the shop and back"]);
});

test("m2 a hidden page makes a change of what is valid and keeps what is not as a draft", async () => {
  const tablet = await begin(here);
  const { store } = tablet;
  here.server.faults.offline = true;
  const words = await store.edit(await view(store, "goal", goal), "words");
  const date = await store.edit(await view(store, "goal", goal), "baseline");
  await words.type({ words: "Walk to the park" });
  await date.type({ baseline_on: "2026-02-30" });
  tablet.happens("hidden");
  await settle();
  expect(store.waiting.value.map((one) => one.set.words)).toEqual(["Walk to the park"]);
  expect(store.unfinished.value.map((one) => one.group)).toEqual(["baseline"]);
  expect(await date.leave()).toEqual({ invalid: { baseline_on: "Enter a real date." } });
});

test("m2 what a screen finds wrong stays a draft also when the page is hidden or locked, and is there again when the screen opens", async () => {
  const tablet = await begin(here);
  const { store } = tablet;
  here.server.faults.offline = true;
  const check = (values: Record<string, unknown>): Record<string, string> => (values.words === "Sleep" ? {} : { words: "Write it in a few words." });
  const field = await store.edit(await view(store, "goal", goal), "words", check);
  await field.type({ words: "" });
  tablet.happens("hidden");
  await settle();
  expect(store.waiting.value).toEqual([]);
  store.lock();
  await settle();
  expect(store.session.value).toMatchObject({ phase: "locked", soft: false, waiting: 0 });
  await store.unlock("284615");
  const found = await store.edit(await view(store, "goal", goal), "words", check);
  expect(found.recovered).toEqual({ words: "" });
  expect(await found.leave()).toEqual({ invalid: { words: "Write it in a few words." } });
  await found.type({ words: "Sleep" });
  tablet.happens("hidden");
  await settle();
  expect(store.waiting.value.map((one) => one.set)).toEqual([{ words: "Sleep" }]);
});

test("m2 what counts is what the screen that is open now asks, not what it asked when the field was begun", async () => {
  const { store, happens } = await begin(here);
  const shown = await view(store, "goal", goal);
  const field = await store.edit(shown, "words", () => ({}));
  await field.type({ words: "x" });
  await store.edit(shown, "words", () => ({ words: "Too short." }));
  happens("hidden");
  await settle();
  expect(store.waiting.value).toEqual([]);
  expect(store.unfinished.value.map((one) => one.values)).toEqual([{ words: "x" }]);
});

test("m2 a record that is only typed into yet is created when its field is left", async () => {
  const { store } = await begin(here);
  const blank = store.blank("note", patient, { category: "visit", written_at: "2026-11-23T09:00:00.000Z" });
  const field = await store.edit(blank as View, "words");
  await field.type({ words: "Leg less swollen." });
  expect(store.waiting.value).toEqual([]);
  await field.leave();
  expect(store.waiting.value[0]).toMatchObject({ kind: "note", saw: null, set: { category: "visit", words: "Leg less swollen." } });
  await store.syncNow();
  expect((await view(store, "note", blank.id)).rev).toBeGreaterThan(0);
});

test("m2 what was typed into a record that does not exist yet and taken out again makes nothing, and leaves no draft", async () => {
  const { store } = await begin(here);
  const blank = store.blank("observation", patient, { type: "pulse", unit: "/min" });
  const field = await store.edit(blank as View, "event");
  await field.type({ value: 96 });
  await field.type({ value: null });
  expect(await field.leave()).toBe("unchanged");
  expect(store.waiting.value).toEqual([]);
  expect(store.unfinished.value).toEqual([]);
});

test("m2 what came back from another tab, which leaves it meanwhile, is that tab's: nothing that it writes since is written over", async () => {
  const one = await begin(here);
  here.server.faults.offline = true;
  const theirs = await one.store.edit(await view(one.store, "goal", goal), "target");
  await theirs.type({ target: "10" });
  const two = await again(here);
  const mine = await two.store.edit(await view(two.store, "goal", goal), "target");
  expect(mine.recovered).toEqual({ target: "10" });
  expect(await mine.isGone()).toBe(false);

  expect(await theirs.leave()).toBe("kept");
  const more = await one.store.edit(await view(one.store, "goal", goal), "target");
  await more.type({ target: "12" });
  expect(await more.leave()).toBe("kept");
  await settle();

  expect(await mine.isGone()).toBe(true);
  expect(mine.recovered).toBeNull();
  expect(await mine.leave()).toBe("unchanged");
  expect((await view(two.store, "goal", goal)).fields.target).toBe("12");
});

test("m2 typed on, it is this tab's, whatever the other does", async () => {
  const one = await begin(here);
  here.server.faults.offline = true;
  const theirs = await one.store.edit(await view(one.store, "goal", goal), "target");
  await theirs.type({ target: "10" });
  const two = await again(here);
  const mine = await two.store.edit(await view(two.store, "goal", goal), "target");
  await mine.type({ target: "11" });
  expect(await theirs.leave()).toBe("kept");
  expect(await mine.isGone()).toBe(false);
  expect(await mine.leave()).toBe("kept");
  expect((await view(two.store, "goal", goal)).fields.target).toBe("11");
});
