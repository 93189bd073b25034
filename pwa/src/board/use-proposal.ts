/** A proposal while it is looked for, and when it is there: asked for every second until it has an end. */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { BoardLook, BoardOfferSeen, BoardProposal } from "../store/board";
import type { Id } from "../store/contract";
import { type Ask, failure } from "./use-board";

const often = 700;

export const isRunning = (proposal: BoardProposal): boolean => proposal.state === "waiting" || proposal.state === "looking";

/** Whether there is something to take: also while better is looked for. */
export const isHere = (proposal: BoardProposal): boolean =>
  proposal.state === "ready" || (proposal.state === "looking" && proposal.offers.length > 0);

/** What a lead looks at. What was found first stays before their eyes until they ask for the newest: nothing changes under a finger. */
export interface Shown {
  id: Id;
  offer: BoardOfferSeen["offer"];
  look: BoardLook;
}

/** What is looked at, once this came: what came while it was still looked for is the first look, and stays it. */
export function shownAfter(shown: Shown, came: BoardProposal): Shown {
  return came.state === "looking" && came.offers.length > 0 && shown.look === null ? { ...shown, look: "first" } : shown;
}

/** Which look is on the screen, and would be taken: until another that was asked for is here, the one before it. `got`: of which answer the screen is made. */
export function lookOnScreen(id: Id | null, got: Shown | null, wanted: BoardLook): BoardLook {
  return got?.id === id ? got.look : wanted;
}

export interface Looking {
  proposal: BoardProposal | null;
  /** Which offer this is, to take it as it is seen. */
  seen: BoardOfferSeen;
  error: string | null;
  /** Another of its offers. */
  show: (offer: BoardOfferSeen["offer"]) => void;
  /** What was found since. */
  showNewest: () => void;
  put: (proposal: BoardProposal) => void;
}

export function useProposal(id: Id | null, ask: Ask): Looking {
  const [proposal, setProposal] = useState<BoardProposal | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  // Which answer is on the screen: that of another offer or look, still to come, is asked for though the search is over.
  const [got, setGot] = useState<Shown | null>(null);
  const here = proposal?.id === id ? proposal : null;
  const offer = shown?.id === id ? shown.offer : null;
  const look = shown?.id === id ? shown.look : null;
  const isGot = got !== null && got.id === id && got.offer === offer && got.look === look;
  const over = here !== null && !isRunning(here) && isGot;
  useEffect(() => {
    if (!id || over) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const read = async () => {
      const found = await ask((board) => board.proposal(id, offer, look));
      if (gone) return;
      setError(found.ok ? null : failure(found));
      if (found.ok) {
        const after = shownAfter({ id, offer, look }, found.value);
        setProposal(found.value);
        setGot(after);
        if (after.look !== look) setShown(after);
      }
      timer = setTimeout(read, often);
    };
    void read();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [id, over, offer, look, ask]);
  const show = useCallback(
    (to: BoardOfferSeen["offer"]) => id && setShown((was) => ({ id, offer: to, look: was?.id === id ? was.look : null })),
    [id],
  );
  const showNewest = useCallback(() => id && setShown({ id, offer: null, look: null }), [id]);
  return { proposal: here, seen: { offer: here?.offer ?? null, look: lookOnScreen(id, got, look) }, error, show, showNewest, put: setProposal };
}
