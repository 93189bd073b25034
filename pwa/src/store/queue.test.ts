import { afterEach, beforeEach, expect, test } from "vitest";
import type { View } from "./contract";
import { again, begin, goal, patient, seed, settle, view, type World, world } from "./testing/world";
import type { Change } from "./wire";

const other = "01936f00-0000-7000-8000-00000000000b";
let here: World;
beforeEach(() => {
  here = world();
  seed(here);
});
afterEach(() => here.close());

const pushes = () => here.server.requests.filter((one) => one.path === "/sync/push");
const sent = () => pushes().flatMap((one) => one.body.changes as Change[]);
const target = (view: View<"goal">) => view.fields.target;

/** A colleague writes another target meanwhile. */
function colleague(target: string): void {
  const before = here.server.bundles.get(patient)!.lines.get(goal)!;
  const stamp = { at: "2026-11-23T08:59:00.000Z", by: other, change: "01936f00-0000-7000-8000-0000000c0777", was: { target: "5" } };
  here.server.write(patient, { ...before, fields: { ...before.fields, target }, stamps: { ...before.stamps, target: stamp } });
}

test("first sync: the headers, then the bundle, and the status says up to date", async () => {
  const { store } = await begin(here);
  expect(store.session.value.phase).toBe("open");
  expect(store.index.value.map((one) => [one.name, one.here])).toEqual([["Rokeya Begum", true]]);
  expect(target(await view(store, "goal", goal))).toBe("5");
  expect(store.status.value).toMatchObject({ state: "up-to-date", waiting: 0, filling: null });
});

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

test("m2 what is typed and not valid is there again when its screen comes back, also without a restart", async () => {
  const { store } = await begin(here);
  const field = await store.edit(await view(store, "goal", goal), "words");
  const long = "a".repeat(20_001);
  await field.type({ words: long });
  expect(await field.leave()).toMatchObject({ invalid: { words: expect.any(String) } });
  const again = await store.edit(await view(store, "goal", goal), "words");
  expect(again.recovered).toEqual({ words: long });
});

test("m2 words for a button that is not pressed yet are drafts: no change is made of them, and they go when it has done its work", async () => {
  const { store, happens } = await begin(here);
  const why = await store.edit(await view(store, "goal", goal), "settling");
  await why.type({ why: "Ring her daughter first" });
  happens("hidden");
  await settle();
  expect(store.waiting.value).toEqual([]);
  const second = await again(here);
  const found = await second.store.edit(await view(second.store, "goal", goal), "settling");
  expect(found.recovered).toEqual({ why: "Ring her daughter first" });
  await found.leave();
  expect(second.store.waiting.value).toEqual([]);
  const third = await again(here);
  expect(third.store.unfinished.value).toEqual([]);
});

test("m2 leaving a field in one tab does not throw away what another tab has typed there since", async () => {
  const one = await begin(here);
  const first = await one.store.edit(await view(one.store, "goal", goal), "words");
  await first.type({ words: "Walk" });
  const two = await again(here);
  const second = await two.store.edit(await view(two.store, "goal", goal), "words");
  await first.type({ words: "Walk to the shop and back" });
  await second.leave();
  const three = await again(here);
  expect(three.store.unfinished.value.map((each) => each.values.words)).toEqual(["Walk to the shop and back"]);
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

test("m1 what was seen is what stood on the screen when the edit began, though a pull lands while the field has focus", async () => {
  const { store } = await begin(here);
  const field = await store.edit(await view(store, "goal", goal), "target");
  await field.type({ target: "10" });
  colleague("7");
  await store.syncNow();
  expect(target(await view(store, "goal", goal))).toBe("7");
  await field.leave();
  expect(store.waiting.value[0]).toMatchObject({
    saw: { target: "5", target_unit: "metres", target_how: null, target_on: null },
    set: { target: "10", target_unit: "metres" },
  });
});

test("m3 an edit carries every field of its one group", async () => {
  const { store } = await begin(here);
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  const [one] = store.waiting.value;
  expect(Object.keys(one!.set).sort()).toEqual(["target", "target_how", "target_on", "target_unit"]);
  expect(Object.keys(one!.saw!).sort()).toEqual(["target", "target_how", "target_on", "target_unit"]);
});

test("m2 unsent edits of one field fold: first saw, last set", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  for (const value of ["6", "7", "8"]) await store.change(await view(store, "goal", goal), "target", { target: value });
  expect(store.waiting.value.length).toBe(1);
  expect(store.waiting.value[0]).toMatchObject({ saw: { target: "5" }, set: { target: "8" } });
});

test("m2 an unsent edit taken back leaves nothing behind", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.change(await view(store, "goal", goal), "target", { target: "6" });
  await store.change(await view(store, "goal", goal), "target", { target: "5" });
  expect(store.waiting.value).toEqual([]);
});

