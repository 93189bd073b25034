import { afterEach, expect, test, vi } from "vitest";
import { aWorldForEachTest, here, target } from "./testing/here";
import { again, begin, goal, patient, settle, view } from "./testing/world";

/** Whether the file of what goes over the wire cannot be had. */
const missing = vi.hoisted(() => ({ is: false }));
vi.mock("./exchange", async (original) => {
  const real = await original<typeof import("./exchange")>();
  return {
    ...real,
    get push() {
      if (missing.is) throw new TypeError("Failed to fetch dynamically imported module");
      return real.push;
    },
  };
});

aWorldForEachTest();
afterEach(() => {
  missing.is = false;
});

test("m8 where the server writes what this version may not know, nothing is called up to date: it says that an update is needed", async () => {
  here.server.faults.schema = 2;
  const { store } = await begin(here);
  expect(store.status.value.state).toBe("update-to-see");
  await store.syncNow();
  await settle();
  expect(here.server.requests.at(-1)?.path).toBe("/sync/check");
  expect(store.status.value.state).toBe("update-to-see");

  delete here.server.faults.schema;
  await store.syncNow();
  await settle();
  expect(store.status.value.state).toBe("up-to-date");
});

test("m8 a tablet that is up to date learns by its next short question that the server was updated; the other tab hears it too", async () => {
  const { store } = await begin(here);
  const other = await again(here);
  expect(store.status.value.state).toBe("up-to-date");
  here.server.faults.schema = 2;
  await store.syncNow();
  await settle();
  expect(here.server.requests.filter((one) => one.path === "/sync/pull")).toHaveLength(1);
  expect(store.status.value.state).toBe("update-to-see");
  expect(other.store.status.value.state).toBe("update-to-see");
});

test("where the code that sends has not come, it is as without coverage: what is written waits, and goes when the code is there", async () => {
  const { store } = await begin(here);
  missing.is = true;
  const edit = await store.edit(await view(store, "goal", goal), "words");
  await edit.type({ words: "Walk to the market" });
  await edit.leave();
  await store.syncNow();
  await settle();
  expect(store.status.value.state).toBe("offline");
  expect(store.status.value.waiting).toBe(1);
  expect(store.bundle(patient).value?.one("goal", goal)?.fields.words).toBe("Walk to the market");

  missing.is = false;
  await store.syncNow();
  await settle();
  expect(store.status.value.state).toBe("up-to-date");
  expect(store.status.value.waiting).toBe(0);
});

test("first sync: the headers, then the bundle, and the status says up to date", async () => {
  const { store } = await begin(here);
  expect(store.session.value.phase).toBe("open");
  expect(store.index.value.map((one) => [one.name, one.here])).toEqual([["Rokeya Begum", true]]);
  expect(target(await view(store, "goal", goal))).toBe("5");
  expect(store.status.value).toMatchObject({ state: "up-to-date", waiting: 0, filling: null });
});

test("while the app is visible it asks every half minute whether anything is new, and while it is not, nothing", async () => {
  const one = await begin(here);
  const asked = () => here.server.requests.filter(({ path }) => path === "/sync/check").length;
  const before = asked();
  await here.pass(29_000);
  expect(asked()).toBe(before);
  await here.pass(1_000);
  expect(asked()).toBe(before + 1);
  await here.pass(30_000);
  expect(asked()).toBe(before + 2);
  one.visible = false;
  one.happens("hidden");
  await here.pass(60_000);
  await here.pass(60_000);
  expect(asked()).toBe(before + 2);
});
