/** Lone working without a server: one's own clock that has run out, a colleague who is missed, and a lead's team. */
import { derived } from "../src/lib/ids";
import type { View } from "../src/store/contract";
import type { Heard } from "../src/store/heard";
import type { RefusedChanges, Team, TeamPage, TeamPerson, TeamVisit } from "../src/store/team";
import { me, staff } from "./cast";
import { at, record, uid } from "./records";

const told = { buddy: uid(3), buddy_told_at: at("09:25"), leads: [uid(5)], leads_told_at: null };

function alarm(n: number, about: number, fields: Partial<View<"alarm">["fields"]>): View {
  const base = {
    matter: `preview:${n}`,
    reader: me.staff,
    about: uid(about),
    cause: "overdue",
    visit: uid(900 + n),
    due_at: at("09:10"),
    raised_at: at("09:25"),
  };
  return record("alarm", null, { ...base, arrived_at: at("08:40"), heard_at: at("08:41"), ...told, ...fields }, { id: uid(950 + n) });
}

/** The alarms in one's own bundle. */
export function alarmsOf(scenario: string): View[] {
  switch (scenario) {
    case "alone":
      return [alarm(1, 1, { visit: uid(204), due_at: at("09:22"), arrived_at: at("08:52"), buddy_told_at: at("09:37") })];
    case "alone-missed":
      return [alarm(1, 1, { cause: "not-arrived", visit: uid(205), due_at: at("08:30"), arrived_at: null })];
    case "alone-buddy":
      return [
        alarm(1, 2, { buddy: me.staff, visit: uid(205), heard_at: at("09:40") }),
        alarm(2, 3, { buddy: me.staff, cause: "asks-to-be-rung", due_at: at("09:39"), leads_told_at: at("09:39") }),
        alarm(3, 6, { buddy: me.staff, left_at: at("09:06"), ended_at: at("09:38"), ended_how: "left", ended_by: uid(6) }),
      ];
    case "team":
    case "team-offline":
      return [
        alarm(1, 3, { leads: [me.staff, uid(5)], buddy: uid(2), leads_told_at: at("09:40"), visit: uid(911) }),
        alarm(2, 6, { leads: [me.staff, uid(5)], buddy: uid(2), due_at: at("09:20"), heard_at: at("09:41"), visit: uid(912) }),
      ];
    default:
      return [];
  }
}

/** One arrived at 08:52 and was to leave at 09:22. */
export function presenceOf(scenario: string): View[] {
  if (!/^alone(-offline)?$/.test(scenario)) return [];
  const fields = { visit: uid(204), staff: me.staff, arrived_at: at("08:52"), leave_by: at("09:22") };
  return [record("attendance", uid(104), fields, { id: derived("attendance", uid(204), me.staff) })];
}

const visit = (n: number, name: string, address: string, start: string): TeamVisit => ({
  id: uid(910 + n),
  patient: uid(100 + n),
  name,
  address,
  planned_start: at(start),
});

function person(id: number, more: Partial<TeamPerson>): TeamPerson {
  const who = staff.find((one) => one.id === uid(id));
  return {
    id: uid(id),
    name: who?.name ?? "Somebody",
    profession: who?.profession ?? "",
    phone: who?.phone ?? null,
    shift_start: at("08:00"),
    shift_end: at("16:30"),
    away: null,
    ended_at: null,
    late_minutes: 0,
    late_said_at: null,
    heard_at: at("09:41"),
    visits: 8,
    visits_left: 6,
    last: null,
    next: visit(7, "Chan, Mei Ling", "8 Pennyfields, E14 8HP", "10:30"),
    late: [],
    buddy: { id: uid(2), is_chosen: false },
    unsigned: 0,
    unsigned_since: null,
    to_settle: 0,
    ...more,
  };
}

function seen(of: TeamVisit, arrived: string, left: string | null, due: string | null) {
  return { ...of, arrived_at: at(arrived), left_at: left && at(left), is_over: left !== null, due_at: due && at(due) };
}