test("m2 an edit of what was created here and not sent goes into the creation", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const id = await store.create("goal", patient, { words: "Sleep", status: "active" });
  await store.change(await view(store, "goal", id), "words", { words: "Sleep in my own bed" });
  expect(store.waiting.value.length).toBe(1);
  expect(store.waiting.value[0]).toMatchObject({ saw: null, set: { words: "Sleep in my own bed", status: "active" } });
});

test("m4 a later edit makes nothing of a creation look newer than it is, where another may have made the same record", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const [visit, staff] = ["01936f00-0000-7000-8000-000000000201", "01936f00-0000-7000-8000-00000000000a"];
  const fields = { visit, staff, arrived_at: "2026-11-23T09:00:00.000Z", leave_by: "2026-11-23T09:45:00.000Z" };
  const id = await store.create("attendance", patient, fields);
  await here.pass(4 * 60_000);
  for (const outcome of ["part", "completed"])
    await store.change(await view(store, "attendance", id), "leaving", { left_at: "2026-11-23T09:04:00.000Z", outcome });
  const [made, left] = store.waiting.value;
  expect(store.waiting.value.length).toBe(2);
  // When to expect one to have left is `latest`: a lead who put it off at 09:02 is not overtaken by what was said at 09:00.
  expect(made).toMatchObject({ saw: null, set: { leave_by: fields.leave_by }, madeAt: "2026-11-23T09:00:00.000Z" });
  expect(left).toMatchObject({ saw: { left_at: null }, set: { outcome: "completed" }, madeAt: "2026-11-23T09:04:00.000Z" });
  here.server.faults.offline = false;
  await store.syncNow();
  expect(sent().map((one) => one.after)).toEqual([null, made!.id]);
  expect(here.server.bundles.get(patient)!.lines.get(id)!.fields).toMatchObject({ leave_by: fields.leave_by, outcome: "completed" });
});

test("m2 once handed to a push a change is frozen, and the next edit of the field comes after it", async () => {
  const { store } = await begin(here);
  here.server.faults.losePushAnswer = true;
  const first = await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  await store.change(await view(store, "goal", goal), "target", { target: "12" });
  expect(store.waiting.value.map((one) => one.id)).toContain(first);
  expect(store.waiting.value.length).toBe(2);
  await store.syncNow();
  const last = sent().at(-1)!;
  expect(last).toMatchObject({ after: first, saw: { target: "10" }, set: { target: "12" } });
  expect(here.server.bundles.get(patient)!.lines.get(goal)!.fields.target).toBe("12");
  expect(store.waiting.value).toEqual([]);
});

test("m2 while nobody answers nothing is handed over, so the edits of a whole day without coverage are one change each", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.syncNow();
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  await store.change(await view(store, "goal", goal), "target", { target: "12" });
  await store.syncNow();
  here.server.faults.offline = false;
  await store.syncNow();
  expect(sent().map((change) => change.set.target)).toEqual(["12"]);
});

