/** What is known of the people: Rokeya Begum in full, the others as far as Today needs them. */
import type { Fields, Kind } from "../src/api/kinds";
import type { View } from "../src/store/contract";
import { peopleOf, practice } from "./cast";
import { at, record, today, uid } from "./records";

const rokeya = uid(104);
const yesterday = "2026-11-23";
const thursday = "2026-11-19";

interface Plan {
  n: number;
  patient: number;
  from: string;
  to: string;
  purpose: string;
  fixed?: boolean;
  with?: number;
  instructions?: string;
  day?: string;
  status?: string;
  reason?: string;
  asked?: string[];
  /** Who came, where it was not the first who was asked. */
  came?: number;
  seen?: [arrived: string, left: string | null, outcome: string | null, reason?: string];
}
const plans: Plan[] = [
  { n: 201, patient: 101, from: "07:30", to: "08:15", purpose: "Insulin before breakfast", fixed: true, seen: ["07:36", "07:52", "completed"] },
  { n: 202, patient: 102, from: "08:15", to: "09:00", purpose: "Insulin before breakfast", fixed: true, seen: ["08:18", "08:40", "completed"] },
  {
    n: 203,
    patient: 103,
    from: "09:00",
    to: "09:30",
    purpose: "Catheter check",
    seen: ["09:01", "09:06", "no-access", "Card left, Priya Nair told 09:07"],
  },
  {
    n: 204,
    patient: 104,
    from: "09:30",
    to: "10:30",
    purpose: "Left leg wound and compression",
    with: 2,
    instructions: "Blood pressure and weight\nWalking practice with Amina",
  },
  { n: 205, patient: 105, from: "10:45", to: "11:30", purpose: "Catheter change" },
  { n: 206, patient: 106, from: "11:45", to: "12:30", purpose: "Pressure wound on the heel, hoist to chair", fixed: true, with: 3 },
  {
    n: 207,
    patient: 107,
    from: "12:30",
    to: "13:00",
    purpose: "Vitamin B12 injection",
    asked: [uid(3)],
  },
  { n: 208, patient: 108, from: "13:30", to: "14:30", purpose: "Joint health and social care assessment", with: 4 },
  { n: 209, patient: 109, from: "15:00", to: "15:30", purpose: "Syringe pump check, end of life care", fixed: true },
  { n: 221, patient: 101, from: "07:30", to: "08:15", purpose: "Insulin before breakfast", fixed: true, day: "2026-11-25" },
  { n: 222, patient: 102, from: "08:15", to: "09:00", purpose: "Insulin before breakfast", fixed: true, day: "2026-11-25" },
  { n: 223, patient: 112, from: "09:15", to: "10:15", purpose: "First assessment", with: 8, day: "2026-11-25" },
  { n: 224, patient: 104, from: "09:30", to: "10:30", purpose: "Left leg wound and compression", day: "2026-11-26" },
  {
    n: 225,
    patient: 104,
    from: "10:00",
    to: "10:45",
    purpose: "Left leg wound and compression",
    day: thursday,
    asked: [uid(3)],
    seen: ["10:02", "10:40", "completed"],
  },
  { n: 226, patient: 108, from: "14:00", to: "14:30", purpose: "Falls follow-up", day: yesterday, seen: ["14:05", "14:31", "completed"] },
];
const extra: Plan[] = [
  { n: 231, patient: 110, from: "15:45", to: "16:00", purpose: "Eye drops" },
  { n: 232, patient: 111, from: "16:00", to: "16:20", purpose: "Blood test" },
  { n: 233, patient: 112, from: "16:20", to: "16:40", purpose: "Blood pressure" },
  { n: 234, patient: 113, from: "16:40", to: "17:00", purpose: "Wound dressing, foam" },
  { n: 235, patient: 102, from: "17:15", to: "17:45", purpose: "Insulin before supper", fixed: true },
  { n: 236, patient: 101, from: "17:30", to: "18:00", purpose: "Insulin before supper", fixed: true },
];

const changed: Plan[] = [
  { n: 241, patient: 105, from: "09:00", to: "09:30", purpose: "Blood test", asked: [uid(3), uid(7)], came: 2, seen: ["09:04", null, null] },
  {
    n: 242,
    patient: 110,
    from: "08:30",
    to: "09:00",
    purpose: "Eye drops",
    status: "cancelled",
    reason: "Her daughter gives them",
    asked: [uid(6)],
    seen: ["08:41", "08:55", "completed"],
  },
];

