/** What the server says against a move before it is made: it knows of breaks, gaps between visits and wishes, and has the last word. */
import { useEffect, useState } from "preact/hooks";
import type { BoardDay } from "../store/board";
import type { Placement } from "./day";
import { type Ask, failure, movesOf } from "./use-board";
import type { Warning } from "./warnings";
import { moveOf, warned } from "./wire";

/** How long nothing changes before it is asked, milliseconds. */
const still = 300;

export interface Told {
  /** Null where it could not be asked: then `why` says so. */
  warnings: readonly Warning[] | null;
  why: string;
}

interface Heard extends Told {
  /** What was asked, of which day. */
  of: string;
  at: BoardDay;
}

/** What was heard, while it is still about this: of another day, or of another place in it, it says nothing any more. */
export const stillTold = (heard: Heard | null, asked: string | null, board: BoardDay): Told | null =>
  heard && heard.of === asked && heard.at === board ? heard : null;

/** Null while it is being asked, or there is nothing to ask. */
export function useTold(board: BoardDay, placements: readonly Placement[] | null, ask: Ask): Told | null {
  const asked = placements && JSON.stringify(placements);
  const [told, setTold] = useState<Heard | null>(null);
  useEffect(() => {
    const moves = asked ? movesOf((JSON.parse(asked) as Placement[]).map((one) => moveOf(board, one))) : [];
    if (!asked || moves.length === 0) return;
    let gone = false;
    const timer = setTimeout(() => {
      void ask((one) => one.attempt(board, moves)).then((heard) => {
        if (gone) return;
        const warnings = heard.ok ? heard.value.map((one) => ({ kind: one.code, ...warned(one) })) : null;
        setTold({ of: asked, at: board, warnings, why: heard.ok ? "" : failure(heard) });
      });
    }, still);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [board, asked, ask]);
  return stillTold(told, asked, board);
}
