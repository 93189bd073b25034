/** What of the team's day waits for its lead, as lines with the way to where each is dealt with: pure. What nobody knows here is left out, never guessed. */
import type { TeamPage } from "../store/team";
import { stateOf } from "../team/state";
import type { IconName } from "../ui/Icon";

export interface Known {
  /** Names of colleagues who are missed: from this tablet, with or without coverage. */
  missed: readonly string[];
  toSettle: number;
  refused: number;
  /** The team as the server sees it; null without coverage. */
  page: TeamPage | null;
  /** The day's board: visits, those who have somebody, and steps that nobody was told of yet; null without coverage. */
  board: { visits: number; allocated: number; unpublished: number } | null;
}

export interface Line {
  icon: IconName;
  tone: "alert" | "care" | "plain";
  href: string;
  text: string;
  more: string;
}

/** So many are named; the rest is where the link leads. */
const few = 3;
const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const named = (names: readonly string[]) =>
  [names.slice(0, few).join(", "), names.length > few && `and ${names.length - few} more`].filter(Boolean).join(" ");

/** The gravest first. */
export function linesOf({ missed, toSettle, refused, page, board }: Known, now: Date): Line[] {
  const people = (page?.people ?? []).map((one) => ({ one, state: stateOf(one, now) }));
  const late = people.filter(({ state }) => state.group === "late").map(({ one }) => one.name);
  const quiet = people.filter(({ state }) => state.group === "quiet").map(({ one }) => one.name);
  const nobodys = board ? board.visits - board.allocated : 0;
  const all: (Line | false)[] = [
    missed.length > 0 && {
      icon: "warn",
      tone: "alert",
      href: "/team",
      text: count(missed.length, "colleague is missed", "colleagues are missed"),
      more: named(missed),
    },
    nobodys > 0 && { icon: "board", tone: "care", href: "/board", text: count(nobodys, "visit has nobody", "visits have nobody"), more: "" },
    late.length > 0 && {
      icon: "clock",
      tone: "care",
      href: "/team",
      text: count(late.length, "colleague is late", "colleagues are late"),
      more: named(late),
    },
    quiet.length > 0 && {
      icon: "nosign",
      tone: "care",
      href: "/team",
      text: count(quiet.length, "colleague was not heard of today", "colleagues were not heard of today"),
      more: named(quiet),
    },
    board !== null &&
      board.unpublished > 0 && {
        icon: "moved",
        tone: "plain",
        href: "/board",
        text: count(board.unpublished, "change on the board is not published", "changes on the board are not published"),
        more: "Nobody was told yet",
      },
    toSettle > 0 && { icon: "settle", tone: "plain", href: "/settle", text: `${toSettle} to settle`, more: "" },
    refused > 0 && {
      icon: "hand",
      tone: "plain",
      href: "/waiting",
      text: count(refused, "change was not taken", "changes were not taken"),
      more: "",
    },
  ];
  return all.filter((one): one is Line => one !== false);
}

/** "86 visits today, 12 colleagues at work", as far as it is known. */
export function countWords({ page, board }: Known, now: Date): string {
  const out = page?.people.filter((one) => ["out", "late"].includes(stateOf(one, now).group)).length;
  return [board && count(board.visits, "visit today", "visits today"), out !== undefined && `${count(out, "colleague", "colleagues")} at work`]
    .filter(Boolean)
    .join(", ");
}