function visits(scenario: string): View[] {
  const more = { busy: extra, lead: changed }[scenario] ?? [];
  const list = scenario === "empty" ? plans.filter((p) => p.day) : [...plans, ...more];
  return list.flatMap((plan) => {
    const day = plan.day ?? today;
    const asked = plan.asked ?? [uid(1), ...(plan.with ? [uid(plan.with)] : [])];
    const fields: Fields["visit"] = {
      planned_start: at(plan.from, day),
      planned_end: at(plan.to, day),
      is_fixed: plan.fixed ?? false,
      asked,
      purpose: plan.purpose,
      instructions: plan.instructions ?? null,
      actions: plan.patient === 104 ? [uid(321), uid(322), uid(323), uid(324)] : [],
      team: uid(21),
      status: plan.status ?? "planned",
      status_reason: plan.reason ?? null,
    };
    const made: View[] = [record("visit", uid(plan.patient), fields, { id: uid(plan.n), by: uid(8), at: at("16:40", "2026-11-20") })];
    if (plan.seen) {
      const [arrived, left, outcome, reason] = plan.seen;
      const person = plan.came ? uid(plan.came) : asked[0]!;
      made.push(
        record(
          "attendance",
          uid(plan.patient),
          {
            visit: uid(plan.n),
            staff: person,
            arrived_at: at(arrived, day),
            left_at: left ? at(left, day) : null,
            outcome,
            outcome_reason: reason ?? null,
            leave_by: null,
          },
          { by: person, at: at(left ?? arrived, day) },
        ),
      );
    }
    return made;
  });
}

export function allRecords(scenario: string): View[] {
  const out: View[] = [];
  for (const p of peopleOf(scenario)) {
    const id = uid(p.n);
    out.push(
      record(
        "patient",
        id,
        {
          given_name: p.given,
          family_name: p.family,
          born_on: p.born,
          nhs_number: p.nhs,
          nhs_number_status: p.nhs ? "verified" : null,
          address_line: p.address,
          postcode: p.postcode,
          latitude: p.where[0],
          longitude: p.where[1],
          gender: "female",
          languages: ["English"],
          practice: practice.id,
          lead_professional: uid(1),
          care_coordinator: uid(8),
          risk_band: "high",
          status: "active",
          spo2_scale: 1,
          phone: "020 7946 0100",
          ...p.more,
        },
        { id, by: uid(8), at: at("11:02", "2026-10-05") },
      ),
    );
    for (const [category, title, severity, detail] of p.alerts ?? [])
      out.push(
        record("alert", id, { category, title, severity, detail: detail ?? null, status: "active" }, { by: uid(7), at: at("12:10", "2026-10-05") }),
      );
  }
  out.push(...visits(scenario));
  if (scenario === "long") {
    const visit = out.find((v) => v.id === uid(204));
    if (visit)
      (visit.fields as Fields["visit"]).purpose =
        "Four-layer compression of both legs below the knee, photograph and measure, then teach the new night carer how to take the stockings off without tearing the skin";
  }
  out.push(...rokeyas());
  out.push(
    record(
      "about_me",
      uid(106),
      { words: "Call me George. I was a lighterman for forty years, so I know the river.", told_in: "English" },
      { by: uid(6), at: at("14:20", "2026-09-02") },
    ),
  );
  out.push(record("door_code", uid(106), { code: "2749", where: "Right of the door, under the meter cover", status: "active" }, { by: uid(3) }));
  out.push(
    record(
      "note",
      uid(106),
      {
        category: "visit",
        written_at: at("12:20", yesterday),
        staff: uid(3),
        words: "Heel 2.1 by 1.8 cm, foam changed. Sat out for two hours.",
        source: null,
        visit: null,
        status: "recorded",
      },
      { by: uid(3), at: at("12:24", yesterday) },
    ),
  );
  return out;
}

