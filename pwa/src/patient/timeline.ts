/**
 * Everything by everyone, as entries. Two sources: events (notes, measurements, things done, visits), which are records, and edits, of which
 * each group's stamp says who, when and what stood before. The groups that one change wrote make one entry.
 */
import { groups, type Kind } from "../api/kinds";
import { day, dayAndTime } from "../lib/dates";
import type { Bundle, Kept, Stamp, View } from "../store/contract";
import type { IconName } from "../ui";
import { outcomeWords } from "../visit/leaving";
import { answersOf, isTakenBack, labelOf, valueWords } from "../visit/measurements";
import { type Answers, type Result, type Scale, score } from "../visit/news2";
import { reasonWords } from "../visit/occurrences";
import { lowerFirst } from "./text";
import { differingName, groupName, nameOf, type Saying, said } from "./words";

export type EntryKind = "note" | "measure" | "plan" | "visit" | "record";

export interface Entry {
  /** Stable: the record's id, with the change where one record makes several entries. */
  id: string;
  at: string;
  by: string;
  kind: EntryKind;
  icon: IconName;
  title: string;
  text: string;
  /** Measurements: label and value. */
  values: { label: string; value: string }[];
  /** NEWS2 of a complete set. */
  news2: number | null;
  takenBack: { by: string; at: string; reason: string } | null;
  kept: Kept | null;
  /** All of it is disputed: no value of it is *the* value (M5). */
  disputed: boolean;
  about: { kind: Kind; record: string };
  /** The bundle's `rev` that last wrote the record, or the latest of its records; 0 while it is on this tablet only. */
  rev: number;
  /** An event or a note, made whole at once; false: one of several edits of a record. */
  isWhole: boolean;
}

const none: Pick<Entry, "values" | "news2" | "takenBack" | "disputed" | "isWhole"> = {
  values: [],
  news2: null,
  takenBack: null,
  disputed: false,
  isWhole: true,
};

function takenBackOf(v: View<"note"> | View<"done"> | View<"observation"> | View<"attachment">): Entry["takenBack"] {
  if (!isTakenBack(v.fields)) return null;
  const stamp = v.stamps.status;
  return { by: stamp?.by ?? "", at: stamp?.at ?? "", reason: v.fields.status_reason ?? "" };
}

/** The gravest word of several: what is not kept before what is only here before what is sent. */
const order: readonly Kept[] = ["not-kept", "refused", "typing", "on-this-tablet", "sending", "sent"];
export function worst(all: readonly (Kept | undefined | null)[]): Kept | null {
  return order.find((k) => all.includes(k)) ?? null;
}

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

/** The oxygen scale that a clinician set for this person; 1 where nobody did, or while it is disputed (rule 2 of NEWS2). */
export function scaleOf(b: Bundle): Scale {
  const patient = b.all("patient")[0];
  return patient?.fields.spo2_scale === 2 && !patient.disputed.news2_scale ? 2 : 1;
}

/**
 * The scale that stood at a moment; null where this tablet cannot tell. Before the first that anybody set it was 1; before the latest of several, and while it
 * is disputed, it is not known.
 */
export function scaleAt(b: Bundle, at: string): Scale | null {
  const patient = b.all("patient")[0];
  const stamp = patient?.stamps.news2_scale;
  if (patient?.disputed.news2_scale) return null;
  if (!stamp || at >= stamp.at) return scaleOf(b);
  return stamp.was === undefined ? 1 : null;
}

/** The score of a set by the scale that stood when it was measured; null where that is not known and makes a difference. */
export function scoreThen(b: Bundle, answers: Answers, at: string): Result | null {
  const scale = scaleAt(b, at);
  if (scale !== null) return score(answers, scale);
  const [one, two] = [score(answers, 1), score(answers, 2)];
  return one.scored && two.scored && one.total !== two.total ? null : one;
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

/** Groups that say nothing to a reader: the order on a page, what something came out of (which the page shows as a link). */
const silent = new Set(["place", "origin", "risk", "local_ids"]);

/** The values of a group as they stand. */
export function valuesOf(v: View, group: string): Record<string, unknown> {
  const fields = v.fields as Record<string, unknown>;
  return Object.fromEntries((groups[v.kind][group]?.fields ?? []).map((f) => [f, fields[f]]));
}

/** The stamps of a record, put together by the change that made them; oldest first. */
export function changesOf(v: View): { stamp: Stamp; groups: string[]; isNew: boolean }[] {
  const found = new Map<string, { stamp: Stamp; groups: string[]; isNew: boolean }>();
  for (const [group, stamp] of Object.entries(v.stamps)) {
    if (silent.has(group) || !groups[v.kind][group]) continue;
    const one = found.get(stamp.change) ?? { stamp, groups: [], isNew: true };
    one.groups.push(group);
    one.isNew &&= stamp.was === undefined;
    found.set(stamp.change, one);
  }
  const all = [...found.values()].sort((a, b) => a.stamp.at.localeCompare(b.stamp.at));
  // Only the first change of a record can have made it; a later one without a past wrote a group for the first time.
  return all.map((c, i) => ({ ...c, isNew: c.isNew && i === 0 }));
}

/** "From … to …" where something stood before, what it is now where nothing did. */
export function changed(v: View, group: string, say: Saying): string {
  const before = v.stamps[group]?.was;
  const after = valuesOf(v, group);
  if (!before) return said(v.kind, group, after, say);
  const differs = (field: string): boolean => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null);
  // Of a statement with several parts only what differs is said, where that says something by itself on both sides.
  const only = (all: Record<string, unknown>) => said(v.kind, group, Object.fromEntries(Object.entries(all).filter(([f]) => differs(f))), say);
  const isApart = partial.has(`${v.kind}.${group}`) && only(before) !== "" && only(after) !== "";
  const [was, now] = isApart ? [only(before), only(after)] : [said(v.kind, group, before, say), said(v.kind, group, after, say)];
  if (!was) return now;
  return now ? `From ${apart(was)} to ${apart(now)}` : `Taken out: ${was}`;
}

const partial = new Set(["action.statement", "contingency.statement"]);
/** A whole sentence inside another needs its marks. */
const apart = (words: string): string => (words.length > 40 && !words.startsWith("“") ? `“${words}”` : words);

/** Of a record that is new, the groups that say what it is; its name stands in the title already. */
const firstWords: Partial<Record<Kind, readonly string[]>> = {
  goal: ["target"],
  action: ["statement", "doer"],
  contingency: ["statement"],
  alert: ["statement"],
  contact: ["person", "role"],
  care_plan: ["matters", "agreement", "review"],
};
const told = (kind: Kind, c: { groups: string[]; isNew: boolean }): string[] =>
  c.isNew ? c.groups.filter((g) => firstWords[kind]?.includes(g) ?? g !== "status") : c.groups;

const changedName = (v: View, group: string): string => {
  const was = v.stamps[group]?.was;
  return was ? differingName(v.kind, group, [was, valuesOf(v, group)]) : groupName(v.kind, group);
};

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
