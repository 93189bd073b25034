import { afterEach, beforeEach, expect, test } from "vitest";
import { again, begin, goal, seed, settle, view, type World, world } from "./testing/world";

let here: World;
beforeEach(() => {
  here = world();
  seed(here);
});
afterEach(() => here.close());

/** A screen that shows its next frame when it is told to. */
function screen() {
  let waiting: (() => void)[] = [];
  return {
    painted: () => new Promise<void>((done) => void waiting.push(done)),
    async shows() {
      for (const done of waiting.splice(0)) done();
      waiting = [];
      await settle();
    },
  };
}
const drafts = () => here.disk.durability.filter(([stores]) => stores.length === 1 && stores[0] === "drafts");

test("m2 keys are sealed once they show: three in one frame are one write, and it is not said before that they are on this tablet", async () => {
  const frame = screen();
  const { store } = await begin(here, { painted: frame.painted });
  const field = await store.edit(await view(store, "goal", goal), "words");
  here.disk.durability.length = 0;
  for (const words of ["W", "Wa", "Wal"]) void field.type({ words });
  await settle();
  expect(drafts()).toEqual([]);
  expect(field.kept.value).toBe("typing");
  await frame.shows();
  expect(drafts()).toEqual([[["drafts"], "strict"]]);
  expect(field.kept.value).toBe("on-this-tablet");
  expect(store.unfinished.value.map((one) => one.values)).toEqual([{ words: "Wal" }]);
});

test("m2 a page that is hidden before the next frame loses no key: leaving waits for none", async () => {
  const never = () => new Promise<void>(() => undefined);
  const { store, happens } = await begin(here, { painted: never });
  here.server.faults.offline = true;
  const left = await store.edit(await view(store, "goal", goal), "words");
  void left.type({ words: "Walk to the shop" });
  expect(await left.leave()).toBe("kept");
  const open = await store.edit(await view(store, "goal", goal), "target");
  void open.type({ target: "1" });
  void open.type({ target: "12" });
  const button = await store.edit(await view(store, "goal", goal), "settling");
  void button.type({ why: "Ring her daughter first" });
  happens("hidden");
  await settle();
  expect(store.waiting.value.map((one) => one.set)).toEqual([{ words: "Walk to the shop" }, expect.objectContaining({ target: "12" })]);
  const second = await again(here);
  const found = await second.store.edit(await view(second.store, "goal", goal), "settling");
  expect(found.recovered).toEqual({ why: "Ring her daughter first" });
});
