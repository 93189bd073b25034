import { describe, expect, test } from "vitest";
import type { BoardProposal } from "../store/board";
import { isHere, lookOnScreen, shownAfter } from "./use-proposal";

const offers = [{ change: "least", changes: 2, others: 0, unallocated: 1, travel_minutes: 90 }];
const came = (state: string, found: unknown[]) => ({ state, offers: found }) as BoardProposal;
const fresh = { id: "p", offer: null, look: null } as const;

describe("what a lead looks at", () => {
  test("what is found first stays before their eyes when better is found", () => {
    const first = shownAfter(fresh, came("looking", offers));
    expect(first.look).toBe("first");
    expect(shownAfter(first, came("ready", offers)).look).toBe("first");
  });
  test("who comes when it is all over sees the newest", () => {
    expect(shownAfter(fresh, came("ready", offers)).look).toBeNull();
    expect(shownAfter(fresh, came("looking", [])).look).toBeNull();
  });
  test("what was found since, once asked for, is taken only when it is on the screen", () => {
    const first = shownAfter(fresh, came("looking", offers));
    expect(lookOnScreen("p", first, null)).toBe("first");
    expect(lookOnScreen("p", shownAfter(fresh, came("ready", offers)), null)).toBeNull();
    expect(lookOnScreen("another", first, null)).toBeNull();
  });
  test("another of the offers is another of the same look", () => {
    const first = { ...shownAfter(fresh, came("looking", offers)), offer: "more" as const };
    expect(shownAfter(first, came("looking", offers))).toEqual(first);
  });
});

test("there is something to take as soon as something is found, and nothing of what was stopped", () => {
  const states: [string, unknown[]][] = [
    ["waiting", []],
    ["looking", []],
    ["looking", offers],
    ["ready", []],
    ["cancelled", offers],
    ["taken", offers],
  ];
  expect(states.map(([state, found]) => isHere(came(state, found)))).toEqual([false, false, true, true, false, false]);
});