function page(scenario: string): TeamPage {
  const rose = visit(1, "Begum, Rokeya", "Flat 14, Brodick House, Saxon Road, E3 5HB", "08:40");
  const people = [
    person(3, { last: seen(rose, "08:40", null, "09:10"), heard_at: at("08:41"), unsigned: 2, to_settle: 1 }),
    person(6, { last: seen(visit(2, "Whitfield, George", "17 Bargehouse Row, Rhodeswell Road, E14 7TL", "08:50"), "08:50", null, "09:20") }),
    person(4, { late: [visit(3, "Osei, Patience", "3 Solander Gardens, E1 0DW", "09:00")], late_minutes: 20, late_said_at: at("09:12") }),
    person(7, {
      last: seen(visit(4, "Murphy, Declan", "41 Ocean Street, E1 3LB", "08:15"), "08:14", "08:52", null),
      buddy: { id: uid(3), is_chosen: true },
    }),
    person(2, { last: seen(visit(5, "Gibbs, Sophie", "9 Duckett Street, E1 4TD", "09:20"), "09:22", null, "10:00"), unsigned: 1 }),
    person(8, { heard_at: null, visits: 3, visits_left: 3, buddy: null }),
    person(9, { shift_start: null, shift_end: null, heard_at: null, visits: 0, visits_left: 0, next: null, buddy: null }),
    person(5, { away: "sick", heard_at: null, next: null, buddy: null }),
  ];
  const long = "Wilhelmina Oluwaseun-Abernathy Featherstonehaugh-Cholmondeley";
  const shown =
    scenario === "team-long"
      ? people.map((one) => ({ ...one, name: long, profession: "Advanced clinical practitioner in community rehabilitation" }))
      : people;
  return {
    team: { id: uid(21), name: "South East community health team" },
    now: at("09:41"),
    stamp: "preview",
    margin: { own: null, place: 15 },
    people: scenario === "team-empty" ? [] : shown,
  };
}

/** Two that a colleague wrote after their access had ended. */
function refusedChanges(scenario: string): RefusedChanges {
  if (scenario !== "team-not-taken") return { changes: [], count: 0 };
  const whose = {
    author: { id: uid(31), name: "Daniel Whitmore", phone: "020 7946 0112" },
    patient: { id: uid(41), name: "Rokeya Begum", nhs_number: "9990000018" },
  };
  const why = { reason: "needs-a-lead", message: "This was written after your access had ended. A lead who agrees can write it as their own." };
  const times = { made_at: "2026-11-24T08:40:00.000Z", refused_at: "2026-11-24T09:05:00.000Z" };
  const words =
    "The wound is larger than on Monday, with more fluid than the dressing takes. She asked for the nurse who knows it, and would like the visit before noon.";
  const target = (n: string) => ({ target: n, target_unit: "metres", target_how: "with her frame", target_on: "2026-12-14" });
  const note = { id: uid(51), change: uid(52), kind: "note", record: uid(53), saw: null, set: { words, category: "visit" } };
  const goal = { id: uid(54), change: uid(55), kind: "goal", record: uid(56), saw: target("5"), set: target("10") };
  return {
    changes: [
      { ...whose, ...why, ...times, ...note },
      { ...whose, ...why, ...times, ...goal },
    ],
    count: 2,
  };
}

export function previewTeam(scenario: string): Team {
  const answers: Record<string, () => Promise<Heard<TeamPage | null>>> = {
    "team-loading": () => new Promise(() => undefined),
    "team-error": async () => ({ ok: false, why: "busy", words: "" }),
    "team-offline": async () => ({ ok: false, why: "offline", words: "" }),
  };
  return {
    chooseBuddy: async () => ({ ok: true, value: null }),
    refused: async () => ({ ok: true, value: refusedChanges(scenario) }),
    marked: async () => ({ ok: true, value: { now: "", marked: [] } }),
    markedOfMine: async () => ({ ok: true, value: { now: "", marked: [] } }),
    dealWith: async () => ({ ok: true, value: null }),
    now: answers[scenario] ?? (async (stamp) => ({ ok: true, value: stamp ? null : page(scenario) })),
  };
}
