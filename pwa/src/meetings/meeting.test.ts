import { describe, expect, it, test } from "vitest";
import { history } from "../care-plan/history";
import { derived } from "../lib/ids";
import { bundle, say, view } from "../patient/testing";
import { timeline } from "../patient/timeline";
import { namedBy, nameOf } from "../patient/words";
import type { Bundle, Header, Unfinished, View, Waiting } from "../store/contract";
import { sentenceOf } from "../waiting/sentences";
import {
  actionsOf,
  asSet,
  attendees,
  awayWords,
  coming,
  instantOf,
  isListed,
  itemId,
  lastPlace,
  listOf,
  type Meeting,
  minutesOf,
  namesInWords,
  namesOn,
  nextMeeting,
  openFor,
  past,
  stateOf,
  talkOf,
  whenWords,
} from "./meeting";
import { problems } from "./Planning";

const meeting = (id: string, starts_at: string, more: object = {}): Meeting =>
  view("meeting", id, { title: "South West MDT", starts_at, status: "planned", team: "east", ...more }) as Meeting;
const plain = (words: string) => words.replaceAll("\u00a0", " ");

// Now is Tue 24 Nov 2026 in all of these (patient/testing).
const yesterday = meeting("y", "2026-11-23T13:00:00.000Z");
const today = meeting("t", "2026-11-24T08:00:00.000Z", { ends_at: "2026-11-24T09:00:00.000Z" });
const next = meeting("n", "2026-12-08T13:00:00.000Z", { ends_at: "2026-12-08T14:00:00.000Z" });
const others = meeting("o", "2026-11-25T13:00:00.000Z", { team: "west" });
const cancelled = meeting("c", "2026-11-26T13:00:00.000Z", { status: "cancelled" });
const wrong = meeting("w", "2026-11-26T13:00:00.000Z", { status: "entered-in-error" });
const all = [next, wrong, yesterday, cancelled, others, today];

describe("meetings by time", () => {
  it("to come is until the end of the day, the next first: what is written up afterwards belongs to it", () =>
    expect(coming(all, say.now).map((one) => one.id)).toEqual(["t", "o", "c", "n"]));
  it("was is the latest first, and what was planned by mistake is neither", () => {
    expect(past(all, say.now).map((one) => one.id)).toEqual(["y"]);
    expect(past([meeting("h", "2026-11-24T08:00:00.000Z", { status: "held" }), yesterday], say.now).map((one) => one.id)).toEqual(["h", "y"]);
  });
  it("people are put on the list of what has not ended and is not cancelled, of one's own team's first", () => {
    expect(openFor(all, say.now, "east").map((one) => one.id)).toEqual(["n", "o"]);
    expect(openFor(all, say.now, "west").map((one) => one.id)).toEqual(["o", "n"]);
  });
  it("is said by day and time", () => {
    expect(plain(whenWords(next, say.now))).toBe("Tue 8 Dec, 13:00 to 14:00");
    expect(plain(whenWords(others, say.now))).toBe("Wed 25 Nov, 13:00");
    expect([today, others, next, yesterday].map((one) => awayWords(one, say.now))).toEqual(["today", "tomorrow", "in 14 days", "yesterday"]);
    expect(awayWords(meeting("x", "2026-10-27T13:00:00.000Z"), say.now)).toBe("4 weeks ago");
  });
});

test("a time is read as people write it, and stands on London's clocks in winter and in summer", () => {
  expect(["13:00", "9.30", "0930", "24:00", "13:60", "noon", ""].map(minutesOf)).toEqual([780, 570, 570, null, null, null, null]);
  expect(instantOf("2026-11-24", 780)).toBe("2026-11-24T13:00:00.000Z");
  expect(instantOf("2026-07-07", 780)).toBe("2026-07-07T12:00:00.000Z");
  expect(instantOf("2026-07-07", 15)).toBe("2026-07-06T23:15:00.000Z");
});

