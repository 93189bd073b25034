import { describe, expect, test } from "vitest";
import type { BoardChange, BoardProposal } from "../store/board";
import { board, counts, onBoard, worker } from "../store/testing/board";
import { byPerson, differ, headWords, leftWords, offersWords, offerWords, tilesOf, unchangedWords } from "./difference";
import { brokenIn, forWhom } from "./outgoing";
import { newsOf, ownLast } from "./use-board";
import { followed } from "./use-steps";
import { dayFrom } from "./wire";

const at = (time: string) => `2026-11-24T${time}:00.000Z`;
const change = (visit: string, more: Partial<BoardChange>): BoardChange => ({
  visit,
  kind: "new",
  now: { start: at("09:30"), staff: [] },
  // biome-ignore lint/suspicious/noThenProperty: the server's word; it is no function, and nobody waits for it
  then: { start: at("09:55"), staff: ["ann"] },
  why: "The only one in today signed off for syringe drivers.",
  is_familiar: true,
  travel_minutes: 6,
  late_minutes: 0,
  alternatives: 0,
  ...more,
});
const here = board({
  people: [worker("ann"), worker("ben"), worker("cem"), worker("joy", { away: { why: "sick", since: null } })],
  visits: [onBoard("a"), onBoard("b", { staff: ["ben"], known: ["ben"] })],
});
const day = dayFrom(here);
const proposal = (changes: BoardChange[]): BoardProposal => ({
  id: "proposal",
  team: "team",
  day: "2026-11-24",
  state: "ready",
  preset: "balanced",
  change: "more",
  seconds: 10,
  asked_by: "lead",
  name: "Sharon Doyle",
  asked_at: at("08:12"),
  message: null,
  progress: null,
  version: 3,
  before: counts(),
  after: counts(),
  practice: null,
  offers: [],
  better: [],
  offer: null,
  changes,
  people: [{ staff: "ann", minutes_left: [137, 110], changes: 1, route: [] }],
  left_out: [],
});

describe("the five numbers", () => {
  const after = counts({ unallocated: [0, 1, 0], travel_minutes: 318, familiar: 52, familiar_of: 67, late_visits: 0, spread_minutes: [60, 134] });
  const tiles = tilesOf(counts(), after);
  test("stand before and after, and say what they mean", () => {
    expect(tiles.map((tile) => [tile.title, tile.before, tile.after])).toEqual([
      ["Not allocated", "9", "1"],
      ["Travel", "412", "318"],
      ["Known faces", "61%", "78%"],
      ["Fairness", "0:59", "1:14"],
      ["Late", "3", "0"],
    ]);
    expect(tiles[0]!.note).toBe("8 more visits made, none urgent left");
    expect(tiles[1]!.note).toBe("94 min less, with 8 more visits");
    expect(tiles[2]!.note).toBe("52 of 67 visits, was 36 of 59");
  });
  test("say what got worse, and nothing else", () => {
    expect(tiles.map((tile) => tile.worse)).toEqual(["", "", "", "15 min wider", ""]);
    const worse = tilesOf(after, counts({ travel_minutes: 500 }));
    expect(worse.map((tile) => tile.worse)).toEqual(["8 fewer visits made", "182 min more", "17 points fewer", "", "3 more"]);
  });
  test("more travel with more visits is no fault, and is said with them", () => {
    const more = tilesOf(counts(), counts({ unallocated: [0, 1, 0], travel_minutes: 450 }))[1]!;
    expect([more.worse, more.note]).toEqual(["", "38 min more, with 8 more visits"]);
  });
  test("an urgent visit that is left is said", () => {
    expect(tilesOf(counts(), counts({ unallocated: [1, 0, 0] }))[0]!.note).toBe("8 more visits made, 1 urgent left");
  });
});

describe("the changes", () => {
  const moves = change("b", { kind: "moves", now: { start: at("10:35"), staff: ["ben"] }, is_familiar: false });
  test("stand with the person who has them then, with the reason, the place now and a new face", () => {
    const [ann] = byPerson(day, proposal([change("a", {}), moves]));
    expect(ann!.person!.id).toBe("ann");
    expect(ann!.left).toEqual([137, 110]);
    expect(ann!.lines.map((line) => [line.word, line.name, line.now, line.next, line.newFace])).toEqual([
      ["New", "Leung", "Not allocated", "09:55", false],
      ["Moves", "Leung", "Ben 10:35", "09:55", true],
    ]);
    expect(ann!.lines[0]!.why).toMatch(/syringe drivers/);
  });
  test("what nobody has then comes last", () => {
    // biome-ignore lint/suspicious/noThenProperty: as above
    const groups = byPerson(day, proposal([change("b", { kind: "out", then: { start: at("10:35"), staff: [] } }), change("a", {})]));
    expect(groups.map((group) => group.person?.id ?? "nobody")).toEqual(["ann", "nobody"]);
    expect(groups[1]!.lines[0]).toMatchObject({ word: "Off", next: "", newFace: false });
  });
  test("say how many days they touch, and whose they leave as they are", () => {
    const both = proposal([change("a", {}), moves]);
    expect(headWords(day, both)).toBe("2 changes to 2 people’s days, found in 10 seconds at 08:12. Nothing moves until you take it.");
    expect(headWords(day, both, "first")).toBe("2 changes to 2 people’s days, found at once at 08:12. Nothing moves until you take it.");
    expect(unchangedWords(day, both)).toBe("Cem Example keeps their day as it is.");
    expect(headWords(day, proposal([]))).toBe("It found nothing better than the day as it is.");
  });
  test("one visit that nobody can take is one visit", () => {
    expect([leftWords(1), leftWords(3)]).toEqual(["One visit nobody can take", "3 visits nobody can take"]);
  });
});

