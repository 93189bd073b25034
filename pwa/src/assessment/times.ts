/** How long the parts of a form take a team, as lines of a table: pure. */
import type { TeamFilling } from "../store/fillings";
import { isJson, type Json, textOf } from "./engine/fhir";
import { plain } from "./engine/plain-text";

export interface Line {
  section: string;
  title: string;
  filled: number;
  /** Of one filling, the middle of all; null: filled too few times to tell. */
  minutes: string | null;
  mean: string | null;
  taps: number | null;
  /** Of the longest part, percent. */
  share: number;
}

/** The parts of a form as it is written: its groups at the top, and what stands beside them (as `engine/read.ts` has them, without reading the whole). */
export function partsIn(definition: Json): { linkId: string; title: string }[] {
  const top = Array.isArray(definition.item) ? definition.item.filter(isJson) : [];
  const groups = top
    .filter((item) => item.type === "group")
    .map((item) => ({ linkId: textOf(item.linkId), title: plain(textOf(item.text)) || textOf(item.linkId) }));
  const beside = top.some((item) => item.type !== "group" && item.type !== "display");
  return beside ? [{ linkId: "", title: groups.length ? "Beside the parts" : "The whole form" }, ...groups] : groups;
}

/** "40 sec", "2½ min", "12 min": as long as one would say it. */
export function timeWords(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} sec`;
  const halves = Math.round(seconds / 30);
  if (halves >= 20) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(halves / 2)}${halves % 2 ? "½" : ""} min`;
}

/** The parts in the form's order, those that nobody filled too; then what the form does not name any more. */
export function linesOf(parts: readonly { linkId: string; title: string }[], team: TeamFilling): Line[] {
  const longest = Math.max(1, ...team.parts.map((one) => one.seconds_median ?? 0));
  const known = new Set(parts.map(({ linkId }) => linkId));
  const all = [
    ...parts,
    ...team.parts.filter((one) => !known.has(one.section)).map((one) => ({ linkId: one.section, title: one.section || "Beside the parts" })),
  ];
  return all.map(({ linkId, title }) => {
    const of = team.parts.find((one) => one.section === linkId);
    const [median, mean] = [of?.seconds_median ?? null, of?.seconds_mean ?? null];
    return {
      section: linkId,
      title,
      filled: of?.filled ?? 0,
      minutes: median === null ? null : timeWords(median),
      mean: mean === null ? null : timeWords(mean),
      taps: of?.taps_median == null ? null : Math.round(of.taps_median),
      share: median === null ? 0 : Math.max(1, Math.round((median / longest) * 100)),
    };
  });
}

/** What all parts come to for one who fills every one of them, by their middles; null where some cannot be told. */
export function wholeOf(team: TeamFilling, parts: readonly { linkId: string }[]): string | null {
  const each = parts.map(({ linkId }) => team.parts.find((one) => one.section === linkId)?.seconds_median ?? null);
  return each.length > 1 && each.every((one) => one !== null) ? timeWords(each.reduce<number>((sum, one) => sum + (one ?? 0), 0)) : null;
}
