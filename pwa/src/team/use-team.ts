import { type Live, type Reading, useLive } from "../live/use-live";
import type { TeamPage } from "../store/team";

/** In words that a lead can do something with. */
export function failure(why: string): string {
  switch (why) {
    case "offline":
      return "No coverage just now. Where your colleagues were last is read with coverage; who is missed comes to this tablet all the same.";
    case "sign-in":
      return "Sign in again first: tap the status line above.";
    case "not-granted":
      return "This page is for the leads of the team.";
    default:
      return "The server did not answer as it should. Try again in a moment.";
  }
}

const live: Live<TeamPage> = { open: (store) => store.team(), failure };

export const useTeam = (): { reading: Reading<TeamPage>; again: () => void } => useLive(live);
