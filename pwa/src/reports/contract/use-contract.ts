/** The contract's page: read when it is asked for, and anew when coverage comes back; a scenario and a revision by hand. Nothing of it is stored. */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Heard } from "../../store/heard";
import type { ContractPage, Reports } from "../../store/reports";
import { useStore } from "../../store/use-store";
import { ask } from "../ask";

export interface Held {
  page: ContractPage | null;
  isBusy: boolean;
  /** Why it could not be read; "" while it could. */
  words: string;
  isOffline: boolean;
  again: () => void;
  /** Another year of it. */
  choose: (year: number) => void;
  /** A newer page than was read: a revision's answer. */
  take: (page: ContractPage) => void;
  /** Asks the server something; offline is an answer too. */
  ask: <Value>(what: (reports: Reports) => Promise<Heard<Value>>) => Promise<Heard<Value>>;
}

/** Why something could not be read or done. */
export function failureOf(heard: { why: string; words: string }): string {
  switch (heard.why) {
    case "offline":
      return "No coverage just now. The contract is read and changed online: nothing was changed.";
    case "sign-in":
      return "Sign in again to go on: tap the status line above.";
    case "not-granted":
      return "The contract is for managers, and this year of it has to be there.";
    case "wrong":
    case "changed":
      return heard.words;
    default:
      return "The server did not answer as it should. Try again in a moment.";
  }
}

export function useContract(): Held {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [asked, setAsked] = useState<{ year: number | null; turn: number }>({ year: null, turn: 0 });
  const [page, setPage] = useState<ContractPage | null>(null);
  const [failed, setFailed] = useState<{ why: string; words: string } | null>(null);
  const [isBusy, setBusy] = useState(true);
  const asks = useCallback(<Value>(what: (reports: Reports) => Promise<Heard<Value>>) => ask(store, what), [store]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: coverage that came back asks anew as well
  useEffect(() => {
    let gone = false;
    setBusy(true);
    void ask(store, (reports) => reports.contract(asked.year)).then((heard) => {
      if (gone) return;
      setBusy(false);
      setFailed(heard.ok ? null : heard);
      if (heard.ok) setPage(heard.value);
    });
    return () => {
      gone = true;
    };
  }, [asked, covered, store]);
  return {
    page,
    isBusy,
    words: failed ? failureOf(failed) : "",
    isOffline: failed?.why === "offline",
    again: () => setAsked(({ year, turn }) => ({ year, turn: turn + 1 })),
    choose: (year) => setAsked({ year, turn: 0 }),
    take: (next) => {
      setPage(next);
      setFailed(null);
    },
    ask: asks,
  };
}
