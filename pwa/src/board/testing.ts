/** A small day for the tests: three people and the visits that a test needs. Minutes since midnight. */
import type { Day, Person, Visit } from "./day";

export const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  name: `${id} Example`,
  role: "Community nurse",
  means: "walk",
  from: 480,
  to: 960,
  base: null,
  skills: [],
  rest: null,
  off: null,
  late: null,
  route: [],
  ways: [],
  ...more,
});

export const visit = (id: string, more: Partial<Visit> = {}): Visit => ({
  id,
  patient: `patient-${id}`,
  name: `${id} Patient`,
  short: id,
  street: "1 Roman Road",
  area: "E3",
  point: null,
  purpose: "wound",
  minutes: 45,
  planned: 45,
  took: null,
  window: null,
  people: [[]],
  priority: 2,
  known: [],
  never: [],
  pinned: false,
  whole: null,
  locked: false,
  whyLocked: null,
  state: "planned",
  clock: null,
  start: null,
  staff: [],
  wrong: [],
  ...more,
});

export const given = (opens: number, closes: number, hard = false) => ({ opens, closes, hard, reason: "", given: true });

export const dayWith = (people: readonly Person[], visits: readonly Visit[], now: number | null = null): Day => ({
  date: "2026-11-24",
  people,
  visits,
  now,
});
