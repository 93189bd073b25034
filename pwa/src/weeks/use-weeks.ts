/** Four weeks as this lead sees them: read, asked anew while they are looked at, and kept in sight, read only, where they cannot be asked for. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Id } from "../store/contract";
import type { Heard } from "../store/heard";
import { useStore } from "../store/use-store";
import type { Weeks, WeeksPeriod, WeekTeams } from "../store/weeks";

/** How often the weeks are asked for anew, milliseconds: they change less than a day does. */
const often = 15_000;

export type Ask = <Value>(ask: (weeks: Weeks) => Promise<Heard<Value>>) => Promise<Heard<Value>>;

export type Reading =
  | { phase: "busy" }
  | { phase: "failed"; words: string; offline: boolean }
  | { phase: "here"; teams: WeekTeams; period: WeeksPeriod /** Why it could not be read anew just now. */; stale: string | null };

export function failure(heard: { why: string; words: string }): string {
  switch (heard.why) {
    case "offline":
      return "No coverage just now. The weeks are planned with coverage.";
    case "sign-in":
      return "Sign in again first: tap the status line above.";
    case "not-granted":
      return "These weeks are for the leads of the team.";
    case "changed":
    case "wrong":
      return heard.words;
    default:
      return "The server did not answer as it should. Nothing was changed. Try again in a moment.";
  }
}

export function useAsk(): Ask {
  const store = useStore();
  return useCallback(
    async <Value>(ask: (weeks: Weeks) => Promise<Heard<Value>>): Promise<Heard<Value>> => {
      const weeks = await store.weeks().catch(() => null);
      return weeks ? ask(weeks) : { ok: false, why: "offline", words: "" };
    },
    [store],
  );
}

export interface Hold {
  reading: Reading;
  /** Asks anew now; done when the answer is drawn. */
  again: () => Promise<void>;
}

export function useWeeks(team: Id | null, monday: string | null, ask: Ask): Hold {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [reading, setReading] = useState<Reading>({ phase: "busy" });
  const held = useRef<{ teams: WeekTeams; period: WeeksPeriod } | null>(null);
  const asked = useRef({ team, monday });
  asked.current = { team, monday };

  const read = useCallback(async () => {
    const wanted = asked.current;
    const isOld = () => asked.current.team !== wanted.team || asked.current.monday !== wanted.monday;
    const fail = (heard: { why: string; words: string }) => {
      const words = failure(heard);
      setReading(held.current ? { phase: "here", ...held.current, stale: words } : { phase: "failed", words, offline: heard.why === "offline" });
    };
    const teams = held.current ? { ok: true as const, value: held.current.teams } : await ask((weeks) => weeks.teams());
    if (isOld()) return;
    if (!teams.ok) return fail(teams);
    const which = wanted.team ?? teams.value.teams[0]?.id;
    if (!which) return fail({ why: "not-granted", words: "" });
    const first = wanted.monday ?? teams.value.first;
    const here = held.current?.period;
    const same = here && here.team === which && here.first === first ? here : null;
    const answer = await ask((weeks) => weeks.period(which, first, same?.stamp ?? null));
    if (isOld()) return;
    if (!answer.ok) return fail(answer);
    const period = answer.value ?? same;
    if (!period) return fail({ why: "busy", words: "" });
    held.current = { teams: teams.value, period };
    setReading((was) =>
      was.phase === "here" && was.period === period && was.stale === null ? was : { phase: "here", ...held.current!, stale: null },
    );
  }, [ask]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other weeks are asked for at once, and so is everything when coverage comes back
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const beat = () => {
      void (document.hidden ? Promise.resolve() : read()).finally(() => {
        if (!gone) timer = setTimeout(beat, often);
      });
    };
    beat();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [team, monday, covered, read]);
  return { reading, again: read };
}
