/**
 * Words for a button that is not pressed yet: a reason, a settlement. Each key goes to a draft (M2), so that a lock, a kill or another screen takes
 * none of it; no change is made of it but by the button, which then lets the draft go.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Edit, View } from "../store/contract";
import { useStore } from "../store/use-store";

export interface Words<V> {
  values: V;
  put: (more: Partial<V>) => void;
  /** The button has done its work. */
  done: () => void;
}

/** `name` tells these words from others about the same record. `start`: what stands before a key was typed. */
export function useWords<V extends object>(view: View, name: string, start: V): Words<V> {
  const store = useStore();
  const hand = useRef<{ edit: Promise<Edit>; values: V; typed: boolean } | null>(null);
  const [values, show] = useState(start);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each record and name
  useEffect(() => {
    const mine = { edit: store.edit(view, name), values: start, typed: false };
    hand.current = mine;
    show(start);
    void mine.edit.then((edit) => {
      if (hand.current !== mine || mine.typed || !edit.recovered) return;
      mine.values = { ...start, ...edit.recovered };
      show(mine.values);
    });
  }, [store, view.id, name]);
  return {
    values,
    put(more) {
      const now = hand.current;
      if (!now) return;
      const next = { ...now.values, ...more };
      now.values = next;
      now.typed = true;
      show(next);
      // Where the disk is full the status line says so, and what was typed stays on the screen.
      void now.edit.then((edit) => edit.type(next as Record<string, unknown>)).catch(() => undefined);
    },
    done() {
      const now = hand.current;
      if (!now) return;
      now.values = start;
      show(start);
      void now.edit.then((edit) => edit.leave()).catch(() => undefined);
    },
  };
}
