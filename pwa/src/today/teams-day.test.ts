import { expect, test } from "vitest";
import type { TeamPage, TeamPerson } from "../store/team";
import { countWords, type Known, linesOf } from "./teams-day";

const now = new Date("2026-11-24T10:00:00.000Z");
const at = (time: string) => `2026-11-24T${time}:00.000Z`;

function person(name: string, more: Partial<TeamPerson> = {}): TeamPerson {
  return {
    id: name,
    name,
    profession: "Nurse",
    phone: null,
    shift_start: at("07:00"),
    shift_end: at("15:00"),
    away: null,
    ended_at: null,
    late_minutes: 0,
    late_said_at: null,
    heard_at: at("09:59"),
    visits: 3,
    visits_left: 2,
    last: null,
    next: null,
    late: [],
    buddy: null,
    unsigned: 0,
    unsigned_since: null,
    to_settle: 0,
    ...more,
  };
}

const page = (...people: TeamPerson[]): TeamPage => ({
  team: { id: "t", name: "East" },
  now: at("10:00"),
  stamp: "s",
  margin: { own: null, place: 15 },
  people,
});
const visit = { id: "v", patient: "p", name: "Ahmed, Rose", address: "", planned_start: at("09:00") };
const nothing: Known = { missed: [], toSettle: 0, refused: 0, page: null, board: null };
const said = (known: Known) => linesOf(known, now).map(({ href, text, more }) => [href, text, more]);

test("who is missed comes first, then what has nobody, who is late and who was not heard of, each with the way there", () => {
  const known: Known = {
    missed: ["Kemi"],
    toSettle: 2,
    refused: 1,
    board: { visits: 86, allocated: 81, unpublished: 1 },
    page: page(person("Ann", { late: [visit] }), person("Bob", { heard_at: null }), person("Cat")),
  };
  expect(said(known)).toEqual([
    ["/team", "1 colleague is missed", "Kemi"],
    ["/board", "5 visits have nobody", ""],
    ["/team", "1 colleague is late", "Ann"],
    ["/team", "1 colleague was not heard of today", "Bob"],
    ["/board", "1 change on the board is not published", "Nobody was told yet"],
    ["/settle", "2 to settle", ""],
    ["/waiting", "1 change was not taken", ""],
  ]);
  expect(countWords(known, now)).toBe("86 visits today, 2 colleagues at work");
});

test("without coverage only what is on the tablet is said, and nothing is guessed of the rest", () => {
  expect(said(nothing)).toEqual([]);
  expect(countWords(nothing, now)).toBe("");
  expect(said({ ...nothing, missed: ["A", "B", "C", "D"] })).toEqual([["/team", "4 colleagues are missed", "A, B, C and 1 more"]]);
});

test("a day on which all is well has no line", () => {
  const known = { ...nothing, page: page(person("Cat")), board: { visits: 1, allocated: 1, unpublished: 0 } };
  expect(said(known)).toEqual([]);
  expect(countWords(known, now)).toBe("1 visit today, 1 colleague at work");
});
