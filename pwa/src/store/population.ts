/** All whose records one may read, on this tablet or not: who is found among them, who at risk lacks what, who should answer for whom. Online. */
import type { Client } from "../api/client";
import type { AtRiskPage, FoundPeople, LeadProposal } from "../api/types";
import { type Heard, heard } from "./heard";

export type { AtRiskPage, AtRiskPerson, FoundPeople, FoundPerson, LeadProposal } from "../api/types";

export interface Population {
  /** Everyone whose record one may read, at high or very high risk, who lacks something. */
  atRisk(): Promise<Heard<AtRiskPage>>;
  /** By name, NHS number, street or date of birth. What is typed travels in the body, never in an address. */
  find(search: string): Promise<Heard<FoundPeople>>;
  lead(patient: string): Promise<Heard<LeadProposal>>;
}

export function populationOf(client: Client): Population {
  return {
    atRisk: () => heard(client.json<AtRiskPage>("/population")),
    find: (search) => heard(client.json<FoundPeople>("/patients/find", { method: "POST", json: { search } })),
    lead: (patient) => heard(client.json<LeadProposal>(`/patients/${patient}/lead`)),
  };
}
