/**
 * Each change in the queue in words: what it does, to whom it belongs, where it will go. Names of records and values come from
 * `patient/words`, so that the queue, the timeline, the plan's history and To settle all say the same.
 */

import { answerWords } from "../alone/words";
import { groups } from "../api/kinds";
import { dayAndTime, timeOf } from "../lib/dates";
import { groupName, namedBy, nameOf, type Saying, said, short } from "../patient/words";
import type { Bundle, Header, Id, View, Waiting } from "../store/contract";
import type { IconName } from "../ui/Icon";
import { outcomeWords } from "../visit/leaving";
import { labelOf, valueWords } from "../visit/measurements";
import { reasonWords } from "../visit/occurrences";

export interface Sentence {
  icon: IconName;
  /** "Goal “walk to the kitchen”: target from 5 metres to 10 metres" */
  what: string;
  /** Where it belongs: "Care plan", "Visit 10:45 to 11:30". */
  detail: string;
}

type Values = Readonly<Record<string, unknown>>;
const text = (v: unknown): string => (typeof v === "string" ? v.trim() : typeof v === "number" ? String(v) : "");

/** The group of a kind that has exactly these fields; null for a creation that spans several. */
export function groupOf(kind: Waiting["kind"], set: Values): string | null {
  const names = Object.keys(set);
  for (const [name, group] of Object.entries(groups[kind])) if (names.every((field) => group.fields.includes(field))) return name;
  return null;
}

/** Of all that came at once, what belongs to one group. */
const of = (kind: Waiting["kind"], group: string, set: Values): Values =>
  Object.fromEntries(Object.entries(set).filter(([field]) => groups[kind][group]?.fields.includes(field)));

const firstSaid = (set: Values): string | undefined =>
  Object.keys(groups.meeting_talk).find((group) => group !== "about" && Object.keys(of("meeting_talk", group, set)).length > 0);

const icons: Partial<Record<Waiting["kind"], IconName>> = {
  observation: "pulse",
  note: "file",
  attachment: "photo",
  done: "check",
  attendance: "home",
  conflict: "settle",
  disclosure: "key",
  door_code: "key",
  medicine: "pill",
  my_day: "clock",
  visit: "today",
  meeting: "meet",
  meeting_item: "meet",
  meeting_talk: "meet",
  alert: "warn",
  referral: "inbox",
  alarm: "people",
};

const where: Partial<Record<Waiting["kind"], string>> = {
  goal: "Care plan",
  action: "Care plan",
  contingency: "Care plan",
  referral: "Referrals",
  meeting_item: "Team meeting",
  meeting_talk: "Team meeting",
  meeting: "Team meeting",
  care_plan: "Care plan",
  about_me: "About me",
  alert: "Alerts",
  medicine: "Medicines",
  condition: "Conditions",
  contact: "Contacts",
  door_code: "How to get in",
  patient: "Personal details",
  my_day: "Your day",
  alarm: "Working alone",
  read_mark: "What you have read",
  visit: "Visits",
  attachment: "Documents and photos",
};

function visitWords(header: Header | undefined, visit: unknown, say: Saying): string {
  const planned = header?.visits.find((v) => v.id === visit);
  return planned ? `Visit ${dayAndTime(planned.planned_start, say.now)} to ${timeOf(planned.planned_end)}` : "Visit";
}

