/** Answers (`answer.<linkId>`) on the tablet: each is a group of its own, from the draft to the line (M2, M3, PROTOCOL §1). */
import { expect, test } from "vitest";
import { groupNamed, groupOfField, touched } from "../api/groups";
import type { Answer } from "../api/kinds";
import { derived } from "../lib/ids";
import type { Store, View } from "./contract";
import { valuesOf } from "./lines";
import { aWorldForEachTest, here, sent } from "./testing/here";
import { begin, patient } from "./testing/world";

aWorldForEachTest();

const url = "https://alongside.example/q/living-at-home";
const about = { questionnaire: url, version: "1", ordinal: 202601, status: "in-progress" };
const id = derived("assessment", patient, url, "202601");
const answered = (words: string): Answer => ({ answer: [{ valueString: words }] });
const shown = (store: Store) => store.bundle(patient).value?.one("assessment", id) as View<"assessment">;

async function begun(): Promise<Store> {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await store.create("assessment", patient, about);
  return store;
}

test("r1 a joint assessment has the id that follows from person, questionnaire and number; another that of its visit", async () => {
  const store = await begun();
  expect(shown(store).id).toBe(id);
  const other = store.blank("assessment", patient, { questionnaire: url, version: "1", visit: "v" });
  expect(other.id).toBe(derived("assessment", "v", url));
});

test("m3 each answer is a group of its own; no other name is one", () => {
  expect(groupNamed("assessment", "answer./44250-9")).toMatchObject({ fields: ["answer./44250-9"], policy: "review" });
  for (const name of ["answer.", "answer.with space", `answer.${"x".repeat(101)}`, "answers.a", "constructor"])
    expect(groupNamed("assessment", name), name).toBeUndefined();
  expect(groupNamed("goal", "answer.a")).toBeUndefined();
  expect(groupOfField("assessment", "answer.a")).toBe("answer.a");
  expect(touched("assessment", ["answer.b", "why", "answer.a"]).map(([name]) => name)).toEqual(["amendment", "answer.a", "answer.b"]);
  expect(valuesOf("assessment", "answer.a", {})).toEqual({ "answer.a": null });
});

test("m2 answers given offline are changes of their own, in order, after the creation and never in it; what is typed twice folds", async () => {
  const store = await begun();
  for (const [link, words] of [
    ["a", "one"],
    ["b", "two"],
    ["a", "three"],
  ] as const)
    await store.change(shown(store), `answer.${link}`, { [`answer.${link}`]: answered(words) });
  expect(shown(store).fields["answer.a"]).toEqual(answered("three"));
  expect(shown(store).kept).toMatchObject({ "answer.a": "on-this-tablet", "answer.b": "on-this-tablet" });
  expect(shown(store).unknown).toEqual([]);
  here.server.faults.offline = false;
  await store.syncNow();
  const [creation, ...answers] = sent();
  expect(creation!.set).toEqual(about);
  expect(answers.map(({ saw, set, after }) => ({ saw, set, after }))).toEqual([
    { saw: { "answer.a": null }, set: { "answer.a": answered("three") }, after: creation!.id },
    { saw: { "answer.b": null }, set: { "answer.b": answered("two") }, after: creation!.id },
  ]);
  expect(here.server.bundles.get(patient)!.lines.get(id)!.fields).toEqual({ ...about, "answer.a": answered("three"), "answer.b": answered("two") });
  expect(shown(store).kept).toEqual({});
});

test("m2 a draft of one answer is found again and left, though another's linkId begins like it", async () => {
  const store = await begun();
  const one = await store.edit(shown(store), "answer./a");
  const other = await store.edit(shown(store), "answer./a/b");
  await one.type({ "answer./a": answered("typed") });
  await other.type({ "answer./a/b": answered("more") });
  expect(store.unfinished.value.map((draft) => draft.group).sort()).toEqual(["answer./a", "answer./a/b"]);
  expect(await one.leave()).toBe("kept");
  expect(store.unfinished.value.map((draft) => draft.group)).toEqual(["answer./a/b"]);
  expect(shown(store).fields["answer./a"]).toEqual(answered("typed"));
  expect(shown(store).fields["answer./a/b"]).toBeUndefined();
});

test("r1 beginning what stands here already changes nothing that is written once", async () => {
  const store = await begun();
  here.server.faults.offline = false;
  await store.syncNow();
  const before = sent().length;
  await store.create("assessment", patient, { ...about, begun_at: "2026-11-23T09:00:00.000Z" });
  await store.syncNow();
  expect(sent().slice(before)).toEqual([]);
});

test("m2 an answer that the wire would not take stays a draft, with what is wrong said", async () => {
  const store = await begun();
  for (const [value, words] of [
    [answered("x".repeat(20_001)), "20,000 characters"],
    [answered("a\0"), "character"],
    [{ answer: Array.from({ length: 3 }, () => ({ valueString: "x".repeat(19_000) })) }, "32 KB"],
    [{ answer: Array.from({ length: 201 }, () => ({ valueInteger: 1 })) }, "too many"],
  ] as const) {
    const field = await store.edit(shown(store), "answer.a");
    await field.type({ "answer.a": value });
    const left = await field.leave();
    expect(typeof left === "object" && left.invalid["answer.a"]).toContain(words);
  }
});

test("t2 an answer of 20,000 characters waits and is sent by itself: the creation stays small", async () => {
  const store = await begun();
  for (const link of ["a", "b", "c", "d"]) await store.change(shown(store), `answer.${link}`, { [`answer.${link}`]: answered("x".repeat(20_000)) });
  here.server.faults.offline = false;
  await store.syncNow();
  expect(sent().map((change) => JSON.stringify(change).length < 64 * 1024)).toEqual([true, true, true, true, true]);
});