function rokeyas(): View[] {
  const of = <K extends Kind>(kind: K, fields: Fields[K], more: Parameters<typeof record>[3] = {}) => record(kind, rokeya, fields, more);
  const action = (n: number, words: string, frequency: string, staff: number, organisation: number, goal: number, measures: string[] = []) =>
    of(
      "action",
      {
        words,
        frequency,
        until: "2026-12-24",
        staff: uid(staff),
        organisation: uid(organisation),
        who: null,
        goals: [uid(goal)],
        measures,
        position: n,
        status: "active",
      },
      { id: uid(320 + n), by: uid(staff), at: at("11:20", "2026-10-12") },
    );
  const reading = (type: string, value: number, unit: string, day: string, value2: number | null = null, staff = 1) =>
    of(
      "observation",
      {
        type,
        value,
        value2,
        unit,
        measured_at: at("10:05", day),
        staff: uid(staff),
        how: null,
        visit: null,
        taken_together: null,
        source: null,
        status: "recorded",
      },
      { by: uid(staff), at: at("10:08", day) },
    );
  return [
    of(
      "about_me",
      {
        words:
          "Speak to my right ear, in Sylheti if you can. Shoes off at the door, please. I pray at midday, so come before 12 or after 1. I like the window open. My tea is without sugar now, whatever my grandson says.",
        told_in: "Sylheti",
        told_to: "Kemi Adeyemi",
      },
      { by: uid(1), at: at("10:30", "2026-10-05") },
    ),
    of(
      "door_code",
      { code: "4086", where: "Key safe left of the blue door", status: "active" },
      { id: uid(350), by: uid(3), at: at("10:15", "2026-10-01") },
    ),
    of(
      "contact",
      {
        name: "Nasima Begum",
        relation: "daughter",
        phone: "07700 900161",
        is_carer: true,
        is_next_of_kin: true,
        is_key_holder: true,
        note: "Works mornings from 10:30. Ring, do not text.",
        status: "active",
      },
      { by: uid(8) },
    ),
    of(
      "contact",
      {
        name: "Imran Begum",
        relation: "son",
        phone: "07700 900178",
        is_carer: false,
        is_next_of_kin: false,
        is_key_holder: false,
        note: null,
        status: "active",
      },
      { by: uid(8) },
    ),
    of("condition", { name: "Venous leg ulcer, left", onset_on: "2026-08-14", status: "active" }, { by: uid(7) }),
    of("condition", { name: "Type 2 diabetes", onset_on: "2003-05-01", status: "active" }, { by: uid(5) }),
    of("condition", { name: "Hypertension", onset_on: "2001-03-01", status: "active" }, { by: uid(5) }),
    of(
      "medicine",
      { name: "Metformin", dose: "500", unit: "mg", frequency: "twice a day", route: "by mouth", instructions: "With food", status: "active" },
      { by: uid(5) },
    ),
    of(
      "medicine",
      { name: "Amlodipine", dose: "5", unit: "mg", frequency: "once a day", route: "by mouth", instructions: null, status: "active" },
      { by: uid(5) },
    ),
    of(
      "care_plan",
      {
        what_matters: "I want to walk to the mosque again on Fridays, and to cook for my family without having to sit down.",
        if_worse: "Nasima has the spare key and a list of the medicines.",
        agreed_kind: "with-the-person",
        agreed_on: "2026-10-12",
        agreed_with: ["Rokeya Begum", "Nasima Begum"],
        review_on: "2026-12-14",
        review_by: uid(1),
        status: "active",
      },
      { id: uid(300), by: uid(1), at: at("11:15", "2026-10-12") },
    ),
    of(
      "contingency",
      {
        if_this: "The leg is hot, red or swollen, or she shivers",
        then_do: "Ring the same day, day and night.",
        call_who: "The duty nurse",
        call_phone: "020 7946 0182",
        position: 1,
        status: "active",
      },
      { id: uid(351), by: uid(1) },
    ),
    of(
      "contingency",
      {
        if_this: "A fall, and she cannot get up",
        then_do: "Do not lift her. Then ring Nasima.",
        call_who: "999",
        call_phone: "999",
        origin_kind: "package",
        origin_record: null,
        origin_link: "falls/cannot-get-up",
        position: 2,
        status: "active",
      },
      { id: uid(352), by: uid(2) },
    ),
    of(
      "goal",
      {
        i_statement: "M5",
        words: "I walk to the kitchen and back with my frame, three times a day.",
        baseline: "2 metres",
        baseline_on: "2026-10-12",
        target: "10",
        target_unit: "metres",
        target_how: "with her frame",
        target_on: "2026-12-14",
        now: "6",
        now_how: "with her frame and one person",
        now_on: thursday,
        progress: 3,
        progress_on: thursday,
        review_on: "2026-12-14",
        review_by: uid(2),
        position: 1,
        status: "active",
      },
      {
        id: uid(311),
        by: uid(2),
        at: at("10:48", thursday),
        was: { target: { target: "5", target_unit: "metres", target_how: "with her frame", target_on: "2026-12-14" } },
      },
    ),
    of(
      "goal",
      {
        words: "My leg heals and does not hurt at night.",
        baseline: "12.4",
        baseline_on: "2026-10-12",
        target: "0",
        target_unit: "cm²",
        target_how: null,
        target_on: "2027-01-31",
        now: "7.9",
        now_how: null,
        now_on: thursday,
        progress: 2,
        progress_on: thursday,
        review_on: "2026-12-14",
        review_by: uid(7),
        position: 2,
        status: "active",
      },
      { id: uid(312), by: uid(7), at: at("11:20", "2026-10-12") },
    ),
    of(
      "goal",
      {
        i_statement: "M2",
        origin_kind: "package",
        origin_record: null,
        origin_link: "falls/steady",
        words: "I sleep through the night without a fall.",
        baseline: "Two falls since August",
        baseline_on: "2026-10-12",
        target: "0",
        target_unit: "falls",
        target_how: null,
        target_on: "2026-12-31",
        progress: 4,
        progress_on: "2026-11-16",
        review_on: "2026-12-14",
        review_by: uid(6),
        position: 3,
        status: "active",
      },
      { id: uid(313), by: uid(6), at: at("14:10", "2026-11-16") },
    ),
    action(1, "Wash, dress and compress left leg", "twice a week", 1, 11, 312),
    action(2, "Measure the wound, look at both heels", "once a week", 1, 11, 312, ["wound-area"]),
    action(3, "Blood pressure, weight", "once a week", 1, 11, 312, ["blood-pressure", "weight"]),
    action(4, "Walking with the frame", "three times a day", 2, 12, 311),
    action(5, "Night light and a clear way to the bathroom", "once", 6, 12, 313),
    reading("blood-pressure", 148, "mmHg", "2026-10-12", 86),
    reading("blood-pressure", 144, "mmHg", "2026-10-26", 84),
    reading("blood-pressure", 139, "mmHg", "2026-11-09", 82),
    reading("blood-pressure", 136, "mmHg", thursday, 80, 3),
    reading("weight", 61.2, "kg", "2026-10-12"),
    reading("weight", 60.4, "kg", "2026-10-26"),
    reading("weight", 59.8, "kg", "2026-11-09"),
    reading("weight", 59.1, "kg", thursday, null, 3),
    reading("wound-area", 12.4, "cm²", "2026-10-12"),
    reading("wound-area", 10.1, "cm²", "2026-10-26"),
    reading("wound-area", 8.6, "cm²", "2026-11-09"),
    reading("wound-area", 7.9, "cm²", thursday, null, 3),
    reading("pulse", 78, "/min", thursday, null, 3),
    reading("temperature", 36.9, "°C", thursday, null, 3),
    reading("oxygen-saturation", 96, "%", thursday, null, 3),
    reading("respiration", 17, "/min", thursday, null, 3),
    of(
      "note",
      {
        category: "visit",
        visit: uid(225),
        written_at: at("10:12", thursday),
        staff: uid(3),
        words: "Wound 7.9 cm², wetter than before. Left heel sore.",
        source: null,
        status: "recorded",
      },
      { by: uid(3), at: at("10:12", thursday) },
    ),
    of(
      "note",
      {
        category: "phone",
        visit: null,
        written_at: at("15:31", yesterday),
        staff: uid(2),
        words:
          "Rang Nasima: Rokeya managed the kitchen and back twice yesterday. A little breathless the second time, gone after two minutes. Will join the visit on Tuesday from 10:05.",
        source: null,
        status: "recorded",
      },
      { by: uid(2), at: at("15:34", yesterday) },
    ),
    of(
      "note",
      {
        category: "visit",
        visit: null,
        written_at: at("14:10", "2026-11-16"),
        staff: uid(6),
        words: "Home visit. Night light put in the hall, rug taken up with Nasima’s agreement. Bath board tried, she feels safe on it.",
        source: null,
        status: "recorded",
      },
      { by: uid(6), at: at("14:16", "2026-11-16") },
    ),
    of(
      "note",
      {
        category: "visit",
        visit: null,
        written_at: at("11:00", "2026-11-12"),
        staff: uid(9),
        words: "Sat with Rokeya for an hour, we looked at photographs from Sylhet.",
        source: null,
        status: "entered-in-error",
        status_reason: "Written for the wrong day",
      },
      { by: uid(9), at: at("11:05", "2026-11-12") },
    ),
    ...[1, 2, 3].map((n) =>
      of(
        "done",
        {
          visit: uid(225),
          action: uid(320 + n),
          ordinal: 1,
          outcome: "done",
          reason: null,
          words: null,
          done_at: at("10:20", thursday),
          staff: uid(3),
          status: "recorded",
        },
        { by: uid(3), at: at("10:21", thursday) },
      ),
    ),
  ];
}
