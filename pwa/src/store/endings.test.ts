import { expect, test } from "vitest";
import type { Item } from "./fold";
import { landed } from "./lines";
import { overlay } from "./overlay";
import { begin, goal, patient, seed, view, world } from "./testing/world";
import type { Change, Ending, Landed, Line, NotNow, Values } from "./wire";

const examples = import.meta.glob("../../../sync/examples/*.json", { eager: true, import: "default", query: "?raw" });
// biome-ignore lint/suspicious/noExplicitAny: the examples say their own shape
const example = (name: string) => JSON.parse(examples[`../../../sync/examples/${name}.json`] as string) as any;

const change: Change = example("changes").good[0].change;
const line: Line = {
  kind: change.kind,
  id: change.record,
  patient: change.patient,
  part: "core",
  rev: 16,
  fields: { ...change.saw, words: "Walk to the shop" },
  stamps: {},
};

test.each(example("endings").endings as { ending: Ending; covers: boolean; shows: "set" | Values | null }[])(
  "t2 until the server's line is here an answered change shows what its ending says: $ending.ending",
  ({ ending, covers, shows }) => {
    const state = covers ? "answered" : "refused";
    const item: Item = { seq: 1, folds: 0, change, state, ending, called: null, bytes: 0, sealed: new Uint8Array() };
    const shown = overlay([line], [item], new Set()).get(change.record)!;
    const wanted = shows === "set" ? change.set : (shows ?? change.saw);
    expect(shown.fields).toMatchObject(wanted as Values);
    expect(shown.kept.target).toBe(covers ? "sent" : "refused");
    expect(shown.disputed.target?.conflict).toBe("conflict" in ending ? ending.conflict : undefined);
  },
);

test.each(example("endings").not_now as NotNow[])(
  "m6 not now is no ending: $not_now leaves the change in the queue, under its id",
  async ({ not_now }) => {
    const here = world();
    seed(here);
    const { store } = await begin(here);
    here.server.faults.notNow = not_now;
    await store.change(await view(store, "goal", goal), "target", { target: "10" });
    const [before] = store.waiting.value;
    await store.syncNow();
    expect(store.waiting.value.map((one) => [one.id, one.state])).toEqual([[before!.id, "waiting"]]);
    here.server.faults.notNow = undefined;
    await store.syncNow();
    expect(store.waiting.value).toEqual([]);
    here.close();
  },
);

test("a change that this app makes has the members of the page's examples, and no other", async () => {
  const here = world();
  seed(here);
  const { store } = await begin(here);
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.create("note", patient, { words: "Seen at home" });
  await store.syncNow();
  const [push] = here.server.requests.filter((one) => one.path === "/sync/push");
  const members = Object.keys(change).sort();
  for (const made of push!.body.changes as Change[])
    expect(
      Object.keys(made)
        .filter((name) => name !== "part")
        .sort(),
    ).toEqual(members);
  here.close();
});

test.each(example("changes").good as { what: string; change: Change }[])(
  "a change as the page has it makes a line here: $what",
  ({ change: good }) => {
    if (good.kind === "conflict") return; // settling writes two lines, which the pull brings
    const before = good.saw === null ? undefined : { ...line, kind: good.kind, id: good.record, patient: good.patient, fields: { ...good.saw } };
    const ending: Landed = { id: good.id, ending: "applied", bundle: good.bundle, rev: 18, at: good.made_at, part: "core" };
    const after = landed(before, good, ending);
    for (const name of Object.keys(good.set)) expect(after!.fields).toHaveProperty(name);
  },
);
