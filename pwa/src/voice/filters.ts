/** Team, month and part of the screen in the address, so that a page can be sent to a colleague and is there again after the lock. Ids and names of teams only. Pure. */

export interface Filters {
  scope: string | null;
  month: string | null;
  theme: string | null;
  /** Writing an answer in, setting kiosks up; null: what people say. */
  part: Part | null;
}
export type Part = "enter" | "kiosks";

const month = /^20\d{2}-(0[1-9]|1[0-2])$/;
const part = new Set(["enter", "kiosks"]);
const theme = /^[a-z][a-z-]{0,39}$/;

/** From the query of an address; what is no team, month or theme is left out. */
export function read(query: string): Filters {
  const given = new URLSearchParams(query);
  const scope = given.get("team");
  return {
    scope: scope && scope.length <= 120 ? scope : null,
    month: month.test(given.get("month") ?? "") ? given.get("month") : null,
    theme: theme.test(given.get("theme") ?? "") ? given.get("theme") : null,
    part: part.has(given.get("part") ?? "") ? (given.get("part") as Part) : null,
  };
}

/** The query of these filters, "" for none. What somebody searches for is not in it: words of an address are kept unsealed. */
export function write(filters: Filters): string {
  const given = new URLSearchParams();
  if (filters.scope) given.set("team", filters.scope);
  if (filters.month) given.set("month", filters.month);
  if (filters.theme) given.set("theme", filters.theme);
  if (filters.part) given.set("part", filters.part);
  const text = given.toString();
  return text ? `?${text}` : "";
}
