import { expect, test } from "vitest";
import { aWorldForEachTest, here } from "./testing/here";
import { begin, goal, patient, view } from "./testing/world";

aWorldForEachTest();

test("the diagnostic file holds nothing of a patient", async () => {
  const { store } = await begin(here);
  await store.change(await view(store, "goal", goal), "words", { words: "Walk with Rokeya" });
  const text = await (await store.diagnostics()).text();
  for (const word of ["Rokeya", "Begum", "Walk", patient, goal, "kemi"]) expect(text).not.toContain(word);
  expect(JSON.parse(text).queue).toMatchObject([{ kind: "goal", state: "waiting" }]);
});
