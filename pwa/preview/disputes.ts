/** What two people saw differently, for To settle and for the marks on the plan. */
import type { Side } from "../src/api/kinds";
import type { View } from "../src/store/contract";
import { at, record, uid } from "./records";

interface Dispute {
  n: number;
  about: number;
  kind: "action" | "goal" | "alert";
  group: string;
  base: Record<string, unknown>;
  sides: Side[];
}
const statement = (words: string, frequency: string) => ({ words, frequency, until: "2026-12-24" });
const all: Dispute[] = [
  {
    n: 401,
    about: 324,
    kind: "action",
    group: "statement",
    base: statement("Walking with the frame", "three times a day"),
    sides: [
      {
        change: uid(411),
        by: uid(2),
        at: at("10:31"),
        value: statement("Walking with the frame, kitchen and back, alone", "three times a day"),
        saw: statement("Walking with the frame", "three times a day"),
      },
      {
        change: uid(412),
        by: uid(1),
        at: at("10:24"),
        value: statement("Walking with the frame, with someone beside her", "once a day"),
        saw: statement("Walking with the frame", "three times a day"),
      },
    ],
  },
  {
    n: 402,
    about: 311,
    kind: "goal",
    group: "target",
    base: { target: "10", target_unit: "metres", target_how: "with her frame", target_on: "2026-12-14" },
    sides: [
      {
        change: uid(413),
        by: uid(2),
        at: at("16:02", "2026-11-23"),
        value: { target: "12", target_unit: "metres", target_how: "with her frame", target_on: "2026-12-14" },
        saw: { target: "10", target_unit: "metres", target_how: "with her frame", target_on: "2026-12-14" },
      },
      {
        change: uid(414),
        by: uid(6),
        at: at("16:40", "2026-11-23"),
        value: { target: "8", target_unit: "metres", target_how: "with her frame and one person", target_on: "2026-12-31" },
        saw: { target: "10", target_unit: "metres", target_how: "with her frame", target_on: "2026-12-14" },
      },
    ],
  },
];

/** Adds the conflicts, and marks the records that they are about. */
export function dispute(records: View[], count: number): View[] {
  const out = [...records];
  for (const one of all.slice(0, count)) {
    const about = out.find((v) => v.id === uid(one.about));
    if (!about) continue;
    about.disputed[one.group] = { conflict: uid(one.n), sides: one.sides, base: one.base };
    out.push(
      record(
        "conflict",
        about.patient,
        { about: about.id, about_kind: one.kind, group: one.group, base: one.base, sides: one.sides, status: "open" },
        { id: uid(one.n), by: one.sides[1]!.by, at: one.sides[1]!.at },
      ),
    );
  }
  const falls = out.find((v) => v.kind === "alert" && (v.fields as { category?: string }).category === "falls" && v.patient === uid(108));
  if (count > 2 && falls) {
    const sides: Side[] = [
      {
        change: uid(415),
        by: uid(3),
        at: at("08:20"),
        value: { status: "active", status_reason: null },
        saw: { status: "active", status_reason: null },
      },
      {
        change: uid(416),
        by: uid(6),
        at: at("08:45"),
        value: { status: "ended", status_reason: "No fall for six months" },
        saw: { status: "active", status_reason: null },
      },
    ];
    falls.disputed.status = { conflict: uid(403), sides, base: { status: "active", status_reason: null } };
    out.push(
      record(
        "conflict",
        falls.patient,
        { about: falls.id, about_kind: "alert", group: "status", base: { status: "active", status_reason: null }, sides, status: "open" },
        { id: uid(403), by: uid(6), at: at("08:45") },
      ),
    );
  }
  return out;
}
