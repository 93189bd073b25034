/**
 * One answer in hand. What stood on the screen when it was taken in hand is what its change will have seen (M1); each key goes to a draft (M2); a tap on a
 * choice is a change at once. Nothing is read from the disk until somebody begins, or a draft is known to wait: a form has two hundred of these.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { useKept } from "../patient/use-kept";
import type { Edit, Kept, View } from "../store/contract";
import { type Desk, groupOf } from "./desk";
import { tapped } from "./effort";
import { type FormNode, faultsOf, type Value } from "./engine";
import { valueFrom } from "./engine/nodes";

export interface Hand {
  value: Value | null;
  kept: Kept | null;
  keptAt: string | null;
  error: string | null;
  recovered: boolean;
  begin: () => void;
  /** A key. */
  put: (value: Value | null) => void;
  /** A key in a box that shows by itself what was typed: the question is drawn anew only where it now has an answer, or has none any more. */
  write: (value: Value | null) => void;
  leave: () => Promise<boolean>;
  /** A tap: what is chosen is kept at once. */
  choose: (value: Value | null) => void;
}

interface InHand {
  edit: Promise<Edit>;
  value: Value | null;
  typed: Promise<void>;
  leaving: Promise<boolean> | null;
  /** Whether anything was typed since: until then the word under the field is the record's. */
  touched: boolean;
}

/** As `aria-invalid` wants it. */
export const invalid = (hand: Hand): true | undefined => (hand.error ? true : undefined);

export function useAnswer(desk: Desk, node: FormNode): Hand {
  desk.tick(node.key);
  const { store } = desk;
  const { item } = node;
  const group = groupOf(item.linkId);
  const hand = useRef<InHand | null>(null);
  /** Taps in a row: each is written on top of the one before. */
  const taps = useRef<{ last: Promise<unknown>; on: View | null }>({ last: Promise.resolve(), on: null });
  const [error, setError] = useState<string | null>(null);
  const [edit, setEdit] = useState<Edit | null>(null);
  const [recovered, setRecovered] = useState(false);
  const [notKept, setNotKept] = useState(false);
  const keptOfHand = useKept(edit);
  const view = desk.viewOf(node) as View;

  const wrong = (value: Value | null): string | null =>
    value?.answer.length ? (faultsOf(item, value).find((fault) => fault.kind === "wrong")?.words ?? null) : null;
  const check = (values: Record<string, unknown>): Record<string, string> => {
    const found = wrong(valueFrom(values[group]));
    return found ? { [group]: found } : {};
  };
  const take = (begun: Promise<Edit>, value: Value | null) => {
    hand.current = { edit: begun, value, typed: Promise.resolve(), leaving: null, touched: false };
    void begun.then(setEdit);
  };
  const begin = () => {
    if (!hand.current) take(store.edit(view, group, check), desk.valueOf(node));
  };
  const key = (value: Value | null, shows: boolean) => {
    begin();
    const now = hand.current;
    if (!now) return;
    const isNew = !now.touched || (value === null) !== (now.value === null) || error !== null;
    now.touched = true;
    now.value = value;
    desk.type(node, value, { draws: !shows || isNew });
    // Where there is no room, the word under the field says so; what is typed stays on the screen.
    now.typed = now.edit.then((one) => one.type({ [group]: value })).catch(() => undefined);
    if (error) setError(null);
  };
  const letGo = () => {
    hand.current = null;
    setError(null);
    setRecovered(false);
    desk.let(node);
  };
  const leave = (): Promise<boolean> => {
    const now = hand.current;
    if (!now) return Promise.resolve(true);
    now.leaving ??= leaveNow(now).finally(() => {
      now.leaving = null;
    });
    return now.leaving;
  };
  const leaveNow = async (now: InHand): Promise<boolean> => {
    const leaving = now.value;
    const begun = await now.edit;
    await now.typed;
    const found = wrong(leaving);
    setError(found);
    if (found) return false;
    // Not kept, for want of room: it stays in hand and on the screen, and is tried again at the next leave.
    const end = await begun.leave().catch(() => null);
    if (end === null) return false;
    if (typeof end === "object") {
      setError(Object.values(end.invalid)[0] ?? null);
      return false;
    }
    if (hand.current === now && now.value !== leaving) return leaveNow(now);
    if (hand.current === now) letGo();
    return true;
  };
  const choose = (value: Value | null) => {
    tapped();
    setError(null);
    desk.type(node, value, { after: 0 });
    const held = hand.current;
    const on = taps.current.on ?? view;
    taps.current.on = { ...on, fields: { ...on.fields, [group]: value } } as View;
    let failed = false;
    const before = taps.current.last;
    const write = async () => {
      await before;
      try {
        if (held) {
          // Something was typed here before the tap: the tap takes its place, in the same hand.
          held.value = value;
          held.typed = held.edit.then((one) => one.type({ [group]: value }));
          await leave();
        } else await store.change(on, group, { [group]: value });
        setNotKept(false);
      } catch {
        failed = true;
        setNotKept(true);
      }
    };
    const mine = write().finally(() => {
      if (taps.current.last !== mine) return;
      taps.current.on = null;
      // What found no room stays on the screen, as it was tapped.
      if (!failed) desk.let(node);
    });
    taps.current.last = mine;
  };

  const last = useRef(leave);
  last.current = leave;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each record and question
  useEffect(() => {
    let gone = false;
    const waits = store.unfinished.peek().some((one) => one.record === view.id && one.group === group);
    if (waits) {
      const begun = store.edit(view, group, check);
      void begun.then((one) => {
        if (gone || hand.current || !one.recovered) return;
        const found = valueFrom(one.recovered[group]);
        take(begun, found);
        hand.current!.touched = true;
        desk.type(node, found);
        // What is wrong with it is why it is here again: it says so at once.
        setError(wrong(found));
        setRecovered(true);
      });
    }
    return () => {
      gone = true;
      void last.current();
    };
  }, [desk, view.id, group]);

  const stamp = view.stamps[group];
  // What came back may be what another tab was just leaving: then that tab's word stands, here too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when it comes back, and whenever the answer has changed
  useEffect(() => {
    const now = hand.current;
    if (!recovered || !now) return;
    const { value } = now;
    void now.edit
      .then((one) => one.isGone())
      .then((gone) => {
        if (gone && hand.current === now && now.value === value) letGo();
      });
  }, [recovered, stamp?.change]);

  const kept: Kept | null = notKept
    ? "not-kept"
    : hand.current?.touched && edit
      ? keptOfHand
      : (view.kept[group] ?? (stamp && node.stored ? "sent" : null));
  return {
    value: desk.valueOf(node),
    kept,
    keptAt: stamp?.at ?? null,
    error,
    recovered,
    begin,
    put: (put) => key(put, false),
    write: (put) => key(put, true),
    leave,
    choose,
  };
}
