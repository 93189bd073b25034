import { expect, test } from "vitest";
import { aWorldForEachTest, here } from "./testing/here";
import { again, begin, pin, settle } from "./testing/world";

const minute = 60_000;
aWorldForEachTest();

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

test("a screen that finds no coverage tells the status line, which does not go on saying that all is up to date", async () => {
  await begin(here);
  const tried: string[] = [];
  const { store } = here.tab({
    fetch(input, init) {
      tried.push(input);
      return here.server.fetch(input, init);
    },
  });
  await store.start();
  await store.unlock(pin);
  await settle();
  expect(store.status.value.state).toBe("up-to-date");
  const board = await store.board();
  here.server.faults.offline = true;
  expect(await board.boards()).toMatchObject({ ok: false, why: "offline" });
  await settle();
  expect(store.status.value.state).toBe("offline");
  tried.length = 0;
  await board.boards();
  await settle();
  expect(tried).toEqual(["/api/v1/board"]); // told once: how often it tries by itself stays as it was
});
