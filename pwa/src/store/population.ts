/** Who at risk lacks what, and who should answer for a person: worked out by the server, online. */
import type { Client } from "../api/client";
import type { AtRiskPage, LeadProposal } from "../api/types";
import { type Heard, heard } from "./heard";

export type { AtRiskPage, AtRiskPerson, LeadProposal } from "../api/types";

export interface Population {
  /** Everyone whose record one may read, at high or very high risk, who lacks something. */
  atRisk(): Promise<Heard<AtRiskPage>>;
  lead(patient: string): Promise<Heard<LeadProposal>>;
}

export function populationOf(client: Client): Population {
  return {
    atRisk: () => heard(client.json<AtRiskPage>("/population")),
    lead: (patient) => heard(client.json<LeadProposal>(`/patients/${patient}/lead`)),
  };
}
