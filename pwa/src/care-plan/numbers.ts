/** Numbers that this tablet knows: of one's own team, and of the person's practice. */
import type { OnePatient } from "../patient/use-patient";
import type { Bundle } from "../store/contract";

export interface Numbers {
  team: { name: string; phone: string | null };
  practice: { name: string; phone: string | null };
}

export function numbersOf({ one }: { one: OnePatient & { bundle: Bundle } }): Numbers {
  const { people } = one.say;
  const team = people.team(one.me?.team ?? "");
  const practice = people.practice(one.bundle.all("patient")[0]?.fields.practice ?? "");
  return {
    team: { name: team?.name ?? one.me?.teamName ?? "The team", phone: team?.phone ?? null },
    practice: { name: practice?.name ?? "The GP practice", phone: practice?.phone ?? null },
  };
}
