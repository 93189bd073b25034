/** What the preview's server keeps of Rokeya Begum beyond the tablet: three years of notes, weights and visits, and the earlier changes of a goal. */
import type { Kind } from "../src/api/kinds";
import type { Id, OlderPage, Online, Step, View } from "../src/store/contract";
import { at, record, uid } from "./records";

const rokeya = uid(104);
const page = 50;
const dayBefore = (days: number): string => new Date(Date.parse(at("10:20")) - days * 86_400_000).toISOString();

const said = [
  "Dressing changed. Edges clean, no smell. She had slept well.",
  "Nasima rang: out of tablets since yesterday. Pharmacy delivers before noon.",
  "Fell against the bath, no injury. Rail asked for at the bathroom door.",
];
const older: View[] = [
  ...Array.from({ length: 31 }, (_, n) =>
    record("note", rokeya, {
      category: n % 3 === 1 ? "phone" : "visit",
      written_at: dayBefore(370 + n * 11),
      staff: uid(1 + (n % 4)),
      words: said[n % 3] as string,
    }),
  ),
  ...Array.from({ length: 24 }, (_, n) =>
    record("observation", rokeya, {
      type: "weight",
      value: 56 + (n % 7) * 0.6,
      unit: "kg",
      measured_at: dayBefore(30 + n * 14),
      staff: uid(1 + (n % 2)),
    }),
  ),
  ...Array.from({ length: 17 }, (_, n) =>
    record("attendance", rokeya, {
      visit: uid(9000 + n),
      staff: uid(1),
      arrived_at: dayBefore(95 + n * 9),
      left_at: dayBefore(95 + n * 9),
      outcome: n % 6 === 5 ? "no-access" : "completed",
    }),
  ),
] as View[];
const timeOf = ({ fields }: View): string => {
  const f = fields as Record<string, string | undefined>;
  return f.written_at ?? f.measured_at ?? f.left_at ?? "";
};
older.sort((a, b) => timeOf(b).localeCompare(timeOf(a)));

const steps: Step[] = ["12 metres", "9 metres", "5 metres", "to the chair and back"].map((target, n, all) => {
  const goal = record(
    "goal",
    rokeya,
    { words: "I want to walk to my own kitchen", target },
    { id: uid(8000), by: uid(2), at: dayBefore(40 + n * 60) },
  );
  const stamp = { at: dayBefore(40 + n * 60), by: uid(1 + (n % 3)), change: uid(8100 + n) };
  const was = all[n + 1];
  goal.stamps = was ? { ...goal.stamps, target: { ...stamp, was: { target: was } } } : { words: stamp, target: stamp };
  return {
    change: stamp.change,
    source: "change",
    by: stamp.by,
    at: stamp.at,
    receivedAt: stamp.at,
    kind: "goal",
    record: goal.id,
    saw: was ? { target: was } : null,
    set: { target },
    ending: "applied",
    views: [goal as View],
  };
});

export function pastOf(patient: Id) {
  const mine = patient === rokeya ? older : [];
  const outside: Record<string, number> = {};
  for (const { kind } of mine) outside[kind] = (outside[kind] ?? 0) + 1;
  return {
    outside,
    steps: patient === rokeya ? steps : [],
    older(kinds: readonly Kind[] | undefined, before: string | null): Online<OlderPage> {
      const asked = mine.filter((v) => !kinds || kinds.includes(v.kind));
      const from = before === null ? 0 : Number(before);
      const rest = asked.length - from - page;
      return { ok: true, views: asked.slice(from, from + page), unknown: 0, next: rest > 0 ? String(from + page) : null, left: Math.max(rest, 0) };
    },
  };
}