describe("a plan of a meeting says what is wrong with it, beside the field", () => {
  const fine = { title: "MDT", day: "2026-12-08", from: "13:00", to: "14:00", place: "", link: "", chair: "" };
  const wrongIn = (more: Partial<typeof fine>, before: string | null = null) => Object.keys(problems({ ...fine, ...more }, "2026-11-24", before));
  it("nothing, where it has a name, a day to come and a time", () => {
    expect(wrongIn({})).toEqual([]);
    expect(wrongIn({ to: "" })).toEqual([]);
  });
  it("no name, no such day, a day that has been, no time, an end before the beginning, an address that is none", () => {
    expect(wrongIn({ title: " " })).toEqual(["title"]);
    expect(wrongIn({ day: "31/2/2026" })).toEqual(["day"]);
    expect(wrongIn({ day: "2026-11-23" })).toEqual(["day"]);
    expect(wrongIn({ from: "later" })).toEqual(["from"]);
    expect(wrongIn({ to: "12:30" })).toEqual(["to"]);
    expect(wrongIn({ link: "http://call.example" })).toEqual(["link"]);
    expect(wrongIn({ link: "https://call.example/a" })).toEqual([]);
  });
  it("one that was yesterday keeps its day while its room is put right", () => expect(wrongIn({ day: "2026-11-23" }, "2026-11-23")).toEqual([]));
});

describe("who is on the list", () => {
  const header = (bundle: string, family_name: string, status?: string) =>
    ({ bundle, family_name, given_name: "", name: family_name, meetings: status ? [{ id: "t", status }] : [] }) as unknown as Header;
  const of = (patient: string, fields: object): Bundle =>
    bundle(view("meeting_item", itemId("t", patient), { meeting: "t", status: "listed", ...fields }) as View);
  const bundles = new Map([
    ["rokeya", of("rokeya", { position: 2 })],
    ["george", of("george", { position: 1, status: "discussed" })],
    ["fadumo", of("fadumo", { status: "cancelled" })],
  ]);
  const open = (id: string) => bundles.get(id) ?? null;
  const ids = (headers: Header[]) => listOf("t", headers, open).map((one) => one.header.bundle);

  it("whoever's header says so, in the order of the list; nobody else", () =>
    expect(ids([header("rokeya", "Begum", "listed"), header("george", "Whitfield", "discussed"), header("mei", "Chan")])).toEqual([
      "george",
      "rokeya",
    ]));
  it("not who was taken off, and by name without opening a record", () => {
    expect(ids([header("fadumo", "Jama", "cancelled")])).toEqual([]);
    const index = [header("fadumo", "Jama", "cancelled"), header("rokeya", "Begum", "put-off"), header("mei", "Chan")];
    expect(namesOn("t", index).map((one) => one.bundle)).toEqual(["rokeya"]);
  });
  it("whose record is not here yet is there by name, and last", () => {
    const list = listOf("t", [header("tom", "Adams", "listed"), header("rokeya", "Begum", "listed")], open);
    expect(list.map((one) => [one.header.bundle, one.item === null])).toEqual([
      ["rokeya", false],
      ["tom", true],
    ]);
    expect(lastPlace(list)).toBe(3);
    expect(lastPlace([])).toBe(1);
  });
  it("a dispute whether somebody was taken off keeps them in sight (M5)", () => {
    const item = view("meeting_item", "i", { meeting: "t", status: "cancelled" }) as View<"meeting_item">;
    expect(isListed(item)).toBe(false);
    expect(isListed({ ...item, disputed: { status: { conflict: "c", sides: [], base: null } } })).toBe(true);
    expect([stateOf(item), stateOf(null)]).toEqual(["listed", "listed"]);
  });
});

