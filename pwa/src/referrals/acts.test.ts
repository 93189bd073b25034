import { expect, test } from "vitest";
import type { View } from "../store/contract";
import { accept, areOfTwoTeams, ask, clockKept, close, inOrder, join, take, takeBack } from "./acts";

const now = "2026-11-24T08:12:00.000Z";
const view = (id: string, fields: View<"referral">["fields"]): View<"referral"> => ({
  kind: "referral",
  id,
  patient: "p",
  part: "more",
  rev: 3,
  fields,
  stamps: {},
  kept: {},
  disputed: {},
  unknown: [],
});
const ward = view("ward", {
  received_at: "2026-11-24T07:52:00.000Z",
  clock_type: "two-days",
  clock_started_at: "2026-11-24T07:52:00.000Z",
  priority: "urgent",
  asks: ["stairs", "wash"],
});
const daughter = view("daughter", {
  received_at: "2026-11-23T15:05:00.000Z",
  clock_type: "eighteen-weeks-allied",
  clock_started_at: "2026-11-23T15:05:00.000Z",
  priority: "routine",
  asks: ["commode", "wash"],
  status: "accepted",
  team: "east",
  decided_at: "2026-11-23T15:50:00.000Z",
});
const said = (acts: ReturnType<typeof accept>): unknown[][] =>
  acts.map((act) =>
    "view" in act ? [act.view.id, act.group, Object.fromEntries(Object.entries(act.values).filter(([, value]) => value !== null))] : [act],
  );

test("joined, the first one goes on with the stricter clock and all that is asked, and the later one names it", () => {
  expect(inOrder(ward, daughter).map(({ id }) => id)).toEqual(["daughter", "ward"]);
  expect(clockKept(ward, daughter)).toEqual({ kind: "two-days", started: "2026-11-24T07:52:00.000Z" });
  const wanted = [
    ["ward", "status", { status: "joined", joined_with: "daughter", decided_at: now, rejection_reason: "duplicate" }],
    ["daughter", "clock", { priority: "urgent", clock_type: "two-days", clock_started_at: "2026-11-24T07:52:00.000Z" }],
    ["daughter", "asks", { asks: ["commode", "stairs", "wash"] }],
  ];
  expect(said(join(ward, daughter, now))).toEqual(wanted);
  expect(said(join(daughter, ward, now))).toEqual(wanted);
});

test("joined, the first one's own clock stays where it is the stricter, with its start", () => {
  const first = view("first", { ...ward.fields, received_at: "2026-11-20T09:00:00.000Z", asks: ["commode", "stairs", "wash"] });
  const later = view("later", { ...daughter.fields, status: "triage", team: null, decided_at: null });
  expect(said(join(first, later, now)).map((one) => one.slice(0, 2))).toEqual([["later", "status"]]);
});

test("joined, the first one is with the team that took the later one on, since it did", () => {
  for (const status of ["new", "triage", "asked"]) {
    const first = view("first", { ...ward.fields, received_at: "2026-11-20T09:00:00.000Z", asks: ["commode", "stairs", "wash"], status });
    const wanted = [
      ["daughter", "status", { status: "joined", joined_with: "first", decided_at: now, rejection_reason: "duplicate" }],
      ["first", "status", { status: "accepted", team: "east", decided_at: "2026-11-23T15:50:00.000Z" }],
    ];
    expect(said(join(first, daughter, now))).toEqual(wanted);
    expect(said(join(daughter, first, now))).toEqual(wanted);
  }
});

test("two that different teams took on are of two teams; with the same team, or where one is undecided, they are not", () => {
  const taken = (team: string) => view(team, { ...ward.fields, status: "accepted", team, decided_at: "2026-11-24T08:00:00.000Z" });
  expect(areOfTwoTeams(taken("west"), daughter)).toBe(true);
  expect(areOfTwoTeams(daughter, taken("west"))).toBe(true);
  expect(areOfTwoTeams(taken("east"), daughter)).toBe(false);
  expect(areOfTwoTeams(ward, daughter)).toBe(false);
  expect(said(join(taken("east"), daughter, now)).filter((one) => one[1] === "status")).toHaveLength(1);
});

test("whoever decides has opened it, unless somebody had before", () => {
  expect(said(accept(ward, "east", "me", now))).toEqual([
    ["ward", "triage", { triaged_by: "me", triage_started_at: now }],
    ["ward", "status", { status: "accepted", team: "east", decided_at: now }],
  ]);
  const before = view("before", { ...ward.fields, status: "triage", triaged_by: "tom", triage_started_at: "2026-11-24T08:00:00.000Z" });
  expect(said(accept(before, "east", "me", now)).map((one) => one[1])).toEqual(["status"]);
  expect(said(take(before, "me", now))).toEqual([["before", "triage", { triaged_by: "me", triage_started_at: "2026-11-24T08:00:00.000Z" }]]);
});

test("a question asked of one that was accepted leaves it accepted", () => {
  expect(said(ask(daughter, { whom: "The family", what: "Who is there at night?" }, "me", now)).map((one) => one[1])).toEqual(["triage", "asked"]);
  expect(said(ask(ward, { whom: "the ward", what: "Which frame?" }, "me", now)).at(-1)).toEqual(["ward", "status", { status: "asked" }]);
});

test("a decision leaves nothing of the one before, but a closed one keeps its team", () => {
  const [back] = takeBack(daughter, "East is full.");
  expect(back).toMatchObject({ values: { status: "triage", status_reason: "East is full.", team: null, decided_at: null } });
  const [end] = close(daughter, "completed", now);
  expect(end).toMatchObject({ values: { status: "closed", team: "east", closure_reason: "completed", closed_at: now } });
});
