/**
 * What was refused because access had ended, in whole words for a lead to read (M6): the lead who agrees writes it into the record as a change of their own.
 * Nobody but its author can read it elsewhere: it lies in their own bundle.
 */
import { touched } from "../api/groups";
import { dayAndTime } from "../lib/dates";
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

export function handedOn(change: Waiting, header: Header | undefined, sentence: Sentence, author: string, say: Saying): HandedOn {
  const whole = touched(change.kind, Object.keys(change.set)).flatMap(([group]) => {
    const value = change.kind === "conflict" ? "" : said(change.kind, group, change.set as Values, say);
    return value ? [`${capital(groupName(change.kind, group))}: ${value}`] : [];
  });
  const settled = change.kind === "conflict" && typeof change.set.reason === "string" ? [`Reason: ${change.set.reason}`] : [];
  return {
    whose: header
      ? [header.name, header.nhs_number && `NHS number ${formatNhsNumber(header.nhs_number)}`].filter(Boolean).join(", ")
      : "This person is no longer on your tablet: tell the lead who it is",
    by: `${author}, ${dayAndTime(change.madeAt, say.now)}${sentence.detail ? `, ${sentence.detail}` : ""}`,
    lines: [sentence.what, ...whole, ...settled],
  };
}

/** What was written as one text, to paste, without saying whose record it is of: a clipboard is read by every app. */
export const asText = ({ by, lines }: HandedOn): string => [...lines, by].join("\n").replaceAll("\u00a0", " ");

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
