/**
 * What is read online, page by page, as one looks: older entries, earlier changes. Pure; `use-online.ts` does the reading. Nothing of it is kept.
 *
 * 1. Nothing is read before a tap. A tap without coverage waits, and is done by itself when there is coverage again.
 * 2. What came stays when a later page fails; the same tap then asks for the same page.
 * 3. A record that came twice counts once.
 */
import type { NotRead } from "../store/contract";

export interface OnlineRead<Item, Place> {
  phase: "shut" | "waiting" | "busy" | "open" | "failed";
  why: NotRead | null;
  items: readonly Item[];
  /** Where the next page begins; `null` before the first and after the last. */
  next: Place | null;
  /** How many more there are, as far as was told. */
  left: number | null;
}

export type OnlineEvent<Item, Place> =
  | { type: "tap"; covered: boolean }
  | { type: "covered" }
  | { type: "leave" }
  /** `goesOn`: the next page is asked for at once. */
  | { type: "came"; items: readonly Item[]; next: Place | null; left: number | null; goesOn: boolean }
  | { type: "failed"; why: NotRead };

export const shut = { phase: "shut", why: null, items: [], next: null, left: null } as const;

export function update<Item, Place>(
  model: OnlineRead<Item, Place>,
  event: OnlineEvent<Item, Place>,
  idOf: (item: Item) => string,
): OnlineRead<Item, Place> {
  switch (event.type) {
    case "tap":
      return model.phase === "busy" || isAtEnd(model) ? model : { ...model, phase: event.covered ? "busy" : "waiting", why: null };
    case "covered":
      return model.phase === "waiting" ? { ...model, phase: "busy" } : model;
    case "leave":
      return model.phase === "waiting" ? { ...model, phase: model.items.length > 0 ? "open" : "shut" } : model;
    case "came": {
      if (model.phase !== "busy") return model;
      const here = new Set(model.items.map(idOf));
      const items = [...model.items, ...event.items.filter((item) => !here.has(idOf(item)))];
      return { phase: event.goesOn ? "busy" : "open", why: null, items, next: event.next, left: event.left };
    }
    case "failed":
      return model.phase === "busy" ? { ...model, phase: "failed", why: event.why } : model;
  }
}

/** All that there is came. */
export const isAtEnd = (model: OnlineRead<unknown, unknown>): boolean => model.phase === "open" && model.next === null;

export const whyWords: Record<NotRead, string> = {
  offline: "No coverage just now. Try again when there is.",
  "sign-in": "Sign in again to read this: tap the status line above.",
  "not-granted": "This record is not yours to read any more.",
  busy: "The server did not answer as it should. Try again in a moment.",
};