describe("who took part", () => {
  const id = "0193c000-0000-7000-8000-000000000001";
  it("staff and guests are told apart, and said in one line", () => {
    expect(attendees([id, "Dr Shah, GP"], say.people)).toEqual({ staff: [id], guests: ["Dr Shah, GP"] });
    expect(namesInWords(["Dr Shah, GP", "Nasima, her daughter"], say.people)).toBe("Dr Shah, GP; and Nasima, her daughter");
    expect(namesInWords(["a", "b", "c", "d"], say.people, 2)).toBe("a; b; and 2 more");
    expect(namesInWords([], say.people)).toBe("");
  });
  it("a set is sorted, without repeats and without empty names (PROTOCOL §2)", () => expect(asSet(["b", " a ", "b", " "])).toEqual(["a", "b"]));
});

describe("what a meeting decided goes on in the record", () => {
  const at = "2026-11-24T13:20:00.000Z";
  const asked = { at: "2026-11-20T10:00:00.000Z", by: "kemi" };
  const item = view(
    "meeting_item",
    "i",
    { meeting: "t", held_on: "2026-11-24", status: "discussed" },
    {
      stamps: { about: { ...asked, change: "c0" }, status: { at: "2026-11-24T13:21:00.000Z", by: "amina", change: "c3", was: { status: "listed" } } },
    },
  ) as View<"meeting_item">;
  const talk = view(
    "meeting_talk",
    "talk",
    { meeting: "t", question: "Can she manage the stairs?", decision: "A stair lift" },
    { part: "more", stamps: { asked: { ...asked, change: "c1" }, decision: { at, by: "amina", change: "c2", was: { decision: null } } } },
  );
  const action = view(
    "action",
    "a",
    { words: "Measure the stairs", origin_kind: "meeting_item", origin_record: "i", status: "active" },
    { stamps: { statement: { at, by: "amina", change: "c4" }, origin: { at, by: "amina", change: "c4" } } },
  ) as View<"action">;
  const b = bundle(item as View, talk as View, action as View);

  it("its actions are those that name it", () => {
    expect(actionsOf(item, b).map((one) => one.id)).toEqual(["a"]);
    expect(actionsOf({ ...item, id: "another" }, b)).toEqual([]);
  });
  it("the plan's history says where it was decided", () =>
    expect(history(b, say).map((line) => plain(line.words))).toEqual([
      "wrote what was decided at the MDT of Tue 24 Nov: “A stair lift”",
      "added action “Measure the stairs”, decided at the MDT of Tue 24 Nov.",
    ]));
  const meetings = (b: Bundle) =>
    timeline(b, say, "Rokeya")
      .filter((entry) => entry.icon === "meet")
      .map((entry) => [plain(entry.title), entry.text]);
  it("the timeline says when they were put on the list and why, once, and what was decided, and that they were discussed", () =>
    expect(meetings(b)).toEqual([
      ["Discussed at the MDT of Tue 24 Nov", "A stair lift"],
      ["Decided at the MDT of Tue 24 Nov", "A stair lift"],
      ["To be discussed at the MDT of Tue 24 Nov", "Can she manage the stairs?"],
    ]));
  it("what was asked by another than who put them on the list stands by itself", () => {
    const byAmina = { ...talk, stamps: { asked: { at, by: "amina", change: "c1" } } };
    expect(meetings(bundle(item as View, byAmina as View)).map(([title]) => title)).toContain("Asked for the MDT of Tue 24 Nov");
  });
  it("who has the core of a record alone is told that they are on the list and how it stands, and no word of it", () => {
    const core = bundle(item as View, action as View);
    expect(meetings(core)).toEqual([
      ["Discussed at the MDT of Tue 24 Nov", ""],
      ["To be discussed at the MDT of Tue 24 Nov", ""],
    ]);
    expect(history(core, say).map((line) => plain(line.words))).toEqual(["added action “Measure the stairs”, decided at the MDT of Tue 24 Nov."]);
  });
  it("what two said differently stands beside nothing as if it were the word (M5)", () => {
    const disputed = { ...talk, disputed: { decision: { conflict: "c", sides: [], base: null } } };
    expect(meetings(bundle(item as View, disputed as View))[0]).toEqual(["Discussed at the MDT of Tue 24 Nov", ""]);
  });
  it("what is said is one record however many begin it, with the part that the voluntary sector does not have (R1)", () => {
    const one = talkOf("t", bundle());
    expect([one.id, one.part, one.fields]).toEqual([derived("meeting_talk", "t", "rokeya"), "more", { meeting: "t" }]);
    const begun = view("meeting_talk", one.id, { meeting: "t", question: "Why?" });
    expect(talkOf("t", bundle(begun as View)).fields.question).toBe("Why?");
  });
});

