/**
 * fhirpath.js with R4's model, tamed for forms of others:
 *
 * 1. Parsed once per shape: words in quotes become variables, so that nine questions which differ in a linkId share one parse (1 ms each else).
 * 2. Each run has a budget of steps; results count towards it. Patterns go through `safe-regex.ts`. Nothing reaches the network or the console.
 * 3. The time is an argument.
 */
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4";
import { dayOf } from "../../lib/dates";
import { CannotWorkOut, type Expressions, type Given, type Ground } from "./expressions";
import { matches, replaced } from "./safe-regex";
import { longest } from "./syntax";

const budget = 300_000;
/** Text counts by its length, so that doubling a text ends as soon as doubling a list. */
const lettersPerStep = 100;

type Run = (data: unknown, variables: Record<string, unknown>, options: Record<string, unknown>) => unknown[];
interface Shape {
  readonly text: string;
  onItem?: Run;
  onResponse?: Run;
}
interface Ready {
  shape: Shape;
  words: Record<string, string>;
}

const fixed = { resolveInternalTypes: false, preciseMath: true, traceFn: () => {} } as const;
const shapes = new Map<string, Shape>();
const known = new Map<string, Ready>();

/** Words in quotes, but those after a number (a unit) and after a % (a name). Escapes, quoted names and comments are left as they are. */
export function shapeOf(text: string): { shape: string; words: Record<string, string> } {
  const words: Record<string, string> = {};
  const bare = text.replace(/'[^']*'/g, "");
  if (/[\\`]|\/\/|\/\*/.test(bare) || text.includes("\\")) return { shape: text, words };
  let count = 0;
  const shape = text.replace(/'([^']*)'/g, (all, word: string, at: number) => {
    if (/[\d%]\s*$/.test(text.slice(0, at))) return all;
    const name = `words_${count++}`;
    words[name] = word;
    return `%${name}`;
  });
  return { shape, words };
}

function prepared(text: string): Ready {
  let found = known.get(text);
  if (found) return found;
  if (text.length > longest) throw new CannotWorkOut("It is too long.");
  const { shape, words } = shapeOf(text);
  let made = shapes.get(shape);
  if (!made) {
    made = { text: shape };
    if (shapes.size > 2000) shapes.clear();
    shapes.set(shape, made);
  }
  found = { shape: made, words };
  if (known.size > 5000) known.clear();
  known.set(text, found);
  return found;
}

function compiled(shape: Shape, onItem: boolean): Run {
  if (onItem) {
    shape.onItem ??= fhirpath.compile({ base: "QuestionnaireResponse.item", expression: shape.text }, r4, fixed) as unknown as Run;
    return shape.onItem;
  }
  shape.onResponse ??= fhirpath.compile(shape.text, r4, fixed) as unknown as Run;
  return shape.onResponse;
}

const literal = (text: string): unknown[] => fhirpath.evaluate({}, text, {}, r4, fixed) as unknown[];
const singleString = (coll: unknown[], name: string): string | null => {
  if (!coll.length) return null;
  const value = fhirpath.resolveInternalTypes(coll)[0];
  if (coll.length > 1 || typeof value !== "string") throw new CannotWorkOut(`${name} needs one text.`);
  return value;
};
const dared = <T>(value: T | null): T[] => {
  if (value === null) throw new CannotWorkOut("It looks for a pattern that could take for ever.");
  return [value];
};

/** A form is at most 50 levels deep, each an item and its answer. */
const deepest = 120;

/**
 * repeat() as FHIRPath has it, each different element once, but with an end: fhirpath.js calls itself once a level and compares each with each, so that
 * `(1).repeat($this + 1)` holds the tablet for a quarter of a minute before the stack is full.
 */
function repeat(coll: unknown[], next: (of: unknown) => unknown[]): unknown[] {
  const seen = new Set<string>();
  const found: unknown[] = [];
  let level = coll;
  for (let depth = 0; level.length; depth++) {
    if (depth > deepest) throw new CannotWorkOut("repeat() has no end.", 0, true);
    level = level.flatMap(next).filter((each) => {
      const key = JSON.stringify(fhirpath.resolveInternalTypes([each]));
      return !seen.has(key) && seen.add(key);
    });
    found.push(...level);
  }
  return found;
}

let instant = "";
let table: Record<string, unknown> = {};
/** Functions of ours in place of fhirpath.js's own. */
function functionsAt(now: string): Record<string, unknown> {
  if (now === instant) return table;
  const today = literal(`@${dayOf(now)}`);
  const dateTime = literal(`@${new Date(now).toISOString()}`);
  const time = literal(`@T${new Date(now).toISOString().slice(11, 23)}`);
  const noNetwork = () => {
    throw new CannotWorkOut("It asks a server.");
  };
  const text = (fn: (of: string, ...more: string[]) => unknown[], name: string) => ({
    fn: (coll: unknown[], ...more: string[]) => {
      const of = singleString(coll, name);
      return of === null || more.some((each) => typeof each !== "string") ? [] : fn(of, ...more);
    },
  });
  instant = now;
  table = {
    today: { fn: () => today, arity: { 0: [] }, internalStructures: true },
    now: { fn: () => dateTime, arity: { 0: [] }, internalStructures: true },
    timeOfDay: { fn: () => time, arity: { 0: [] }, internalStructures: true },
    matches: { ...text((of, pattern) => dared(matches(pattern!, of, false)), "matches()"), arity: { 1: ["String"] } },
    matchesFull: { ...text((of, pattern) => dared(matches(pattern!, of, true)), "matchesFull()"), arity: { 1: ["String"] } },
    replaceMatches: { ...text((of, pattern, by) => dared(replaced(pattern!, of, by!)), "replaceMatches()"), arity: { 2: ["String", "String"] } },
    repeat: { fn: repeat, arity: { 1: ["Expr"] } },
    resolve: { fn: noNetwork, arity: { 0: [] } },
    memberOf: { fn: noNetwork, arity: { 1: ["String"] } },
  };
  return table;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : typeof error === "string" ? error : "It cannot be worked out.");

function work(text: string, ground: Ground): { given: Given; steps: number } {
  let steps = 0;
  try {
    const { shape, words } = prepared(text);
    const count = (_ctx: unknown, _of: unknown, result: unknown): void => {
      steps++;
      if (Array.isArray(result)) {
        steps += result.length;
        if (result.length === 1 && typeof result[0] === "string") steps += result[0].length / lettersPerStep;
      }
      if (steps > budget) throw new CannotWorkOut("It takes too many steps.", steps, true);
    };
    const run = compiled(shape, ground.isItem);
    const given = run(ground.data, { ...ground.variables, ...words }, { debugger: count, userInvocationTable: functionsAt(ground.now) });
    if (!Array.isArray(given)) throw new CannotWorkOut("It asks a server.");
    return { given, steps };
  } catch (error) {
    throw error instanceof CannotWorkOut ? error : new CannotWorkOut(wordsOf(error), steps);
  }
}

function ready(text: string, onItem: boolean): boolean {
  try {
    const { shape } = prepared(text);
    if (onItem ? shape.onItem : shape.onResponse) return false;
    compiled(shape, onItem);
  } catch {
    // It says so where it is worked out.
  }
  return true;
}

function wrong(text: string): string | null {
  try {
    if (text.length > longest) return "It is too long.";
    fhirpath.parse(text);
    return null;
  } catch (error) {
    return wordsOf(error);
  }
}

const plain = (given: Given): unknown[] => [fhirpath.resolveInternalTypes([...given])].flat();

/** The parser learns as it reads: a first expression costs some 20 ms, so it is read while the file loads and nobody waits yet. */
export function expressions(): Expressions {
  fhirpath.parse(
    "iif(%resource.item.where(linkId='a' and answer.exists()).answer.value.select($this + 1).aggregate($this + $total, 0) >= 1, 'a', {})",
  );
  return { work, wrong, ready, plain };
}
