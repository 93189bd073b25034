import { knownBy, maybeSame } from "../lib/same-person";
import { Strip } from "../ui";
import type { OnePatient } from "./use-patient";

/** Another record on this tablet that may be of the same person (R1): both are named, and neither is joined to the other by a machine. */
export function MaybeSame({ one }: { one: OnePatient }) {
  const index = one.store.index.value;
  const here = one.header;
  const found = here ? maybeSame(index, here) : [];
  if (!here || found.length === 0) return null;
  return (
    <Strip icon="warn" tone="care" title={`This may be the same person as ${found.map(({ other }) => other.name).join(" and ")}`}>
      <ul>
        <li>
          {here.name}, {knownBy(here)}: the record that you see
        </li>
        {found.map(({ other, why }) => (
          <li key={other.bundle}>
            <a href={`/patient/${other.bundle}`}>{other.name}</a>, {knownBy(other)}:{" "}
            {why === "number" ? "the same NHS number" : "the same name and date of birth"}
          </li>
        ))}
      </ul>
      <p>Look at both before you rely on one, and tell your lead: nothing is joined by itself.</p>
    </Strip>
  );
}
