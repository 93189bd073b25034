/**
 * Patterns from forms, run so that none can hang the tablet. A browser tries every way in which a pattern might fit: with a repeat inside a repeat,
 * `(a+)+`, that doubles with each letter; with k repeats beside each other it grows with length to the k. The first kind is refused, the second kind
 * is refused for texts on which it would take more than some ten million steps.
 */
const budget = 1e7;
const longest = 500;
/** A repeat up to this often is no danger beside others, only inside one. */
const few = 20;

/** How many long repeats a pattern has; null where it could double, or asks for what this walk does not know (look-around, back-reference). */
function longRepeats(pattern: string): number | null {
  if (pattern.length > longest || /\\[1-9k]|\(\?(?!:)/.test(pattern)) return null;
  let count = 0;
  // Of each open group: 0 nothing in it varies, 1 up to a few times, 2 without end.
  const open: number[] = [0];
  const mark = (how: number): void => {
    open[open.length - 1] = Math.max(open[open.length - 1]!, how);
  };
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern[i]!;
    let inner = 0;
    if (sign === "|") mark(1);
    if (sign === "(") open.push(0);
    if (sign === "|" || sign === "(" || sign === "^" || sign === "$") continue;
    if (sign === "\\") i++;
    else if (sign === "[") {
      for (i++; i < pattern.length && pattern[i] !== "]"; i++) if (pattern[i] === "\\") i++;
    } else if (sign === ")") {
      if (open.length < 2) return null;
      inner = open.pop()!;
      mark(inner);
    }
    const repeat = /^(?:[*+]|\{\d+,\}|\?|\{\d+(?:,\d+)?\})\??/.exec(pattern.slice(i + 1, i + 16));
    if (!repeat) continue;
    const most = repeat[0].startsWith("?") ? 1 : Number(/(\d+)\}/.exec(repeat[0])?.[1] ?? Number.POSITIVE_INFINITY);
    if (most > 1 && (inner === 2 || (inner === 1 && most > 3))) return null;
    mark(most > few ? 2 : 1);
    if (most > few) count++;
    i += repeat[0].length;
  }
  return open.length === 1 ? count : null;
}

function safe(pattern: string, text: string, more: number, flags: string): RegExp | null {
  const repeats = longRepeats(pattern);
  if (repeats === null || text.length ** Math.max(1, repeats + more) > budget) return null;
  try {
    return new RegExp(pattern, flags);
  } catch {
    return null;
  }
}

/** Null: not run, for it might never end, or is no pattern. `whole`: the text from end to end. */
export function matches(pattern: string, text: string, whole: boolean): boolean | null {
  const made = safe(pattern, text, whole ? 0 : 1, "s");
  if (!made) return null;
  return whole ? new RegExp(`^(?:${made.source})$`, "s").test(text) : made.test(text);
}

export function replaced(pattern: string, text: string, by: string): string | null {
  const made = safe(pattern, text, 1, "gs");
  return made ? text.replace(made, by) : null;
}
