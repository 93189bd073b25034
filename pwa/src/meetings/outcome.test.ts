import { describe, expect, it } from "vitest";
import { bundle, view } from "../patient/testing";
import type { View } from "../store/contract";
import { itemId, type Meeting, talkOf } from "./meeting";
import { listedAt, stands } from "./outcome";

const meeting = (id: string, starts_at: string, more: object = {}): Meeting =>
  view("meeting", id, { starts_at, team: "east", ...more }, { patient: null }) as Meeting;
const now = meeting("now", "2026-11-24T13:00:00.000Z", { attended: ["kemi"] });
const next = meeting("next", "2026-12-08T13:00:00.000Z");
const item = view("meeting_item", itemId("now", "rokeya"), { meeting: "now", status: "listed" });
const talk = (fields: object = {}, id = "now") =>
  view("meeting_talk", talkOf(id, bundle()).id, { meeting: id, question: "More help?", asked_by: "kemi", ...fields });
const at = (...more: View[]) => ({ meeting: now, item, talk: talk(), one: { bundle: bundle(item as View, talk() as View, ...more) } });
const told = (acts: ReturnType<typeof stands>) =>
  acts.map((act) => ("create" in act ? [act.create, act.fields] : [act.view.kind, act.view.id, act.group, act.values]));

describe("how it went", () => {
  it("put off says so with the reason, in the two records that hold them", () =>
    expect(told(stands(at(), "put-off", "His sister could not come."))).toEqual([
      ["meeting_item", item.id, "status", { status: "put-off" }],
      ["meeting_talk", talk().id, "outcome", { outcome_reason: "His sister could not come." }],
    ]));
  it("discussed says who took part and when it was, and leaves no reason from before", () =>
    expect(told(stands({ ...at(), talk: talk({ outcome_reason: "Late" }) }, "discussed", null))).toEqual([
      ["meeting_talk", talk().id, "people", { attended: ["kemi"] }],
      ["meeting_item", item.id, "held", { held_on: "2026-11-24" }],
      ["meeting_item", item.id, "status", { status: "discussed" }],
      ["meeting_talk", talk().id, "outcome", { outcome_reason: null }],
    ]));
});

describe("on the list of the meeting that it is put off to", () => {
  it("is who was not on it, at its end, with what was asked", () =>
    expect(told(listedAt(at(), next, 7))).toEqual([
      ["meeting_item", { meeting: "next", team: "east", held_on: "2026-12-08", position: 7, status: "listed" }],
      ["meeting_talk", talkOf("next", bundle()).id, "asked", { question: "More help?", asked_by: "kemi" }],
    ]));
  it("is again who was taken off it; what others asked there stands, a reason from before does not", () => {
    const off = view("meeting_item", itemId("next", "rokeya"), { meeting: "next", status: "cancelled" });
    const theirs = talk({ question: "A hoist?", outcome_reason: "Moved house" }, "next");
    expect(told(listedAt(at(off as View, theirs as View), next, 7))).toEqual([
      ["meeting_item", off.id, "status", { status: "listed" }],
      ["meeting_talk", theirs.id, "outcome", { outcome_reason: null }],
    ]);
  });
});
