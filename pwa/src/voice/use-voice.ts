import { useCallback, useEffect, useState } from "preact/hooks";
import { useStore } from "../store/use-store";
import type { Heard, Voice } from "../store/voice";

export type Loaded<Value> =
  | { phase: "busy"; value: Value | null }
  | { phase: "here"; value: Value }
  | { phase: "failed"; value: Value | null; words: string; offline: boolean };

/** In words that a person can do something with. */
export function failure(heard: { why: string; words: string }): string {
  switch (heard.why) {
    case "offline":
      return "No coverage just now. This page is read online: it opens when there is coverage.";
    case "sign-in":
      return "Sign in again to read this: tap the status line above.";
    case "not-granted":
      return "This page is for the team, its lead and the service’s managers.";
    case "changed":
      return "Somebody else changed it meanwhile. It is shown anew: read it, then say it again.";
    case "wrong":
      return heard.words;
    default:
      return "The server did not answer as it should. Try again in a moment.";
  }
}

/** Calls a verb of the voice; where its code cannot be had there is no coverage. */
export function useVerbs(): <Value>(ask: (voice: Voice) => Promise<Heard<Value>>) => Promise<Heard<Value>> {
  const store = useStore();
  return useCallback(
    async <Value>(ask: (voice: Voice) => Promise<Heard<Value>>): Promise<Heard<Value>> => {
      const voice = await store.voice().catch(() => null);
      return voice ? ask(voice) : { ok: false, why: "offline", words: "" };
    },
    [store],
  );
}

/** Reads when `key` changes, again on `again`, and by itself when coverage comes back after it failed for lack of it. What was there stays meanwhile. */
export function useLoaded<Value>(key: string, ask: (voice: Voice) => Promise<Heard<Value>>): { loaded: Loaded<Value>; again: () => void } {
  const store = useStore();
  const verbs = useVerbs();
  const covered = store.status.value.state !== "offline";
  const [loaded, setLoaded] = useState<Loaded<Value>>({ phase: "busy", value: null });
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((n) => n + 1), []);
  const waits = loaded.phase === "failed" && loaded.offline;
  useEffect(() => {
    if (covered && waits) again();
  }, [covered, waits, again]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is made anew with each drawing; `key` says what it asks
  useEffect(() => {
    let gone = false;
    setLoaded((before) => ({ phase: "busy", value: before.value }));
    void verbs(ask).then(
      (heard) =>
        gone ||
        setLoaded((before) =>
          heard.ok
            ? { phase: "here", value: heard.value }
            : { phase: "failed", value: before.value, words: failure(heard), offline: heard.why === "offline" },
        ),
    );
    return () => {
      gone = true;
    };
  }, [key, turn, verbs]);
  return { loaded, again };
}
