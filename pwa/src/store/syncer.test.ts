import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { begin, goal, patient, seed, settle, view, type World, world } from "./testing/world";

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

let here: World;
beforeEach(() => {
  here = world();
  seed(here);
});
afterEach(() => {
  missing.is = false;
  here.close();
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
