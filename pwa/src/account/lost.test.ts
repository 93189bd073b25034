import { describe, expect, test } from "vitest";
import type { Header, HeaderVisit, Unsent } from "../store/contract";
import { notFound, toWriteAgain } from "./lost";

const me = "01936f00-0000-7000-8000-00000000000a";
const now = new Date("2026-11-24T07:14:00Z");
const visit = (id: string, start: string, end: string, more: Partial<HeaderVisit> = {}): HeaderVisit => ({
  id,
  planned_start: `2026-11-23T${start}:00.000Z`,
  planned_end: `2026-11-23T${end}:00.000Z`,
  is_fixed: false,
  purpose: "Catheter check",
  asked: [me],
  actions: [],
  status: "planned",
  attendances: [],
  ...more,
});
const header = (bundle: string, name: string, ...visits: HeaderVisit[]) => ({ bundle, name, visits }) as unknown as Header;
const lost: Unsent = { count: 4, since: "2026-11-23T15:40:00.000Z", contact: "2026-11-23T15:38:00.000Z", visits: ["v1"], patients: ["p9"] };
const arrived = { staff: me, arrived_at: "2026-11-23T15:33:00.000Z", left_at: null, outcome: null };
const lines = (index: Header[], hasNote: boolean | null = false) => toWriteAgain({ lost, index, me, now, hasNote: () => hasNote });

describe("what to write again", () => {
  test("the visit that was noted, with what is here of it", () => {
    const index = [header("p1", "Abdirahman Farah", visit("v1", "15:30", "16:00", { attendances: [arrived] }))];
    expect(lines(index)).toMatchObject([
      { name: "Abdirahman Farah", purpose: "Catheter check", href: "/visit/p1/v1", about: "Mon\u00a023\u00a0Nov, arrived 15:33. No note" },
    ]);
    expect(lines(index, true)[0]!.about).toBe("Mon\u00a023\u00a0Nov, arrived 15:33");
    expect(lines(index, null)[0]!.about).toBe("Mon\u00a023\u00a0Nov, arrived 15:33");
  });

  test("a visit of mine after the last contact of which nothing came in, though nothing of it was noted", () => {
    const index = [header("p2", "Mei Ling Chan", visit("v2", "16:30", "17:00"))];
    expect(lines(index)).toMatchObject([{ href: "/visit/p2/v2", about: "Mon\u00a023\u00a0Nov, 16:30 to 17:00. Nothing has come in" }]);
  });

  test.each([
    ["over before the last contact", visit("v3", "14:00", "14:30")],
    ["a colleague's", visit("v3", "16:30", "17:00", { asked: ["someone"] })],
    ["cancelled", visit("v3", "16:30", "17:00", { status: "cancelled" })],
    ["written about already", visit("v3", "16:30", "17:00", { attendances: [arrived] })],
    ["not over yet", visit("v3", "16:30", "17:00", { planned_end: "2026-11-24T08:00:00.000Z" })],
  ])("not one that is %s", (_, other) => expect(lines([header("p3", "Tom", other)])).toEqual([]));

  test("what belonged to no visit is named by its person, once, and last", () => {
    const index = [header("p9", "Margaret O\u2019Leary"), header("p1", "Abdirahman Farah", visit("v1", "15:30", "16:00"))];
    expect(lines(index).map((line) => line.href)).toEqual(["/visit/p1/v1", "/patient/p9"]);
    expect(lines([header("p9", "Margaret O\u2019Leary", visit("v1", "15:30", "16:00"))]).map((line) => line.href)).toEqual(["/visit/p9/v1"]);
  });

  test("what this tablet does not have is counted, and never left out in silence", () => {
    expect(notFound(lost, [])).toBe(2);
    expect(notFound(lost, [header("p9", "Margaret O\u2019Leary", visit("v1", "15:30", "16:00"))])).toBe(0);
  });
});
