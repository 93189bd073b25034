import { expect, test } from "vitest";
import { shortDay } from "../lib/dates";
import { people } from "../patient/testing";
import { changesOf, type Seen, seenNow } from "./changes";
import { attended, me, patient, visit } from "./testing";

const day = "2026-11-24";
const words = (seen: Seen | null, index: ReturnType<typeof patient>[]) =>
  changesOf(seen, { index, day, me, people }).map((one) => `${one.kind}: ${one.words}`);
const begum = (more = {}) => patient("begum", [visit("b", "10:00", "10:30", more)], { name: "Rokeya Begum" });
const ali = patient("ali", [visit("a", "14:20", "15:00")], { name: "Tariq Ali" });
const seen = seenNow([begum()], day, me);

test("the first look at a day tells of nothing, nor does one at which all is as it was", () => {
  expect(words(null, [begum(), ali])).toEqual([]);
  expect(words(seen, [begum()])).toEqual([]);
});

test("a visit that went to a colleague and one that came are told in the order of the day", () => {
  expect(words(seen, [ali, begum({ asked: ["kemi"] })])).toEqual([
    `gone: Rokeya Begum, 10:00, moved to ${people.staff("kemi")?.name?.split(" ")[0]}.`,
    "new: New: Tariq Ali, 14:20.",
  ]);
});

test("a new time, another day, a cancelled visit and one that nobody has yet are told as what they are", () => {
  const moved = (from: string, more = {}) => [patient("begum", [visit("b", from, "12:00", more)], { name: "Rokeya Begum" })];
  expect(words(seen, moved("11:30"))).toEqual(["time: Rokeya Begum is at 11:30, was 10:00."]);
  expect(words(seen, [begum({ planned_start: "2026-11-25T09:00:00.000Z" })])).toEqual([
    `gone: Rokeya Begum, 10:00, moved to ${shortDay("2026-11-25")}, 09:00.`,
  ]);
  expect(words(seen, [begum({ status: "cancelled" })])).toEqual(["gone: Rokeya Begum, 10:00, is cancelled."]);
  expect(words(seen, [begum({ asked: [] })])).toEqual(["gone: Rokeya Begum, 10:00, is taken off your day: nobody has it yet."]);
});

test("of a person who is no longer on this tablet the time alone is told", () => {
  expect(words(seen, [])).toEqual(["gone: The visit at 10:00 is no longer yours."]);
});

test("what was taken from a day that had nothing else is told, and what comes after that was read is new", () => {
  expect(words(seen, [begum({ asked: [] })])).toHaveLength(1);
  expect(words({ seen: [], seen_with: [] }, [ali])).toEqual(["new: New: Tariq Ali, 14:20."]);
});

test("what one has finished is no news, what one is at and was given to another is", () => {
  expect(words(seen, [begum({ asked: ["kemi"], attendances: [attended("10:00", "10:30", "completed")] })])).toEqual([]);
  expect(words(seen, [begum({ asked: ["kemi"], attendances: [attended("10:00", null, null)] })])).toHaveLength(1);
});

test("a visit of another day, of a colleague or one that was cancelled before is in nobody's look", () => {
  const index = [
    begum({ asked: ["kemi"] }),
    patient("far", [visit("f", "09:00", "09:30", { planned_start: "2026-11-25T09:00:00.000Z" })]),
    patient("off", [visit("o", "09:00", "09:30", { status: "cancelled" })]),
  ];
  expect(seenNow(index, day, me)).toEqual({ seen: [], seen_with: [] });
});

const nameOf = (id: string) => people.staff(id)?.name?.split(" ")[0] ?? "a colleague";
const both = (...others: string[]) => begum({ asked: [me, ...others] });

test("that a double-up's colleague changed is told, by who comes and who does not", () => {
  const before = seenNow([both("kemi")], day, me);
  expect(words(before, [both("kemi")])).toEqual([]);
  expect(words(before, [both("sam")])).toEqual([`company: Rokeya Begum, 10:00: ${nameOf("sam")} comes with you instead of ${nameOf("kemi")}.`]);
  expect(words(before, [both()])).toEqual([`company: Rokeya Begum, 10:00: ${nameOf("kemi")} no longer comes with you.`]);
  expect(words(seenNow([both()], day, me), [both("kemi")])).toEqual([`company: Rokeya Begum, 10:00: ${nameOf("kemi")} comes with you.`]);
  expect(words(seenNow([both("kemi")], day, me), [both("kemi", "sam")])).toHaveLength(1);
});

test("a visit that is at another time and with another colleague is told once, with both", () => {
  const before = seenNow([both("kemi")], day, me);
  const moved = patient("begum", [visit("b", "11:30", "12:00", { asked: [me, "sam"] })], { name: "Rokeya Begum" });
  expect(words(before, [moved])).toEqual([
    `time: Rokeya Begum is at 11:30, was 10:00. ${nameOf("sam")} comes with you instead of ${nameOf("kemi")}.`,
  ]);
});

test("a new visit names who comes too", () => {
  expect(words({ seen: [], seen_with: [] }, [both("kemi")])).toEqual([`new: New: Rokeya Begum, 10:00, with ${nameOf("kemi")}.`]);
});

test("of a look that did not keep who else came nothing of that is told", () => {
  expect(words({ seen: seenNow([both("kemi")], day, me).seen, seen_with: null }, [both("sam")])).toEqual([]);
});

test("the order in which two are asked is no change", () => {
  expect(words(seenNow([both("kemi", "sam")], day, me), [begum({ asked: ["sam", me, "kemi"] })])).toEqual([]);
});
