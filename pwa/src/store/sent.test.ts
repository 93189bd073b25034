import { expect, test } from "vitest";
import { aWorldForEachTest, colleague, here, pushes, sent } from "./testing/here";
import { again, begin, goal, patient, pin, settle, view } from "./testing/world";

aWorldForEachTest();

test("restore: a server that went back is sent what it lacks, under the same ids, and nothing is lost", async () => {
  const { store } = await begin(here);
  const older = here.server.snapshot();
  const id = await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  expect(store.waiting.value).toEqual([]);
  here.server.restore(older);
  colleague("7");
  await store.syncNow();
  await store.syncNow();
  expect(sent().filter((one) => one.id === id).length).toBe(2);
  expect(here.server.journal.has(id)).toBe(true);
  expect((await view(store, "goal", goal)).disputed.target!.sides.map((side) => side.value.target)).toEqual(["7", "10"]);
});

const day = 24 * 3_600_000;

/** The ids of the sent log, as it lies on the disk. */
async function kept(): Promise<string[]> {
  const { name } = (await here.factory.databases()).find((one) => one.name?.startsWith("alongside-") && !one.name.endsWith("-pictures"))!;
  return new Promise((resolve, reject) => {
    const asked = here.factory.open(name!);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const all = asked.result.transaction("sent").objectStore("sent").getAll();
      all.onsuccess = () => {
        asked.result.close();
        resolve(all.result.flatMap((row: { ids: string[] }) => row.ids));
      };
    };
  });
}

test("t2 what was sent stays for 14 days at least, and then until a backup that was proved has it", async () => {
  const { store } = await begin(here);
  const goes = async (words: string) => {
    await store.create("note", patient, { words });
    await store.syncNow();
    await settle();
    return sent().at(-1)!.id;
  };
  const later = async (days: number) => {
    await here.pass(days * day);
    await store.unlock(pin);
    await store.syncNow();
    await settle();
  };
  const begun = here.time();
  const first = await goes("In no backup for a month");
  await later(30);
  here.server.faults.safeThrough = new Date(begun - day).toISOString();
  const second = await goes("A backup was proved, and it is older");
  expect(await kept()).toEqual([first, second]);

  here.server.faults.safeThrough = new Date(here.time() - day).toISOString();
  const third = await goes("A backup of yesterday was proved");
  expect(await kept()).toEqual([second, third]);

  await later(13);
  here.server.faults.safeThrough = new Date(here.time()).toISOString();
  const fourth = await goes("All of it is in a backup, and 13 days are not 14");
  expect(await kept()).toEqual([second, third, fourth]);
  await later(2);
  expect(await kept()).toEqual([fourth]);
});

/** A first change, and the app started again with the clock set back: ids go back with it. */
async function setBack() {
  const first = await begin(here);
  await first.store.change(await view(first.store, "goal", goal), "target", { target: "10" });
  await first.store.syncNow();
  first.store.lock();
  await settle();
  here.setClock(-48 * 3_600_000);
  return again(here);
}

test("restore: what is sent again goes in the order in which it was made, though the clock was set back between", async () => {
  const older = here.server.snapshot();
  const { store } = await setBack();
  await store.change(await view(store, "goal", goal), "target", { target: "12" });
  await store.syncNow();
  const made = sent().map((one) => one.id);
  expect([...made].sort()).toEqual([...made].reverse());
  here.server.restore(older);
  here.server.requests.length = 0;
  await store.syncNow();
  await store.syncNow();
  expect(sent().map((one) => one.id)).toEqual(made);
  expect(here.server.bundles.get(patient)!.lines.get(goal)!.fields.target).toBe("12");
});

test("restore: what the server journalled last is named as the newest answered, not what came again beside it", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const busy = await store.change(await view(store, "goal", goal), "target", { target: "12" });
  await store.create("note", patient, { words: "Taken at once" });
  here.server.faults.offline = false;
  here.server.faults.busyFor = (change) => change.id === busy;
  here.server.faults.losePushAnswer = true;
  await store.syncNow();
  here.server.faults.busyFor = undefined;
  await store.syncNow();
  await store.change(await view(store, "goal", goal), "target", { target: "14" });
  await store.syncNow();
  expect(sent().map((one) => one.set.words ?? one.set.target)).toEqual(["12", "Taken at once", "12", "Taken at once", "14"]);
  expect(pushes().at(-1)!.body.newest_answered).toBe(busy);
});

test("restore: the newest answered change is the last that was made, not the one with the latest time in its id", async () => {
  const { store } = await setBack();
  const second = await store.change(await view(store, "goal", goal), "target", { target: "12" });
  await store.syncNow();
  const older = here.server.snapshot();
  await store.change(await view(store, "goal", goal), "target", { target: "14" });
  await store.syncNow();
  here.server.restore(older);
  here.server.requests.length = 0;
  await store.syncNow();
  await store.syncNow();
  expect(pushes().map((one) => one.body.newest_answered)).toEqual([second]);
  expect(here.server.bundles.get(patient)!.lines.get(goal)!.fields.target).toBe("14");
});

test("restore: what was resent goes before what was made since, on the same field", async () => {
  const { store } = await begin(here);
  const older = here.server.snapshot();
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  here.server.restore(older);
  here.server.requests.length = 0;
  here.server.faults.notNow = "busy";
  await store.change(await view(store, "goal", goal), "target", { target: "12" });
  await store.syncNow();
  here.server.faults.notNow = undefined;
  await store.syncNow();
  await store.syncNow();
  expect(here.server.bundles.get(patient)!.lines.get(goal)!.fields.target).toBe("12");
  expect([...here.server.journal.values()].map(({ change }) => change.set.target)).toEqual(["10", "12"]);
});
