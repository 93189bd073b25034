/** How a referral stands, and who it is, in words. */
import { ageOn, dayOf, daysBetween, shortDay, sinceWhen, timeOf } from "../lib/dates";
import { formatNhsNumber } from "../lib/nhs-number";
import type { People } from "../store/contract";
import type { ReferredPerson } from "../store/referrals";
import type { Row } from "./list";

export interface Saying {
  people: People;
  now: Date;
}

export interface Stands {
  what: string;
  detail: string | null;
  tone: "alert" | "done" | "asked" | null;
}

export const nameOf = (person: ReferredPerson): string => [person.given_name, person.family_name].filter(Boolean).join(" ") || "No name yet";
export const ageWords = (person: ReferredPerson, now: Date): string => (person.born_on ? `, ${ageOn(person.born_on, now)}` : "");
/** "999 526 0182 · E1". */
export const numberAndPlace = (person: ReferredPerson): string =>
  [person.nhs_number ? formatNhsNumber(person.nhs_number) : "No NHS number", person.postcode?.split(" ")[0]].filter(Boolean).join(" · ");

/** "07:52" today, "Mon 16:40" within a week, else the day as well: what is near is read at a glance. */
export function lately(when: string, now: Date): string {
  const away = Math.abs(daysBetween(dayOf(when), dayOf(now)));
  return away > 0 && away < 7 ? `${shortDay(when).slice(0, 3)} ${timeOf(when)}` : sinceWhen(when, now);
}

export const teamName = (people: People, team: string | null | undefined): string =>
  (team ? people.team(team)?.name : null) ?? "A team not on this tablet";
const staffName = (people: People, id: string | null | undefined): string => (id ? people.signature(id, true).split(",")[0]! : "Somebody");

/** Where it is. Of a team that plans its visits elsewhere nothing is said about who goes. */
export function standsOf(row: Row, say: Saying): Stands {
  const { fields } = row.view;
  const since = (at: string | null | undefined) => (at ? lately(at, say.now) : null);
  if (row.view.disputed.status) return { what: "Decided in two ways", detail: "To settle", tone: "alert" };
  switch (row.status) {
    case "new":
      return { what: "Not opened", detail: null, tone: null };
    case "triage":
      return {
        what: staffName(say.people, fields.triaged_by),
        detail: fields.triage_started_at ? `since ${since(fields.triage_started_at)}` : null,
        tone: null,
      };
    case "asked":
      return fields.answered_at
        ? { what: `${fields.asked_whom ?? "They"} answered`, detail: since(fields.answered_at), tone: "asked" }
        : {
            what: `Waiting for ${fields.asked_whom ?? "an answer"}`,
            detail: fields.asked_at ? `asked ${since(fields.asked_at)}` : null,
            tone: "asked",
          };
    case "accepted":
      return { what: teamName(say.people, fields.team), ...followed(row, say) };
    case "declined":
      return { what: "Declined", detail: fields.decided_at ? `advice given ${since(fields.decided_at)}` : null, tone: null };
    case "joined":
      return { what: "Joined with another", detail: since(fields.decided_at), tone: null };
    case "closed":
      return { what: "Closed", detail: since(fields.closed_at), tone: null };
    default:
      return { what: "Entered in error", detail: null, tone: null };
  }
}

function followed(row: Row, say: Saying): Pick<Stands, "detail" | "tone"> {
  if (row.seenAt) return { detail: `seen ${lately(row.seenAt, say.now)}`, tone: "done" };
  if (row.visitAt && row.isAllocated) return { detail: `visit ${sinceWhen(row.visitAt, say.now)}`, tone: null };
  const plansHere = Boolean(say.people.team(row.view.fields.team ?? "")?.lead);
  if (!plansHere) return { detail: null, tone: null };
  return row.left.tone === "calm" ? { detail: "no visit planned yet", tone: null } : { detail: "no one allocated", tone: "alert" };
}
