/** The exports of the place: read when the page is open, and again while one is being made. */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Heard } from "../store/heard";
import type { ReportExport, ReportExports, ReportSchedule, Reports } from "../store/reports";
import { useStore } from "../store/use-store";
import { ask } from "./ask";

/** Between two looks while one is being made. */
const pause = 1500;

export interface Exports {
  /** Null: not read yet. */
  all: ReportExport[] | null;
  /** For which tables of the national return the record holds nothing, and why. */
  unheld: ReportExports["unheld"];
  /** What is made each month; null: not read yet. */
  schedules: ReportSchedule[] | null;
  /** Why they could not be read, or what was asked for was not done. */
  words: string;
  look: () => void;
  /** Does something and looks again. */
  act: <Value>(what: (reports: Reports) => Promise<Heard<Value>>) => Promise<Value | null>;
}

export const isOpen = (one: ReportExport) => one.state === "waiting" || one.state === "making";

export function useExports(): Exports {
  const store = useStore();
  const [all, setAll] = useState<ReportExport[] | null>(null);
  const [schedules, setSchedules] = useState<ReportSchedule[] | null>(null);
  const [unheld, setUnheld] = useState<ReportExports["unheld"]>([]);
  const [words, setWords] = useState("");
  const [turn, setTurn] = useState(0);
  const look = useCallback(() => setTurn((n) => n + 1), []);
  const covered = store.status.value.state !== "offline";
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` looks again, and so does coverage that came back
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void (async () => {
      const [heard, each] = await Promise.all([ask(store, (reports) => reports.exports()), ask(store, (reports) => reports.schedules())]);
      if (gone) return;
      setWords(heard.ok && each.ok ? "" : "The list of exports could not be read: it needs coverage.");
      if (each.ok) setSchedules(each.value);
      if (!heard.ok) return;
      setAll(heard.value.exports);
      setUnheld(heard.value.unheld);
      if (heard.value.exports.some(isOpen)) timer = setTimeout(look, pause);
    })();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [turn, covered, store]);
  const act: Exports["act"] = async (what) => {
    const heard = await ask(store, what);
    look();
    if (heard.ok) return heard.value;
    setWords(heard.words || "That needs coverage: nothing was asked for. Try again when there is some.");
    return null;
  };
  return { all, unheld, schedules, words, look, act };
}
