import { expect, test } from "vitest";
import { derived } from "../lib/ids";
import type { View } from "../store/contract";
import { aWorldForEachTest, here, sent } from "../store/testing/here";
import { begin, patient } from "../store/testing/world";
import { dealtWith, dealtWords } from "./Dealt";

aWorldForEachTest();

const now = new Date("2026-11-24T12:00:00Z");
const refusal = (how: string, reason: string | null) =>
  ({
    fields: { dealt_how: how, dealt_reason: reason },
    stamps: { dealt: { by: "grace", at: "2026-11-24T10:40:00.000Z", change: "c" } },
  }) as unknown as View<"refusal">;

test("m6 the author reads who did what with it, when, and why", () => {
  const words = (one: View<"refusal">) => dealtWords(one, () => "Grace Oduya", now).replaceAll("\u00a0", " ");
  expect(words(refusal("done-again", "Kept as a note"))).toBe("Grace Oduya kept it as a note in the record, 10:40.");
  expect(words(refusal("let-go", "Measured anew on Tuesday."))).toBe("Grace Oduya set it aside, 10:40: “Measured anew on Tuesday.”");
});

test("m6 what was put right on top of a change that a lead dealt with stays with what was not taken, until that is dealt with too", async () => {
  const { store } = await begin(here);
  const me = store.session.value.phase === "open" ? store.session.value.me.staff : "";
  here.server.faults.refuse = (change) => (change.kind === "note" && change.saw === null ? "needs-a-lead" : null);
  here.server.faults.losePushAnswer = true;
  const note = await store.create("note", patient, { words: "Larger than on Monday." });
  await store.syncNow();
  await store.change(store.blank("note", patient, { words: "Larger than on Monday." }, { id: note }), "words", { words: "Smaller than on Monday." });
  await store.syncNow();
  const refused = () => store.waiting.value.filter((one) => one.state === "refused");
  const [first, correction] = refused();
  expect(first!.dependents).toEqual([correction!.id]);
  const read = () => dealtWith(refused(), store.mine.value, me).map((one) => one.change.id);
  const mine = derived("mine", me);
  here.server.bundle(mine, "mine");
  async function leadDealsWith(change: string) {
    const stamp = { at: "2026-11-23T09:10:00.000Z", by: "01936f00-0000-7000-8000-00000000000b", change: derived("dealt", change) };
    const fields = { change, dealt_how: "done-again", dealt_reason: "Kept as a note", dealt_at: stamp.at };
    here.server.write(mine, { kind: "refusal", id: derived("refusal", change), patient: null, part: "core", fields, stamps: { dealt: stamp } });
    await store.syncNow();
  }
  await leadDealsWith(first!.id);
  expect(read()).toEqual([]);
  await leadDealsWith(correction!.id);
  expect(read()).toEqual([first!.id, correction!.id]);
  await store.letGo(first!.id, "");
  await store.syncNow();
  expect(refused()).toEqual([]);
  expect(sent().filter((one) => one.kind === "refusal")).toEqual([]);
});