const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
const first = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** One change in words. `bundle`: the patient's record where it is on this tablet, for what the change alone does not say. */
export function sentenceOf(change: Waiting, context: { bundle: Bundle | null; header: Header | undefined }, say: Saying): Sentence {
  const icon = icons[change.kind] ?? "pen";
  const { set } = change;
  const detail = where[change.kind] ?? "";
  const { bundle, header } = context;
  switch (change.kind) {
    case "conflict": {
      const conflict = bundle?.one("conflict", change.record)?.fields;
      const about = conflict?.about && conflict.about_kind ? bundle?.one(conflict.about_kind as Waiting["kind"], conflict.about) : undefined;
      const name = about ? nameOf(about.kind, namedBy(about as View, bundle) ?? {}, say) : "what two people saw differently";
      const value = conflict?.about_kind && conflict.group && set.value ? said(conflict.about_kind, conflict.group, set.value as Values, say) : "";
      return {
        icon,
        what: `${set.side ? "Your side" : "Settled"}: ${name}${value ? `, now ${value}` : ""}`,
        detail: text(set.reason) ? `“${short(text(set.reason))}”` : "To settle",
      };
    }
    case "attendance": {
      const parts = [
        set.arrived_at ? `Arrived ${timeOf(text(set.arrived_at))}` : "",
        set.left_at ? `left ${timeOf(text(set.left_at))}` : "",
        set.outcome ? lower(outcomeWords(text(set.outcome))) : "",
        text(set.outcome_reason),
      ].filter(Boolean);
      if (parts.length === 0 && set.leave_by) parts.push(`Expected to leave by ${timeOf(text(set.leave_by))}`);
      return {
        icon,
        what: first(parts.join(", ")) || "Your attendance",
        detail: visitWords(header, set.visit ?? bundle?.one("attendance", change.record)?.fields.visit, say),
      };
    }
    case "done": {
      if (change.saw !== null) break;
      const action = bundle?.one("action", text(set.action))?.fields.words ?? "a planned action";
      const why = set.reason ? `: ${reasonWords(text(set.reason), header?.known_as ?? header?.given_name ?? "The person").toLowerCase()}` : "";
      return {
        icon,
        what: `${set.outcome === "not-done" ? "Not done" : "Done"}: ${short(action)}${why}`,
        detail: visitWords(header, set.visit, say),
      };
    }
    case "observation":
      if (change.saw !== null) break;
      return {
        icon,
        what: `${labelOf(text(set.type))} ${valueWords(set)}`,
        detail: `Measurement ${set.measured_at ? dayAndTime(text(set.measured_at), say.now) : ""}`.trim(),
      };
    case "attachment":
      if (change.saw !== null) break;
      return { icon, what: nameOf("attachment", set, say), detail: set.words ? `“${short(text(set.words))}”` : detail };
    case "note":
      if (change.saw !== null) break;
      return { icon, what: "Note", detail: set.words ? `“${short(text(set.words))}”` : "No words yet" };
    case "disclosure":
      return { icon, what: "Key safe code shown to you", detail: set.shown_at ? dayAndTime(text(set.shown_at), say.now) : "" };
    case "read_mark":
      return { icon: "eye", what: "You have read the record", detail: "" };
    case "my_day":
      if (set.late_minutes !== undefined && set.late_said_at)
        return { icon, what: set.late_minutes ? `Running ${set.late_minutes} minutes late` : "On time again", detail };
      if (set.ended_at !== undefined)
        return { icon, what: set.ended_at ? `Ended your day at ${timeOf(text(set.ended_at))}` : "Opened your day again", detail };
      if (set.ring_asked_at) return { icon: "phone", what: `Asked for a call at ${timeOf(text(set.ring_asked_at))}`, detail };
      if (set.buddy !== undefined)
        return { icon: "people", what: `Your buddy: ${set.buddy ? say.people.signature(text(set.buddy), true) : "the nearest"}`, detail };
      return { icon, what: "Your day", detail };
    case "alarm":
      return { icon, what: first(answerWords(text(set.answer))), detail: set.answer_words ? `“${short(text(set.answer_words))}”` : detail };
    case "refusal":
      return { icon: "hand", what: "Dealt with a change that was not taken", detail: text(set.dealt_reason) };
    default:
  }
  const known = namedBy(bundle?.one(change.kind, change.record) as View | undefined, bundle) ?? {};
  const name = nameOf(change.kind, { ...known, ...(change.saw ?? {}), ...(change.saw === null ? set : {}) }, say);
  // What is said at a meeting begins with whatever is said first: that is said here.
  const began = change.saw === null && change.kind === "meeting_talk" ? firstSaid(set) : null;
  if (change.saw === null && !began) return { icon, what: `New: ${name}`, detail };
  const group = began ?? groupOf(change.kind, set);
  if (!group) return { icon, what: name, detail };
  const now = said(change.kind, group, began ? of(change.kind, group, set) : set, say);
  const was = said(change.kind, group, change.saw ?? {}, say);
  if (group === "status") return { icon, what: `${name}: ${now || "status changed"}`, detail };
  return { icon, what: `${name}: ${groupName(change.kind, group)} ${fromTo(was, now)}`, detail };
}

/** "from 5 metres to 10 metres, with her frame": what both have at the end is said once. */
export function fromTo(was: string, now: string): string {
  if (!now) return was ? `emptied, was ${was}` : "emptied";
  if (!was) return `now ${now}`;
  const [before, after] = [was.split(", "), now.split(", ")];
  const same: string[] = [];
  while (before.length > 1 && after.length > 1 && before.at(-1) === after.at(-1)) {
    before.pop();
    same.unshift(after.pop() as string);
  }
  return [`from ${before.join(", ")} to ${after.join(", ")}`, ...same].join(", ");
}

export interface Row {
  key: Id;
  changes: Waiting[];
  sentence: Sentence;
}

/** The queue by patient, in the order in which they come first; measurements that were taken together are one row. */
export function byPatient(
  waiting: readonly Waiting[],
  context: (patient: Id | null) => { bundle: Bundle | null; header: Header | undefined },
  say: Saying,
): { patient: Id | null; rows: Row[] }[] {
  const out = new Map<Id | null, Row[]>();
  for (const change of waiting) {
    const rows = out.get(change.patient) ?? [];
    out.set(change.patient, rows);
    const together = change.kind === "observation" && change.saw === null ? text(change.set.taken_together) : "";
    const joined = together ? rows.find((row) => row.key === together) : undefined;
    if (joined) {
      joined.changes.push(change);
      const shown = joined.changes.slice(0, 3).map((c) => `${labelOf(text(c.set.type))} ${valueWords(c.set)}`);
      joined.sentence = {
        ...joined.sentence,
        what: `${shown.join(", ")}${joined.changes.length > 3 ? ` and ${joined.changes.length - 3} more` : ""}`,
        detail: joined.sentence.detail.replace("Measurement ", "Measurements "),
      };
    } else rows.push({ key: together || change.id, changes: [change], sentence: sentenceOf(change, context(change.patient), say) });
  }
  return [...out.entries()].map(([patient, rows]) => ({ patient, rows }));
}
