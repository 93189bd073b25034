import { expect, test } from "vitest";
import { derived } from "../lib/ids";
import type { Act, View } from "./contract";
import { DiskFull } from "./database";
import { aWorldForEachTest, colleague, here, sent, target } from "./testing/here";
import { again, begin, goal, patient, pin, settle, view } from "./testing/world";

aWorldForEachTest();

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

test("t1 what is one act is written together: in one flushed transaction, and where there is no room nothing of it", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  const standing = await view(store, "goal", goal);
  const meeting = "01936f00-0000-7000-8000-000000000901";
  const acts: Act[] = [
    { view: standing as View, group: "target", values: { target: "12" } },
    { view: standing as View, group: "review", values: { review_on: "2027-01-05" } },
    { create: "meeting_item", patient, fields: { meeting, position: 1, status: "listed" } },
  ];
  here.disk.full = true;
  await expect(store.together(acts)).rejects.toThrow(DiskFull);
  expect(store.waiting.value).toEqual([]);
  here.disk.full = false;
  here.disk.durability.length = 0;
  await store.together(acts);
  expect(here.disk.durability.filter(([stores]) => stores.includes("queue"))).toEqual([[["queue", "drafts", "meta"], "strict"]]);
  const kept = (await again(here)).store.waiting.value;
  expect(kept).toMatchObject([
    { kind: "goal", saw: { target: "5" }, set: { target: "12", target_unit: "metres" } },
    { kind: "goal", saw: { review_on: null }, set: { review_on: "2027-01-05" } },
    { kind: "meeting_item", saw: null, set: { meeting, position: 1, status: "listed" } },
  ]);
});

test("r1 what one act would create, and is there, is changed by it", async () => {
  const { store } = await begin(here);
  const meeting = "01936f00-0000-7000-8000-000000000901";
  await store.create("meeting_item", patient, { meeting, position: 1, status: "cancelled" });
  await store.syncNow();
  await store.together([{ create: "meeting_item", patient, fields: { meeting, status: "listed" } }]);
  expect(store.waiting.value).toMatchObject([{ kind: "meeting_item", saw: { status: "cancelled" }, set: { status: "listed" } }]);
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

test("m6 what a lead dealt with is taken off its author's list without a word over the lead's", async () => {
  const { store } = await begin(here);
  here.server.faults.refuse = () => "needs-a-lead";
  await store.create("note", patient, { words: "Larger than on Monday." });
  const change = store.waiting.value[0]!.id;
  await store.syncNow();
  expect(store.status.value.refused).toBe(1);
  const me = store.session.value.phase === "open" ? store.session.value.me.staff : "";
  const stamp = { at: "2026-11-23T09:10:00.000Z", by: "01936f00-0000-7000-8000-00000000000b", change: "01936f00-0000-7000-8000-0000000c0778" };
  const fields = { change, dealt_how: "done-again", dealt_reason: "Kept as a note", dealt_at: stamp.at };
  const mine = derived("mine", me);
  here.server.bundle(mine, "mine");
  here.server.write(mine, { kind: "refusal", id: derived("refusal", change), patient: null, part: "core", fields, stamps: { dealt: stamp } });
  await store.syncNow();
  expect(store.mine.value?.one("refusal", derived("refusal", change))?.fields.dealt_how).toBe("done-again");
  expect(store.status.value.refused).toBe(1);
  await store.letGo(change, "");
  expect(store.status.value.refused).toBe(0);
  await store.syncNow();
  expect(sent().filter((one) => one.kind === "refusal")).toEqual([]);
  expect(store.mine.value?.one("refusal", derived("refusal", change))?.stamps.dealt?.by).toBe(stamp.by);
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

test("m5 who may settle nothing reads a dispute, and is not told that it waits for them", async () => {
  const stamps = {};
  const dispute = "01936f00-0000-7000-8000-000000000401";
  const fields = { about: goal, about_kind: "goal", group: "target", base: null, sides: [], status: "open" };
  here.server.write(patient, { kind: "conflict", id: dispute, patient, part: "core", fields, stamps });
  const one = here.tab();
  for (const [name, counted] of [
    ["iris", 0],
    ["kemi", 1],
  ] as const) {
    await one.store.start();
    await one.store.signIn(name, "right");
    await one.store.choosePin(pin);
    await one.store.fill();
    expect(one.store.toSettle.value).toEqual([]);
    await settle();
    expect(one.store.toSettle.value.map((each) => each.id)).toEqual([dispute]);
    expect(one.store.status.value.toSettle).toBe(counted);
    await one.store.signOut();
  }
});
