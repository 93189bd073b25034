/** What a lead does becomes a step: shown at once, sent with the versions that were seen, taken back with words where it was refused. */
import { useCallback, useRef, useState } from "preact/hooks";
import type { BoardDay, BoardMove, BoardMoved } from "../store/board";
import type { Id } from "../store/contract";
import type { Heard } from "../store/heard";
import type { Placement } from "./day";
import { type Ask, failure, type Hold, movesOf } from "./use-board";
import { moveOf } from "./wire";

export interface Steps {
  /** What is being sent, by the name of the act; null: nothing. */
  busy: string | null;
  error: string | null;
  /** What the last step brought that breaks a rule, in words. */
  warned: readonly string[];
  /** Placements that are sent and not answered yet. */
  pending: readonly Placement[];
  setError: (words: string | null) => void;
  setBusy: (name: string | null) => void;
  setWarned: (words: readonly string[]) => void;
  /** `seen`: the day that the lead decided by; without it, the newest. */
  move: (placements: readonly Placement[], words: string, seen?: BoardDay) => Promise<boolean>;
  pin: (visit: Id, to: boolean, words: string) => Promise<boolean>;
  /** Any other step that answers with the day. `words`: what is said when it is done. */
  step: (name: string, act: (board: BoardDay) => Promise<Heard<BoardMoved>>, words: string) => Promise<boolean>;
}

export function useSteps(hold: Hold, ask: Ask, say: (words: string) => void): Steps {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [warned, setWarned] = useState<readonly string[]>([]);
  const [pending, setPending] = useState<readonly Placement[]>([]);
  // One after the other. A move is sent with the version that was seen when it was decided, so that nobody's move in between is overwritten; only
  // what one's own step before it has made of that version is followed, or one would refuse oneself.
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const own = useRef(new Map<string, string>());

  const step = useCallback(
    (name: string, act: (board: BoardDay) => Promise<Heard<BoardMoved>>, words: string): Promise<boolean> => {
      const done = turn.current.then(async () => {
        const board = hold.latest();
        if (!board) return false;
        setBusy(name);
        setError(null);
        setWarned([]);
        const heard = await act(board);
        setBusy(null);
        if (heard.ok) {
          hold.put(heard.value.board);
          setWarned(heard.value.warnings.filter((one) => one.is_hard).map((one) => one.text));
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
  const send = useCallback(
    (moves: readonly BoardMove[], words: string) =>
      step(
        "move",
        async (board) => {
          const sent = moves.map((one) => ({ ...one, version: followed(own.current, one) }));
          const heard = await ask((desk) => desk.move(board, sent));
          if (heard.ok)
            for (const one of sent) {
              const now = heard.value.board.visits.find((it) => it.id === one.visit)?.version;
              if (now && now !== one.version) own.current.set(`${one.visit} ${one.version}`, now);
            }
          return heard;
        },
        words,
      ),
    [step, ask],
  );
  const move = useCallback(
    async (placements: readonly Placement[], words: string, seen?: BoardDay): Promise<boolean> => {
      const by = seen ?? hold.latest();
      if (!by) return false;
      setPending((before) => [...before, ...placements]);
      const moved = await send(movesOf(placements.map((to) => moveOf(by, to))), words);
      setPending((before) => before.filter((one) => !placements.includes(one)));
      return moved;
    },
    [send, hold.latest],
  );
  const pin = useCallback(
    (visit: Id, to: boolean, words: string) => {
      const seen = hold.latest()?.visits.filter((one) => one.id === visit) ?? [];
      return send(
        seen.map(({ id, version, staff }) => ({ visit: id, version, staff, start: null, is_pinned: to })),
        words,
      );
    },
    [send, hold.latest],
  );
  return { busy, error, warned, pending, setError, setBusy, setWarned, move, pin, step };
}

/** The version that one's own steps have made of the one that was seen; the same where nobody, or somebody else, has moved it since. */
export function followed(own: ReadonlyMap<string, string>, move: { visit: Id; version: string }): string {
  let { version } = move;
  for (let next = own.get(`${move.visit} ${version}`); next; next = own.get(`${move.visit} ${version}`)) version = next;
  return version;
}
