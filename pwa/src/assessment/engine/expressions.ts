/**
 * FHIRPath behind a port: fhirpath.js is 170 KB compressed, 240 KB with its model of R4, and most forms need none of it. It is a file of its own,
 * kept by the service worker like every other, and fetched when a form with expressions is opened: `await loadExpressions()`.
 */
import type { Json } from "./fhir";
import type { Form } from "./model";

/** What an expression is worked out on. `data`: the response, or the item of it that the expression stands on. */
export interface Ground {
  readonly data: Json;
  readonly isItem: boolean;
  /** `%resource`, `%questionnaire`, … and variables, each a value or what another expression gave. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Now, as an instant in UTC: `today()` is London's day then. */
  readonly now: string;
}

/** What an expression gave, for other expressions; `plain` makes JSON of it. */
export type Given = readonly unknown[];

export interface Expressions {
  /** Why an expression cannot be read, or null. */
  wrong(text: string): string | null;
  /** Reads an expression ahead of its first use, 1 to 4 ms; false where one of its shape was read before. */
  ready(text: string, onItem: boolean): boolean;
  /** Throws `CannotWorkOut`; an expression that takes too many steps is one of those. */
  work(text: string, ground: Ground): { readonly given: Given; readonly steps: number };
  plain(given: Given): unknown[];
}

export class CannotWorkOut extends Error {
  readonly steps: number;
  readonly tooMany: boolean;

  constructor(message: string, steps = 0, tooMany = false) {
    super(message);
    this.steps = steps;
    this.tooMany = tooMany;
  }
}

let loaded: Promise<Expressions> | null = null;

/** Rejects where the file is not to be had; a later try may succeed. */
export function loadExpressions(): Promise<Expressions> {
  loaded ??= import("./fhirpath").then(
    (module) => module.expressions(),
    (error) => {
      loaded = null;
      throw error;
    },
  );
  return loaded;
}

/**
 * Loads and reads all that a form needs, a few milliseconds at a time, so that it opens at once when it is tapped: for when the patient's page stands and
 * nobody waits. `pause` lets the screen go on in between. Null: the form needs none, or the file is not to be had (then what needs it says so).
 */
export async function prepare(form: Form, pause: () => Promise<void>): Promise<Expressions | null> {
  if (!form.needsExpressions) return null;
  await pause();
  const expressions = await loadExpressions().catch(() => null);
  if (!expressions) return null;
  const all = [
    ...form.expressions.map((each) => ({ each, onItem: false })),
    ...form.all.flatMap((item) => item.expressions.map((each) => ({ each, onItem: true }))),
  ];
  for (const { each, onItem } of all) {
    if (!each.language.startsWith("text/fhirpath")) continue;
    if (expressions.ready(each.text, onItem)) await pause();
  }
  return expressions;
}