test("m2 a hidden page makes a change of what is valid and keeps what is not as a draft", async () => {
  const tablet = await begin(here);
  const { store } = tablet;
  here.server.faults.offline = true;
  const words = await store.edit(await view(store, "goal", goal), "words");
  const date = await store.edit(await view(store, "goal", goal), "baseline");
  await words.type({ words: "Walk to the park" });
  await date.type({ baseline_on: "2026-02-30" });
  tablet.happens("hidden");
  await settle();
  expect(store.waiting.value.map((one) => one.set.words)).toEqual(["Walk to the park"]);
  expect(store.unfinished.value.map((one) => one.group)).toEqual(["baseline"]);
  expect(await date.leave()).toEqual({ invalid: { baseline_on: "Enter a real date." } });
});

test("m2 what a screen finds wrong stays a draft also when the page is hidden or locked, and is there again when the screen opens", async () => {
  const tablet = await begin(here);
  const { store } = tablet;
  here.server.faults.offline = true;
  const check = (values: Record<string, unknown>): Record<string, string> => (values.words === "Sleep" ? {} : { words: "Write it in a few words." });
  const field = await store.edit(await view(store, "goal", goal), "words", check);
  await field.type({ words: "" });
  tablet.happens("hidden");
  await settle();
  expect(store.waiting.value).toEqual([]);
  store.lock();
  await settle();
  expect(store.session.value).toMatchObject({ phase: "locked", soft: false, waiting: 0 });
  await store.unlock("284615");
  const found = await store.edit(await view(store, "goal", goal), "words", check);
  expect(found.recovered).toEqual({ words: "" });
  expect(await found.leave()).toEqual({ invalid: { words: "Write it in a few words." } });
  await found.type({ words: "Sleep" });
  tablet.happens("hidden");
  await settle();
  expect(store.waiting.value.map((one) => one.set)).toEqual([{ words: "Sleep" }]);
});

test("m2 what counts is what the screen that is open now asks, not what it asked when the field was begun", async () => {
  const { store, happens } = await begin(here);
  const shown = await view(store, "goal", goal);
  const field = await store.edit(shown, "words", () => ({}));
  await field.type({ words: "x" });
  await store.edit(shown, "words", () => ({ words: "Too short." }));
  happens("hidden");
  await settle();
  expect(store.waiting.value).toEqual([]);
  expect(store.unfinished.value.map((one) => one.values)).toEqual([{ words: "x" }]);
});

test("m2 a record that is only typed into yet is created when its field is left", async () => {
  const { store } = await begin(here);
  const blank = store.blank("note", patient, { category: "visit", written_at: "2026-11-23T09:00:00.000Z" });
  const field = await store.edit(blank as View, "words");
  await field.type({ words: "Leg less swollen." });
  expect(store.waiting.value).toEqual([]);
  await field.leave();
  expect(store.waiting.value[0]).toMatchObject({ kind: "note", saw: null, set: { category: "visit", words: "Leg less swollen." } });
  await store.syncNow();
  expect((await view(store, "note", blank.id)).rev).toBeGreaterThan(0);
});

test("m2 what was typed into a record that does not exist yet and taken out again makes nothing, and leaves no draft", async () => {
  const { store } = await begin(here);
  const blank = store.blank("observation", patient, { type: "pulse", unit: "/min" });
  const field = await store.edit(blank as View, "event");
  await field.type({ value: 96 });
  await field.type({ value: null });
  expect(await field.leave()).toBe("unchanged");
  expect(store.waiting.value).toEqual([]);
  expect(store.unfinished.value).toEqual([]);
});

test("r1 what there can be only one of is not created twice: the second is an edit of the first", async () => {
  const { store } = await begin(here);
  const visit = "01936f00-0000-7000-8000-000000000201";
  const staff = "01936f00-0000-7000-8000-00000000000a";
  const first = await store.create("attendance", patient, { visit, staff, arrived_at: "2026-11-23T09:00:00.000Z" });
  await store.syncNow();
  const second = await store.create("attendance", patient, { visit, staff, left_at: "2026-11-23T09:40:00.000Z", outcome: "done" });
  expect(second).toBe(first);
  expect(first).toBe("ce89b133-4581-52b8-8fef-2955b0b7899d");
  expect(store.waiting.value.length).toBe(1);
  expect(store.waiting.value[0]).toMatchObject({ saw: { left_at: null }, set: { left_at: "2026-11-23T09:40:00.000Z", outcome: "done" } });
});

