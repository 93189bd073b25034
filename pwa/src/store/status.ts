/** The one status line (SCREENS law 3), pure: facts in, state out; its words are the screen's. */
import type { Status } from "./contract";
import type { Facts } from "./syncer";

export interface Standing {
  facts: Facts;
  complete: string | null;
  waiting: number;
  pictures: number;
  toSettle: number;
  refused: number;
  /** Bundles of patients that are here, and those of which the header is. */
  here: number;
  of: number;
  newVersion: boolean;
  offset: number;
}

export function statusOf({ facts, complete, waiting, pictures, toSettle, refused, here, of, newVersion, offset }: Standing): Status {
  const filling = of > here ? { here, of } : null;
  return {
    state: stateOf(facts, filling !== null),
    since: facts.offlineSince ?? complete,
    waiting,
    pictures,
    sending: facts.sending,
    filling,
    toSettle,
    refused,
    newVersion,
    clockOffsetMinutes: Math.round(offset / 60_000) || 0,
  };
}

function stateOf(facts: Facts, filling: boolean): Status["state"] {
  if (facts.full) return "full";
  if (facts.updateRequired) return "update-required";
  if (facts.signedOut) return "sign-in-again";
  if (facts.offlineSince) return "offline";
  if (facts.sending) return "sending";
  if (filling) return "filling";
  if (!facts.confirmed) return "stale";
  return facts.newer ? "update-to-see" : "up-to-date";
}
