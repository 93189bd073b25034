/** Which words differ between the sides of a dispute. A word is unmarked only where every other side has it too, in the same order. */
export interface Piece {
  text: string;
  differs: boolean;
}

/** Words and the space between them; punctuation stands by itself, so that "own." and "own" are the same word. */
export function tokens(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}]+(?:['’.,:/-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu) ?? [];
}

const isSpace = (t: string): boolean => /^\s+$/.test(t);

/** Places in `a` that are part of the longest common row of words with `b`. */
function common(a: readonly string[], b: readonly string[]): Set<number> {
  const long: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => long[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) (long[i] as number[])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const shared = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared.add(i++);
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return shared;
}

/** Beyond this many words on each side the whole of it is marked: the table of the comparison would not fit a tablet's memory. */
const most = 2500;

function compare(own: string, others: readonly string[]): Piece[] {
  const all = tokens(own);
  const words = all.filter((t) => !isSpace(t));
  const rows = others.map((o) => tokens(o).filter((t) => !isSpace(t)));
  if (words.length > most || rows.some((r) => r.length > most)) return [{ text: own, differs: others.some((o) => o !== own) }];
  const shared = rows.map((row) => common(words, row));
  const pieces: Piece[] = [];
  let word = 0;
  let gap = "";
  for (const t of all) {
    if (isSpace(t)) {
      gap = t;
      continue;
    }
    const differs = shared.some((s) => !s.has(word));
    const last = pieces[pieces.length - 1];
    if (last && last.differs === differs) last.text += gap + t;
    else {
      if (gap) addGap(pieces, gap);
      pieces.push({ text: t, differs });
    }
    gap = "";
    word++;
  }
  if (gap) addGap(pieces, gap);
  return pieces;
}

/** Space between a marked and an unmarked word is not marked. */
function addGap(pieces: Piece[], gap: string): void {
  const last = pieces[pieces.length - 1];
  if (last && !last.differs) last.text += gap;
  else pieces.push({ text: gap, differs: false });
}

/** For each side its text in pieces; joined together they are exactly that text. */
export function differences(sides: readonly string[]): Piece[][] {
  return sides.map((own, i) =>
    compare(
      own,
      sides.filter((_, j) => j !== i),
    ).filter((p) => p.text !== ""),
  );
}

/** A key for each piece, for lists on a screen: where it begins in the text. */
export function keyed(pieces: readonly Piece[]): { key: number; p: Piece }[] {
  let at = 0;
  return pieces.map((p) => {
    const key = at;
    at += p.text.length;
    return { key, p };
  });
}
