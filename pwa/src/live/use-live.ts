import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Store } from "../store/contract";
import type { Heard } from "../store/heard";
import { useStore } from "../store/use-store";

/** How often it is asked anew while it is looked at, milliseconds. */
const often = 15_000;

export type Reading<Page> =
  | { phase: "busy" }
  | { phase: "failed"; words: string; offline: boolean }
  | { phase: "here"; page: Page /** Why it could not be read anew just now. */; stale: string | null };

/** What of the server's is read. */
export interface Live<Page> {
  open: (store: Store) => Promise<{ now(stamp: string | null): Promise<Heard<Page | null>> }>;
  /** In words that whoever looks can do something with. */
  failure: (why: string) => string;
  /** When this is another, it is asked for at once. */
  key?: string;
  /** Told when it is asked for; what it gives back, when the page that was asked for came. */
  asked?: () => () => void;
}

/** A page of the server's, read anew every few seconds while it is looked at; what was read stays on the screen when that fails. */
export function useLive<Page extends { stamp: string }>(live: Live<Page>): { reading: Reading<Page>; again: () => void } {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [reading, setReading] = useState<Reading<Page>>({ phase: "busy" });
  const [turn, setTurn] = useState(0);
  const held = useRef<Page | null>(null);
  const wanted = useRef(live);
  wanted.current = live;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` and `key` ask anew, `covered` when coverage comes back
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fail = (why: string) => {
      const words = wanted.current.failure(why);
      setReading(held.current ? { phase: "here", page: held.current, stale: words } : { phase: "failed", words, offline: why === "offline" });
    };
    const look = async () => {
      if (document.visibilityState === "visible") {
        const source = await wanted.current.open(store).catch(() => null);
        const came = wanted.current.asked?.();
        const answer = await source?.now(held.current?.stamp ?? null);
        if (gone) return;
        if (!answer) fail("offline");
        else if (!answer.ok) fail(answer.why);
        else {
          came?.();
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
  }, [store, turn, covered, live.key]);
  return { reading, again: useCallback(() => setTurn((n) => n + 1), []) };
}
