import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Kind } from "../api/kinds";
import type { Bundle, Header, Me, Store } from "../store/contract";
import { useStore } from "../store/use-store";
import { mayWrite, seesMore } from "./may";
import type { Saying } from "./words";

export interface OnePatient {
  store: Store;
  header: Header | undefined;
  /** null while it opens, or where it is not on this tablet. */
  bundle: Bundle | null;
  say: Saying;
  me: Me | null;
  /** What the person is called in a sentence. */
  name: string;
  /** Whether I may write this group: where not, it is read only. */
  may: (kind: Kind, group: string) => boolean;
  /** Whether I have notes, measurements and medicines too, and not the core alone. */
  seesMore: boolean;
}

export function useMe(store: Store): Me | null {
  const session = store.session.value;
  return session.phase === "open" || session.phase === "choose-pin" || session.phase === "holds" || session.phase === "locked" ? session.me : null;
}

/** One patient's record, live. Asks for it first where it is not here yet. */
export function usePatient(patient: string): OnePatient {
  const store = useStore();
  const signal: ReadonlySignal<Bundle | null> = useMemo(() => store.bundle(patient), [store, patient]);
  const header = store.index.value.find((h) => h.bundle === patient);
  const isHere = header?.here ?? false;
  useEffect(() => {
    if (!isHere) store.bringFirst(patient);
  }, [store, patient, isHere]);
  const fields = signal.value?.all("patient")[0]?.fields;
  const me = useMe(store);
  return {
    store,
    header,
    bundle: signal.value,
    say: { people: store.people.value, now: store.now.value },
    me,
    may: (kind, group) => mayWrite(me?.role, kind, group),
    seesMore: seesMore(me?.role),
    name: fields?.known_as || fields?.given_name || header?.known_as || header?.given_name || "They",
  };
}
