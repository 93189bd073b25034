import { useCallback, useEffect, useState } from "preact/hooks";
import { addDays, dayOf, shortDay } from "../lib/dates";
import type { BoardRound } from "../store/board";
import { useStore } from "../store/use-store";
import { Button, Empty, Icon, Main, useTitle } from "../ui";
import { bestWords, roundWords, teamWords } from "./round";
import { failure, useAsk } from "./use-board";

/** How often it is asked how far they are, milliseconds: often while something is looked for. */
const often = { running: 1000, still: 10_000 };

/** Every team's day proposed at one press, in numbers and nobody by name: each team's leads see theirs on their own board, and decide. */
export function AllTeams() {
  useTitle("All teams");
  const store = useStore();
  const [day, setDay] = useState(() => addDays(dayOf(store.now.peek()), 1));
  const { round, error, busy, begin, stop } = useRound(day);
  const before = addDays(day, -1);
  const after = addDays(day, 1);
  return (
    <Main class="board teams">
      <div class="bar1">
        <div class="day">
          <button type="button" class="sq" onClick={() => setDay(before)}>
            <Icon name="left" />
            <span class="vh">{shortDay(before)}</span>
          </button>
          <div>
            <h1 tabIndex={-1}>
              <span class="vh">All teams, </span>
              {shortDay(day)}
            </h1>
            <p class="team">All teams</p>
          </div>
          <button type="button" class="sq" onClick={() => setDay(after)}>
            <Icon name="right" />
            <span class="vh">{shortDay(after)}</span>
          </button>
        </div>
        <p class="what" role="status">
          {roundWords(round)}
        </p>
        <div class="acts">
          {round?.is_running && (
            <Button look="second" onClick={stop}>
              Stop all
            </Button>
          )}
          <Button busy={busy || round?.is_running === true} onClick={begin}>
            Allocate all teams
          </Button>
        </div>
      </div>
      {error && (
        <p class="oops" role="alert">
          <Icon name="warn" />
          {error}
        </p>
      )}
      {round ? (
        <div class="list">
          <Teams round={round} />
        </div>
      ) : (
        !error && (
          <Empty title="Not asked for yet">
            <p>One press proposes the day of every team.</p>
          </Empty>
        )
      )}
      <p class="foot">
        Nothing moves. Each team’s leads see their proposal on their own board, and take it or leave it. You see numbers, and nobody by name.{" "}
        <a href="/weeks">Holidays of the place</a>
      </p>
    </Main>
  );
}

function Teams({ round }: { round: BoardRound }) {
  return (
    <table>
      <caption class="vh">Each team: how far it is, and what it comes to</caption>
      <thead>
        <tr>
          <th>Team</th>
          <th>How far</th>
          <th class="num">Visits</th>
          <th class="num">Nobody has</th>
          <th class="num">Travel</th>
        </tr>
      </thead>
      <tbody>
        {round.teams.map((team) => (
          <tr key={team.id}>
            <th scope="row">{team.name}</th>
            <td>
              {teamWords(team)}
              {team.state === "looking" && (
                <progress max={100} value={Math.round((team.progress?.share ?? 0) * 100)} aria-label={`How far ${team.name} is`} />
              )}
              {bestWords(team) && <small>{bestWords(team)}</small>}
            </td>
            <td class="num" data-what="Visits">
              {team.after?.visits ?? ""}
            </td>
            <td class="num" data-what="Nobody has">
              {team.before && team.after ? `${team.before.unallocated} → ${team.after.unallocated}` : ""}
            </td>
            <td class="num" data-what="Travel">
              {team.before && team.after ? `${Math.round(team.before.travel_minutes)} → ${Math.round(team.after.travel_minutes)} min` : ""}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useRound(day: string) {
  const ask = useAsk();
  const [round, setRound] = useState<BoardRound | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const here = round?.day === day ? round : null;
  const wait = here?.is_running ? often.running : often.still;
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks anew
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const found = await ask((board) => board.round(day));
      if (gone) return;
      setError(found.ok ? null : failure(found));
      if (found.ok) setRound(found.value);
      timer = setTimeout(look, wait);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [day, wait, turn, ask]);
  const begin = useCallback(async () => {
    setBusy(true);
    const begun = await ask((board) => board.askAll(day));
    setBusy(false);
    setError(begun.ok ? null : failure(begun));
    if (begun.ok) setRound(begun.value);
  }, [day, ask]);
  const stop = useCallback(async () => {
    const stopped = await ask((board) => board.stopAll(day));
    setError(stopped.ok ? null : failure(stopped));
    setTurn((n) => n + 1);
  }, [day, ask]);
  return { round: here, error, busy, begin: () => void begin(), stop: () => void stop() };
}
