/** What lies in the hand, by keys, mouse or finger, and what is said of it. A drop is handed on; this knows nothing of what becomes of it. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Dragging } from "../board/use-drag";
import { shortDay } from "../lib/dates";
import type { Id } from "../store/contract";
import type { WeeksPeriod } from "../store/weeks";
import { forbidden, type Hand, heldWords, stepped, stuck } from "./hand";
import { stepOf } from "./keyboard";
import { type Block, columns, dayAt, type Load, type Row } from "./plan";

export interface Holding {
  hand: Hand | null;
  /** What is said of the day over which it is held. */
  words: string;
  pick: (visit: Id) => boolean;
  dragging: Dragging;
}

export function useHand(props: {
  period: WeeksPeriod;
  rows: readonly Row[];
  loads: readonly Load[];
  canChange: boolean;
  say: (words: string) => void;
  onDrop: (row: Row, block: Block, day: string) => void;
}): Holding {
  const [hand, setHand] = useState<Hand | null>(null);
  const [words, setWords] = useState("");
  const now = useRef({ ...props, hand });
  now.current = { ...props, hand };
  const hold = useCallback((next: Hand | null) => {
    now.current.hand = next;
    setHand(next);
    if (!next) return setWords("");
    const lying = inHand(now.current.rows, next);
    if (!lying) return;
    const said = heldWords(now.current.period, lying.row, next, now.current.loads);
    setWords(said);
    now.current.say(said);
  }, []);

  const leave = useCallback(() => {
    hold(null);
    now.current.say("Left where it was.");
  }, [hold]);

  const drop = useCallback(() => {
    const { hand, rows, period } = now.current;
    const lying = hand && inHand(rows, hand);
    if (!hand || !lying) return;
    if (hand.at === hand.from) return leave();
    hold(null);
    now.current.onDrop(lying.row, lying.block, dayAt(period, hand.at));
  }, [hold, leave]);

  const pick = useCallback(
    (visit: Id): boolean => {
      const { rows, period, canChange, say } = now.current;
      const row = rows.find((one) => one.blocks.some((it) => it.visit === visit));
      const block = row?.blocks.find((one) => one.visit === visit);
      if (!row || !block) return false;
      const why = canChange ? stuck(period, row, block) : "Without coverage nothing is moved.";
      if (why) {
        say(why);
        return false;
      }
      hold({ visit, action: row.series.action, from: block.col, at: block.col });
      say(`${row.series.name}, ${shortDay(block.day)}, picked up. Arrow keys move it, Enter drops it, Escape leaves it.`);
      return true;
    },
    [hold],
  );

  // What lies in the hand was changed by somebody else, or is gone: it is no longer in the hand.
  const { rows } = props;
  useEffect(() => {
    if (hand && inHand(rows, hand)?.block.col !== hand.from) {
      hold(null);
      now.current.say("It was changed meanwhile, and is no longer in your hand.");
    }
  }, [rows, hand, hold]);

  // Wherever the focus is, the keys are the hand's while something lies in it.
  const isHeld = hand !== null;
  useLayoutEffect(() => {
    if (!isHeld) return;
    const press = (event: KeyboardEvent) => {
      const { hand, rows, period } = now.current;
      if (!hand || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = stepOf(event);
      const lying = inHand(rows, hand);
      if (step === null || !lying) return;
      event.preventDefault();
      event.stopPropagation();
      if (step === "drop") return drop();
      if (step === "leave") return leave();
      if (step === "back") return hold({ ...hand, at: hand.from });
      const next = stepped(period, lying.row, lying.block, hand, step);
      if (next === hand) return now.current.say(forbidden(period, lying.row, lying.block, hand.at + step) ?? "These weeks end here.");
      hold(next);
    };
    document.addEventListener("keydown", press, { capture: true });
    return () => document.removeEventListener("keydown", press, { capture: true });
  }, [isHeld, drop, leave, hold]);

  const dragging = useMemo<Dragging>(
    () => ({
      begin: (visit) => pick(visit),
      over: ({ person, share }) => {
        const { hand, rows, period } = now.current;
        const lying = hand && inHand(rows, hand);
        if (!hand || !lying || person !== hand.action) return;
        const at = Math.min(columns - 1, Math.max(0, Math.round(share * columns)));
        if (at !== hand.at && !forbidden(period, lying.row, lying.block, at)) hold({ ...hand, at });
      },
      off: () => undefined,
      drop,
      leave,
    }),
    [pick, hold, drop, leave],
  );
  return { hand, words, pick, dragging };
}

function inHand(rows: readonly Row[], hand: Hand): { row: Row; block: Block } | null {
  const row = rows.find((one) => one.series.action === hand.action);
  const block = row?.blocks.find((one) => one.visit === hand.visit);
  return row && block ? { row, block } : null;
}
