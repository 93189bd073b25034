/**
 * When one last looked at a person's record, for all pages of the record alike. It is marked when a page that shows all that is new is left; going from
 * one page of the record to another is one look, so that what was new on the summary is still new on the plan.
 */
import { useEffect, useState } from "preact/hooks";
import type { Bundle } from "../store/contract";
import type { Looked } from "./since";
import type { OnePatient } from "./use-patient";

let going: { patient: string; looked: Looked } | null = null;

/** `marks`: whether to leave this page is to have looked. What was new is what was written since the look before. */
export function useLooked(one: OnePatient & { bundle: Bundle }, marks: boolean): Looked {
  const { store, bundle, me } = one;
  const [looked] = useState(() => {
    const staff = me?.staff ?? "";
    if (going?.patient === bundle.id && going.looked.me === staff) return going.looked;
    const mark = (store.mine.peek()?.all("read_mark") ?? []).find((m) => m.fields.about === bundle.id)?.fields;
    return { at: mark?.looked_at ?? null, rev: mark?.looked_rev ?? null, me: staff };
  });
  useEffect(() => {
    going = { patient: bundle.id, looked };
    if (!me) return;
    return () => {
      if (!location.pathname.startsWith(`/patient/${bundle.id}`)) going = null;
      if (marks) void store.markRead(bundle.id);
    };
  }, [store, bundle.id, me, looked, marks]);
  return looked;
}
