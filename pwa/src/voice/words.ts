/** What the screen says in sentences. Pure. */
import { shortDay } from "../lib/dates";
import type { FeedbackComment, FftMonth, Reply, VoicePage } from "../store/voice";
import type { IconName, Tone } from "../ui";

const names = "January February March April May June July August September October November December".split(" ");

/** "October 2026". */
export const longMonth = (month: string): string => `${nameOf(month)} ${month.slice(0, 4)}`;
/** "October". */
export const nameOf = (month: string): string => names[Number(month.slice(5, 7)) - 1] ?? month;
/** "Oct 2026", "Oct". */
export const shortMonth = (month: string, year = false): string => `${nameOf(month).slice(0, 3)}${year ? ` ${month.slice(0, 4)}` : ""}`;

/** "Aug to Oct 2026", "Nov 2025 to Jan 2026". */
export function stretch(months: readonly string[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return "";
  return `${shortMonth(first, first.slice(0, 4) !== last.slice(0, 4))} to ${shortMonth(last, true)}`;
}

/** The months that one may choose, this one first: four years back, as far as answers are kept. */
export function choosable(today: string, count = 36): string[] {
  const first = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, n) => {
    const month = first - n;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}

/** The lowest month, where it is told and lies clearly below the chosen one. */
export function lowest(months: readonly FftMonth[]): FftMonth | null {
  const chosen = months.at(-1)?.positive ?? null;
  const told = months.filter((month) => month.positive !== null);
  const low = told.reduce<FftMonth | null>((found, month) => (found === null || month.positive! < found.positive! ? month : found), null);
  return low && chosen !== null && chosen - low.positive! >= 5 ? low : null;
}

/** What the marks under the chart mean, as far as they stand in it. */
export function marksInWords(months: readonly FftMonth[]): { mark: "*" | "†"; words: string }[] {
  const small = months.filter((month) => month.mark === "*").map((month) => nameOf(month.month));
  const second = months.filter((month) => month.mark === "†");
  const told: { mark: "*" | "†"; words: string }[] = [];
  if (small.length > 0) told.push({ mark: "*", words: "fewer than 5 answers, not shown." });
  if (second.length > 0)
    told.push({
      mark: "†",
      words:
        small.length > 0
          ? `hidden too, so that ${listed(small)} cannot be worked out.`
          : "hidden, so that another team’s small number cannot be worked out.",
    });
  return told;
}

export function totalInWords(page: VoicePage): string | null {
  const hidden = page.months.filter((month) => month.mark).length;
  if (hidden === 0) return null;
  return hidden === 1 ? "The year’s total leaves it out." : hidden === 2 ? "The year’s total leaves both out." : "The year’s total leaves them out.";
}

/** What is not in a row: of a team its months, of several teams the months of each. Why, for each, is not told: it would say how many few are. */
export function leftOut(left: number, scope: string): string {
  if (left === 0) return "";
  return scope.startsWith("team:") ? `${counted(left, "month")} not shown` : `${counted(left, "team’s month", "teams’ months")} not shown`;
}

/** Whether some number in the card of the statements is without a month. */
export const isPartly = (page: Pick<VoicePage, "who" | "statements" | "wellbeing" | "joined_up" | "joined_up_all">): boolean =>
  [page.who, ...page.statements, ...page.wellbeing, ...page.joined_up, ...page.joined_up_all].some(
    (one) => one !== null && one.left_out > 0 && !("mark" in one && one.mark),
  );

/** Who answered: themselves, or another for them, as far as it may be told. */
export function whoInWords(page: Pick<VoicePage, "who" | "scope" | "statements">): string {
  const { who } = page;
  if (!who) return page.statements.length > 0 ? "How many were answered by someone else is not shown: a number below 5 would be told by it." : "";
  const left = leftOut(who.left_out, page.scope);
  if (who.proxy === 0 && !left) return "";
  return `${who.proxy} of ${who.own + who.proxy} were answered by someone else and are counted apart${left && `, ${left}`}.`;
}

/** What is missing from the number of the chosen month, and from those of others. */
export function leftOutOfMonths(page: Pick<VoicePage, "months" | "scope">): string {
  const chosen = page.months.at(-1);
  if (!chosen || page.scope.startsWith("team:")) return "";
  const others = page.months.slice(0, -1).filter((month) => !month.mark && month.left_out > 0).length;
  const told = [
    !chosen.mark && chosen.left_out > 0
      ? `${counted(chosen.left_out, "team")} ${chosen.left_out === 1 ? "is" : "are"} not in ${nameOf(chosen.month)}’s number.`
      : "",
    others > 0 ? `In ${counted(others, "other month")} a team is not in the number, nor in the year’s.` : "",
  ].filter(Boolean);
  return told.length > 0 ? `${told.join(" ")} Fewer than 5 answered there, or it would tell a number below 5.` : "";
}

export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "38 comments", "1 comment". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** The months' numbers read out: what the chart is to who cannot see it. */
export function chartInWords(months: readonly FftMonth[]): string {
  const each = months.map((month) => `${nameOf(month.month)} ${month.mark ? "not shown" : month.positive === null ? "no answers" : month.positive}`);
  return `Percent positive by month: ${each.join(", ")}`;
}

const languages: Record<string, string> = {
  en: "English",
  bn: "Bengali",
  so: "Somali",
  "zh-Hant": "Chinese",
  ar: "Arabic",
  it: "Italian",
  es: "Spanish",
  fr: "French",
  pt: "Portuguese",
  pl: "Polish",
};
/** Every language that an answer may be read in, English first. */
export const languageCodes = Object.keys(languages);
export const languageOf = (code: string): string => languages[code] ?? code;
/** Written from right to left. */
export const isRightToLeft = (code: string): boolean => code === "ar";

const ways: Record<string, string> = { kiosk: "On the kiosk", paper: "On paper", phone: "By phone", text: "By text message", online: "Online" };

/** "On the kiosk, October"; "With help, on paper, October"; "Written in Bengali, put into English by Farzana Akhtar, October". */
export function howItCame(one: FeedbackComment): string {
  const parts: string[] = [];
  if (one.language !== "en") parts.push(`Written in ${languageOf(one.language)}`);
  if (one.interpreter) parts.push(`put into English by ${one.interpreter}`);
  if (one.who === "helped") parts.push("with help");
  if (one.who === "proxy") parts.push("answered for them by another");
  parts.push(ways[one.mode] ?? one.mode, nameOf(one.month));
  const [first, ...rest] = parts.map((part, n) => (n === 0 ? part : n === parts.length - 1 ? part : part.charAt(0).toLowerCase() + part.slice(1)));
  const head = first ?? "";
  return [head.charAt(0).toUpperCase() + head.slice(1), ...rest].join(", ");
}

export const states: Record<Reply["state"], { text: string; tone: Tone; icon: IconName }> = {
  "no-owner": { text: "No owner", tone: "care", icon: "info" },
  "under-way": { text: "Under way", tone: "info", icon: "clock" },
  done: { text: "Done", tone: "done", icon: "check" },
  "not-now": { text: "Not now", tone: "neutral", icon: "shut" },
};

/** "since Mon 2 Nov", "until Fri 18 Dec", "Thu 12 Nov"; without an owner "Open since Tue 10 Nov". */
export function whenOf(reply: Reply): string {
  switch (reply.state) {
    case "no-owner":
      return `Open since ${shortDay(reply.opened_on)}`;
    case "under-way":
      return reply.until ? `until ${shortDay(reply.until)}` : `since ${shortDay(reply.opened_on)}`;
    case "done":
      return `since ${shortDay(reply.ended_on ?? reply.opened_on)}`;
    case "not-now":
      return shortDay(reply.ended_on ?? reply.opened_on);
  }
}

/** "14 people"; fewer than five are not numbered. */
export const peopleOf = (people: number | null): string => (people === null ? "Fewer than 5 people" : `${people} people`);

/** Where the answers came from: "kiosk, paper, text message". */
export function sources(modes: Record<string, number>): string {
  const words: Record<string, string> = { kiosk: "kiosk", paper: "paper", phone: "phone", text: "text message", online: "online" };
  return Object.entries(modes)
    .filter(([, count]) => count > 0)
    .map(([mode]) => words[mode] ?? mode)
    .join(", ");
}
