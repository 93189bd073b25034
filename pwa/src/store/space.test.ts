import { expect, test } from "vitest";
import { aWorldForEachTest, here, sent } from "./testing/here";
import { begin, goal, patient, pin, seed, settle, view, world } from "./testing/world";

aWorldForEachTest();

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
