/** What is still open when someone leaves. It is said and never forced: a visit can always be left (SCREENS: nothing forced). */
export interface State {
  /** Words of the planned actions that are this person's and unanswered. */
  unansweredActions: readonly string[];
  /** Labels of planned measurements without a value. */
  unmeasured: readonly string[];
  /** How many of the seven of NEWS2 have an answer. */
  news2Answered: number;
  news2Planned: boolean;
  recordedTwice: readonly string[];
  /** What was typed and is not valid, by label: it stays on the screen and in its draft. */
  invalid: readonly string[];
  noteWritten: boolean;
  refused: number;
}

export interface Open {
  where: "actions" | "measure" | "note" | "top";
  words: string;
}

export function stillOpen(s: State): Open[] {
  const open: Open[] = [];
  for (const words of s.recordedTwice) open.push({ where: "top", words: `Recorded twice: ${words}` });
  if (s.refused > 0) open.push({ where: "top", words: s.refused === 1 ? "One change was refused" : `${s.refused} changes were refused` });
  for (const label of s.invalid) open.push({ where: "measure", words: `${label}: what is typed is not kept yet` });
  for (const words of s.unansweredActions) open.push({ where: "actions", words: `${words}: not answered` });
  for (const label of s.unmeasured) open.push({ where: "measure", words: `${label}: not measured` });
  if (s.news2Answered > 0 && s.news2Answered < 7) open.push({ where: "measure", words: `NEWS2 not scored: ${s.news2Answered} of 7 answered` });
  else if (s.news2Planned && s.news2Answered === 0) open.push({ where: "measure", words: "NEWS2: not measured" });
  if (!s.noteWritten) open.push({ where: "note", words: "No note of this visit yet" });
  return open;
}

/** What came of a visit, for the person who went. */
export const outcomes: readonly { code: string; words: string; needsReason: boolean }[] = [
  { code: "completed", words: "The visit took place", needsReason: false },
  { code: "part", words: "Only part of it could be done", needsReason: true },
  { code: "no-access", words: "No access: nobody opened the door", needsReason: false },
  { code: "declined", words: "They did not want the visit today", needsReason: false },
  { code: "in-hospital", words: "They are in hospital or away", needsReason: false },
  { code: "not-safe", words: "It was not safe to stay", needsReason: true },
];

export const outcomeWords = (code: string | null | undefined): string => outcomes.find((o) => o.code === code)?.words ?? code ?? "";
