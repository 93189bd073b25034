import { expect, test } from "vitest";
import { aWorldForEachTest, here, sent, target } from "./testing/here";
import { again, begin, goal, patient, pin, settle, view } from "./testing/world";

aWorldForEachTest();

test("t1 a change and a draft are flushed to the disk before anyone is told that they are kept", async () => {
  const { store } = await begin(here);
  const field = await store.edit(await view(store, "goal", goal), "target");
  here.disk.durability.length = 0;
  await field.type({ target: "10" });
  expect(here.disk.durability).toContainEqual([["drafts"], "strict"]);
  expect(field.kept.value).toBe("on-this-tablet");
  here.disk.durability.length = 0;
  expect(await field.leave()).toBe("kept");
  const queued = here.disk.durability.find(([stores]) => stores.includes("queue") && stores.includes("drafts"));
  expect(queued?.[1]).toBe("strict");
});

test("t1 an edit made offline is shown at once, waits, and is sent when coverage is back", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  expect(target(await view(store, "goal", goal))).toBe("10");
  expect((await view(store, "goal", goal)).kept.target).toBe("on-this-tablet");
  await store.syncNow();
  expect(store.status.value).toMatchObject({ state: "offline", waiting: 1 });
  here.server.faults.offline = false;
  await store.syncNow();
  expect(store.status.value).toMatchObject({ state: "up-to-date", waiting: 0 });
  expect(here.server.bundles.get(patient)!.lines.get(goal)!.fields.target).toBe("10");
  expect((await view(store, "goal", goal)).kept).toEqual({});
});

test("t2 what waits survives a kill, and what was typed into a field that was never left is there again", async () => {
  const first = await begin(here);
  here.server.faults.offline = true;
  await first.store.change(await view(first.store, "goal", goal), "target", { target: "10" });
  const field = await first.store.edit(await view(first.store, "goal", goal), "words");
  await field.type({ words: "Walk to the mos" });
  const second = await again(here);
  expect(second.store.waiting.value.map((one) => one.set.target)).toEqual(["10"]);
  expect(second.store.unfinished.value.map((one) => one.values.words)).toEqual(["Walk to the mos"]);
  const found = await second.store.edit(await view(second.store, "goal", goal), "words");
  expect(found.recovered).toEqual({ words: "Walk to the mos" });
  expect(await found.leave()).toBe("kept");
  expect(second.store.unfinished.value).toEqual([]);
  expect(second.store.waiting.value.at(-1)).toMatchObject({ saw: { words: "Walk to the mosque" }, set: { words: "Walk to the mos" } });
});

test("t2 sign-out lists what is unsent and keeps it; the same person finds it again", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  expect((await store.unsent()).length).toBe(1);
  await store.signOut();
  expect(store.session.value.phase).toBe("sign-in");
  here.server.faults.offline = false;
  await store.signIn("kemi", "right");
  expect(store.session.value).toMatchObject({ phase: "locked", waiting: 1 });
  await store.unlock("284615");
  await store.syncNow();
  expect(sent().map((one) => one.set.target)).toEqual(["10"]);
});

test("what the app notes by itself waits in the queue and is sent, and counts as nobody's work: not in the status, nor at the lock, nor at sign-out", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await view(store, "goal", goal);
  await store.markRead(patient);
  expect(store.waiting.value).toMatchObject([{ kind: "read_mark", bookkeeping: true }]);
  expect(store.status.value.waiting).toBe(0);
  expect(await store.unsent()).toEqual([]);
  await store.create("note", patient, { words: "x" });
  expect(store.status.value.waiting).toBe(1);
  store.lock();
  await settle();
  expect(store.session.value).toMatchObject({ phase: "locked", waiting: 1 });
  await store.unlock("284615");
  here.server.faults.offline = false;
  await store.syncNow();
  expect(sent().map((one) => one.kind)).toEqual(["read_mark", "note"]);
});

test("t1 a tab that has just written shows what another tab writes after it", async () => {
  const one = await begin(here);
  here.server.faults.offline = true;
  const two = await again(here);
  await one.store.create("note", patient, { words: "Mine" });
  await settle();
  await two.store.create("note", patient, { words: "Theirs" });
  await settle();
  expect(one.store.waiting.value.map((each) => each.set.words)).toEqual(["Mine", "Theirs"]);
});

