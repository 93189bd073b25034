import type { Status } from "../store/contract";
import { sinceWhen } from "./dates";

export type StatusTone = "fine" | "offline" | "sending" | "act";

/** "4 changes and 2 pictures"; empty where there is neither. */
export function howMany(changes: number, pictures: number): string {
  const words = [
    changes > 0 && (changes === 1 ? "1 change" : `${changes} changes`),
    pictures > 0 && (pictures === 1 ? "1 picture" : `${pictures} pictures`),
  ];
  return words.filter(Boolean).join(" and ");
}

/** "4 changes and 2 pictures wait". */
export const howManyWait = (changes: number, pictures: number): string =>
  `${howMany(changes, pictures)} ${changes + pictures === 1 ? "waits" : "wait"}`;

const oldAfter = 60 * 60_000;

/** What is shown is so old that one should ask before one relies on it: no news for an hour. `since` is when it was last known to be right. */
export function isOld(status: Status, now: Date): boolean {
  return (status.state === "offline" || status.state === "stale") && status.since !== null && now.getTime() - Date.parse(status.since) >= oldAfter;
}

/** The one status line (SCREENS law 3). What only a person can mend is last and calm: "1 to settle", "1 not taken". */
export function statusLine(status: Status, now: Date): { tone: StatusTone; text: string } {
  const { tone, words } = main(status, now);
  const parts = [words];
  if (status.refused > 0) parts.push(`${status.refused} not taken`);
  // While something waits, the badge beside "To settle" says it already, and the line stays short enough for a phone.
  if (status.toSettle > 0 && status.waiting + status.pictures === 0 && status.state !== "filling") parts.push(`${status.toSettle} to settle`);
  if (status.newVersion && !status.state.startsWith("update")) parts.push("new version ready");
  return { tone: status.refused > 0 && tone === "fine" ? "act" : tone, text: parts.join(" · ") };
}

function main(status: Status, now: Date): { tone: StatusTone; words: string } {
  const since = status.since ? sinceWhen(status.since, now) : null;
  const all = howMany(status.waiting, status.pictures);
  const waiting = all && ` · ${all} waiting`;
  switch (status.state) {
    case "up-to-date":
      return { tone: "fine", words: `${since ? `Up to date ${since}` : "Up to date"}${waiting}` };
    case "update-to-see":
      return { tone: "act", words: `Update needed to see everything${waiting}` };
    case "stale":
      return { tone: "offline", words: `${since ? `As of ${since}, looking for news` : "Looking for news"}${waiting}` };
    case "offline":
      return { tone: "offline", words: `${since ? `Offline since ${since}` : "Offline"}${waiting}` };
    case "sending":
      return { tone: "sending", words: status.sending ? `Sending ${status.sending.done} of ${status.sending.of}` : "Sending" };
    case "filling":
      return {
        tone: "sending",
        words: status.filling ? `Filling this tablet · ${status.filling.here} of ${status.filling.of} patients here` : "Filling this tablet",
      };
    case "sign-in-again":
      return { tone: "act", words: `Signed out${waiting}` };
    case "update-required":
      return { tone: "act", words: `Update needed to send${waiting}` };
    case "full":
      return { tone: "act", words: `No room on this tablet${waiting}` };
  }
}
