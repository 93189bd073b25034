import { h } from "preact";
import render from "preact-render-to-string";
import { expect, test } from "vitest";
import { people } from "../patient/testing";
import { allTheSame, dayOfWork, opensAt } from "./day";
import Present from "./Present";
import { Colleagues, type Seat } from "./TimeLine";
import { attended, patient, visit } from "./testing";

const day = "2026-11-24";
const now = new Date("2026-11-24T09:41:00.000Z");
const words = (html: string) => html.replace(/<[^>]+>/g, "").replaceAll("\u00a0", " ");
const taken = visit("v", "09:00", "09:30", { asked: ["amina"], attendances: [attended("09:02", null, null, "kemi")] });

test("r3 the one to whom the visit was given sees on the day's card that another arrived all the same, and when", () => {
  const [stop] = dayOfWork({ index: [patient("a", [taken])], day, now, me: "amina", myDay: null, base: null }).stops;
  const card = words(render(h(Colleagues, { stop: stop!, seat: { me: "amina", people } as unknown as Seat })));
  expect(card).toContain("Kemi Adeyemi is there all the same, arrived 09:02");
});

test("r3 a colleague who is asked too is no news of that kind", () => {
  const both = visit("v", "09:00", "09:30", { asked: ["amina", "kemi"], attendances: [attended("09:02", null, null, "kemi")] });
  const [stop] = dayOfWork({ index: [patient("a", [both])], day, now, me: "amina", myDay: null, base: null }).stops;
  expect(words(render(h(Colleagues, { stop: stop!, seat: { me: "amina", people } as unknown as Seat })))).not.toContain("all the same");
  expect(allTheSame([patient("a", [both])], day)).toEqual([]);
});

test("r3 the lead sees who came to what was given away or cancelled, on that day and no other", () => {
  const cancelled = visit("c", "10:00", "10:30", {
    status: "cancelled",
    asked: ["amina"],
    attendances: [attended("10:01", "10:20", "completed", "amina")],
  });
  const index = [patient("a", [taken], { name: "Rokeya Begum" }), patient("b", [cancelled], { name: "George Whitfield" })];
  const said = words(render(h(Present, { list: allTheSame(index, day), people })));
  expect(said).toContain("Kemi Adeyemi arrived 09:02 at Rokeya Begum, planned 09:00: it is now Amina Khatun’s");
  expect(said).toContain("Amina Khatun arrived 10:01 at George Whitfield, planned 10:00: it had been cancelled");
  expect(allTheSame(index, "2026-11-25")).toEqual([]);
});

test("r3 a lead's Today stays at its top where it says that somebody came to a changed visit; else it opens at the next visit with the two before it", () => {
  const below = { nextEnds: 1_240, screen: 844, fromTop: 700 };
  expect(opensAt({ ...below, hasNews: true })).toBe(null);
  expect(opensAt({ ...below, hasNews: false })).toBe(636);
  expect(opensAt({ hasNews: false, nextEnds: 844, screen: 844, fromTop: 700 })).toBe(null);
  expect(opensAt({ ...below, fromTop: 20, hasNews: false })).toBe(0);
});
