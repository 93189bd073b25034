import { afterEach, beforeEach, expect, test } from "vitest";
import { again, begin, goal, patient, seed, settle, view, type World, world } from "./testing/world";
import type { Line } from "./wire";

let here: World;
beforeEach(() => {
  here = world();
  seed(here);
});
afterEach(() => here.close());

const note = (n: number): Line => ({
  kind: "note",
  id: `01936f00-0000-7000-8000-00000000050${n}`,
  patient,
  part: "more",
  rev: 1,
  fields: { words: `Words ${n} that nobody must find on the disk.`, written_at: `2024-01-0${9 - n}T09:00:00.000Z` },
  stamps: {},
});
const outside = async (one: { store: Awaited<ReturnType<typeof begin>>["store"] }) => {
  one.store.bundle(patient).value;
  await settle();
  return one.store.bundle(patient).value!.outside;
};

test("how much is kept and not on the tablet comes with each frame, and is there after the app started again (R8)", async () => {
  here.server.bundle(patient).outside = { core: { visit: 2 }, more: { note: 3 } };
  const tablet = await begin(here);
  expect(await outside(tablet)).toEqual({ visit: 2, note: 3 });
  expect(await outside(await again(here))).toEqual({ visit: 2, note: 3 });
});

test("a delta that says nothing of it means that all is here", async () => {
  here.server.bundle(patient).outside = { more: { note: 3 } };
  const tablet = await begin(here);
  delete here.server.bundle(patient).outside;
  here.server.write(patient, { kind: "note", id: note(1).id, patient, part: "more", fields: { words: "New." } });
  await tablet.store.syncNow();
  expect(await outside(tablet)).toEqual({});
});

test("one's own change, of which the tablet makes the line itself, leaves the count as it was told; so does folding", async () => {
  // Of `more` nothing is here at all, and all of it is outside.
  here.server.bundle(patient).lines.delete("01936f00-0000-7000-8000-000000000301");
  here.server.bundle(patient).outside = { more: { note: 4 } };
  const tablet = await begin(here);
  for (let n = 0; n < 10; n++) {
    await tablet.store.change(await view(tablet.store, "goal", goal), "target", { target: String(n), target_unit: "metres" });
    await tablet.store.syncNow();
  }
  await settle();
  const segments = here.server.requests.filter((one) => one.path === "/sync/push").length;
  expect(segments).toBe(10);
  expect(await outside(tablet)).toEqual({ note: 4 });
  expect(await outside(await again(here))).toEqual({ note: 4 });
});

test("older records come page by page, as views, and nothing of them is on the disk", async () => {
  here.server.bundle(patient).older = [note(1), note(2), note(3), { ...note(4), kind: "photograph" }];
  const { store } = await begin(here);
  const writes = here.disk.durability.length;
  const first = await store.older(patient, {});
  if (!first.ok) throw new Error(first.why);
  expect(first.views.map((v) => v.fields)).toEqual([note(1).fields, note(2).fields]);
  expect([first.next, first.left, first.unknown]).toEqual(["2", 2, 0]);
  const second = await store.older(patient, { before: first.next });
  expect(second).toMatchObject({ ok: true, next: null, left: 0, unknown: 1 });
  expect(store.bundle(patient).value?.one("note", note(1).id)).toBeUndefined();
  const asked = here.server.requests.map((one) => one.path).filter((path) => path.startsWith("/patients"));
  expect(asked).toEqual([`/patients/${patient}/older?`, `/patients/${patient}/older?before=2`]);
  expect(here.disk.durability.length).toBe(writes);
});

test("only the kinds asked for are read", async () => {
  here.server.bundle(patient).older = [note(1), { ...note(2), kind: "observation" }];
  const { store } = await begin(here);
  expect(await store.older(patient, { kinds: ["observation"] })).toMatchObject({ ok: true, views: [{ kind: "observation" }] });
});

test("the steps of a record come with the record as it stood after each", async () => {
  const step = {
    n: 1,
    change: "c",
    source: "change",
    by: "kemi",
    at: "2024-01-01",
    received_at: "2024-01-03",
    kind: "note",
    record: note(1).id,
    saw: null,
    set: {},
  };
  here.server.bundle(patient).steps = [{ ...step, ending: "applied", conflict: null, lines: [note(1)] }];
  const { store } = await begin(here);
  expect(await store.history(patient, { kinds: ["note"] })).toMatchObject({
    ok: true,
    next: null,
    steps: [{ change: "c", by: "kemi", at: "2024-01-01", receivedAt: "2024-01-03", views: [{ kind: "note", fields: note(1).fields }] }],
  });
});

test("why nothing came is said in one of four words", async () => {
  const { store } = await begin(here);
  expect(await store.older("01936f00-0000-7000-8000-0000000000ee", {})).toEqual({ ok: false, why: "not-granted" });
  here.server.faults.offline = true;
  expect(await store.older(patient, {})).toEqual({ ok: false, why: "offline" });
  here.server.faults.offline = false;
  here.server.faults.signedOut = true;
  expect(await store.history(patient, { kinds: ["goal"] })).toEqual({ ok: false, why: "sign-in" });
});