test("what publishing changes for whom is said as each of them would hear it", () => {
  const published = { start: at("09:00"), staff: ["ben"], is_pinned: false };
  const draft = board({
    ...here,
    visits: [onBoard("a", { staff: ["ann"], published }), onBoard("b", { staff: ["ben"], published }), onBoard("c", { published })],
    unpublished: {
      count: 3,
      people: [
        { staff: "ann", name: "Ann Example", new: ["a"], gone: [], moved: [] },
        { staff: "ben", name: "Ben Example", new: [], gone: ["a", "c"], moved: ["b"] },
        { staff: "cem", name: "Cem Example", new: [], gone: [], moved: [] },
      ],
    },
  });
  expect(forWhom(draft)).toEqual([
    { staff: "ann", name: "Ann Example", lines: ["New: Leung, 09:30"] },
    {
      staff: "ben",
      name: "Ben Example",
      lines: ["Leung moves from 09:00 to 09:30", "Leung goes to Ann Example", "Leung is taken off: nobody has it"],
    },
  ]);
});

test("what another lead did is told, once; one's own steps are not", () => {
  const step = (number: number, by: string) => ({
    number,
    kind: "move" as const,
    by,
    name: by,
    at: at("08:12"),
    text: `${by} moved Leung`,
    visits: [],
    is_undone: false,
    can_undo: true,
  });
  const before = board({ steps: [step(1, "sharon")] });
  const after = board({ steps: [step(3, "sharon"), step(2, "me"), step(1, "sharon")] });
  expect(newsOf(before, after, "me")).toEqual(["sharon moved Leung"]);
  expect(newsOf(after, after, "me")).toEqual([]);
  expect(newsOf(before, { ...after, day: "2026-11-25" }, "me")).toEqual([]);
});

test("what breaks a rule is said before it is published: of what the draft changes, by name, and no wish", () => {
  const warning = (visit: string, is_hard: boolean) => ({ code: "skill" as const, visit, staff: null, text: "Nobody with syringe driver.", is_hard });
  const draft = board({
    visits: [
      onBoard("a", { is_changed: true, warnings: [warning("a", true), warning("a", false)] }),
      onBoard("b", { warnings: [warning("b", true)] }),
      onBoard("c", { is_changed: true, is_locked: true, warnings: [warning("c", true)] }),
    ],
  });
  expect(brokenIn(draft)).toEqual(["Leung: Nobody with syringe driver."]);
});

test("Undo takes back one's own last step that can be taken back, and never a colleague's", () => {
  const step = (number: number, by: string, more = {}) => ({
    ...{ number, kind: "move" as const, by, name: by, at: at("08:12"), text: "", visits: [], is_undone: false, can_undo: true },
    ...more,
  });
  const draft = board({
    steps: [step(5, "sharon"), step(4, "me", { is_undone: true }), step(3, "me", { can_undo: false }), step(2, "me"), step(1, "me")],
  });
  expect(ownLast(draft, "me")?.number).toBe(2);
  expect(ownLast(draft, "nobody")).toBeUndefined();
});

test("a move goes with the version that was seen, followed through one's own steps and through nobody else's", () => {
  const own = new Map([
    ["leung v1", "v2"],
    ["leung v2", "v3"],
  ]);
  expect(followed(own, { visit: "leung", version: "v1" })).toBe("v3");
  expect(followed(own, { visit: "leung", version: "v9" })).toBe("v9");
  expect(followed(own, { visit: "hassan", version: "v1" })).toBe("v1");
});

test("an offer is said by whom it moves, what it leaves and how long the ways are", () => {
  const offer = { change: "least" as const, changes: 11, others: 0, unallocated: 3, travel_minutes: 318.4 };
  expect(offerWords(offer)).toBe("no other visit changes carer, 3 left over, travel 318 min");
  expect(offerWords({ ...offer, others: 1 })).toBe("1 other visit changes carer, 3 left over, travel 318 min");
  expect(offerWords({ ...offer, others: 4, unallocated: 0 })).toBe("4 other visits change carer, none left over, travel 318 min");
});

test("two offers that come to the same are no choice", () => {
  const offer = { change: "least" as const, changes: 11, others: 0, unallocated: 3, travel_minutes: 318.4 };
  expect(differ([offer, { ...offer, change: "more", travel_minutes: 318.2 }])).toBe(false);
  expect(differ([offer, { ...offer, change: "more", unallocated: 1 }])).toBe(true);
  expect(offersWords([offer, { ...offer, change: "more" }])).toBe(offerWords(offer));
  expect(offersWords([offer, { ...offer, change: "more", unallocated: 1 }])).toBe(
    "least change, no other visit changes carer, 3 left over, travel 318 min; more covered, no other visit changes carer, 1 left over, travel 318 min",
  );
  expect(differ([offer])).toBe(false);
  expect(differ([])).toBe(false);
});