test("r1 what is made twice under one id, at once or one after the other, is made once", async () => {
  const { store } = await begin(here);
  const id = "01936f00-0000-7000-8000-000000000777";
  const make = () => store.create("goal", patient, { words: "Sleep", status: "active" }, { id });
  await Promise.all([make(), make()]);
  await make();
  await store.syncNow();
  await make();
  expect(sent().map((one) => [one.record, one.saw])).toEqual([[id, null]]);
  expect(store.waiting.value).toEqual([]);
});

test("a look is marked with the state that was on the screen, so that what arrives later, made before it, is still new", async () => {
  const { store } = await begin(here);
  await view(store, "goal", goal);
  const rev = here.server.bundles.get(patient)!.rev;
  await store.markRead(patient);
  colleague("12");
  await store.syncNow();
  const mark = store.waiting.value[0]?.set ?? sent().at(-1)?.set;
  expect(mark).toMatchObject({ about: patient, looked_rev: rev });
  expect((await view(store, "goal", goal)).rev).toBeGreaterThan(rev);
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

test("push rule: one's own edits are not sent back, and the lines made here have the server's sums", async () => {
  const { store } = await begin(here);
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  here.server.requests.length = 0;
  await store.syncNow();
  expect(here.server.requests.map((one) => one.path)).toEqual(["/sync/push", "/sync/check"]);
  expect(store.status.value.state).toBe("up-to-date");
  const tablet = await again(here);
  expect((await view(tablet.store, "goal", goal)).fields.target).toBe("10");
  expect((await view(tablet.store, "goal", goal)).stamps.target).toMatchObject({ by: "01936f00-0000-7000-8000-00000000000a", was: { target: "5" } });
});

test("push rule: where the sums differ the bundle is not current, and the pull brings what the server has", async () => {
  const { store } = await begin(here);
  here.server.faults.wrongPushSums = true;
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  here.server.requests.length = 0;
  await store.syncNow();
  expect(here.server.requests.map((one) => one.path)).toEqual(["/sync/push", "/sync/check", "/sync/pull"]);
  expect(target(await view(store, "goal", goal))).toBe("10");
  expect(store.waiting.value).toEqual([]);
});

test("push rule: an answered change covers the old value until the pull that brings its bundle there", async () => {
  const { store } = await begin(here);
  colleague("7");
  await store.create("goal", patient, { words: "Sleep" });
  here.server.faults.cutPullAt = 40;
  await store.syncNow();
  expect(store.waiting.value.map((one) => one.state)).toEqual(["answered"]);
  expect(store.status.value.waiting).toBe(0);
  expect(store.bundle(patient).value!.all("goal").length).toBe(2);
  await store.syncNow();
  expect(store.waiting.value).toEqual([]);
  expect(store.bundle(patient).value!.all("goal").length).toBe(2);
});

test("push rule: an answer that was lost is asked for again under the same id, and written once", async () => {
  const { store } = await begin(here);
  here.server.faults.losePushAnswer = true;
  await store.create("note", patient, { words: "Dose given" });
  await store.syncNow();
  expect(store.status.value.state).toBe("offline");
  await store.syncNow();
  expect(new Set(sent().map((one) => one.id)).size).toBe(1);
  expect(pushes().length).toBe(2);
  expect(store.bundle(patient).value!.all("note").length).toBe(2);
  expect(store.waiting.value).toEqual([]);
});

test("a push takes 200 changes at most, packed, in the order made, and one transaction ends each", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  for (let i = 0; i < 205; i++) await store.create("note", patient, { words: `Note ${i}` });
  here.server.faults.offline = false;
  await store.syncNow();
  expect(pushes().map((one) => (one.body.changes as Change[]).length)).toEqual([200, 5]);
  expect(sent().map((one) => one.set.words)).toEqual(Array.from({ length: 205 }, (_, i) => `Note ${i}`));
  expect(store.waiting.value).toEqual([]);
  expect(store.bundle(patient).value!.all("note").length).toBe(206);
});

test("a push is of fifty bundles at most: what is of another waits for the next, and each bundle keeps its order", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const bundles = Array.from({ length: 52 }, (_, i) => `01936f00-0000-7000-8000-0000000${10000 + i}`);
  for (const round of [1, 2]) for (const bundle of bundles) await store.create("note", bundle, { words: `${round}` });
  here.server.faults.offline = false;
  await store.syncNow();
  expect(pushes().map((one) => (one.body.changes as Change[]).length)).toEqual([100, 4]);
  // It left while the first answer was taken in: it stands for what that answer ended all the same, or a restore between the two would go unnoticed.
  expect(pushes()[1]!.body.newest_answered).toBe((pushes()[0]!.body.changes as Change[]).at(-1)!.id);
  for (const bundle of bundles)
    expect(
      sent()
        .filter((one) => one.bundle === bundle)
        .map((one) => one.set.words),
    ).toEqual(["1", "2"]);
  expect(store.status.value.waiting).toBe(0);
});

