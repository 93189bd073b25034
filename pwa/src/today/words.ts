/** How a stop reads: its state in a word, its colleagues, what it is for. */

import { timeOf } from "../lib/dates";
import { professionInside } from "../lib/profession";
import type { HeaderVisit, Id, People } from "../store/contract";
import type { IconName } from "../ui/Icon";
import type { Tone } from "../ui/Tag";
import type { Stop } from "./day";

const outcomes: Record<string, string> = {
  declined: "Declined",
  "in-hospital": "In hospital",
  "not-safe": "Not safe",
  part: "Partly done",
  "no-access": "No access",
};

/** What a newer version wrote (M8). */
const cannotShow = "Something this version cannot show";

export function stateTag(stop: Stop, people: People): { text: string; tone: Tone; icon: IconName; plain: boolean } | null {
  const at = stop.stateAt ? ` ${timeOf(stop.stateAt)}` : "";
  switch (stop.state) {
    case "done":
      return { text: `Done${at}`, tone: "done", icon: "check", plain: true };
    case "part":
    case "no-access":
    case "not-done":
      return {
        text: `${outcomes[stop.outcome ?? ""] ?? cannotShow}${at}`,
        tone: "care",
        icon: stop.state === "part" ? "check" : "door",
        plain: false,
      };
    case "missed":
      return { text: "Nothing recorded", tone: "care", icon: "warn", plain: false };
    case "cancelled":
      return { text: "Cancelled", tone: "neutral", icon: "shut", plain: false };
    case "unknown":
      return { text: cannotShow, tone: "care", icon: "new", plain: false };
    case "moved":
      return {
        text: `Moved to ${
          stop.visit.asked
            .map((id) => people.staff(id)?.name?.split(" ")[0])
            .filter(Boolean)
            .join(" and ") || "nobody yet"
        }`,
        tone: "neutral",
        icon: "moved",
        plain: false,
      };
    default:
      return null;
  }
}

/** "Double-up" with health colleagues; with the council or the voluntary sector a "Joint visit". */
export function togetherWord(others: readonly Id[], me: Id, people: People): string {
  const sector = (id: Id) => people.organisation(people.staff(id)?.organisation ?? "")?.sector;
  const mine = sector(me);
  return others.every((id) => !sector(id) || sector(id) === mine) ? "Double-up" : "Joint visit";
}

/** ", physiotherapist, Barts Health": what follows a colleague's name. */
export function afterName(id: Id, people: People): string {
  const person = people.staff(id);
  const organisation = people.organisation(person?.organisation ?? "");
  return [professionInside(person?.profession), organisation?.short_name ?? organisation?.name]
    .filter(Boolean)
    .map((w) => `, ${w}`)
    .join("");
}

/** What the visit is for, line by line. */
export function purposes(visit: HeaderVisit, instructions: string | null): string[] {
  return [visit.purpose, instructions ?? ""]
    .flatMap((text) => text.split(/\n+/))
    .map((line) => line.trim())
    .filter(Boolean);
}
