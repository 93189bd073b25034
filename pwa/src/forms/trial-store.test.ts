import { signal } from "@preact/signals";
import { describe, expect, test, vi } from "vitest";
import { Desk } from "../assessment/desk";
import { fill, readForm } from "../assessment/engine";
import type { Store, View } from "../store/contract";
import { nobody, trial, trialOf } from "./trial-store";

/** A store of which any verb that writes fails the test. */
function untouched() {
  const wrote = vi.fn();
  const verbs = ["create", "change", "edit", "settle", "letGo", "tryAgain", "markRead", "handOver", "pictures"] as const;
  const real = {
    ...Object.fromEntries(verbs.map((verb) => [verb, async () => wrote(verb)])),
    now: signal(new Date("2026-11-22T09:00:00Z")),
    unfinished: signal([{ record: trialOf, group: "answer.a" }]),
  } as unknown as Store;
  return { real, wrote };
}

let n = 0;
const newId = () => `0193c000-0000-7000-8000-${String(++n).padStart(12, "0")}`;
const url = "https://example.org/tea";
const form = readForm({
  ...{ resourceType: "Questionnaire", url, version: "1", title: "Tea" },
  item: [
    { linkId: "a", text: "Tea?", type: "boolean" },
    { linkId: "b", text: "Which?", type: "string", enableWhen: [{ question: "a", operator: "=", answerBoolean: true }] },
    { linkId: "cups", text: "Cups", type: "group", repeats: true, item: [{ linkId: "size", text: "Size", type: "string" }] },
  ],
});

describe("a form tried out", () => {
  test("begins empty, about nobody, without words that an earlier hand left", () => {
    const { real } = untouched();
    const { store, record } = trial(real, { url, version: "1" }, newId);
    const view = record.value.one("assessment", trialOf)!;
    expect(record.value.id).toBe(nobody);
    expect(Object.keys(view.fields).filter((name) => name.startsWith("answer."))).toEqual([]);
    expect(store.unfinished.value).toEqual([]);
    expect(view.fields).toMatchObject({ questionnaire: url, version: "1", status: "in-progress" });
  });
  test("answers open what follows, in the very filling that an assessment has; nothing says that it is kept, and the real store writes nothing", async () => {
    const { real, wrote } = untouched();
    const { store, record } = trial(real, { url, version: "1" }, newId);
    const begun = record.value.one("assessment", trialOf)!;
    const desk = new Desk(store, form, record.value, begun);
    expect(desk.filling.top.map((node) => node.enabled)).toEqual([true, false, true]);
    await store.change(begun, "answer.a", { "answer.a": { answer: [{ valueBoolean: true }] } });
    const now = record.value.one("assessment", trialOf)!;
    desk.take(record.value, now);
    expect(desk.filling.top.map((node) => node.enabled)).toEqual([true, true, true]);
    expect([now.stamps, now.kept, now.rev]).toEqual([{}, {}, 0]);
    const edit = await store.edit(now, "answer.b");
    await edit.type({ "answer.b": { answer: [{ valueString: "Mint" }] } });
    expect(await edit.leave()).toBe("kept");
    expect(record.value.one("assessment", trialOf)!.fields).toMatchObject({ "answer.b": { answer: [{ valueString: "Mint" }] } });
    expect(edit.kept.value).toBe("typing");
    expect(wrote).not.toHaveBeenCalled();
  });
  test("what a field refuses stays in hand, as in an assessment", async () => {
    const { store, record } = trial(untouched().real, { url, version: "1" }, newId);
    const edit = await store.edit(record.value.one("assessment", trialOf)!, "answer.b", () => ({ "answer.b": "Too long." }));
    await edit.type({ "answer.b": "x" });
    expect(await edit.leave()).toEqual({ invalid: { "answer.b": "Too long." } });
    expect(record.value.one("assessment", trialOf)!.fields).not.toHaveProperty("answer.b");
  });
  test("rows are added, and words for a button change no record", async () => {
    const { real, wrote } = untouched();
    const { store, record } = trial(real, { url, version: "1" }, newId);
    const view = record.value.one("assessment", trialOf)!;
    const id = await store.create("answer_row", nobody, { assessment: trialOf, group: "cups", position: 1 });
    const rows = record.value.all("answer_row").map((row) => ({ id: row.id, group: "cups", parent: null, position: 1, fields: {} }));
    expect(rows.map((row) => row.id)).toEqual([id]);
    expect(fill(form, { fields: {}, rows }, { expressions: null, now: "2026-11-22T09:00:00Z" }).top[2]!.rows.length).toBe(1);
    const words = await store.edit(view as View, "left out of cups");
    await words.type({ left: { x: "why" } });
    await words.leave();
    expect(record.value.one("assessment", trialOf)!.fields).toEqual(view.fields);
    expect(wrote).not.toHaveBeenCalled();
  });
  test("nothing else is done from it: no picture, no settling, no handing over", async () => {
    const { real, wrote } = untouched();
    const { store } = trial(real, { url, version: "1" }, newId);
    await expect(store.pictures()).rejects.toThrow("Nothing of a trial is kept.");
    await expect(store.settle({} as never, {}, "")).rejects.toThrow();
    expect(await store.handOver("/", null)).toBe(false);
    await store.markRead(nobody);
    expect(wrote).not.toHaveBeenCalled();
  });
  test("a new trial knows nothing of the one before", async () => {
    const { real } = untouched();
    const first = trial(real, { url, version: "1" }, newId);
    await first.store.change(first.record.value.one("assessment", trialOf)!, "answer.a", { "answer.a": { answer: [{ valueBoolean: true }] } });
    expect(trial(real, { url, version: "1" }, newId).record.value.one("assessment", trialOf)!.fields).not.toHaveProperty("answer.a");
  });
});
