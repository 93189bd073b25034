import { useMemo } from "preact/hooks";
import { derived } from "../lib/ids";
import { mayWrite } from "../patient/may";
import { useMe } from "../patient/use-patient";
import type { Saying } from "../patient/words";
import type { Bundle, Id, Me, Store } from "../store/contract";
import { useStore } from "../store/use-store";
import { type Listed, listOf, type Meeting } from "./meeting";

export interface Meetings {
  store: Store;
  me: Me | null;
  say: Saying;
  /** All that this tablet has: the coming ones and those of the last months. */
  all: readonly Meeting[];
  /** False until the directory of the place is open. */
  here: boolean;
  may: boolean;
}

/** The meetings of the place, live. They travel with the directory, to everyone. */
export function useMeetings(): Meetings {
  const store = useStore();
  const me = useMe(store);
  const of = me?.place;
  const place = useMemo(() => (of ? store.bundle(derived("people", of)) : null), [store, of]);
  const bundle: Bundle | null = place?.value ?? null;
  const all = useMemo(() => bundle?.all("meeting") ?? [], [bundle]);
  return {
    store,
    me,
    say: { people: store.people.value, now: store.now.value },
    all,
    here: bundle !== null,
    may: mayWrite(me?.role, "meeting", "about"),
  };
}

/** Who is on a meeting's list, live: those whom this person looks after, and nobody else. */
export function useList(store: Store, meeting: Id): Listed[] {
  return listOf(meeting, store.index.value, (id) => store.bundle(id).value);
}
