/**
 * Everything by everyone, as entries. Two sources: events (notes, measurements, things done, visits), which are records, and edits, of which
 * each group's stamp says who, when and what stood before. The groups that one change wrote make one entry.
 */
import type { Kind } from "../api/kinds";
import { day, dayAndTime } from "../lib/dates";
import type { Bundle, Stamp, View } from "../store/contract";
import type { IconName } from "../ui";
import { outcomeWords } from "../visit/leaving";
import { answersOf, isTakenBack, labelOf, valueWords } from "../visit/measurements";
import { reasonWords } from "../visit/occurrences";
import { changed, changedName, changesOf, told, valuesOf } from "./changes";
import { type Entry, type EntryKind, none, takenBackOf, worst } from "./entry";
import { scoreThen } from "./scale";
import { lowerFirst } from "./text";
import { groupName, nameOf, type Saying, said } from "./words";

function notes(b: Bundle): Entry[] {
  return b.all("note").map((v) => ({
    ...none,
    id: v.id,
    at: v.fields.written_at ?? v.stamps.about?.at ?? "",
    by: v.fields.staff ?? v.stamps.about?.by ?? "",
    kind: "note",
    icon: "speak",
    title: { phone: "Phone call", meeting: "Meeting", letter: "Letter" }[v.fields.category ?? ""] ?? "Note",
    text: v.fields.words ?? "",
    takenBack: takenBackOf(v),
    kept: worst([v.kept.words, v.kept.status, v.kept.about]),
    disputed: v.disputed.words !== undefined || v.disputed.status !== undefined,
    about: { kind: "note", record: v.id },
    rev: v.rev,
  }));
}

/** A rare value about which its author was asked says so. */
const measured = ({ fields }: View<"observation">): string => `${valueWords(fields)}${fields.confirmed ? ", rare and confirmed" : ""}`;

/** Observations taken together, or by one person at one visit or moment, read as one entry; each one taken back stands alone. */
function measurements(b: Bundle): Entry[] {
  const sets = new Map<string, View<"observation">[]>();
  for (const v of b.all("observation")) {
    const f = v.fields;
    const key = isTakenBack(f) ? v.id : `${f.staff ?? ""}:${f.visit ?? f.taken_together ?? f.measured_at ?? v.id}`;
    sets.set(key, [...(sets.get(key) ?? []), v]);
  }
  return [...sets.values()].map((set) => {
    const first = set[0] as View<"observation">;
    const answers = answersOf(set.map((v) => v.fields));
    const at =
      set
        .map((v) => v.fields.measured_at ?? "")
        .sort()
        .at(-1) ?? "";
    const result = scoreThen(b, answers, at);
    const isOne = set.length === 1;
    return {
      ...none,
      id: first.id,
      at,
      by: first.fields.staff ?? first.stamps.event?.by ?? "",
      kind: "measure",
      icon: "pulse",
      title: isOne ? labelOf(first.fields.type) : "Measurements",
      text: isOne ? measured(first) : "",
      values: isOne ? [] : set.map((v) => ({ label: labelOf(v.fields.type), value: measured(v) })),
      news2: result?.scored ? result.total : null,
      takenBack: isOne ? takenBackOf(first) : null,
      kept: worst(set.flatMap((v) => [v.kept.event, v.kept.confirmed, v.kept.status])),
      about: { kind: "observation", record: first.id },
      rev: Math.max(...set.map((v) => v.rev)),
    };
  });
}

/** That a picture was taken, or somebody signed, and what it shows; the picture itself is on the page of the photos. */
function pictures(b: Bundle, say: Saying): Entry[] {
  return b.all("attachment").map((v) => ({
    ...none,
    id: v.id,
    at: v.fields.taken_at ?? v.stamps.about?.at ?? "",
    by: v.fields.staff ?? v.stamps.about?.by ?? "",
    kind: "note",
    icon: v.fields.what === "signature" ? "sign" : "photo",
    title: v.fields.what === "signature" ? "Signature" : `Photo: ${lowerFirst(nameOf("attachment", v.fields as Record<string, unknown>, say))}`,
    text: v.fields.words ?? "",
    takenBack: takenBackOf(v),
    kept: worst([v.kept.about, v.kept.words, v.kept.status]),
    disputed: v.disputed.words !== undefined || v.disputed.status !== undefined,
    about: { kind: "attachment", record: v.id },
    rev: v.rev,
  }));
}

