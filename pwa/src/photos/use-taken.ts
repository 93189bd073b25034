import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** From the camera to the words: when it has closed, what was just taken asks by itself what it is of. Returns what to call when something was taken. */
export function useTaken(box: RefObject<HTMLElement | null>, isOpen: boolean): () => void {
  const [taken, take] = useState(false);
  useEffect(() => {
    if (!taken || isOpen) return;
    take(false);
    [...(box.current?.querySelectorAll<HTMLElement>(".keep select") ?? [])].at(-1)?.focus();
  }, [box, taken, isOpen]);
  return () => take(true);
}
