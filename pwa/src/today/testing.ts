/** Headers for tests: one patient with visits, everything else empty. */
import type { Header, HeaderVisit } from "../store/contract";

export const me = "me";

export function visit(id: string, from: string, to: string, more: Partial<HeaderVisit> = {}): HeaderVisit {
  return {
    id,
    planned_start: `2026-11-24T${from}:00.000Z`,
    planned_end: `2026-11-24T${to}:00.000Z`,
    is_fixed: false,
    purpose: "Dressing",
    asked: [me],
    actions: [],
    status: "planned",
    attendances: [],
    ...more,
  };
}

export function patient(bundle: string, visits: HeaderVisit[], more: Partial<Header> = {}): Header {
  return {
    bundle,
    name: bundle,
    given_name: bundle,
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
    visits,
    disputes: 0,
    here: true,
    ...more,
  };
}

export const attended = (arrived: string | null, left: string | null, outcome: string | null, staff = me): HeaderVisit["attendances"][number] => ({
  staff,
  arrived_at: arrived && `2026-11-24T${arrived}:00.000Z`,
  left_at: left && `2026-11-24T${left}:00.000Z`,
  outcome,
});