function dones(b: Bundle, name: string): Entry[] {
  return b.all("done").map((v) => {
    const action = v.fields.action ? b.one("action", v.fields.action)?.fields.words : null;
    const done = v.fields.outcome !== "not-done";
    return {
      ...none,
      id: v.id,
      at: v.fields.done_at ?? "",
      by: v.fields.staff ?? v.stamps.event?.by ?? "",
      kind: "plan",
      icon: done ? "check" : "hand",
      title: `${done ? "Done" : "Not done"}: ${action ?? "an action not on this tablet"}`,
      text: [reasonWords(v.fields.reason, name), v.fields.words ?? ""].filter(Boolean).join(". "),
      takenBack: takenBackOf(v),
      kept: worst([v.kept.event, v.kept.status]),
      about: { kind: "done", record: v.id },
      rev: v.rev,
    };
  });
}

function attendances(b: Bundle): Entry[] {
  return b
    .all("attendance")
    .filter((v) => v.fields.left_at || v.fields.outcome)
    .map((v) => ({
      ...none,
      id: v.id,
      at: v.fields.left_at ?? v.fields.arrived_at ?? v.stamps.leaving?.at ?? "",
      by: v.fields.staff ?? "",
      kind: "visit",
      icon: "door",
      title: `Visit: ${outcomeWords(v.fields.outcome).toLowerCase() || "left"}`,
      text: v.fields.outcome_reason ?? "",
      kept: worst([v.kept.leaving, v.kept.arrival]),
      disputed: v.disputed.leaving !== undefined,
      about: { kind: "attendance", record: v.id },
      rev: v.rev,
    }));
}

const edited: readonly { kind: Kind; entry: EntryKind; icon: IconName }[] = [
  { kind: "goal", entry: "plan", icon: "plan" },
  { kind: "action", entry: "plan", icon: "plan" },
  { kind: "contingency", entry: "plan", icon: "warn" },
  { kind: "care_plan", entry: "plan", icon: "plan" },
  { kind: "about_me", entry: "record", icon: "people" },
  { kind: "alert", entry: "record", icon: "warn" },
  { kind: "medicine", entry: "record", icon: "pill" },
  { kind: "condition", entry: "record", icon: "form" },
  { kind: "contact", entry: "record", icon: "phone" },
  { kind: "door_code", entry: "record", icon: "key" },
  { kind: "patient", entry: "record", icon: "people" },
  { kind: "visit", entry: "visit", icon: "today" },
];

function edits(b: Bundle, say: Saying): Entry[] {
  return edited.flatMap(({ kind, entry, icon }) =>
    b.all(kind).flatMap((v) =>
      changesOf(v as View)
        .filter((c) => !(c.isNew && (kind === "visit" || kind === "patient")))
        .map((c): Entry => {
          const name = nameOf(kind, v.fields as Record<string, unknown>, say);
          const one = c.groups.length === 1 && !c.isNew ? (c.groups[0] as string) : null;
          return {
            ...none,
            id: `${v.id}:${c.stamp.change}`,
            at: c.stamp.at,
            by: c.stamp.by,
            kind: entry,
            icon,
            title: c.isNew ? `${name}, added` : one && one !== "status" ? `${name}: ${changedName(v as View, one)}` : name,
            text: one
              ? changed(v as View, one, say)
              : told(kind, c)
                  .map((g) => said(kind, g, valuesOf(v as View, g), say))
                  .filter(Boolean)
                  .join(". "),
            kept: worst(c.groups.map((g) => v.kept[g])),
            disputed: c.groups.some((g) => v.disputed[g] !== undefined),
            about: { kind, record: v.id },
            rev: v.rev,
            isWhole: false,
          };
        }),
    ),
  );
}

/** What a team meeting had to do with the person: that they were put on its list, what was said and decided, that it was put off. */
function meetings(b: Bundle, say: Saying): Entry[] {
  return b.all("meeting_item").flatMap((item) => {
    const talk = b.all("meeting_talk").find((one) => one.fields.meeting === item.fields.meeting);
    const of = item.fields.held_on ? ` of ${day(item.fields.held_on, say.now)}` : "";
    return [item, talk].flatMap((v) =>
      (v ? changesOf(v as View) : []).flatMap((c): Entry[] => {
        const [title, text] = v === item ? ofItem(item, talk, c, of) : ofTalk(talk as View<"meeting_talk">, c, item.stamps.about?.by, of, say);
        if (!v || !title) return [];
        return [
          {
            ...none,
            id: `${v.id}:${c.stamp.change}`,
            at: c.stamp.at,
            by: c.stamp.by,
            kind: "plan",
            icon: "meet",
            title,
            text,
            kept: worst(c.groups.map((g) => v.kept[g])),
            disputed: c.groups.some((g) => v.disputed[g] !== undefined),
            about: { kind: v.kind, record: v.id },
            rev: v.rev,
            isWhole: false,
          },
        ];
      }),
    );
  });
}

