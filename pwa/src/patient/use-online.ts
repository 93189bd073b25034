import { useCallback, useEffect, useReducer } from "preact/hooks";
import type { Online } from "../store/contract";
import { useStore } from "../store/use-store";
import { type OnlineEvent, type OnlineRead, shut, update } from "./online";

export interface Reading<Item> {
  model: OnlineRead<Item, unknown>;
  tap: () => void;
  /** Does not wait for coverage any more. */
  leave: () => void;
}

interface Page<Item, Place> {
  items: readonly Item[];
  next: Place | null;
  left: number | null;
}

/** Reads page by page: `read` brings one, `all` goes on until the last. What came is gone with the screen. */
export function useOnline<Item, Place>(
  read: (before: Place | null) => Promise<Online<Page<Item, Place>>>,
  idOf: (item: Item) => string,
  all = false,
): Reading<Item> {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [model, tell] = useReducer((now: OnlineRead<Item, Place>, event: OnlineEvent<Item, Place>) => update(now, event, idOf), shut);
  const { phase, next } = model;
  useEffect(() => {
    if (covered && phase === "waiting") tell({ type: "covered" });
  }, [covered, phase]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is made anew with each drawing; a read begins when the phase says so
  useEffect(() => {
    if (phase !== "busy") return;
    let gone = false;
    void (async () => {
      for (let before = next, goesOn = true; goesOn; ) {
        const page = await read(before);
        if (gone) return;
        if (!page.ok) return tell({ type: "failed", why: page.why });
        goesOn = all && page.next !== null;
        before = page.next;
        tell({ type: "came", ...page, goesOn });
      }
    })().catch(() => !gone && tell({ type: "failed", why: "busy" }));
    return () => {
      gone = true;
    };
  }, [phase]);
  return { model, tap: useCallback(() => tell({ type: "tap", covered }), [covered]), leave: useCallback(() => tell({ type: "leave" }), []) };
}