test("m6 not now is no ending: the change stays, under its id, and the status says why", async () => {
  const { store } = await begin(here);
  here.server.faults.notNow = "update-required";
  const id = await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  expect(store.status.value).toMatchObject({ state: "update-required", waiting: 1 });
  here.server.faults.notNow = undefined;
  await store.syncNow();
  expect(sent().map((one) => one.id)).toEqual([id, id]);
  expect(store.status.value).toMatchObject({ state: "up-to-date", waiting: 0 });
});

test("m6 what was made after a change that was told not now does not overtake it in the next push", async () => {
  const { store } = await begin(here);
  here.server.faults.busyFor = (change) => change.kind === "goal" && change.saw === null;
  const id = await store.create("goal", patient, { words: "Sleep", status: "active" });
  await store.syncNow();
  await Promise.all(Array.from({ length: 200 }, (_, i) => store.create("note", patient, { words: `${i}` })));
  await store.change(await view(store, "goal", id), "words", { words: "Sleep in my own bed" });
  await store.syncNow();
  expect(sent().filter((one) => one.record === id && one.saw !== null)).toEqual([]);
  here.server.faults.busyFor = undefined;
  await store.syncNow();
  expect(here.server.bundles.get(patient)!.lines.get(id)!.fields.words).toBe("Sleep in my own bed");
});

test("m6 a second try takes along what was built on it, and loses no change of another record", async () => {
  const { store } = await begin(here);
  colleague("7");
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  here.server.faults.offline = true;
  const disputed = await view(store, "goal", goal);
  const conflict = await view(store, "conflict", disputed.disputed.target!.conflict);
  const settled = await store.settle(conflict, { target: "8", target_unit: "metres" }, "Agreed");
  await store.change(await view(store, "goal", goal), "target", { target: "9" });
  here.server.faults.offline = false;
  here.server.faults.refuse = () => "role";
  await store.syncNow();
  expect(store.waiting.value.map((one) => one.state)).toEqual(["refused", "refused"]);
  here.server.faults.offline = true;
  await store.tryAgain(settled);
  const kept = store.waiting.value.filter((one) => one.kind !== "refusal").map((one) => [one.kind, JSON.stringify(one.set)]);
  expect(kept.map(([kind]) => kind).sort()).toEqual(["conflict", "goal"]);
});

test("m6 one refused change does not stop the others; it is kept with its reason, and a second try names it", async () => {
  const { store } = await begin(here);
  here.server.faults.refuse = (change) => (change.set.words === "Bad" ? "invalid-value" : null);
  await store.create("note", patient, { words: "Bad" });
  const bad = store.waiting.value[0]!.id;
  await store.create("note", patient, { words: "Good" });
  await store.syncNow();
  expect(store.waiting.value).toMatchObject([{ id: bad, state: "refused", refusal: { reason: "invalid-value" } }]);
  expect(store.status.value.refused).toBe(1);
  const tablet = await again(here);
  expect(tablet.store.waiting.value).toMatchObject([{ id: bad, state: "refused" }]);
  await tablet.store.tryAgain(bad, { words: "Better" });
  await tablet.store.syncNow();
  expect(sent().find((one) => one.set.words === "Better")).toMatchObject({ retries: bad, saw: null });
  expect(tablet.store.waiting.value.filter((one) => one.state === "refused")).toEqual([]);
});

