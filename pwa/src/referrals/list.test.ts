import { expect, test } from "vitest";
import type { View, Waiting } from "../store/contract";
import type { ReferralSeen, ReferralsPage } from "../store/referrals";
import { countsOf, fromWords, grouped, rowsOf } from "./list";

const now = "2026-11-24T08:12:00.000Z";
const view = (id: string, fields: View<"referral">["fields"]): View<"referral"> => ({
  kind: "referral", id, patient: `p-${id}`, part: "more", rev: 3, fields, stamps: {}, kept: {}, disputed: {}, unknown: [],
}); // biome-ignore format: one line reads best
const seen = (id: string, fields: View<"referral">["fields"], more: Partial<ReferralSeen> = {}): ReferralSeen => ({
  id,
  is_listed: true,
  patient: {
    id: `p-${id}`, given_name: "Anwara", family_name: "Khatun", born_on: "1950-02-03", nhs_number: "9995260182", address_line: "18 Hessel Street",
    postcode: "E1 2LP", phone: null, gender: null, languages: [], interpreter_needed: false, interpreter_language: null,
  },
  view: view(id, fields),
  seen_at: null,
  visit_at: null,
  is_allocated: false,
  same: [],
  ...more,
}); // biome-ignore format: as above
const page = (...referrals: ReferralSeen[]): ReferralsPage => ({
  team: { id: "t", name: "Access", is_access_point: true },
  now,
  stamp: "0",
  is_whole: true,
  referrals,
  services: [],
  month: { seen: 0, in_time: 0, triaged: 0, triage_minutes: null },
});
const waits = (more: Partial<Waiting>): Waiting => ({
  id: "c", kind: "referral", record: "a", patient: "p-a", called: null, madeAt: now, state: "waiting", tries: 0, lastTry: null, saw: {}, set: {},
  refusal: null, dependents: [], bytes: 1, ...more,
}); // biome-ignore format: as above

test("the least time left comes first, what is seen and what has no clock last", () => {
  const rows = rowsOf(
    page(
      seen("weeks", { clock_type: "eighteen-weeks", clock_started_at: "2026-11-24T07:30:00.000Z" }),
      seen("none", {}),
      seen("hours", { clock_type: "two-hours", clock_started_at: "2026-11-24T07:04:00.000Z" }),
      seen("days", { clock_type: "two-days", clock_started_at: "2026-11-23T16:40:00.000Z" }),
      seen(
        "done",
        { status: "accepted", clock_type: "two-hours", clock_started_at: "2026-11-24T06:10:00.000Z" },
        { seen_at: "2026-11-24T07:22:00.000Z" },
      ),
    ),
    [],
    now,
  );
  expect(grouped(rows, "all", "", "left").map(({ title, rows }) => [title, rows.map(({ id }) => id)])).toEqual([
    ["New", ["hours", "days", "weeks", "none"]],
    ["Accepted", ["done"]],
  ]);
  expect(countsOf(rows)).toEqual({ all: 5, new: 4, triage: 0, accepted: 1, declined: 0 });
});

test("what waits on this tablet lies over what the server told, and what it refused does not", () => {
  const told = page(seen("a", { why: "Fall" }), seen("b", { why: "Leg" }));
  const [a, b] = rowsOf(
    told,
    [waits({ set: { status: "accepted", team: "east" } }), waits({ id: "d", record: "b", state: "refused", set: { status: "declined" } })],
    now,
  );
  expect([a?.status, a?.waits, a?.view.fields.why]).toEqual(["accepted", "waiting", "Fall"]);
  expect([b?.status, b?.waits]).toEqual(["new", "refused"]);
});

test("a referral of somebody new that only this tablet has stands in the list", () => {
  const rows = rowsOf(
    page(),
    [
      waits({ kind: "patient", record: "new", patient: "new", saw: null, set: { family_name: "Marsh", given_name: "Stanley", postcode: "E14 7NA" } }),
      waits({ id: "d", record: "r", patient: "new", saw: null, set: { why: "Breathless", received_at: now } }),
    ],
    now,
  );
  expect(rows.map((one) => [one.person.family_name, one.view.fields.why, one.view.rev])).toEqual([["Marsh", "Breathless", 0]]);
});

test("somebody is found by name, number and postcode", () => {
  const rows = rowsOf(page(seen("a", {})), [], now);
  const found = (search: string) => grouped(rows, "all", search, "left").length;
  expect(["khatun", "anwara kh", "999 526 0182", "0182", "E1 2LP", "marsh", "9990000000"].map(found)).toEqual([1, 1, 1, 1, 1, 0, 0]);
});

test("one that is only here because another has the same person is in no list", () => {
  const rows = rowsOf(page(seen("a", {}, { same: ["b"] }), seen("b", { status: "accepted" }, { is_listed: false })), [], now);
  expect(grouped(rows, "all", "", "left").flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(["a"]);
});

test("where it comes from is named, or said by its kind", () => {
  expect(fromWords({ source: "hospital", from_organisation: "Royal London", from_unit: "ward 10E" })).toBe("Royal London, ward 10E");
  expect(fromWords({ source: "carer" })).toBe("Carer or relative");
});
