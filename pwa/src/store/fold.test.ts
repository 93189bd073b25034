import { expect, test } from "vitest";
import { type Item, plan, type Wanted } from "./fold";
import { aWorldForEachTest, here, sent } from "./testing/here";
import { begin, goal, patient, view } from "./testing/world";
import type { Change, Values } from "./wire";

aWorldForEachTest();

/** A tick or an untick, on a screen that showed `drawn`. */
const edit = (drawn: string[] | null, tags: string[]): Wanted => ({
  kind: "patient",
  record: patient,
  patient,
  bundle: patient,
  group: "tags",
  saw: { tags: drawn },
  set: { tags },
});

const waiting = (seq: number, saw: Values | null, set: Values): Item => ({
  seq,
  folds: 0,
  change: { id: `0000000${seq}`, kind: "patient", record: patient, patient, bundle: patient, saw, set } as Change,
  state: "waiting",
  ending: null,
  called: null,
  bytes: 0,
  sealed: new Uint8Array(0),
});

test("m2 m3 two ticks in one breath are both in the one change, though the second was drawn before the first", () => {
  const first = waiting(1, { tags: null }, { tags: ["amina"] });
  expect(plan([first], 0, edit(null, ["yusuf"]))).toEqual({ act: "fold", into: first, set: { tags: ["amina", "yusuf"] } });
});

test("m2 m3 what a colleague added meanwhile and one takes out is a change of its own, on top of one's own that waits", () => {
  const first = waiting(1, { tags: [] }, { tags: ["amina"] });
  const away = edit(["amina", "daniel"], ["amina"]);
  expect(plan([first], 0, away)).toEqual({ act: "add", wanted: away, after: first.change.id });
});

test("m2 m3 taking out what one added oneself leaves nothing behind", () => {
  const first = waiting(1, { tags: ["kemi"] }, { tags: ["kemi", "amina"] });
  expect(plan([first], 0, edit(["kemi", "amina"], ["kemi"]))).toEqual({ act: "drop", item: first });
});

test("m2 m3 what stood when one began may be taken out in the same change", () => {
  const first = waiting(1, { tags: ["kemi"] }, { tags: ["kemi", "amina"] });
  expect(plan([first], 0, edit(["kemi", "amina"], ["amina"]))).toEqual({ act: "fold", into: first, set: { tags: ["amina"] } });
});

test("m2 m3 into a creation a set folds as into any change", () => {
  const made = waiting(1, null, { given_name: "Rokeya", tags: ["kemi"] });
  expect(plan([made], 0, edit(["kemi"], ["kemi", "amina"]))).toEqual({
    act: "fold",
    into: made,
    set: { given_name: "Rokeya", tags: ["kemi", "amina"] },
  });
});

test("m2 an edit of one value stands as it was typed last", () => {
  const first = waiting(1, { phone: "1" }, { phone: "2" });
  const wanted: Wanted = { ...edit(null, []), group: "phone", saw: { phone: "2" }, set: { phone: "3" } };
  expect(plan([first], 0, wanted)).toEqual({ act: "fold", into: first, set: { phone: "3" } });
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
