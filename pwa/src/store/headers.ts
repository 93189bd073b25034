/** The index: headers as the server made them, with the queue laid over them, so that Today shows what one wrote before any bundle is opened. Pure. */
import { derived } from "../lib/ids";
import type { Header, HeaderVisit, Id } from "./contract";
import type { Change, Values } from "./wire";

const empty: Omit<Header, "bundle" | "here"> = {
  name: "",
  given_name: "",
  family_name: "",
  known_as: null,
  born_on: null,
  nhs_number: null,
  address_line: null,
  postcode: null,
  latitude: null,
  longitude: null,
  languages: [],
  interpreter: false,
  alerts: [],
  visits: [],
  disputes: 0,
};

type Shape = Omit<Header, "bundle" | "here">;

export function blankHeader(): Shape {
  return { ...empty, alerts: [], visits: [], languages: [] };
}

/** A header with changes laid over it, in their order. What concerns no header leaves the same object. */
export function withChanges(header: Values, changes: Iterable<Change>): Values {
  let next = header as unknown as Shape;
  for (const change of changes) next = withOne(next, change);
  return next as unknown as Values;
}

function withOne(header: Shape, { kind, record, patient, set }: Change): Shape {
  switch (kind) {
    case "patient":
      return withPatient(header, set);
    case "alert":
      return { ...header, alerts: withAlert(header.alerts ?? [], record, set) };
    case "visit":
      return { ...header, visits: withVisit(header.visits ?? [], record, set) };
    case "attendance":
      return { ...header, visits: (header.visits ?? []).map((visit) => withAttendance(visit, record, set)) };
    case "meeting_item":
      return withMeeting(header, record, patient, set);
    case "conflict":
      return set.side ? header : { ...header, disputes: Math.max((header.disputes ?? 0) - 1, 0) };
    default:
      return header;
  }
}

function withPatient(header: Shape, set: Values): Shape {
  const plain = ["given_name", "family_name", "known_as", "born_on", "nhs_number", "address_line", "postcode", "latitude", "longitude", "languages"];
  const known = Object.fromEntries(plain.filter((field) => field in set).map((field) => [field, set[field]]));
  const next: Shape = { ...header, ...known };
  if ("interpreter_needed" in set) next.interpreter = set.interpreter_needed === true;
  if ("given_name" in set) next.name = [next.given_name, next.family_name].filter(Boolean).join(" ");
  return next;
}

function withAlert(alerts: Header["alerts"], id: Id, set: Values): Header["alerts"] {
  if ("status" in set && set.status !== "active") return alerts.filter((alert) => alert.id !== id);
  const before = alerts.find((alert) => alert.id === id);
  if (!before && !("title" in set)) return alerts;
  const alert = { id, category: "", title: "", severity: null, ...before, ...pick(set, ["category", "title", "severity"]) };
  return before ? alerts.map((one) => (one.id === id ? alert : one)) : [...alerts, alert];
}

function withVisit(visits: HeaderVisit[], id: Id, set: Values): HeaderVisit[] {
  const before = visits.find((visit) => visit.id === id);
  if (!before && !("planned_start" in set)) return visits;
  const blank: HeaderVisit = {
    id,
    planned_start: "",
    planned_end: "",
    is_fixed: false,
    purpose: "",
    asked: [],
    actions: [],
    status: "planned",
    attendances: [],
  };
  const visit: HeaderVisit = {
    ...blank,
    ...before,
    ...pick(set, ["planned_start", "planned_end", "is_fixed", "purpose", "asked", "actions", "status"]),
  };
  return before ? visits.map((one) => (one.id === id ? visit : one)) : [...visits, visit];
}

/** An attendance is told by its derived id (R1), so an edit of one needs no look at its record. */
function withAttendance(visit: HeaderVisit, id: Id, set: Values): HeaderVisit {
  const people = new Set([...(visit.asked ?? []), ...(visit.attendances ?? []).map((one) => one.staff)]);
  if (set.visit === visit.id) people.add(set.staff as Id);
  const staff = [...people].find((one) => derived("attendance", visit.id, one) === id);
  if (!staff) return visit;
  const before = visit.attendances.find((one) => one.staff === staff);
  const after = { staff, arrived_at: null, left_at: null, outcome: null, ...before, ...pick(set, ["arrived_at", "left_at", "outcome", "leave_by"]) };
  return { ...visit, attendances: before ? visit.attendances.map((one) => (one.staff === staff ? after : one)) : [...visit.attendances, after] };
}

/** A person's place in a meeting is told by its derived id, like an attendance. */
function withMeeting(header: Shape, record: Id, patient: Id | null, set: Values): Shape {
  const all = header.meetings ?? [];
  const id = (set.meeting as Id | undefined) ?? all.find((one) => derived("meeting_item", one.id, patient!) === record)?.id;
  if (!id) return header;
  const before = all.find((one) => one.id === id);
  return { ...header, meetings: [...all.filter((one) => one !== before), { id, status: String(set.status ?? before?.status ?? "listed") }] };
}

function pick(set: Values, fields: string[]): Values {
  return Object.fromEntries(fields.filter((field) => field in set).map((field) => [field, set[field]]));
}
