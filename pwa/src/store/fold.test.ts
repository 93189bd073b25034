import { expect, test } from "vitest";
import { type Item, plan, type Wanted } from "./fold";
import type { Change, Values } from "./wire";

const patient = "01936f00-0000-7000-8000-000000000001";

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
