/** All teams at once, in words. */
import type { BoardRound, BoardRoundTeam } from "../store/board";
import { plural } from "./words";

const states: Readonly<Record<BoardRoundTeam["state"], string>> = {
  waiting: "Waits for its turn.",
  looking: "Being looked for.",
  ready: "Ready: its leads decide.",
  failed: "",
  cancelled: "",
  taken: "",
  left: "",
  none: "",
};

/** How far one team is; where there is no proposal, why. */
export const teamWords = (team: BoardRoundTeam): string => team.message ?? states[team.state];

/** The best so far, while it is looked for. */
export function bestWords(team: BoardRoundTeam): string {
  if (team.state !== "looking" || !team.progress) return "";
  const { unallocated } = team.progress;
  return unallocated === 0 ? "Best so far: every visit has someone" : `Best so far: ${plural(unallocated, "visit")} without anybody`;
}

/** All of them in one sentence. */
export function roundWords(round: BoardRound | null): string {
  if (!round) return "Nobody has asked for all teams of this day.";
  const ready = round.teams.filter((one) => one.state === "ready" || one.state === "taken").length;
  const done = `${ready} of ${plural(round.teams.length, "team")} ready`;
  if (round.is_running) return `${round.name} asked. ${done}.`;
  const without = round.teams.length - ready;
  return `${round.name} asked. ${done}${without > 0 ? `, ${without} without a proposal` : ""}.`;
}
