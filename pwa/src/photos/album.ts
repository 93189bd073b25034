/** Which pictures belong together: of one kind of thing at one place, so that they can be compared over time. Pure. */
import { dayOf, daysBetween, shortDay } from "../lib/dates";
import { pictureWords } from "../lib/pictures";
import type { View } from "../store/contract";

export type Picture = View<"attachment">;

export interface Album {
  key: string;
  title: string;
  /** Newest first. */
  pictures: Picture[];
}

export const isStanding = (p: Picture): boolean => p.fields.status !== "entered-in-error";
export const isPhoto = (p: Picture): boolean => p.fields.what !== "signature";

const plain = (site: string | null | undefined): string => (site ?? "").trim().toLowerCase().replace(/\s+/g, " ");

/** "Left Shin" and "left shin " are one place. The album with the newest picture is first. */
export function albums(pictures: readonly Picture[]): Album[] {
  const found = new Map<string, Picture[]>();
  for (const p of pictures) {
    const key = `${p.fields.what ?? ""}:${plain(p.fields.site)}`;
    found.set(key, [...(found.get(key) ?? []), p]);
  }
  return [...found.entries()]
    .map(([key, all]) => ({ key, title: titleOf(all[0] as Picture), pictures: all.sort(byTime) }))
    .sort((a, b) => byTime(a.pictures[0] as Picture, b.pictures[0] as Picture));
}

const byTime = (a: Picture, b: Picture): number => (b.fields.taken_at ?? "").localeCompare(a.fields.taken_at ?? "") || b.id.localeCompare(a.id);

export const titleOf = (p: Picture): string => [pictureWords(p.fields.what), p.fields.site?.trim()].filter(Boolean).join(", ");

/** "4 pictures, Tue 13 Oct to Tue 3 Nov". */
export function span({ pictures }: Album): string {
  const count = pictures.length === 1 ? "1 picture" : `${pictures.length} pictures`;
  const days = pictures.flatMap((p) => (p.fields.taken_at ? [shortDay(p.fields.taken_at)] : []));
  const [last, first] = [days[0], days.at(-1)];
  if (!first || !last) return count;
  return first === last ? `${count}, ${last}` : `${count}, ${first} to ${last}`;
}

/** "21 days between them": how long what is compared had to change. */
export function between(one: Picture, other: Picture): string | null {
  const [a, b] = [one.fields.taken_at, other.fields.taken_at];
  if (!a || !b || one.id === other.id) return null;
  const days = Math.abs(daysBetween(dayOf(a), dayOf(b)));
  return days === 0 ? "Taken on the same day" : `${days === 1 ? "1 day" : `${days} days`} between them`;
}

/** Places that were named before, for the next one: the newest first, each once. */
export function sites(pictures: readonly Picture[]): string[] {
  const seen = new Map<string, string>();
  for (const p of [...pictures].sort(byTime))
    if (p.fields.site?.trim() && !seen.has(plain(p.fields.site))) seen.set(plain(p.fields.site), p.fields.site.trim());
  return [...seen.values()];
}

/** The first and the last of an album that stand: what is compared before anybody chooses. */
export function firstAndLast(album: Album): [string, string] | null {
  const standing = album.pictures.filter(isStanding);
  const [last, first] = [standing[0], standing.at(-1)];
  return first && last && first !== last ? [first.id, last.id] : null;
}
