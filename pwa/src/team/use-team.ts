import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { TeamPage } from "../store/team";
import { useStore } from "../store/use-store";

/** How often it is asked anew while it is looked at, milliseconds. */
const often = 15_000;

export type Reading =
  | { phase: "busy" }
  | { phase: "failed"; words: string; offline: boolean }
  | { phase: "here"; page: TeamPage /** Why it could not be read anew just now. */; stale: string | null };

/** In words that a lead can do something with. */
export function failure(why: string): string {
  switch (why) {
    case "offline":
      return "No coverage just now. Where your colleagues were last is read with coverage; who is missed comes to this tablet all the same.";
    case "sign-in":
      return "Sign in again first: tap the status line above.";
    case "not-granted":
      return "This page is for the leads of the team.";
    default:
      return "The server did not answer as it should. Try again in a moment.";
  }
}

/** The team's page, read anew every few seconds while it is looked at; what was read stays on the screen when that fails. */
export function useTeam(): { reading: Reading; again: () => void } {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [reading, setReading] = useState<Reading>({ phase: "busy" });
  const [turn, setTurn] = useState(0);
  const held = useRef<TeamPage | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks anew, `covered` when coverage comes back
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fail = (why: string) => {
      const words = failure(why);
      setReading(held.current ? { phase: "here", page: held.current, stale: words } : { phase: "failed", words, offline: why === "offline" });
    };
    const look = async () => {
      if (document.visibilityState === "visible") {
        const team = await store.team().catch(() => null);
        const answer = await team?.now(held.current?.stamp ?? null);
        if (gone) return;
        if (!answer) fail("offline");
        else if (!answer.ok) fail(answer.why);
        else {
          held.current = answer.value ?? held.current;
          if (held.current) setReading({ phase: "here", page: held.current, stale: null });
        }
      }
      timer = setTimeout(() => void look(), often);
    };
    const back = () => {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      void look();
    };
    void look();
    document.addEventListener("visibilitychange", back);
    return () => {
      gone = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", back);
    };
  }, [store, turn, covered]);
  return { reading, again: useCallback(() => setTurn((n) => n + 1), []) };
}
