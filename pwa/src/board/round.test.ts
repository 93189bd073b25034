import { expect, test } from "vitest";
import type { BoardRound, BoardRoundTeam } from "../store/board";
import { bestWords, roundWords, teamWords } from "./round";

const team = (id: string, more: Partial<BoardRoundTeam> = {}): BoardRoundTeam => ({
  id,
  name: `${id} team`,
  state: "ready",
  message: null,
  progress: null,
  before: null,
  after: null,
  ...more,
});
const round = (teams: BoardRoundTeam[], is_running = false): BoardRound => ({
  day: "2026-11-24",
  by: "helen",
  name: "Helen Marsh",
  at: "2026-11-23T17:00:00.000Z",
  is_running,
  teams,
});

test("one team is said by how far it is, or why there is nothing for it", () => {
  expect(teamWords(team("East"))).toBe("Ready: its leads decide.");
  expect(teamWords(team("East", { state: "none", message: "Nobody works on this day." }))).toBe("Nobody works on this day.");
});

test("while one is looked for, the best so far is said in visits", () => {
  const progress = { share: 0.4, unallocated: 3, cost: 1, seconds: 4, moves: 90 };
  expect(bestWords(team("East", { state: "looking", progress }))).toBe("Best so far: 3 visits without anybody");
  expect(bestWords(team("East", { state: "looking", progress: { ...progress, unallocated: 0 } }))).toBe("Best so far: every visit has someone");
  expect(bestWords(team("East", { state: "ready", progress }))).toBe("");
});

test("all of them are said in one sentence, with those that have none", () => {
  expect(roundWords(null)).toBe("Nobody has asked for all teams of this day.");
  expect(roundWords(round([team("East"), team("West", { state: "looking" })], true))).toBe("Helen Marsh asked. 1 of 2 teams ready.");
  expect(roundWords(round([team("East", { state: "taken" }), team("West", { state: "none", message: "Nobody works on this day." })]))).toBe(
    "Helen Marsh asked. 1 of 2 teams ready, 1 without a proposal.",
  );
});
