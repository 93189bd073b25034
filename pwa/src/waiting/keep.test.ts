import { expect, test } from "vitest";
import { aWorldForEachTest, here, sent } from "../store/testing/here";
import { again, begin, patient } from "../store/testing/world";
import { keepAsNote, noteOf } from "./keep";

aWorldForEachTest();

test("m6 a tab that is killed between the note and the letting go makes one note of it, not two", async () => {
  const { store } = await begin(here);
  here.server.faults.refuse = (change) => (change.kind === "goal" ? "role" : null);
  const made = await store.create("goal", patient, { words: "Walk to the shop", status: "active" });
  await store.syncNow();
  const refused = store.waiting.value.find((one) => one.record === made)!;
  expect(refused.state).toBe("refused");
  const killed = { create: store.create, letGo: () => Promise.reject(new Error("killed")) };
  await expect(keepAsNote(killed, refused, patient, "Meant to walk to the shop.", null)).rejects.toThrow("killed");
  const after = (await again(here)).store;
  expect(after.waiting.value.find((one) => one.id === refused.id)?.state).toBe("refused");
  await keepAsNote(after, refused, patient, "Meant to walk to the shop.", null);
  await after.syncNow();
  expect(
    sent()
      .filter((one) => one.kind === "note" && one.saw === null)
      .map((one) => one.record),
  ).toEqual([noteOf(refused.id)]);
  expect(after.waiting.value.filter((one) => one.state === "refused")).toEqual([]);
});

test("m6 however late it is tried, the note says the same of when it was written: what a note is of does not change", async () => {
  const { store } = await begin(here);
  here.server.faults.refuse = (change) => (change.kind === "goal" ? "role" : null);
  await store.create("goal", patient, { words: "Walk to the shop", status: "active" });
  await store.syncNow();
  const [refused] = store.waiting.value;
  await here.pass(60_000);
  await keepAsNote(store, refused!, patient, "Meant to walk to the shop.", null);
  await store.syncNow();
  const [note] = sent().filter((one) => one.kind === "note");
  expect(note!.set.written_at).toBe(refused!.madeAt);
  expect(note!.made_at).not.toBe(refused!.madeAt);
});

test("r1 the note's id is a UUIDv7 of the change's own time, and another's for another change", () => {
  const one = "0193c000-0000-7000-8000-000000000001";
  expect(noteOf(one)).toMatch(/^0193c000-0000-7000-8000-[0-9a-f]{12}$/);
  expect(noteOf(one)).not.toBe(one);
  expect(noteOf("0193c000-0000-7000-8000-000000000002")).not.toBe(noteOf(one));
});
