/** A proposal in words and numbers: what changes, for whom, and what it comes to, before and after. */
import type { BoardChange, BoardCounts, BoardLook, BoardOffer, BoardProposal } from "../store/board";
import type { Id } from "../store/contract";
import type { Day, Person } from "./day";
import { modes } from "./presets";
import { minutesAt } from "./wire";
import { all, clock, first, hoursLeft, plural } from "./words";

export interface Tile {
  title: string;
  before: string;
  after: string;
  unit: string;
  /** Both as shares of the larger, per cent, for the two bars. */
  bars: [number, number];
  note: string;
  /** What got worse, said before the note. */
  worse: string;
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const known = (counts: BoardCounts) => (counts.familiar_of > 0 ? Math.round((100 * counts.familiar) / counts.familiar_of) : 0);
const spread = (counts: BoardCounts) => Math.max(0, (counts.spread_minutes[1] ?? 0) - (counts.spread_minutes[0] ?? 0));

export const openIn = (counts: BoardCounts): number => sum(counts.unallocated);
export const knownShare = (counts: BoardCounts): number | null => (counts.familiar_of > 0 ? known(counts) : null);

function bars(before: number, after: number): [number, number] {
  const most = Math.max(before, after);
  return most <= 0 ? [0, 0] : [Math.round((100 * before) / most), Math.round((100 * after) / most)];
}

/** Five numbers before and after. Travel may grow because more people are seen: then it says so. */
export function tilesOf(before: BoardCounts, after: BoardCounts): Tile[] {
  const more = openIn(before) - openIn(after);
  const travel = Math.round(after.travel_minutes - before.travel_minutes);
  const wider = Math.round(spread(after) - spread(before));
  const late = after.late_visits - before.late_visits;
  const faces = known(after) - known(before);
  const tile = (title: string, a: number, b: number, say: (n: number) => string, unit: string, worse: string, note: string): Tile => ({
    title,
    before: say(a),
    after: say(b),
    unit,
    bars: bars(a, b),
    worse,
    note,
  });
  const seen = more > 0 ? `${more} more visits made` : more < 0 ? "" : "as many visits as before";
  const urgentLeft = after.unallocated[0] ?? 0;
  return [
    tile(
      "Not allocated",
      openIn(before),
      openIn(after),
      String,
      "",
      more < 0 ? `${-more} fewer visits made` : "",
      [more === 1 ? "1 more visit made" : seen, urgentLeft > 0 ? `${urgentLeft} urgent left` : "none urgent left"].filter(Boolean).join(", "),
    ),
    tile(
      "Travel",
      Math.round(before.travel_minutes),
      Math.round(after.travel_minutes),
      String,
      "min",
      travel > 0 && more <= 0 ? `${travel} min more` : "",
      travel > 0
        ? more > 0
          ? `${travel} min more, with ${plural(more, "more visit")}`
          : ""
        : `${-travel} min less${more > 0 ? `, with ${plural(more, "more visit")}` : ""}`,
    ),
    tile(
      "Known faces",
      known(before),
      known(after),
      (n) => `${n}%`,
      "",
      faces < 0 ? `${plural(-faces, "point")} fewer` : "",
      `${after.familiar} of ${plural(after.familiar_of, "visit")}, was ${before.familiar} of ${before.familiar_of}`,
    ),
    tile(
      "Fairness",
      spread(before),
      spread(after),
      (n) => hoursLeft(n),
      "",
      wider > 0 ? `${wider} min wider` : "",
      `${wider < 0 ? `${-wider} min nearer, ` : ""}from most to least hours left`,
    ),
    tile("Late", before.late_visits, after.late_visits, String, "", late > 0 ? `${late} more` : "", "start after the window closes"),
  ];
}

export interface Line {
  visit: Id;
  kind: BoardChange["kind"];
  word: string;
  name: string;
  what: string;
  now: string;
  next: string;
  why: string;
  urgent: boolean;
  newFace: boolean;
}

export interface OfPerson {
  person: Person | null;
  left: [number, number] | null;
  lines: Line[];
}

const words: Readonly<Record<BoardChange["kind"], string>> = { new: "New", moves: "Moves", later: "Later", earlier: "Earlier", out: "Off" };

function lineOf(day: Day, change: BoardChange): Line | null {
  const visit = day.visits.find((one) => one.id === change.visit);
  if (!visit) return null;
  const names = (ids: readonly Id[]) => all(ids.map((id) => first(day.people.find((one) => one.id === id)?.name ?? "Somebody")));
  const time = (start: string | null) => (start === null ? "" : clock(minutesAt(day.date, start)));
  const stays = change.kind === "later" || change.kind === "earlier";
  return {
    visit: visit.id,
    kind: change.kind,
    word: words[change.kind],
    name: visit.short,
    what: [visit.area, visit.purpose].filter(Boolean).join(" "),
    now: change.now.staff.length === 0 ? "Not allocated" : `${stays ? "" : `${names(change.now.staff)} `}${time(change.now.start)}`,
    next: change.then.staff.length === 0 ? "" : time(change.then.start),
    why: change.why,
    urgent: visit.clock !== null,
    newFace: change.then.staff.length > 0 && visit.known.length > 0 && !change.is_familiar,
  };
}

/** The changes by the person who has them then, in the order of the rows; what nobody has then comes last. A visit for two stands with the first of them. */
export function byPerson(day: Day, proposal: BoardProposal): OfPerson[] {
  const groups = new Map<Id | null, Line[]>();
  for (const change of proposal.changes) {
    const line = lineOf(day, change);
    if (!line) continue;
    const who = change.then.staff[0] ?? null;
    groups.set(who, [...(groups.get(who) ?? []), line]);
  }
  const left = new Map(proposal.people.map((one) => [one.staff, one.minutes_left]));
  const of = (id: Id | null, person: Person | null): OfPerson => {
    const minutes = id ? left.get(id) : undefined;
    const lines = [...(groups.get(id) ?? [])].sort((a, b) => a.next.localeCompare(b.next) || a.name.localeCompare(b.name, "en-GB"));
    return { person, left: minutes ? [minutes[0] ?? 0, minutes[1] ?? 0] : null, lines };
  };
  return [...day.people.map((person) => of(person.id, person)), of(null, null)].filter((one) => one.lines.length > 0);
}

/** Who keeps the day as it is, in a sentence; empty where nobody does. */
export function unchangedWords(day: Day, proposal: BoardProposal): string {
  const touched = new Set(proposal.changes.flatMap((one) => [...one.now.staff, ...one.then.staff]));
  const still = day.people.filter((one) => !one.off && !touched.has(one.id)).map((one) => one.name);
  if (still.length === 0) return "";
  if (still.length > 6) return `${still.length} people keep their day as it is.`;
  return `${all(still)} ${still.length === 1 ? "keeps" : "keep"} their day as it is.`;
}

/** "19 changes to 7 people's days, found in 10 seconds at 08:12." What was found first was found at once. */
export function headWords(day: Day, proposal: BoardProposal, look: BoardLook = null): string {
  const people = new Set(proposal.changes.flatMap((one) => [...one.now.staff, ...one.then.staff])).size;
  if (proposal.changes.length === 0) return `${look ? "First it" : "It"} found nothing better than the day as it is.`;
  const whose = people === 1 ? "1 person’s day" : `${people} people’s days`;
  const long = look ? "at once" : `in ${plural(Math.round(proposal.seconds), "second")}`;
  const found = `found ${long} at ${clock(minutesAt(day.date, proposal.asked_at))}`;
  return `${plural(proposal.changes.length, "change")} to ${whose}, ${found}. Nothing moves until you take it.`;
}

/** What one offer comes to, beside the other: "2 others change carer, 3 left over, travel 318 min". */
export function offerWords(offer: BoardOffer): string {
  const others = offer.others === 0 ? "no other visit changes carer" : plural(offer.others, "other visit changes carer", "other visits change carer");
  return `${others}, ${offer.unallocated === 0 ? "none" : offer.unallocated} left over, travel ${Math.round(offer.travel_minutes)} min`;
}

/** One offer, or the two of them by what each is. */
export const offersWords = (offers: readonly BoardOffer[]): string =>
  (differ(offers) ? offers : offers.slice(0, 1))
    .map((one, _, all) => (all.length > 1 ? `${modes.find((mode) => mode.value === one.change)?.text.toLowerCase()}, ` : "") + offerWords(one))
    .join("; ");

/** Whether there is anything to choose between: two that come to the same are one. */
export const differ = (offers: readonly BoardOffer[]): boolean => new Set(offers.map(offerWords)).size > 1;

/** What nobody can take: how many, as a heading. */
export const leftWords = (count: number): string => (count === 1 ? "One visit nobody can take" : `${count} visits nobody can take`);
