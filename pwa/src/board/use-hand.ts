/** What lies in the hand, by keys, mouse or finger, and what is said of it. A drop is handed on; this knows nothing of how it is sent. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { BoardDay } from "../store/board";
import type { Id } from "../store/contract";
import { type Day, type Person, type Placement, stopsOf } from "./day";
import { type Hand, heldWords, isSame, off, over, picked, pickedWords, placementOf, stepped, swapped, warningWords } from "./hand";
import { stepOf } from "./keyboard";
import { type Scale, timeAt } from "./layout";
import type { Ask } from "./use-board";
import type { Dragging } from "./use-drag";
import { useTold } from "./use-told";
import { type Warning, warningsOf } from "./warnings";

export interface Holding {
  hand: Hand | null;
  warnings: readonly Warning[];
  pick: (visit: Id, by: Id | null) => boolean;
  dragging: Dragging;
}

export function useHand(props: {
  board: BoardDay;
  day: Day;
  rows: readonly Person[];
  scale: Scale;
  ask: Ask;
  say: (words: string) => void;
  /** `seen`: the day as it stood when the visit was taken up. */
  onDrop: (placements: readonly Placement[], hand: Hand, seen: BoardDay) => void;
}): Holding {
  const { board, day, ask, say } = props;
  const [hand, setHand] = useState<Hand | null>(null);
  const now = useRef({ ...props, hand });
  now.current = { ...props, hand };
  const seen = useRef(board);
  const hold = useCallback((next: Hand | null) => {
    now.current.hand = next;
    setHand(next);
  }, []);

  const leave = useCallback(() => {
    hold(null);
    now.current.say("Left where it was.");
  }, [hold]);

  const drop = useCallback(() => {
    const { hand, onDrop } = now.current;
    if (!hand) return;
    if (isSame(hand.at, hand.from)) return leave();
    hold(null);
    onDrop([hand.at], hand, seen.current);
  }, [hold, leave]);

  const pick = useCallback(
    (id: Id, by: Id | null): boolean => {
      const { day, rows } = now.current;
      const visit = day.visits.find((one) => one.id === id);
      const next = visit ? picked(day, visit, by, rows) : null;
      if (!next) {
        if (visit)
          now.current.say(
            visit.locked ? `${visit.name} cannot be moved. ${visit.whyLocked ?? ""}`.trim() : `${visit.name} is pinned. Unpin it to move it.`,
          );
        return false;
      }
      seen.current = now.current.board;
      hold(next);
      now.current.say(pickedWords(day, next));
      return true;
    },
    [hold],
  );

  // Somebody else moved what lies in the hand: it is theirs, and this lead hears so (the news themselves are said with the day).
  useEffect(() => {
    if (!hand) return;
    const visit = day.visits.find((one) => one.id === hand.visit);
    if (!visit || !isSame(placementOf(visit), hand.from)) {
      hold(null);
      say(`${visit?.name ?? "The visit"} was changed meanwhile, and is no longer in your hand.`);
    }
  }, [day, hand, hold, say]);

  // Wherever the focus is, the keys are the hand's while something lies in it, from the very next key on.
  const isHeld = hand !== null;
  useLayoutEffect(() => {
    if (!isHeld) return;
    const press = (event: KeyboardEvent) => {
      const { hand, day, rows } = now.current;
      if (!hand || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = stepOf(event);
      if (step === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (step === "drop") return drop();
      if (step === "leave") return leave();
      if (step === "swap") return swap(day, hand);
      const next = stepped(day, hand, step, rows);
      hold(next);
      now.current.say(heldWords(day, next));
    };
    const swap = (day: Day, hand: Hand) => {
      const one = day.visits.find((it) => it.id === hand.visit)!;
      const under = onWhich(day, hand);
      const both = under ? swapped(one, under) : null;
      if (!both) return now.current.say("It lies on no one visit that it could change places with.");
      hold(null);
      now.current.onDrop(both, hand, seen.current);
    };
    document.addEventListener("keydown", press, { capture: true });
    return () => document.removeEventListener("keydown", press, { capture: true });
  }, [isHeld, drop, leave, hold]);

  const local = useMemo(() => (hand ? warningsOf(day, hand.at) : []), [day, hand]);
  const told = useTold(board, hand && !isSame(hand.at, hand.from) ? [hand.at] : null, ask)?.warnings;
  // What only the server knows of is heard as well as seen; with whom and when, for it takes the place of what said so.
  const isMore = told && told.length > 0 && told.map(warningWords).join() !== local.map(warningWords).join();
  const more = hand && isMore ? heldWords(day, hand, told) : "";
  useEffect(() => {
    if (more !== "") say(more);
  }, [more, say]);
  const dragging = useMemo<Dragging>(
    () => ({
      begin: pick,
      over: ({ person, share }) => {
        const { hand, scale, rows } = now.current;
        if (!hand || rows.find((one) => one.id === person)?.off) return;
        hold(over(hand, person, timeAt(scale, share)));
      },
      off: () => now.current.hand && hold(off(now.current.hand)),
      drop,
      leave,
    }),
    [pick, hold, drop, leave],
  );
  return { hand, warnings: told ?? local, pick, dragging };
}

/** The one visit that what is held lies on, in the row where it is held. */
function onWhich(day: Day, hand: Hand) {
  const person = day.people.find((one) => one.id === hand.at.staff[hand.nth]);
  const held = day.visits.find((one) => one.id === hand.visit);
  const { start } = hand.at;
  if (!person || !held || start === null) return undefined;
  const under = stopsOf(day, person).filter((one) => one.visit.id !== held.id && one.start < start + held.minutes && one.end > start);
  return under.length === 1 ? under[0]!.visit : undefined;
}