test("m6 what was made on top of a refused change is refused with it, shown as one item, and let go with it", async () => {
  const { store } = await begin(here);
  here.server.faults.losePushAnswer = true;
  here.server.faults.refuse = (change) => (change.set.target === "10" ? "role" : null);
  const first = await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  await store.change(await view(store, "goal", goal), "target", { target: "12" });
  await store.syncNow();
  expect(store.status.value.refused).toBe(1);
  expect(store.waiting.value[0]!.dependents.length).toBe(1);
  expect(target(await view(store, "goal", goal))).toBe("5");
  await store.letGo(first, "Agreed with the lead");
  expect(store.status.value.refused).toBe(0);
  expect(store.waiting.value.map((one) => [one.kind, one.set.dealt_how, one.set.dealt_reason])).toEqual([
    ["refusal", "let-go", "Agreed with the lead"],
    ["refusal", "let-go", "Agreed with the lead"],
  ]);
});

test("m5 both changed it: all sides show, none as the value, and settling is one change on the conflict, offline too", async () => {
  const { store } = await begin(here);
  colleague("7");
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  const disputed = await view(store, "goal", goal);
  expect(disputed.disputed.target!.sides.map((side) => side.value.target)).toEqual(["7", "10"]);
  expect(store.status.value.toSettle).toBe(1);
  await settle();
  const [conflict] = store.toSettle.value;
  here.server.faults.offline = true;
  await store.settle(conflict!, { target: "8", target_unit: "metres" }, "Asked Rokeya");
  expect(store.toSettle.value).toEqual([]);
  expect(store.status.value.toSettle).toBe(0);
  expect(target(await view(store, "goal", goal))).toBe("8");
  expect((await view(store, "goal", goal)).disputed).toEqual({});
  here.server.faults.offline = false;
  await store.syncNow();
  expect(sent().at(-1)).toMatchObject({
    kind: "conflict",
    record: conflict!.id,
    saw: { sides: expect.any(Array) },
    set: { value: { target: "8", target_unit: "metres", target_how: null, target_on: null }, reason: "Asked Rokeya" },
  });
  expect(target(await view(store, "goal", goal))).toBe("8");
  expect(store.status.value.toSettle).toBe(0);
});

test("m5 a dispute of a part that the header tells nothing of waits to be settled like any other, until it is settled", async () => {
  const { store } = await begin(here);
  const dispute = "01936f00-0000-7000-8000-000000000401";
  const fields = { about: goal, about_kind: "goal", group: "target", base: null, sides: [], status: "open" };
  here.server.write(patient, { kind: "conflict", id: dispute, patient, part: "more", fields, stamps: {} });
  await store.syncNow();
  expect(here.server.bundle(patient).header.disputes).toBe(0);
  await view(store, "goal", goal);
  expect(store.toSettle.value.map((one) => one.id)).toEqual([dispute]);
  expect(store.status.value.toSettle).toBe(1);
  here.server.write(patient, { kind: "conflict", id: dispute, patient, part: "more", fields: { ...fields, status: "settled" }, stamps: {} });
  await store.syncNow();
  expect(store.status.value.toSettle).toBe(0);
});

test("m5 an edit of a disputed field becomes its author's side", async () => {
  const { store } = await begin(here);
  colleague("7");
  await store.change(await view(store, "goal", goal), "target", { target: "10" });
  await store.syncNow();
  here.server.faults.offline = true;
  await store.change(await view(store, "goal", goal), "target", { target: "11" });
  const one = store.waiting.value.at(-1)!;
  expect(one).toMatchObject({ kind: "conflict", set: { side: true, reason: null, value: { target: "11" } } });
  expect((await view(store, "goal", goal)).disputed.target!.sides.map((side) => side.value.target)).toEqual(["7", "11"]);
});

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
