/** A file that somebody chose, before the server judges it: what a person can mend is said here in words. */

/** Bytes of a form that the server takes; the largest that ships has a tenth. */
export const largest = 4_000_000;

export interface Problem {
  item: string;
  called: string;
  words: string;
  grave: boolean;
}

/** What is wrong with a text as JSON; null where it is JSON, or nested so deep that only the server can say where. */
export function notJson(text: string): string | null {
  if (!text.trim()) return "The file is empty.";
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) return null;
    const at = /position (\d+)/.exec(error.message)?.[1];
    const line = at === undefined ? null : text.slice(0, Number(at)).split("\n").length;
    return `It is not JSON${line === null ? "" : `: something is wrong in line ${line}, or just before it`}. Forms are files that end in .json.`;
  }
}

/** Problems of one item together, the grave ones first; those of the form itself before all items. */
export function byItem(problems: readonly Problem[]): { item: string; called: string; grave: boolean; words: string[] }[] {
  const found = new Map<string, { item: string; called: string; grave: boolean; words: string[] }>();
  for (const { item, called, words, grave } of problems) {
    const key = `${grave} ${item}`;
    const one = found.get(key) ?? { item, called, grave, words: [] };
    if (!one.words.includes(words)) one.words.push(words);
    found.set(key, one);
  }
  return [...found.values()].sort((a, b) => Number(b.grave) - Number(a.grave) || Number(a.item !== "") - Number(b.item !== ""));
}
