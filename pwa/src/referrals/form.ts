/** What a new referral needs before it can be written, and what is written of it: pure. */
import { instantAt } from "../board/wire";
import { addDays, dayOf, isDate } from "../lib/dates";
import { digitsOf, isNhsNumber } from "../lib/nhs-number";
import type { Act, Id } from "../store/contract";
import { minutesOf } from "./time";

export interface Form {
  nhs_number: string;
  given_name: string;
  family_name: string;
  born_on: string | null;
  address_line: string;
  postcode: string;
  phone: string;
  languages: string;
  interpreter: boolean;
  source: string;
  from_organisation: string;
  from_unit: string;
  from_person: string;
  from_phone: string;
  came_by: string;
  why: string;
  reason: string;
  words: string;
  asks: readonly string[];
  clock: string;
  /** "today", "yesterday", "earlier": the day before that. */
  found_day: string;
  found_at: string;
  /** A known person's id, taken up; empty: somebody new. */
  known: string;
  known_as: string;
}

export const empty: Form = {
  nhs_number: "",
  given_name: "",
  family_name: "",
  born_on: null,
  address_line: "",
  postcode: "",
  phone: "",
  languages: "",
  interpreter: false,
  source: "",
  from_organisation: "",
  from_unit: "",
  from_person: "",
  from_phone: "",
  came_by: "telephone",
  why: "",
  reason: "",
  words: "",
  asks: [],
  clock: "",
  found_day: "today",
  found_at: "",
  known: "",
  known_as: "",
};

const daysBack: Readonly<Record<string, number>> = { today: 0, yesterday: 1, earlier: 2 };
/** As backend/patients/schemas.py has them. */
const postcode = /^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}$/;
const phone = /^\+?[0-9][0-9 ()/-]{2,30}( ext [0-9]{1,6})?$/;

/** "e1 2lp" and "E12LP" as "E1 2LP". */
export function asPostcode(text: string): string {
  const packed = text.toUpperCase().replace(/\s+/g, "");
  return packed.length > 3 ? `${packed.slice(0, -3)} ${packed.slice(-3)}` : packed;
}

export function foundAt(form: Form, now: Date): string | null {
  const minutes = minutesOf(form.found_at);
  return minutes === null ? null : instantAt(addDays(dayOf(now), -(daysBack[form.found_day] ?? 0)), minutes);
}

/** What is wrong, by field, in words. */
export function wrongIn(form: Form, now: Date): Record<string, string> {
  const wrong: Record<string, string> = {};
  const number = digitsOf(form.nhs_number);
  if (!form.known) {
    if (number && !isNhsNumber(number)) wrong.nhs_number = "This is no NHS number: look at its digits again, or leave it out.";
    if (!form.family_name.trim()) wrong.family_name = "What is their family name?";
    if (form.born_on !== null && !isDate(form.born_on)) wrong.born_on = "There is no such date.";
    else if (form.born_on !== null && form.born_on > dayOf(now)) wrong.born_on = "This date is still to come.";
    if (form.postcode.trim() && !postcode.test(asPostcode(form.postcode))) wrong.postcode = "A postcode like E1 2LP.";
    if (form.phone.trim() && !phone.test(form.phone.trim())) wrong.phone = "A telephone number.";
  }
  if (!form.source) wrong.source = "Who refers them?";
  if (!form.why.trim()) wrong.why = "What is it about, in a few words?";
  if (form.why.trim().length > 160) wrong.why = "At most 160 characters: the rest goes below.";
  if (!form.clock) wrong.clock = "How soon must somebody come?";
  if (form.clock && form.clock !== "no-clock") {
    const found = foundAt(form, now);
    if (found === null) wrong.found_at = "A time like 07:52.";
    else if (Date.parse(found) > now.getTime()) wrong.found_at = "This time is still to come.";
  }
  return wrong;
}

/** What the Community Services Data Set will ask for (its tables 001 and 101: required, where known) and this form has a place for, but nothing in it. */
export function returnAsks(form: Form): string[] {
  const person: [string, boolean][] = [
    ["NHS number", !form.nhs_number.trim()],
    ["date of birth", form.born_on === null],
    ["postcode", !form.postcode.trim()],
    ["language", !form.languages.trim()],
  ];
  const referral: [string, boolean][] = [["reason", !form.reason]];
  return [...(form.known ? [] : person), ...referral].filter(([, lacks]) => lacks).map(([name]) => name);
}

const kept = (text: string): string | null => text.trim() || null;
const given = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)));

/** The person, where they are new, and the referral: one act, all of it or nothing. `made`: the id of a new person. */
export function actsOf(form: Form, made: Id, now: Date): Act[] {
  const patient = form.known || made;
  const number = digitsOf(form.nhs_number);
  const languages = form.languages
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1));
  const person = given({
    given_name: kept(form.given_name),
    family_name: kept(form.family_name),
    born_on: form.born_on,
    nhs_number: number || null,
    // Typed here: present and not traced. Without one it has to be looked for (CLINICAL B.1).
    nhs_number_status: number ? "02" : "03",
    address_line: kept(form.address_line),
    postcode: form.postcode.trim() ? asPostcode(form.postcode) : null,
    phone: kept(form.phone),
    languages: [...new Set(languages)].sort(),
    interpreter_needed: form.interpreter || null,
    status: "active",
  });
  const runs = form.clock !== "no-clock";
  const referral = given({
    received_at: now.toISOString(),
    source: form.source,
    came_by: form.came_by,
    from_organisation: kept(form.from_organisation),
    from_unit: kept(form.from_unit),
    from_person: kept(form.from_person),
    from_phone: kept(form.from_phone),
    why: form.why.trim(),
    reason: form.reason || null,
    words: kept(form.words),
    asks: [...form.asks].sort(),
    priority: form.clock === "two-hours" || form.clock === "two-days" ? "urgent" : "routine",
    clock_type: form.clock,
    clock_started_at: runs ? foundAt(form, now) : null,
  });
  const acts: Act[] = form.known ? [] : [{ create: "patient", patient: made, fields: person }];
  return [...acts, { create: "referral", patient, fields: referral }];
}