describe("what waits, and what is to be settled, say of which meeting it is", () => {
  const item = view("meeting_item", "i", { meeting: "t", held_on: "2026-11-24", status: "listed" });
  const talk = view("meeting_talk", "talk", { meeting: "t", question: "Can she manage the stairs?" });
  const b = bundle(item as View, talk as View);
  const waiting = (saw: object | null, set: object) =>
    ({
      id: "c",
      kind: "meeting_talk",
      record: "talk",
      patient: "rokeya",
      saw,
      set,
      state: "waiting",
      made_at: say.now.toISOString(),
    }) as unknown as Waiting;
  const what = (saw: object | null, set: object) => plain(sentenceOf(waiting(saw, set), { bundle: b, header: undefined }, say).what);

  it("by what was said first, where it began", () => {
    expect(what(null, { meeting: "t", question: "Why?", asked_by: "kemi" })).toBe(
      "Team meeting, Tue 24 Nov: question now Why?, asked by Kemi Adeyemi",
    );
    expect(what(null, { meeting: "t", discussion: "She slept well." })).toBe("Team meeting, Tue 24 Nov: discussion now She slept well.");
  });
  it("by what changed, where it stood before", () => {
    expect(what({ decision: "A rail" }, { decision: "Two rails" })).toBe("Team meeting, Tue 24 Nov: decision from A rail to Two rails");
    expect(what({ outcome_reason: null }, { outcome_reason: "Nobody came." })).toBe("Team meeting, Tue 24 Nov: reason now Nobody came.");
  });
  it("and of a dispute too", () => {
    expect(plain(nameOf("meeting_talk", namedBy(talk as View, b) ?? {}, say))).toBe("Team meeting, Tue 24 Nov");
    expect(nameOf("meeting_talk", namedBy(talk as View, null) ?? {}, say)).toBe("Team meeting");
  });
});

describe("r1 the id of a meeting that is planned", () => {
  const team = "01936f00-0000-7000-8000-00000000000a";
  const planned = (all: Meeting[], day: string, unfinished: Unfinished[] = []) => nextMeeting(all, unfinished, team, "shabnam tablet", day);

  it("is not that of one which left this tablet when it was long ago", () => {
    expect(planned([], "2026-11-24")).not.toBe(planned([], "2026-08-20"));
  });

  it("is the first of the day that is free, and the same again after a kill", () => {
    const first = planned([], "2026-11-24");
    expect(planned([], "2026-11-24")).toBe(first);
    expect(planned([meeting(first, "2026-12-01T13:00:00.000Z")], "2026-11-24")).not.toBe(first);
  });

  it("goes on with what was typed yesterday and is not planned yet, and not with what is", () => {
    const begun = planned([], "2026-11-23");
    const typed: Unfinished = {
      kind: "meeting",
      record: begun,
      patient: null,
      group: "planning",
      values: {},
      at: "2026-11-23T17:00:00.000Z",
      called: null,
    };
    expect(planned([], "2026-11-24", [typed])).toBe(begun);
    expect(planned([meeting(begun, "2026-12-01T13:00:00.000Z")], "2026-11-24", [typed])).toBe(planned([], "2026-11-24"));
  });
});
