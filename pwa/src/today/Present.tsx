import { timeOf } from "../lib/dates";
import type { People } from "../store/contract";
import { Strip } from "../ui";
import type { AllTheSame } from "./day";

/** For a lead: who came to a visit that was given to another or cancelled meanwhile (R3). What they record counts, and nobody should go twice. */
export default function Present({ list, people }: { list: readonly AllTheSame[]; people: People }) {
  const nameOf = (staff: string) => people.staff(staff)?.name ?? "A colleague";
  return (
    <Strip
      icon="moved"
      tone="care"
      title={list.length === 1 ? "Somebody came to a visit that was changed" : `${list.length} came to visits that were changed`}
    >
      <ul>
        {list.map(({ header, visit, staff, arrivedAt }) => (
          <li key={`${visit.id} ${staff}`}>
            <b>{nameOf(staff)}</b> arrived {timeOf(arrivedAt)} at <a href={`/patient/${header.bundle}`}>{header.name}</a>, planned{" "}
            {timeOf(visit.planned_start)}
            {visit.status === "cancelled" ? ": it had been cancelled" : `: it is now ${visit.asked.map(nameOf).join(" and ")}’s`}
          </li>
        ))}
      </ul>
      <p>What they record counts. Speak with both, so that nothing is done twice.</p>
    </Strip>
  );
}
