/**
 * The list as the screen has it, pure: what the server told with what waits on this tablet laid over it, in groups, in order, found by a word.
 */
import { sources } from "../api/referral-words";
import { plain } from "../lib/find";
import { digitsOf } from "../lib/nhs-number";
import type { View, Waiting } from "../store/contract";
import type { ReferralSeen, ReferralsPage, ReferredPerson } from "../store/referrals";
import { type Left, left } from "./clock";

export type Tab = "all" | "new" | "triage" | "accepted" | "declined";
export type Order = "left" | "received";

export interface Row {
  id: string;
  view: View<"referral">;
  person: ReferredPerson;
  seenAt: string | null;
  visitAt: string | null;
  isAllocated: boolean;
  same: readonly string[];
  isListed: boolean;
  status: string;
  left: Left;
  /** Something of it waits on this tablet, or was not taken. */
  waits: "waiting" | "refused" | null;
}

const nobody: Omit<ReferredPerson, "id"> = {
  given_name: null,
  family_name: null,
  born_on: null,
  nhs_number: null,
  address_line: null,
  postcode: null,
  phone: null,
  gender: null,
  languages: [],
  interpreter_needed: false,
  interpreter_language: null,
};
export const isOpen = (status: string) => ["new", "triage", "asked", "accepted"].includes(status);
const refusedOrNot = (items: readonly Waiting[]) =>
  items.some((one) => one.state === "refused") ? "refused" : items.some((one) => one.state !== "answered") ? "waiting" : null;

/** What the server told of each referral with one's own changes over it; those that only this tablet has among them. */
export function rowsOf(page: ReferralsPage, waiting: readonly Waiting[], now: string): Row[] {
  const mine = new Map<string, Waiting[]>();
  for (const one of waiting) if (one.kind === "referral") mine.set(one.record, [...(mine.get(one.record) ?? []), one]);
  const rows = page.referrals.map((one) =>
    row(
      { ...one, person: one.patient, seenAt: one.seen_at, visitAt: one.visit_at, isAllocated: one.is_allocated, isListed: one.is_listed },
      mine,
      now,
    ),
  );
  const known = new Set(rows.map((one) => one.id));
  for (const [record, items] of mine) {
    const made = items.find((one) => one.saw === null && one.state !== "refused");
    if (!made || known.has(record) || !made.patient) continue;
    const view: View<"referral"> = {
      kind: "referral",
      id: record,
      patient: made.patient,
      part: "more",
      rev: 0,
      fields: {},
      stamps: {},
      kept: {},
      disputed: {},
      unknown: [],
    };
    const person = personOf(made, waiting);
    rows.push(row({ id: record, view, person, seenAt: null, visitAt: null, isAllocated: false, same: [], isListed: true }, mine, now));
  }
  return rows;
}

/** Who it is, of what this tablet wrote of them itself. */
function personOf(made: Waiting, waiting: readonly Waiting[]): ReferredPerson {
  const creation = waiting.find((one) => one.kind === "patient" && one.record === made.patient);
  const said = { ...nobody, ...(creation?.set as Partial<ReferredPerson> | undefined) };
  const name = made.called ? { family_name: made.called.name, nhs_number: made.called.nhs_number } : {};
  return { ...said, ...(creation ? {} : name), id: made.patient! };
}

type Told = Pick<Row, "person" | "seenAt" | "visitAt" | "isAllocated" | "isListed" | "same" | "view" | "id"> & Partial<ReferralSeen>;

function row(told: Told, mine: ReadonlyMap<string, readonly Waiting[]>, now: string): Row {
  const items = mine.get(told.id) ?? [];
  const fields = Object.assign(
    {},
    told.view.fields,
    ...items.filter((one) => one.state !== "refused").map((one) => one.set),
  ) as View<"referral">["fields"];
  const view = items.length > 0 ? { ...told.view, fields } : told.view;
  const status = fields.status ?? "new";
  const seenAt = told.seenAt ?? fields.told_seen_at ?? null;
  const clock = { kind: fields.clock_type ?? "no-clock", started: fields.clock_started_at ?? null };
  const { person, visitAt, isAllocated, isListed, same, id } = told;
  const waits = refusedOrNot(items);
  return { id, view, person, seenAt, visitAt, isAllocated, isListed, same, status, left: left(clock, now, seenAt, !isOpen(status)), waits };
}

const groupOf = (status: string): Exclude<Tab, "all"> | "over" =>
  status === "new" || status === "accepted" || status === "declined" ? status : status === "triage" || status === "asked" ? "triage" : "over";

export const tabs: readonly { key: Tab; title: string }[] = [
  { key: "all", title: "All today" },
  { key: "new", title: "New" },
  { key: "triage", title: "In triage" },
  { key: "accepted", title: "Accepted" },
  { key: "declined", title: "Declined with advice" },
];
const titles = [
  ["new", "New"],
  ["triage", "In triage"],
  ["accepted", "Accepted"],
  ["declined", "Declined with advice"],
  ["over", "Closed or joined"],
] as const;

/** By name, NHS number or postcode. */
function fitsSearch(one: Row, search: string): boolean {
  const wanted = plain(search.trim());
  if (!wanted) return true;
  const digits = digitsOf(search);
  if (/^\d{3,}$/.test(digits)) return (one.person.nhs_number ?? "").includes(digits);
  const said = plain([one.person.given_name, one.person.family_name, one.person.postcode].filter(Boolean).join(" "));
  return wanted.split(/\s+/).every((word) => said.includes(word));
}

export function countsOf(rows: readonly Row[]): Record<Tab, number> {
  const listed = rows.filter((one) => one.isListed);
  const of = (tab: Tab) => listed.filter((one) => groupOf(one.status) === tab).length;
  return { all: listed.length, new: of("new"), triage: of("triage"), accepted: of("accepted"), declined: of("declined") };
}

export function grouped(rows: readonly Row[], tab: Tab, search: string, order: Order): { key: string; title: string; rows: Row[] }[] {
  const received = (one: Row) => one.view.fields.received_at ?? "";
  const listed = rows.filter((one) => one.isListed && (tab === "all" || groupOf(one.status) === tab) && fitsSearch(one, search));
  const sorted = [...listed].sort(
    (a, b) => (order === "left" ? a.left.by - b.left.by : 0) || received(a).localeCompare(received(b)) || a.id.localeCompare(b.id),
  );
  return titles
    .map(([key, title]) => ({ key, title, rows: sorted.filter((one) => groupOf(one.status) === key) }))
    .filter((group) => group.rows.length > 0);
}

/** "Royal London, ward 10E"; where nobody named it, what kind of place it is. */
export function fromWords(fields: View<"referral">["fields"]): string {
  return [fields.from_organisation ?? sources[fields.source ?? ""] ?? "Not said", fields.from_unit].filter(Boolean).join(", ");
}

/** How the button says whom to ask: "the ward", "the GP". */
export function whomToAsk(fields: View<"referral">["fields"]): string {
  switch (fields.source) {
    case "hospital":
      return "the ward";
    case "gp-practice":
      return "the practice";
    case "self":
      return "the person";
    case "carer":
      return "the family";
    case "ambulance":
      return "the crew";
    default:
      return "who sent it";
  }
}