type OneChange = { groups: string[]; isNew: boolean };

/** Of the list: how it stands, and beside it in words what is said elsewhere, where one may read that and two do not say it differently. */
function ofItem(item: View<"meeting_item">, talk: View<"meeting_talk"> | undefined, c: OneChange, of: string): [title: string, text: string] {
  const words = (group: "asked" | "decision" | "outcome", text: string | null | undefined) => (talk?.disputed[group] ? "" : (text ?? ""));
  const { question, decision, outcome_reason } = talk?.fields ?? {};
  if (!c.isNew && !c.groups.includes("status")) return ["", ""]; // that it moved to another day shows with what was to be discussed
  const status = c.groups.includes("status") ? item.fields.status : "listed";
  if (status === "discussed") return [`Discussed at the MDT${of}`, words("decision", decision)];
  if (status === "put-off") return [`Put off at the MDT${of}`, words("outcome", outcome_reason)];
  if (status === "cancelled") return [`Taken off the list of the MDT${of}`, words("outcome", outcome_reason)];
  if (status === "entered-in-error") return [`Put on the list of the MDT${of} by mistake`, words("outcome", outcome_reason)];
  return [`To be discussed at the MDT${of}`, words("asked", question)];
}

/** Of what is said. The question with which somebody was put on the list (by `lister`) stands there. */
function ofTalk(
  v: View<"meeting_talk">,
  c: OneChange & { stamp: Stamp },
  lister: string | undefined,
  of: string,
  say: Saying,
): [title: string, text: string] {
  const f = v.fields;
  const wrote = (group: string) => c.groups.includes(group);
  if (wrote("asked")) return c.isNew && c.stamp.by === lister ? ["", ""] : [`Asked for the MDT${of}`, f.question ?? ""];
  if (wrote("decision")) return [`Decided at the MDT${of}`, f.decision ?? ""];
  if (wrote("discussion")) return [`Said at the MDT${of}`, f.discussion ?? ""];
  if (wrote("people")) return [`Took part at the MDT${of}`, said("meeting_talk", "people", f as Record<string, unknown>, say)];
  return ["", ""];
}

function shown(b: Bundle): Entry[] {
  return b.all("disclosure").map((v) => ({
    ...none,
    id: v.id,
    at: v.fields.shown_at ?? "",
    by: v.fields.staff ?? "",
    kind: "record",
    icon: "key",
    title: "Door code shown",
    text: "",
    kept: worst([v.kept.event]),
    about: { kind: "disclosure", record: v.id },
    rev: v.rev,
  }));
}

/** What was settled, and what each had written: the settling says that all of it stays in the history. */
function settled(b: Bundle, say: Saying): Entry[] {
  return b
    .all("conflict")
    .filter((v) => v.fields.status === "settled")
    .map((v) => ({
      ...none,
      id: v.id,
      at: v.fields.settled_at ?? v.stamps.settlement?.at ?? "",
      by: v.fields.settled_by ?? v.stamps.settlement?.by ?? "",
      kind: "record",
      icon: "settle",
      title: `Settled: ${groupName(v.fields.about_kind ?? "", v.fields.group ?? "")}`,
      text: [said(v.fields.about_kind ?? "", v.fields.group ?? "", v.fields.value ?? {}, say), v.fields.reason ?? ""].filter(Boolean).join(". "),
      values: (v.fields.sides ?? []).map((side) => ({
        label: `${say.people.signature(side.by, true)} wrote, ${dayAndTime(side.at, say.now)}:`,
        value: said(v.fields.about_kind ?? "", v.fields.group ?? "", side.value, say) || "nothing",
      })),
      kept: worst([v.kept.settlement]),
      about: { kind: "conflict", record: v.id },
      rev: v.rev,
    }));
}

/** Newest first. `name`: what the person is called, for "Rokeya said no". */
export function timeline(b: Bundle, say: Saying, name: string): Entry[] {
  const all = [
    ...notes(b),
    ...measurements(b),
    ...pictures(b, say),
    ...dones(b, name),
    ...attendances(b),
    ...edits(b, say),
    ...meetings(b, say),
    ...shown(b),
    ...settled(b, say),
  ];
  return all.sort((x, y) => y.at.localeCompare(x.at) || y.id.localeCompare(x.id));
}
