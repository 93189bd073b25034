/** Whom a visit is for: found on this tablet and on the board at once, and, with coverage, among all whom the lead's team may see. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { type Findable, find, nearlyAlike, plain } from "../lib/find";
import type { BoardDay } from "../store/board";
import type { Header, Id } from "../store/contract";
import type { FoundPeople } from "../store/population";
import { useStore } from "../store/use-store";
import { failure } from "./use-board";
import { plural } from "./words";

/** How long nothing is typed before the server is asked, milliseconds. */
const still = 300;
/** So few letters find half the place: nobody is asked with less, and nobody's look is written down for it. */
const least = 2;
const most = 12;

export interface Candidate extends Findable {
  id: Id;
  /** Where they are instead of at home, in words. */
  away?: string | null;
}

export interface Whom {
  found: readonly Candidate[];
  /** Nothing typed yet; the server's answer is to come; it came; or it could not be asked, and these are of this tablet and board alone. */
  phase: "idle" | "asking" | "everywhere" | "here";
  /** True where nobody fits and these only sound alike. */
  near: boolean;
  /** How many more the server has. */
  more: number;
  /** Why only here, where it is so. */
  why: string;
}

/** Those whom the tablet holds or the board shows, each once. */
export function here(index: Iterable<Header>, board: BoardDay): Candidate[] {
  const gone = new Map(board.not_home.map((one) => [one.patient, one.text]));
  const known = [...index].map((one) => ({ ...one, id: one.bundle, away: gone.get(one.bundle) ?? null }));
  const ids = new Set(known.map((one) => one.id));
  const visited = board.visits
    .map(({ patient }) => ({ nhs_number: null, ...patient, away: gone.get(patient.id) ?? null }))
    .filter((one) => !ids.has(one.id) && ids.add(one.id));
  return [...known, ...visited];
}

/** One list: what fits here first and where it was, so that nothing moves under a finger; what sounds alike only where nobody fits at all. */
export function joined(local: { hits: readonly Candidate[]; near: boolean }, server: FoundPeople | null, isAnswered: boolean) {
  const exact = [...(local.near ? [] : local.hits.slice(0, most)), ...(server && !server.is_near ? server.people : [])];
  const near = isAnswered && exact.length === 0 ? [...local.hits.slice(0, most), ...(server?.people ?? [])] : [];
  // What the server knows of somebody is the fuller: a board has no NHS number. That a visit of today found them in hospital only the board knows.
  const each = new Map<Id, Candidate>();
  for (const one of [...exact, ...near]) each.set(one.id, { ...one, away: one.away ?? each.get(one.id)?.away ?? null });
  return { found: [...each.values()], near: near.length > 0, more: server?.more ?? 0 };
}

export function useWhom(board: BoardDay, typed: string): Whom {
  const store = useStore();
  const index = store.index.value;
  const wanted = plain(typed).length >= least ? typed.trim().normalize("NFC") : "";
  const [heard, setHeard] = useState<{ of: string; found: FoundPeople | null; why: string } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    const timer = setTimeout(() => {
      void store
        .population()
        .then((people) => people.find(wanted))
        .catch(() => null)
        .then((said) => {
          if (gone) return;
          if (said?.ok) setHeard({ of: wanted, found: said.value, why: "" });
          else setHeard({ of: wanted, found: null, why: !said || said.why === "offline" ? "There is no coverage just now." : failure(said) });
        });
    }, still);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [wanted, store]);
  const people = useMemo(() => here(index, board), [index, board]);
  const local = useMemo(() => (wanted ? find(people, wanted) : { hits: [], near: false }), [people, wanted]);
  const answer = heard?.of === wanted ? heard : null;
  return {
    ...joined(local, answer?.found ?? null, answer !== null),
    phase: !wanted ? "idle" : !answer ? "asking" : answer.found ? "everywhere" : "here",
    why: answer?.why ?? "",
  };
}

/** What is to be said of a search, beside whom it found. */
export function words({ found, phase, near, more, why }: Whom): { text: string; isWarning: boolean }[] {
  const say = (text: string | false, isWarning = false) => (text ? [{ text, isWarning }] : []);
  return [
    ...say(phase === "asking" && "Looking among all whom your team may see…"),
    ...say(phase === "everywhere" && found.length === 0 && "Nobody whom your team may see fits."),
    ...say(phase === "here" && found.length === 0 && "Nobody on this tablet or on the board fits."),
    ...say(near && `Nobody is called that. Perhaps ${found.length === 1 ? "this one" : "one of these"}?`),
    ...say(more > 0 && `${plural(more, "more fits", "more fit")}: write more of the name, or the date of birth.`),
    ...say(phase === "here" && `This searched this tablet and this board only. ${why}`, true),
    ...say(nearlyAlike([...found]).length > 0 && "Names here are nearly alike. Check the date of birth.", true),
  ];
}
