/** The inbox as it stands: read anew while it is looked at, kept in sight without coverage, with what waits on this tablet laid over it. */
import { useMemo, useRef } from "preact/hooks";
import { type Reading, useLive } from "../live/use-live";
import type { Waiting } from "../store/contract";
import type { ReferralsPage } from "../store/referrals";
import { useStore } from "../store/use-store";
import { type Row, rowsOf } from "./list";

/** In words that a co-ordinator can do something with. */
export function failure(why: string): string {
  switch (why) {
    case "offline":
      return "No coverage just now. What you decide is kept on this tablet and sent when it is back; what others do comes then.";
    case "sign-in":
      return "Sign in again first: tap the status line above.";
    case "not-granted":
      return "Referrals are for the single point of access, and for those who lead or coordinate a team.";
    default:
      return "The server did not answer as it should. Try again in a moment.";
  }
}

/** What was written here goes on covering what the server told until a page came that was asked for after it had left the queue. */
function useCovering(): { now: () => readonly Waiting[]; asked: () => () => void } {
  const store = useStore();
  const gone = useRef(new Map<string, Waiting>());
  const last = useRef<readonly Waiting[]>([]);
  const now = store.waiting.value.filter((one) => one.kind === "referral" || one.kind === "patient");
  const here = new Set(now.map((one) => one.id));
  for (const one of last.current) if (!here.has(one.id) && one.state !== "refused") gone.current.set(one.id, one);
  for (const id of here) gone.current.delete(id);
  last.current = now;
  return {
    now: () => [...gone.current.values(), ...last.current],
    asked: () => {
      const before = [...gone.current.keys()];
      return () => before.forEach((id) => void gone.current.delete(id));
    },
  };
}

export function useReferrals(): { reading: Reading<ReferralsPage>; rows: Row[]; again: () => void } {
  const store = useStore();
  const covering = useCovering();
  // What waits tells when something left: then the page is asked for at once.
  const waits = covering
    .now()
    .map((one) => `${one.id}/${one.state}`)
    .join();
  const { reading, again } = useLive<ReferralsPage>({ open: (store) => store.referrals(), failure, key: waits, asked: covering.asked });
  const page = reading.phase === "here" ? reading.page : null;
  const now = store.now.value.toISOString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `waits` says when what covers has changed
  const rows = useMemo(() => (page ? rowsOf(page, covering.now(), now) : []), [page, waits, now]);
  return { reading, rows, again };
}
