/**
 * What was not taken, in whole words: on the page itself, for a lead or a colleague to read (M6: who agrees writes it into the record as a change of their
 * own), and as a note. Nobody but its author can read it elsewhere: it lies in their own bundle.
 */
import { touched } from "../api/groups";
import { dayAndTime, longDate, timeOf } from "../lib/dates";
import { formatNhsNumber } from "../lib/nhs-number";
import { groupName, type Saying, said } from "../patient/words";
import type { Header, Waiting } from "../store/contract";
import type { Sentence } from "./sentences";

export interface HandedOn {
  /** Whose record: the person's name and NHS number where they are still on this tablet. */
  whose: string;
  /** Who wrote it, and when. */
  by: string;
  /** What it does, and every value that was set, each in full. */
  lines: string[];
}

type Values = Readonly<Record<string, unknown>>;

/** Every value that a change set, each in full with what it is of; what is no words of anybody (ids, times) is left out. */
export function inFull(change: Pick<Waiting, "kind" | "set">, say: Saying): string[] {
  const whole = touched(change.kind, Object.keys(change.set)).flatMap(([group]) => {
    const value = change.kind === "conflict" ? "" : said(change.kind, group, change.set as Values, say);
    return value ? [`${capital(groupName(change.kind, group))}: ${value}`] : [];
  });
  const settled = change.kind === "conflict" && typeof change.set.reason === "string" ? [`Reason: ${change.set.reason}`] : [];
  return [...whole, ...settled];
}

/** What of that the sentence of a change does not tell already: it shortens what is long. */
export const notTold = (change: Pick<Waiting, "kind" | "set">, { what }: Sentence, say: Saying): string[] =>
  inFull(change, say).filter((line) => !what.includes(line.slice(line.indexOf(": ") + 2)));

export function handedOn(change: Waiting, header: Header | undefined, sentence: Sentence, author: string, say: Saying): HandedOn {
  const known = header ?? change.called;
  return {
    whose: known
      ? [known.name, known.nhs_number && `NHS number ${formatNhsNumber(known.nhs_number)}`].filter(Boolean).join(", ")
      : "This person is no longer on your tablet: tell the lead who it is",
    by: `${author}, ${dayAndTime(change.madeAt, say.now)}${sentence.detail ? `, ${sentence.detail}` : ""}`,
    lines: [sentence.what, ...inFull(change, say)],
  };
}

/** The same as words of a note: that it was meant to be a change, what it says, when it was written, and why it could not be one. `by`: whose it was. */
export function asNote(change: Waiting, sentence: Sentence, say: Saying, by = ""): string {
  const lines = [sentence.what, ...notTold(change, sentence, say)].map((line) => line.replace(/[.\s]+$/, ""));
  const why = change.refusal?.message ? ` Why it was not taken: ${change.refusal.message}` : "";
  return `Written ${by && `by ${by} `}${longDate(change.madeAt)} ${timeOf(change.madeAt)} as a change to the record, and not taken. ${lines.join(". ")}.${why}`.replaceAll(
    "\u00a0",
    " ",
  );
}

/** What was written as one text, to paste, without saying whose record it is of: a clipboard is read by every app. */
export const asText = ({ by, lines }: HandedOn): string => [...lines, by].join("\n").replaceAll("\u00a0", " ");

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
