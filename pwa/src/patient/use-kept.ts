/** The word under a field that is being typed into. */
import { effect } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Edit, Kept } from "../store/contract";

/** Milliseconds after which a hand rests: the word under the field does not come and go with each key. */
const rests = 300;

/** Where what is typed is kept; that it is on the tablet is said when the hand rests, that it is not is said at once. */
export function useKept(edit: Edit | null): Kept | null {
  const [kept, setKept] = useState<Kept | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = edit
      ? effect(() => {
          const now = edit.kept.value;
          clearTimeout(timer);
          if (now === "on-this-tablet") timer = setTimeout(() => setKept(now), rests);
          else setKept(now);
        })
      : undefined;
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [edit]);
  return kept;
}
