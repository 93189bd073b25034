/**
 * Possible duplicates (R1): two records that carry one NHS number, or one name and one date of birth. Shown, never joined: that is for a person to judge.
 * Of those that this tablet carries, with or without coverage.
 */
import { longDate } from "./dates";
import { plain } from "./find";
import { formatNhsNumber } from "./nhs-number";

export interface Identified {
  bundle: string;
  given_name: string;
  family_name: string;
  born_on: string | null;
  nhs_number: string | null;
}

export type WhySame = "number" | "name-and-birth";

const nameOf = (one: Identified) => plain(`${one.given_name} ${one.family_name}`).trim();

/** Why two records may be of one person; null where nothing says so. */
export function whySame(one: Identified, other: Identified): WhySame | null {
  if (one.bundle === other.bundle) return null;
  if (one.nhs_number && one.nhs_number === other.nhs_number) return "number";
  return one.born_on && one.born_on === other.born_on && nameOf(one) !== "" && nameOf(one) === nameOf(other) ? "name-and-birth" : null;
}

/** What tells two of one name apart, or does not. */
export const knownBy = ({ born_on, nhs_number }: Identified): string =>
  [
    born_on ? `born ${longDate(born_on)}` : "date of birth not known",
    nhs_number ? `NHS number ${formatNhsNumber(nhs_number)}` : "no NHS number",
  ].join(", ");

/** The others that may be the same person as this one. */
export function maybeSame<T extends Identified>(all: readonly T[], one: Identified): { other: T; why: WhySame }[] {
  return all.flatMap((other) => {
    const why = whySame(one, other);
    return why ? [{ other, why }] : [];
  });
}

/** Of a list all who may be the same person as another of it, by record. One look at each: a list may have thousands. */
export function maybeSameIn<T extends Identified>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  const put = (key: string, one: T) => groups.set(key, [...(groups.get(key) ?? []), one]);
  for (const one of all) {
    if (one.nhs_number) put(`n ${one.nhs_number}`, one);
    if (one.born_on && nameOf(one)) put(`b ${one.born_on} ${nameOf(one)}`, one);
  }
  const out = new Map<string, T[]>();
  for (const group of groups.values())
    for (const one of group) {
      const others = group.filter((other) => other.bundle !== one.bundle && !out.get(one.bundle)?.includes(other));
      if (others.length > 0) out.set(one.bundle, [...(out.get(one.bundle) ?? []), ...others]);
    }
  return out;
}
