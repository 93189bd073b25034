/**
 * Addresses and going to them. Ids and days only: a browser keeps its history unsealed, so nothing clinical and no name is ever in an address.
 * A screen is a plain `<a href>` away; this file catches the click.
 *
 *   /today  /today/YYYY-MM-DD            today/Today.tsx            default export ({ day: string | null })
 *   /patients                            today/Patients.tsx         ()
 *   /patient/:id  /patient/:id/timeline  patient/Patient.tsx        ({ patient, page: "summary" | "timeline" | "photos" })
 *   /patient/:id/plan                    care-plan/CarePlan.tsx     ({ patient })
 *   /patient/:id/assessment/:id[/:part]  assessment/Assessment.tsx  ({ patient, assessment, part }): a part is its number, or "review"
 *   /visit/:patient/:visit               visit/Visit.tsx            ({ patient, visit })
 *   /settle  /settle/:conflict           settle/Settle.tsx          ({ conflict: string | null })
 *   /waiting                             waiting/WhatWaits.tsx      ()
 *   /voice                               voice/Voice.tsx            (): team and month stand in the query
 *   /board                               board/Board.tsx            (): team and day stand in the query
 *   /weeks                               weeks/Weeks.tsx            (): team and first Monday stand in the query
 *   /team                                team/Team.tsx              ()
 *   /referrals                           referrals/Referrals.tsx    (): which one is open is on the screen alone
 *   /population                          population/Population.tsx  ()
 *   /reports[/:measure]                  reports/Reports.tsx        ({ measure }): of what and over which months stand in the query
 *   /forms                               forms/Forms.tsx            (): which form stands in the query
 *   /meetings[/:meeting[/:patient]]      meetings/Meetings.tsx      ({ meeting, patient }): all, one with its list, one person on it
 *   /account                             account/Account.tsx        ()
 *   /lost                                account/Lost.tsx           ()
 */
import { type ReadonlySignal, signal } from "@preact/signals";

export type Route =
  | { name: "today"; day: string | null }
  | { name: "patients" }
  | { name: "patient"; patient: string; page: "summary" | "timeline" | "photos" }
  | { name: "plan"; patient: string }
  | { name: "assessment"; patient: string; assessment: string; part: string | null }
  | { name: "visit"; patient: string; visit: string }
  | { name: "settle"; conflict: string | null }
  | { name: "waiting" }
  | { name: "voice" }
  | { name: "board" }
  | { name: "weeks" }
  | { name: "team" }
  | { name: "referrals" }
  | { name: "population" }
  | { name: "reports"; measure: string | null }
  | { name: "forms" }
  | { name: "meetings"; meeting: string | null; patient: string | null }
  | { name: "account" }
  | { name: "lost" };

const id = "([0-9a-f-]{36})";
const table: [RegExp, (found: string[]) => Route][] = [
  [/^\/(?:today\/?)?$/, () => ({ name: "today", day: null })],
  [/^\/today\/(\d{4}-\d{2}-\d{2})$/, ([day]) => ({ name: "today", day: day! })],
  [new RegExp(`^/patient/${id}$`), ([patient]) => ({ name: "patient", patient: patient!, page: "summary" })],
  [
    new RegExp(`^/patient/${id}/(timeline|photos)$`),
    ([patient, page]) => ({ name: "patient", patient: patient!, page: page as "timeline" | "photos" }),
  ],
  [new RegExp(`^/patient/${id}/plan$`), ([patient]) => ({ name: "plan", patient: patient! })],
  [
    new RegExp(`^/patient/${id}/assessment/${id}(?:/([1-9]\\d{0,3}|review))?$`),
    ([patient, assessment, part]) => ({ name: "assessment", patient: patient!, assessment: assessment!, part: part ?? null }),
  ],
  [new RegExp(`^/visit/${id}/${id}$`), ([patient, visit]) => ({ name: "visit", patient: patient!, visit: visit! })],
  [/^\/settle$/, () => ({ name: "settle", conflict: null })],
  [new RegExp(`^/settle/${id}$`), ([conflict]) => ({ name: "settle", conflict: conflict! })],
  [
    new RegExp(`^/meetings(?:/${id}(?:/${id})?)?$`),
    ([meeting, patient]) => ({ name: "meetings", meeting: meeting ?? null, patient: patient ?? null }),
  ],
  [/^\/reports(?:\/([a-z0-9-]{1,60}))?$/, ([measure]) => ({ name: "reports", measure: measure ?? null })],
  [/^\/(patients|waiting|voice|board|weeks|team|population|referrals|forms|account|lost)$/, ([name]) => ({ name }) as Route],
];

/** The route of a path; null where no screen lives. */
export function parse(path: string): Route | null {
  for (const [pattern, make] of table) {
    const found = pattern.exec(path);
    if (found) return make(found.slice(1));
  }
  return null;
}

const here = signal("/today");

/** The path shown now. */
export const path: ReadonlySignal<string> = here;

/** Go somewhere inside the app. `replace` leaves no way back to where one was. */
export function go(to: string, how: { replace?: boolean } = {}): void {
  if (to === location.pathname) return;
  if (how.replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  here.value = location.pathname;
}

/** Starts to follow the address and to catch clicks on links of the app; called once, at the edge. */
export function startRouting(): void {
  history.scrollRestoration = "manual";
  here.value = location.pathname;
  addEventListener("popstate", () => {
    here.value = location.pathname;
  });
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin || link.hash) return;
    if (!parse(link.pathname)) return;
    event.preventDefault();
    go(link.pathname);
  });
}
