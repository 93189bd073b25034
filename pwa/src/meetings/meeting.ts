/**
 * A meeting of several professions (MDT) and each person's place in it: pure. The meeting lies in the bundle of the place and names nobody; who is talked
 * about stands in each person's own record, so that whoever may not read a person sees neither name nor number of them here. That they are on the list
 * (`meeting_item`) is in its core; what is said of them (`meeting_talk`) is with their notes, which the voluntary sector does not have.
 */
import { dayOf, daysBetween, day as dayWords, timeOf } from "../lib/dates";
import { derived } from "../lib/ids";
import { newId, newView } from "../patient/new-view";
import type { Bundle, Header, Id, People, Unfinished, View } from "../store/contract";

export type Meeting = View<"meeting">;
export type Item = View<"meeting_item">;
export type Talk = View<"meeting_talk">;

/** One person on a meeting's list. `item` is null while their record is not on this tablet yet, `talk` also where nothing was said that one may read. */
export interface Listed {
  header: Header;
  bundle: Bundle | null;
  item: Item | null;
  talk: Talk | null;
}

export const itemId = (meeting: Id, patient: Id): Id => derived("meeting_item", meeting, patient);

/** What is said of a person at a meeting; still blank where nobody said anything. Two who begin it have begun one (R1). */
export function talkOf(meeting: Id, bundle: Bundle): Talk {
  const id = derived("meeting_talk", meeting, bundle.id);
  return bundle.one("meeting_talk", id) ?? newView("meeting_talk", id, bundle.id, { meeting });
}

/** A meeting without a word about its end is taken to last so long. */
const usual = 2 * 3_600_000;

/**
 * The id of the next meeting that I plan, found again after a kill: a plan of another day goes on under its own id, else the first of today's that is free.
 * The day is in it, since a meeting leaves the tablet when it is long ago, and a new one must not take its place.
 */
export function nextMeeting(all: readonly Meeting[], unfinished: readonly Unfinished[], anchor: Id, by: string, day: string): Id {
  const isFree = (id: Id) => !all.some((one) => one.id === id);
  const begun = unfinished.find((one) => one.kind === "meeting" && one.group === "planning" && isFree(one.record));
  if (begun) return begun.record;
  for (let n = 1; ; n++) {
    const id = newId(anchor, "meeting", by, day, String(n));
    if (isFree(id)) return id;
  }
}

export const endOf = (meeting: Meeting): string => {
  const { starts_at, ends_at } = meeting.fields;
  return ends_at ?? new Date(Date.parse(starts_at ?? "") + usual).toISOString();
};

const isKept = (meeting: Meeting): boolean => Boolean(meeting.fields.starts_at) && meeting.fields.status !== "entered-in-error";
export const isCancelled = (meeting: Meeting): boolean => meeting.fields.status === "cancelled";

const byStart = (one: Meeting, other: Meeting): number =>
  (one.fields.starts_at ?? "").localeCompare(other.fields.starts_at ?? "") || one.id.localeCompare(other.id);

/** Those that are to come, or going on: until the end of their day, for what is written up afterwards belongs to it. The next first. */
export const coming = (all: readonly Meeting[], now: Date): Meeting[] =>
  all.filter((one) => isKept(one) && dayOf(endOf(one)) >= dayOf(now) && one.fields.status !== "held").sort(byStart);

/** The latest first. */
export const past = (all: readonly Meeting[], now: Date): Meeting[] =>
  all.filter((one) => isKept(one) && (dayOf(endOf(one)) < dayOf(now) || one.fields.status === "held")).sort((one, other) => byStart(other, one));

/** Where somebody can still be put on the list, one's own team's first. */
export function openFor(all: readonly Meeting[], now: Date, team: Id | null): Meeting[] {
  const open = coming(all, now).filter((one) => !isCancelled(one) && endOf(one) > now.toISOString());
  return [...open.filter((one) => one.fields.team === team), ...open.filter((one) => one.fields.team !== team)];
}

/** "Tue 24 Nov, 13:00 to 14:00". */
export function whenWords(meeting: Meeting, now: Date): string {
  const { starts_at, ends_at } = meeting.fields;
  if (!starts_at) return "";
  return `${dayWords(starts_at, now)}, ${timeOf(starts_at)}${ends_at ? ` to ${timeOf(ends_at)}` : ""}`;
}

/** "today", "tomorrow", "in 8 days", "3 weeks ago": beside the day, for whoever does not count. */
export function awayWords(meeting: Meeting, now: Date): string {
  const days = daysBetween(dayOf(now), dayOf(meeting.fields.starts_at ?? now));
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  if (days > 0) return `in ${days} days`;
  return days > -14 ? `${-days} days ago` : `${Math.round(-days / 7)} weeks ago`;
}

