import { useCallback, useEffect, useState } from "preact/hooks";
import type { RefusedChanges } from "../store/team";
import { useStore } from "../store/use-store";

/** How often it is asked anew while it is looked at, milliseconds: it changes a few times a week. */
const often = 120_000;

/** What waits for this lead; null until it was read, and kept as it was where it cannot be read just now. `again` after something was done. */
export function useRefused(): { waiting: RefusedChanges | null; again: () => void } {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [waiting, setWaiting] = useState<RefusedChanges | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks anew, `covered` when coverage comes back
  useEffect(() => {
    let gone = false;
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      const team = await store.team().catch(() => null);
      const answer = await team?.refused();
      if (!gone && answer?.ok) setWaiting(answer.value);
    };
    void look();
    const timer = setInterval(() => void look(), often);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [store, turn, covered]);
  return { waiting, again: useCallback(() => setTurn((n) => n + 1), []) };
}
