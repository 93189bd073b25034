/** What the reports are of, in the address: so that a page can be sent to a colleague, and is there again after the lock. Ids and names of parts of a place only. Pure. */
import type { WhichReport } from "../store/reports";

export interface Address extends WhichReport {
  /** One measure's page; null: the overview. */
  measure: string | null;
}

export const spans = [12, 24, 36] as const;
const ordinary = 24;
const month = /^20\d{2}-(0[1-9]|1[0-2])$/;
const way = /^[a-z]{1,20}$/;

/** The server has these beside the measures; here they stand at the end of the overview. */
const besides: ReadonlySet<string> = new Set(["exports", "schedules"]);

/** From a path and its query; what is none of it is left out. */
export function read(path: string, query: string): Address {
  const given = new URLSearchParams(query);
  const scope = given.get("of") ?? "";
  const months = Number(given.get("months"));
  const measure = /^\/reports\/([a-z0-9-]+)$/.exec(path)?.[1];
  return {
    measure: measure && !besides.has(measure) ? measure : null,
    scope: scope && scope.length <= 120 ? scope : "place",
    until: month.test(given.get("until") ?? "") ? given.get("until") : null,
    months: (spans as readonly number[]).includes(months) ? months : ordinary,
    by: way.test(given.get("by") ?? "") ? given.get("by") : null,
  };
}

/** The address of a page. `of` always stands in it: an address without a query is where the rail leads. */
export function write({ measure, scope, until, months, by }: Address): string {
  const given = new URLSearchParams({ of: scope });
  if (until) given.set("until", until);
  if (months !== ordinary) given.set("months", String(months));
  if (by) given.set("by", by);
  return `/reports${measure ? `/${measure}` : ""}?${given}`;
}
