import { useCallback, useEffect, useState } from "preact/hooks";
import type { Id } from "../store/contract";
import type { Heard } from "../store/heard";
import type { Publishing, Used } from "../store/publishing";
import { useStore } from "../store/use-store";

/** In words that a manager can do something with. */
export function failure(heard: { why: string; words: string }): string {
  switch (heard.why) {
    case "offline":
      return "No coverage just now. Forms are uploaded, published and retired with coverage.";
    case "sign-in":
      return "Sign in again first: tap the status line above.";
    case "not-granted":
      return "There is no such form here any more, or it is no longer yours to change.";
    case "changed":
    case "wrong":
      return heard.words;
    default:
      return "The server did not answer as it should. Nothing was changed. Try again in a moment.";
  }
}

/** Calls what is done online; where its code cannot be had there is no coverage. */
export function useOnline(): <Value>(ask: (forms: Publishing) => Promise<Heard<Value>>) => Promise<Heard<Value>> {
  const store = useStore();
  return useCallback(
    async <Value>(ask: (forms: Publishing) => Promise<Heard<Value>>): Promise<Heard<Value>> => {
      const forms = await store.publishing().catch(() => null);
      return forms ? ask(forms) : { ok: false, why: "offline", words: "" };
    },
    [store],
  );
}

/** How much each version is used, by its id: null while it comes, or where it cannot be had. `again` when something was done. */
export function useUsed(): { used: ReadonlyMap<Id, Used> | null; again: () => void } {
  const store = useStore();
  const online = useOnline();
  const [used, setUsed] = useState<ReadonlyMap<Id, Used> | null>(null);
  const [turn, setTurn] = useState(0);
  const covered = store.status.value.state !== "offline";
  const again = useCallback(() => setTurn((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks anew
  useEffect(() => {
    let gone = false;
    if (covered)
      void online((forms) => forms.forms()).then((heard) => {
        if (!gone && heard.ok) setUsed(new Map(heard.value.map((one) => [one.id ?? "", one])));
      });
    return () => {
      gone = true;
    };
  }, [covered, turn, online]);
  return { used, again };
}
