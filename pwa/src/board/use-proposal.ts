/** A proposal while it is looked for, and when it is there: asked for every second until it has an end. */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { BoardProposal } from "../store/board";
import type { Id } from "../store/contract";
import { type Ask, failure } from "./use-board";

const often = 700;

export const isRunning = (proposal: BoardProposal): boolean => proposal.state === "waiting" || proposal.state === "looking";

export interface Looking {
  proposal: BoardProposal | null;
  error: string | null;
  /** Another of its offers. */
  show: (offer: string) => void;
  put: (proposal: BoardProposal) => void;
}

export function useProposal(id: Id | null, ask: Ask): Looking {
  const [proposal, setProposal] = useState<BoardProposal | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [shown, setShown] = useState<{ id: Id; offer: string } | null>(null);
  const here = proposal?.id === id ? proposal : null;
  const offer = shown && shown.id === id ? shown.offer : null;
  const over = here !== null && !isRunning(here) && (offer === null || here.offer === offer);
  useEffect(() => {
    if (!id || over) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const found = await ask((board) => board.proposal(id, offer));
      if (gone) return;
      setError(found.ok ? null : failure(found));
      if (found.ok) setProposal(found.value);
      timer = setTimeout(look, often);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [id, over, offer, ask]);
  const show = useCallback((to: string) => id && setShown({ id, offer: to }), [id]);
  return { proposal: here, error, show, put: setProposal };
}
