/**
 * Who can take it: a team's line in the directory laid beside what is asked. What nobody said of a team is neither a yes nor a no, and is not shown as either.
 */
import { deeds } from "../api/referral-words";
import type { ReferralService, ReferredPerson } from "../store/referrals";

export interface Point {
  /** It fits; it does not; somebody has to see to it. */
  mark: "yes" | "no" | "ask";
  text: string;
}

export interface Fit {
  service: ReferralService;
  points: Point[];
}

/** What a clock leaves time for, in hours. */
const within: Readonly<Record<string, number>> = { "two-hours": 2, "two-days": 48 };

/** "E1 2LP" lies in "E1", in "E1 2", and not in "E1W". */
export function covers(parts: readonly string[], postcode: string | null): boolean | null {
  if (parts.length === 0 || !postcode) return null;
  const [district = "", unit = ""] = postcode.split(" ");
  return parts.includes(district) || parts.includes(`${district} ${unit.slice(0, 1)}`);
}

const startWords = (hours: number) =>
  hours < 24 ? `${hours} hours` : hours <= 24 ? "a day" : hours < 24 * 14 ? `${Math.ceil(hours / 24)} days` : `${Math.ceil(hours / 168)} weeks`;
const named = (words: readonly string[]) => words.map((word) => deeds[word] ?? word).join(", ");

export function pointsOf(service: ReferralService, asked: { asks: readonly string[]; clock: string; person: ReferredPerson }): Point[] {
  const points: Point[] = [];
  const { person, asks, clock } = asked;
  const place = person.postcode?.split(" ")[0] ?? "";
  const here = covers(service.covers, person.postcode);
  if (here !== null) points.push(here ? { mark: "yes", text: `covers ${place}` } : { mark: "no", text: `not in ${place}` });
  const hours = service.starts_within_hours;
  const limit = within[clock];
  if (hours !== null) points.push({ mark: limit !== undefined && hours > limit ? "no" : "yes", text: `starts within ${startWords(hours)}` });
  const does = asks.filter((ask) => service.offers.includes(ask));
  const lacks = asks.filter((ask) => service.lacks.includes(ask));
  if (does.length > 0) points.push({ mark: "yes", text: named(does) });
  if (lacks.length > 0) points.push({ mark: "no", text: `no ${named(lacks)}` });
  const theirs = person.languages.filter((language) => language !== "English");
  if (person.interpreter_needed || (theirs.length > 0 && !person.languages.includes("English"))) {
    const shared = theirs.filter((language) => service.languages.includes(language));
    if (shared.length > 0) points.push({ mark: "yes", text: `${shared.join(", ")} spoken` });
    else if (theirs.length > 0 || person.interpreter_language) points.push({ mark: "ask", text: "interpreter to book" });
  }
  return points;
}

/** Those who could, the ones that fit best first: nothing against them, then most of what is asked, then by name. */
export function fits(services: readonly ReferralService[], asked: Parameters<typeof pointsOf>[1]): Fit[] {
  const found = services.map((service) => ({ service, points: pointsOf(service, asked) }));
  const count = (fit: Fit, mark: Point["mark"]) => fit.points.filter((point) => point.mark === mark).length;
  const met = (fit: Fit) => asked.asks.filter((ask) => fit.service.offers.includes(ask)).length;
  const away = (fit: Fit) => (covers(fit.service.covers, asked.person.postcode) === false ? 1 : 0);
  const name = (fit: Fit) => fit.service.name ?? "";
  return found.sort(
    (a, b) =>
      away(a) - away(b) || met(b) - met(a) || count(a, "no") - count(b, "no") || count(a, "ask") - count(b, "ask") || name(a).localeCompare(name(b)),
  );
}
