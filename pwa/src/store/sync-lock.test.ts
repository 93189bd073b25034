import { expect, test } from "vitest";
import { aWorldForEachTest, here, sent } from "./testing/here";
import { again, begin, goal, patient, settle, view } from "./testing/world";

aWorldForEachTest();

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
