/**
 * One group in hand: what its fields show while a person types, and what becomes of it. Between `begin` and a `leave` that was kept, the fields show
 * what is being typed, never what a pull brings meanwhile (M1); each key goes to a draft (M2); an invalid group stays a draft and says why.
 */
import { useComputed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { groupNamed } from "../api/groups";
import type { Kind } from "../api/kinds";
import type { Check, Edit, Kept, Unfinished, View } from "../store/contract";
import { useStore } from "../store/use-store";
import { useKept } from "./use-kept";

export type Values = Record<string, unknown>;

export interface InHand {
  values: Values;
  text: (field: string) => string;
  begin: () => void;
  put: (values: Values) => void;
  /** True where nothing is left in hand: kept, or unchanged. */
  leave: () => Promise<boolean>;
  errors: Record<string, string>;
  kept: Kept | null;
  /** What an interrupted typing left is on the screen again. */
  recovered: boolean;
}

const fine: Check = () => ({});

export function valuesIn(view: View, group: string): Values {
  const fields = view.fields as Values;
  return Object.fromEntries((groupNamed(view.kind, group)?.fields ?? []).map((f) => [f, fields[f] ?? null]));
}

/** `version` changes when a record that is only being typed gets other fields: what is in hand goes on, on the new view. */
export function useEdit<K extends Kind>(view: View<K>, group: string, check: Check = fine, version = ""): InHand {
  const store = useStore();
  const hand = useRef<{ begun: Promise<Edit>; edit: Edit | null; values: Values; typed: Promise<void>; leaving: Promise<boolean> | null } | null>(
    null,
  );
  const [shown, show] = useState<Values | null>(null);
  // What stood on the screen when the field was taken in hand: it goes on standing there, typed on or not, for that is what its change will have seen.
  const [held, hold] = useState<Values | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [edit, setEdit] = useState<Edit | null>(null);
  const keptOfHand = useKept(edit);
  const [recovered, setRecovered] = useState(false);
  // The store asks it too, when the page is hidden or locked; what counts then is what the screen asks now.
  const asked = useRef(check);
  asked.current = check;
  const judge: Check = (typed) => asked.current(typed);

  const take = (begun: Promise<Edit>, values: Values) => {
    const now = { begun, edit: null as Edit | null, values, typed: Promise.resolve(), leaving: null };
    hand.current = now;
    void begun.then((edit) => {
      now.edit = edit;
      setEdit(edit);
    });
  };
  const begin = () => {
    if (hand.current) return;
    const values = valuesIn(view as View, group);
    hold(values);
    take(store.edit(view, group, judge), values);
  };
  const put = (values: Values) => {
    begin();
    const now = hand.current;
    if (!now) return;
    now.values = { ...now.values, ...values };
    show(now.values);
    const typed = now.values;
    // Where there is no room, the word under the field says so; what is typed stays on the screen.
    // At once where it can be: then the letter, and that it is on no disk yet, are drawn together.
    now.typed = (now.edit ? now.edit.type(typed) : now.begun.then((e) => e.type(typed))).catch(() => undefined);
    if (Object.keys(errors).length > 0) setErrors({});
  };
  const letGo = () => {
    hand.current = null;
    show(null);
    hold(null);
    setErrors({});
    setRecovered(false);
  };
  // Left twice at once (a field and its page), it is left once.
  const leave = (): Promise<boolean> => {
    const now = hand.current;
    if (!now) return Promise.resolve(true);
    now.leaving ??= leaveNow(now).finally(() => {
      now.leaving = null;
    });
    return now.leaving;
  };
  const leaveNow = async (now: NonNullable<typeof hand.current>): Promise<boolean> => {
    const leaving = now.values;
    const wrong = check(leaving);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return false;
    const begun = await now.begun;
    await now.typed;
    // Not kept, for want of room: it stays in hand and on the screen, and is tried again at the next leave.
    const end = await begun.leave().catch(() => null);
    if (end === null) return false;
    if (typeof end === "object") {
      setErrors(end.invalid);
      return false;
    }
    // Typed on, or ticked the next, while this went to the disk: that is left too, not taken off the screen.
    if (hand.current === now && now.values !== leaving) return leaveNow(now);
    if (hand.current === now) letGo();
    return true;
  };

  const made = useRef(version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the version begins anew
  useEffect(() => {
    if (made.current === version) return;
    made.current = version;
    const now = hand.current;
    if (!now) return;
    take(store.edit(view, group, judge), now.values);
    put({});
  }, [version]);

  // What an earlier typing left behind comes back; and what is in hand when the page goes is left like any field.
  const last = useRef(leave);
  last.current = leave;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each record and group
  useEffect(() => {
    let gone = false;
    const begun = store.edit(view, group, judge);
    void begun.then((e) => {
      if (gone || hand.current || !e.recovered) return;
      const found = { ...valuesIn(view as View, group), ...e.recovered };
      take(begun, found);
      // What is wrong with it is why it is here again: it says so at once.
      setErrors(asked.current(found));
      show(hand.current ? (hand.current as { values: Values }).values : null);
      setRecovered(true);
    });
    return () => {
      gone = true;
      void last.current();
    };
  }, [store, view.id, group]);

  // What came back may be what another tab was just leaving: then that tab's word stands, here too.
  const change = view.stamps[group]?.change;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when it comes back, and whenever the group has changed
  useEffect(() => {
    const now = hand.current;
    if (!recovered || !now?.edit) return;
    const { values } = now;
    void now.edit.isGone().then((gone) => {
      if (gone && hand.current === now && now.values === values) letGo();
    });
  }, [recovered, change]);

  const values = shown ?? held ?? valuesIn(view as View, group);
  return {
    values,
    text: (field) => (values[field] === null || values[field] === undefined ? "" : String(values[field])),
    begin,
    put,
    leave,
    errors,
    kept: shown ? (keptOfHand ?? "typing") : (view.kept[group] ?? (view.stamps[group] ? "sent" : null)),
    recovered,
  };
}

/** What is being typed, told anew when something is begun or left: not with each key, which would draw all that asks once more. */
export function useBegun(): readonly Unfinished[] {
  const store = useStore();
  const which = useComputed(() => store.unfinished.value.map(({ record, group }) => `${record}/${group}`).join(" "));
  return which.value ? store.unfinished.peek() : [];
}

/** Whether something typed into this record is still a draft: its form is opened again by itself. */
export function useDraftOf(record: string): boolean {
  return useBegun().some((one) => one.record === record);
}

/** Leaves a group when the focus leaves all of its fields, not when it goes from one to the next (M3: they are one statement). */
export function leavesGroup(leave: () => Promise<boolean>): (event: FocusEvent) => void {
  return (event) => {
    const group = event.currentTarget as HTMLElement;
    if (!group.contains(event.relatedTarget as Node | null)) void leave();
  };
}
