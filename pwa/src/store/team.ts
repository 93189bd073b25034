/** A lead's own team as the server sees it now, online: where people were last is nobody's to carry about. */
import type { Client } from "../api/client";
import type { TeamPage } from "../api/types";
import { type Heard, heard } from "./heard";

export type { TeamPage, TeamPerson, TeamVisit } from "../api/types";

export interface Team {
  /** Null where nothing changed since `stamp`. */
  now(stamp: string | null): Promise<Heard<TeamPage | null>>;
}

export function teamOf(client: Client): Team {
  return {
    now: (stamp) =>
      heard(client.json<TeamPage | undefined>(`/team${stamp ? `?${new URLSearchParams({ stamp })}` : ""}`).then((found) => found ?? null)),
  };
}
