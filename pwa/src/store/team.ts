/** A lead's own team as the server sees it now, online: where people were last is nobody's to carry about. */
import type { Client } from "../api/client";
import type { MarkedSignatures, RefusedChanges, RefusedDealt, TeamBuddySet, TeamPage } from "../api/types";
import { type Heard, heard } from "./heard";

export type { MarkedSignature, MarkedSignatures, RefusedChange, RefusedChanges, TeamPage, TeamPerson, TeamVisit } from "../api/types";

export interface Team {
  /** Null where nothing changed since `stamp`. */
  now(stamp: string | null): Promise<Heard<TeamPage | null>>;
  /** What colleagues wrote, was not taken, and needs a lead. */
  refused(): Promise<Heard<RefusedChanges>>;
  /** What colleagues signed and the server marked. */
  marked(): Promise<Heard<MarkedSignatures>>;
  /** The same of what one signed oneself: for whoever carries a tablet. */
  markedOfMine(): Promise<Heard<MarkedSignatures>>;
  dealWith(refusal: string, asked: RefusedDealt): Promise<Heard<null>>;
  /** Who looks out for one of the team today. */
  chooseBuddy(staff: string, asked: TeamBuddySet): Promise<Heard<null>>;
}

export function teamOf(client: Client): Team {
  return {
    refused: () => heard(client.json<RefusedChanges>("/team/refusals")),
    marked: () => heard(client.json<MarkedSignatures>("/team/marked")),
    markedOfMine: () => heard(client.json<MarkedSignatures>("/assessments/marked")),
    dealWith: (refusal, json) => heard(client.json<undefined>(`/team/refusals/${refusal}`, { method: "POST", json }).then(() => null)),
    chooseBuddy: (staff, json) => heard(client.json<undefined>(`/team/people/${staff}/buddy`, { method: "PUT", json }).then(() => null)),
    now: (stamp) =>
      heard(client.json<TeamPage | undefined>(`/team${stamp ? `?${new URLSearchParams({ stamp })}` : ""}`).then((found) => found ?? null)),
  };
}