/** Bits of a row of the queue fall over on the disk. */
async function damage(where: (row: { state: string }) => boolean, what: "sealed" | "ending" = "sealed"): Promise<void> {
  const { name } = (await here.factory.databases()).find((one) => one.name?.startsWith("alongside-"))!;
  const db = await new Promise<IDBDatabase>((done) => {
    const asked = here.factory.open(name!);
    asked.onsuccess = () => done(asked.result);
  });
  const store = db.transaction("queue", "readwrite").objectStore("queue");
  await new Promise<void>((done) => {
    const asked = store.getAll();
    asked.onsuccess = () => {
      const row = asked.result.find(where);
      row[what] = row[what].map((byte: number, i: number) => (i === 20 ? byte ^ 1 : byte));
      store.put(row);
      store.transaction.oncomplete = () => done();
    };
  });
  db.close();
}

test("t2 one damaged row keeps nobody out: it is set aside, said, and everything else is read, sent and written", async () => {
  const first = await begin(here);
  here.server.faults.offline = true;
  await first.store.create("note", patient, { words: "One" });
  await first.store.create("note", patient, { words: "Two" });
  await damage(() => true);
  const { store } = await again(here);
  expect(store.waiting.value.map((one) => one.set.words)).toEqual(["Two"]);
  expect(store.unreadable.value).toMatchObject([{ madeAt: "2026-11-23T09:00:00.000Z", sent: false }]);
  expect(store.status.value).toMatchObject({ waiting: 1, refused: 1 });
  here.server.faults.offline = false;
  await store.create("note", patient, { words: "Three" });
  await store.syncNow();
  expect(sent().map((one) => one.set.words)).toEqual(["Two", "Three"]);
  expect(store.unreadable.value).toHaveLength(1);
  await store.letGo(store.unreadable.value[0]!.id, "");
  expect(store.unreadable.value).toEqual([]);
  expect(store.status.value.refused).toBe(0);
  const third = await again(here);
  expect(third.store.unreadable.value).toEqual([]);
  expect(third.store.session.value.phase).toBe("open");
});

test("t2 an answer that cannot be read is asked for again, under the same id", async () => {
  const first = await begin(here);
  here.server.faults.refuse = () => "role";
  const id = await first.store.change(await view(first.store, "goal", goal), "target", { target: "10" });
  await first.store.syncNow();
  await damage((row) => row.state === "refused", "ending");
  const { store } = await again(here);
  await store.syncNow();
  expect(sent().map((one) => one.id)).toEqual([id, id]);
  expect(store.waiting.value).toMatchObject([{ id, state: "refused", refusal: { reason: "role" } }]);
});

test("r9 what was refused after its grant had ended goes on saying whose it is, though the record has left this tablet; the server is sent no name", async () => {
  here.server.bundle(patient).grantEnd = "2026-11-23T12:00:00.000Z";
  const first = await begin(here);
  here.server.faults.offline = true;
  await first.store.create("note", patient, { words: "She rang." });
  await first.store.create("note", patient, { words: "She rang again." });
  await (await first.store.edit(await view(first.store, "goal", goal), "settling")).type({ why: "Not finished when the grant ended" });
  const { name, nhs_number } = first.store.index.value.find((one) => one.bundle === patient)!;
  expect(name).not.toBe("");
  await here.pass(3 * 3_600_000);
  const { store } = here.tab();
  await store.start();
  await store.unlock(pin);
  expect(store.index.value).toEqual([]);
  here.server.faults.offline = false;
  here.server.faults.refuse = () => "needs-a-lead";
  await store.syncNow();
  const kept = { state: "refused", called: { name, nhs_number } };
  expect(store.waiting.value).toMatchObject([kept, kept]);
  expect(sent().flatMap((one) => Object.keys(one))).not.toContain("called");
  expect(store.unfinished.value).toMatchObject([{ patient, called: { name, nhs_number } }]);
  const later = await again(here);
  expect(later.store.waiting.value).toMatchObject([kept, kept]);
});
