/** What a lead does becomes a step: shown at once, sent with the versions that were seen, taken back with words where it was refused. */
import { useCallback, useRef, useState } from "preact/hooks";
import type { BoardDay, BoardMoved } from "../store/board";
import type { Id } from "../store/contract";
import type { Heard } from "../store/heard";
import type { Placement } from "./day";
import { type Ask, failure, type Hold, movesOf } from "./use-board";
import { moveOf } from "./wire";

export interface Steps {
  /** What is being sent, by the name of the act; null: nothing. */
  busy: string | null;
  error: string | null;
  /** Placements that are sent and not answered yet. */
  pending: readonly Placement[];
  setError: (words: string | null) => void;
  setBusy: (name: string | null) => void;
  move: (placements: readonly Placement[], words: string) => Promise<boolean>;
  pin: (visit: Id, to: boolean, words: string) => Promise<boolean>;
  /** Any other step that answers with the day. `words`: what is said when it is done. */
  step: (name: string, act: (board: BoardDay) => Promise<Heard<BoardMoved>>, words: string) => Promise<boolean>;
}

export function useSteps(hold: Hold, ask: Ask, say: (words: string) => void): Steps {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState<readonly Placement[]>([]);
  // One after the other: each is sent with what the one before it came back with, or one would refuse oneself.
  const turn = useRef<Promise<unknown>>(Promise.resolve());

  const step = useCallback(
    (name: string, act: (board: BoardDay) => Promise<Heard<BoardMoved>>, words: string): Promise<boolean> => {
      const done = turn.current.then(async () => {
        const board = hold.latest();
        if (!board) return false;
        setBusy(name);
        setError(null);
        const heard = await act(board);
        setBusy(null);
        if (heard.ok) {
          hold.put(heard.value.board);
          say([words, ...heard.value.warnings.map((one) => one.text)].join(" "));
          return true;
        }
        if (heard.why === "changed") hold.again();
        setError(failure(heard));
        say(`Not done. ${failure(heard)}`);
        return false;
      });
      turn.current = done.catch(() => undefined);
      return done;
    },
    [hold.latest, hold.put, hold.again, say],
  );
  const move = useCallback(
    async (placements: readonly Placement[], words: string): Promise<boolean> => {
      setPending((before) => [...before, ...placements]);
      const moved = await step("move", (board) => ask((one) => one.move(board, movesOf(placements.map((to) => moveOf(board, to))))), words);
      setPending((before) => before.filter((one) => !placements.includes(one)));
      return moved;
    },
    [step, ask],
  );
  const pin = useCallback(
    (visit: Id, to: boolean, words: string) =>
      step(
        "move",
        (board) => {
          const seen = board.visits.filter((one) => one.id === visit);
          return ask((one) =>
            one.move(
              board,
              seen.map(({ id, version, staff }) => ({ visit: id, version, staff, start: null, is_pinned: to })),
            ),
          );
        },
        words,
      ),
    [step, ask],
  );
  return { busy, error, pending, setError, setBusy, move, pin, step };
}
