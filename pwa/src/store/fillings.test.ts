import { expect, test } from "vitest";
import type { FilledPart } from "./fillings";
import { aWorldForEachTest, here } from "./testing/here";
import { again, begin, patient, settle } from "./testing/world";

aWorldForEachTest();

const assessment = "01936f00-0000-7000-8000-000000000701";
const part = (section: string, of = assessment): FilledPart => ({ assessment: of, questionnaire: "https://example.org/q", version: "1", section });
const filled = () => [...here.server.filled.values()];
const asked = () => here.server.requests.filter((one) => one.path === "/questionnaires/filling");

test("what was measured without coverage waits sealed, outlives the app, and goes with the next contact", async () => {
  const { store } = await begin(here);
  here.server.faults.offline = true;
  await (await store.fillings()).add(part("falls"), { seconds: 60, taps: 4 });
  await (await store.fillings()).add(part("skin"), { seconds: 20, taps: 1 });
  const tablet = await again(here);
  expect(filled()).toEqual([]);
  here.server.faults.offline = false;
  await tablet.store.syncNow();
  await settle();
  expect(filled()).toMatchObject([
    { section: "falls", seconds: 60, taps: 4, month: "2026-11" },
    { section: "skin", seconds: 20, taps: 1 },
  ]);
});

test("nothing that is sent says of whom, by whom or in which assessment it was measured", async () => {
  const { store } = await begin(here);
  const fillings = await store.fillings();
  await fillings.add(part("falls"), { seconds: 60, taps: 4 });
  await fillings.send();
  expect(filled().map((one) => Object.keys(one).sort())).toEqual([["id", "month", "questionnaire", "seconds", "section", "taps", "version"]]);
  const told = JSON.stringify(asked().map((one) => one.body));
  const me = (store.session.value as { me: { staff: string } }).me.staff;
  for (const id of [assessment, patient, me, store.tablet]) expect(told).not.toContain(id);
  // An id of chance tells no time, as those of records do.
  expect(String(filled()[0]?.id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
});

test("a part that is gone on with is one filling, sent whole; its answer lost, it is sent again under the same id", async () => {
  const { store } = await begin(here);
  const fillings = await store.fillings();
  await fillings.add(part("falls"), { seconds: 60, taps: 4 });
  await fillings.send();
  here.server.faults.loseFillingAnswer = true;
  await fillings.add(part("falls"), { seconds: 30, taps: 2 });
  await fillings.send();
  here.server.faults.loseFillingAnswer = false;
  await fillings.send();
  expect(filled()).toMatchObject([{ seconds: 90, taps: 6 }]);
  const before = asked().length;
  await fillings.send();
  expect(asked().length).toBe(before);
});

test("what is done in a part after it was signed, and another assessment, are fillings of their own", async () => {
  const { store } = await begin(here);
  const fillings = await store.fillings();
  await fillings.add(part("falls"), { seconds: 60, taps: 4 });
  await fillings.end(part("falls"));
  await fillings.add(part("falls"), { seconds: 10, taps: 1 });
  await fillings.add(part("falls", "01936f00-0000-7000-8000-000000000702"), { seconds: 50, taps: 3 });
  await fillings.send();
  expect(filled().map((one) => one.seconds)).toEqual([60, 10, 50]);
});

test("what is added at once, here and in another tab, is all counted", async () => {
  const { store } = await begin(here);
  const other = await again(here);
  here.server.faults.offline = true;
  const tabs = [await store.fillings(), await other.store.fillings()];
  await Promise.all(Array.from({ length: 6 }, (_, n) => tabs[n % 2]!.add(part("falls"), { seconds: 10, taps: 1 })));
  here.server.faults.offline = false;
  await tabs[0]!.send();
  expect(filled()).toMatchObject([{ seconds: 60, taps: 6 }]);
});

test("what is refused for good is let go, and what comes after it is sent", async () => {
  const { store } = await begin(here);
  const fillings = await store.fillings();
  here.server.faults.refuseFilling = true;
  await fillings.add(part("falls"), { seconds: 60, taps: 4 });
  await fillings.send();
  await fillings.send();
  expect(asked().length).toBe(1);
  here.server.faults.refuseFilling = false;
  await fillings.add(part("skin"), { seconds: 20, taps: 1 });
  await fillings.send();
  expect(filled()).toMatchObject([{ section: "skin" }]);
});

test("more than fit into one request go in several", async () => {
  const { store } = await begin(here);
  const fillings = await store.fillings();
  here.server.faults.offline = true;
  for (let n = 0; n < 101; n++) await fillings.add(part(`s${n}`), { seconds: 1, taps: 1 });
  here.server.faults.offline = false;
  await fillings.send();
  expect(asked().map((one) => (one.body.measured as unknown[]).length)).toEqual([100, 1]);
});
