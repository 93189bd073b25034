/** Three meetings of the team, and who is on their lists: one that was, one today, one in two weeks. */
import type { Fields } from "../src/api/kinds";
import { derived } from "../src/lib/ids";
import type { View } from "../src/store/contract";
import { staff, teams } from "./cast";
import { at, record, uid } from "./records";

const team = teams[0]!.id;
const was = uid(801);
const now = uid(802);
const later = uid(803);

export function meetingRecords(scenario: string): View[] {
  if (scenario === "empty") return [];
  const title =
    scenario === "long"
      ? "South East integrated team with Poplar and Limehouse primary care network: fortnightly multidisciplinary team meeting"
      : "South East MDT";
  return [
    record(
      "meeting",
      null,
      {
        team,
        title,
        starts_at: at("13:00", "2026-11-10"),
        ends_at: at("14:00", "2026-11-10"),
        place: "Limehouse hub, room 2",
        chair: uid(5),
        status: "held",
        attended: [uid(1), uid(2), uid(4), uid(5), uid(8), "Dr Shah, GP"].sort(),
      },
      { id: was },
    ),
    record(
      "meeting",
      null,
      {
        team,
        title,
        starts_at: at("13:00"),
        ends_at: at("14:00"),
        place: "Limehouse hub, room 2",
        link: "https://call.example/south-east",
        chair: uid(5),
        status: "planned",
        attended: [uid(1), uid(5), "Dr Shah, GP"].sort(),
      },
      { id: now },
    ),
    record(
      "meeting",
      null,
      {
        team,
        title,
        starts_at: at("13:00", "2026-12-08"),
        ends_at: at("14:00", "2026-12-08"),
        place: "Limehouse hub, room 2",
        chair: uid(8),
        status: "planned",
      },
      { id: later },
    ),
  ];
}

type Said = Fields["meeting_talk"];

export function itemRecords(scenario: string): View[] {
  if (scenario === "empty") return [];
  const item = (meeting: string, n: number, held_on: string, listed: Fields["meeting_item"], said: Said, by = 1): View[] => {
    const made = (kind: "meeting_item" | "meeting_talk") => ({ id: derived(kind, meeting, uid(n)), by: uid(by), at: at("16:12", "2026-11-20") });
    return [
      record("meeting_item", uid(n), { meeting, team, held_on, status: "listed", ...listed }, made("meeting_item")),
      record("meeting_talk", uid(n), { meeting, asked_by: uid(by), ...said }, made("meeting_talk")),
    ];
  };
  const asked = (question: string): Said => ({ question });
  return [
    ...item(
      was,
      104,
      "2026-11-10",
      { status: "discussed", position: 1 },
      {
        question: "The leg heals slowly. Is compression right, and who looks at her pain at night?",
        discussion: "Seen twice a week. Exudate less since the four-layer bandage. Pain wakes her at two. Nasima is tired.",
        decision: "Go on with four layers for four weeks. GP reviews pain relief. Carer’s assessment for Nasima.",
        attended: [...staff.slice(0, 5).map((one) => one.id), "Nasima Begum, daughter"].sort(),
      },
    ),
    record(
      "action",
      uid(104),
      {
        words: "Carer’s assessment for Nasima",
        staff: uid(4),
        organisation: uid(13),
        until: "2026-12-01",
        position: 9,
        status: "active",
        origin_kind: "meeting_item",
        origin_record: derived("meeting_item", was, uid(104)),
      },
      { by: uid(5), at: at("13:22", "2026-11-10") },
    ),
    ...item(now, 104, "2026-11-24", { position: 1 }, asked("Four weeks of four layers are over: has it healed enough to go down to two?"), 7),
    ...item(
      now,
      106,
      "2026-11-24",
      { position: 2, status: "discussed" },
      {
        question: "Heel is grade 3 now. Does he need an air mattress, and can two come to turn him?",
        discussion: "Mattress ordered by Hannah.",
        decision: "Air mattress by Thursday; double-ups at noon.",
      },
      3,
    ),
    ...item(now, 108, "2026-11-24", { position: 3 }, asked("Is she safe alone with the stairs? Her son asks about a move."), 4),
    ...item(
      now,
      105,
      "2026-11-24",
      { position: 4, status: "put-off" },
      { question: "Third blocked catheter in a month.", outcome_reason: "Waits for urology’s letter" },
    ),
    ...item(now, 109, "2026-11-24", { position: 5 }, asked("Preferred place of death, and who tells her brother?"), 5),
    ...item(now, 101, "2026-11-24", { position: 6 }, asked("Hypos before breakfast twice last week: change the evening dose?")),
    ...item(later, 105, "2026-12-08", { position: 1 }, asked("Third blocked catheter in a month.")),
  ];
}
