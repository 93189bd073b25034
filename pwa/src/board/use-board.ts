/** The board as this lead sees it: read, asked anew every few seconds while it is looked at, and changed by steps that come back as the whole day. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Board, BoardDay, BoardMove, BoardMoved, Boards } from "../store/board";
import type { Id } from "../store/contract";
import type { Heard } from "../store/heard";
import { useStore } from "../store/use-store";

/** How often the day is asked for anew, milliseconds: so soon a lead sees what another did. */
const often = 5000;

export type Ask = <Value>(ask: (board: Board) => Promise<Heard<Value>>) => Promise<Heard<Value>>;

export type Reading =
  | { phase: "busy" }
  | { phase: "failed"; words: string; offline: boolean }
  | { phase: "here"; boards: Boards; board: BoardDay /** Why it could not be read anew just now. */; stale: string | null };

/** In words that a lead can do something with. */
export function failure(heard: { why: string; words: string }): string {
  switch (heard.why) {
    case "offline":
      return "No coverage just now. The board is shared with other leads, so it is read and changed with coverage.";
    case "sign-in":
      return "Sign in again first: tap the status line above.";
    case "not-granted":
      return "This board is for the leads of the team.";
    case "changed":
    case "wrong":
      return heard.words;
    default:
      return "The server did not answer as it should. Nothing was moved. Try again in a moment.";
  }
}

export function useAsk(): Ask {
  const store = useStore();
  return useCallback(
    async <Value>(ask: (board: Board) => Promise<Heard<Value>>): Promise<Heard<Value>> => {
      const board = await store.board().catch(() => null);
      return board ? ask(board) : { ok: false, why: "offline", words: "" };
    },
    [store],
  );
}

/** Steps of other leads that this one has not seen yet, as sentences. */
export function newsOf(before: BoardDay, after: BoardDay, me: Id): string[] {
  if (before.team.id !== after.team.id || before.day !== after.day) return [];
  const seen = before.steps[0]?.number ?? 0;
  return after.steps.filter((step) => step.number > seen && step.by !== me).map((step) => step.text);
}

export interface Hold {
  reading: Reading;
  again: () => void;
  /** A day that came back from a step. */
  put: (board: BoardDay) => void;
  /** The newest day that came, drawn or not yet. */
  latest: () => BoardDay | null;
}

/** `say`: what others did, into the live region. */
export function useBoard(team: Id | null, day: string | null, me: Id, ask: Ask, say: (words: string[]) => void): Hold {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [reading, setReading] = useState<Reading>({ phase: "busy" });
  const [turn, setTurn] = useState(0);
  const held = useRef<{ boards: Boards; board: BoardDay } | null>(null);
  const tell = useRef(say);
  tell.current = say;
  const again = useCallback(() => setTurn((n) => n + 1), []);
  const put = useCallback(
    (board: BoardDay) => {
      const now = held.current;
      if (!now || (now.board.team.id === board.team.id && now.board.day === board.day && board.version < now.board.version)) return;
      const news = newsOf(now.board, board, me);
      if (news.length > 0) tell.current(news);
      held.current = { ...now, board };
      setReading({ phase: "here", ...held.current, stale: null });
    },
    [me],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks anew, `covered` when coverage comes back
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fail = (heard: { why: string; words: string }) => {
      if (gone) return;
      const words = failure(heard);
      setReading(held.current ? { phase: "here", ...held.current, stale: words } : { phase: "failed", words, offline: heard.why === "offline" });
    };
    const read = async () => {
      const boards = held.current?.boards ? { ok: true as const, value: held.current.boards } : await ask((board) => board.boards());
      if (gone) return;
      if (!boards.ok) return fail(boards);
      const which = team ?? boards.value.teams[0]?.id;
      if (!which) return fail({ why: "not-granted", words: "" });
      const when = day ?? boards.value.today;
      const here = held.current?.board;
      const same = here && here.team.id === which && here.day === when ? here : null;
      if (!same) {
        held.current = null;
        setReading({ phase: "busy" });
      }
      const found = await ask((board) => board.day(which, when, same?.stamp ?? null));
      if (gone) return;
      if (!found.ok) return fail(found);
      if (found.value && held.current) put(found.value);
      else if (found.value) {
        held.current = { boards: boards.value, board: found.value };
        setReading({ phase: "here", ...held.current, stale: null });
      } else if (held.current) setReading((was) => (was.phase === "here" && was.stale ? { ...was, stale: null } : was));
    };
    const beat = () => {
      void read().finally(() => {
        if (!gone) timer = setTimeout(document.hidden ? wait : beat, often);
      });
    };
    const wait = () => {
      timer = setTimeout(document.hidden ? wait : beat, often);
    };
    beat();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [team, day, turn, covered, ask, put]);
  const latest = useCallback(() => held.current?.board ?? null, []);
  return { reading, again, put, latest };
}

/** One's own last step that can be taken back: what a colleague did a moment ago is theirs to undo. */
export const ownLast = (board: BoardDay, me: Id): BoardDay["steps"][number] | undefined =>
  board.steps.find((step) => step.by === me && step.can_undo && !step.is_undone);

/** A day that came back without warnings of its own, as a step's answer. */
export const asStep = (heard: Heard<BoardDay>): Heard<BoardMoved> => (heard.ok ? { ok: true, value: { board: heard.value, warnings: [] } } : heard);

/** Those that are still on the board. */
export const movesOf = (moves: readonly (BoardMove | null)[]): BoardMove[] => moves.filter((one): one is BoardMove => one !== null);