/** Whether somebody is on the list: taken off it, or put there by mistake, they are not. */
export const isListed = (item: Item): boolean => item.disputed.status !== undefined || !gone(item.fields.status ?? "listed");

export type ItemState = "listed" | "discussed" | "put-off";
export const stateOf = (item: Item | null): ItemState =>
  item?.fields.status === "discussed" || item?.fields.status === "put-off" ? item.fields.status : "listed";

const gone = (status: string): boolean => status === "cancelled" || status === "entered-in-error";

/** Who is on the list, by name: what the headers say, so that no record is opened to look. */
export const namesOn = (meeting: Id, index: readonly Header[]): Header[] =>
  index.filter((header) => header.meetings?.some((one) => one.id === meeting && !gone(one.status)));

/** Who is to be discussed, each with their record where it is on this tablet. `open` hands it out. */
export function listOf(meeting: Id, index: readonly Header[], open: (bundle: Id) => Bundle | null): Listed[] {
  const all: Listed[] = [];
  for (const header of index) {
    const told = header.meetings?.find((one) => one.id === meeting);
    if (!told) continue;
    const bundle = open(header.bundle);
    const item = bundle?.one("meeting_item", itemId(meeting, header.bundle)) ?? null;
    const talk = bundle?.one("meeting_talk", derived("meeting_talk", meeting, header.bundle)) ?? null;
    if (item ? isListed(item) : !gone(told.status)) all.push({ header, bundle, item, talk });
  }
  return all.sort(inOrder);
}

const inOrder = (one: Listed, other: Listed): number =>
  (one.item?.fields.position ?? 10_000) - (other.item?.fields.position ?? 10_000) ||
  one.header.family_name.localeCompare(other.header.family_name, "en-GB") ||
  one.header.bundle.localeCompare(other.header.bundle);

/** The place at the end of a list, as far as it can be seen from here. */
export const lastPlace = (on: readonly Listed[]): number => on.reduce((most, { item }) => Math.max(most, item?.fields.position ?? 0), 0) + 1;

/** Who took part, apart: those of the directory, and names in words. */
export function attendees(attended: readonly string[] | null | undefined, people: People): { staff: Id[]; guests: string[] } {
  const all = attended ?? [];
  const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text);
  const staff = all.filter(isId).sort((a, b) => (people.staff(a)?.name ?? "").localeCompare(people.staff(b)?.name ?? ""));
  return { staff, guests: all.filter((one) => !isId(one)) };
}

/** Sets travel sorted and without repeats (PROTOCOL §2). */
export const asSet = (all: readonly string[]): string[] => [...new Set(all.map((one) => one.trim()).filter(Boolean))].sort();

/** "Priya Nair; Amina Khatun; Dr Shah, GP; and 2 more": a guest's words have commas of their own. */
export function namesInWords(attended: readonly string[] | null | undefined, people: People, most = 6): string {
  const { staff, guests } = attendees(attended, people);
  const names = [...staff.map((id) => people.staff(id)?.name ?? "someone not on this tablet’s list"), ...guests];
  const rest = names.length - most;
  const all = rest > 0 ? [...names.slice(0, most), `${rest} more`] : names;
  return all.length > 1 ? `${all.slice(0, -1).join("; ")}; and ${all.at(-1)}` : (all[0] ?? "");
}

/** What came of this meeting for the plan: the actions that name it as where they come from. */
export const actionsOf = (item: Item, bundle: Bundle): View<"action">[] =>
  bundle
    .all("action")
    .filter((action) => action.fields.origin_record === item.id && action.fields.status !== "entered-in-error")
    .sort((one, other) => (one.fields.position ?? 0) - (other.fields.position ?? 0) || one.id.localeCompare(other.id));

/** "14:05", "9.30", "930" as minutes since midnight; null where it is no time. */
export function minutesOf(text: string): number | null {
  const found = /^(\d{1,2})[:. ]?(\d{2})$/.exec(text.trim());
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2])];
  return found && hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** The instant at which London's clocks show that time on that day. */
export function instantOf(day: string, minutes: number): string {
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const utc = Date.parse(`${day}T${clock}:00.000Z`);
  // London is on UTC or an hour ahead of it.
  const found = [utc - 3_600_000, utc].find((instant) => dayOf(new Date(instant)) === day && timeOf(new Date(instant)) === clock);
  return new Date(found ?? utc).toISOString();
}
