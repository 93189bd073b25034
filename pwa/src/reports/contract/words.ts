/** What the contract's page says. Pure. */
import type { ContractLine, ContractResult } from "../../store/reports";
import { shortMonth } from "../../voice/words";

/** "62.5%", "4.5", "31 min". */
export function withUnit(value: string, unit: string): string {
  return unit === "%" ? `${value}%` : unit ? `${value} ${unit}` : value;
}

/** "60% to 75%": from nothing earned to all. */
export const wayOf = (line: ContractLine): string => `${withUnit(line.baseline, line.unit)} to ${withUnit(line.target, line.unit)}`;

/** Of which month an actual is, or why there is none and nothing is earned yet. */
export function standingOf(line: Pick<ContractLine, "standing" | "month">): string {
  const month = line.month ? shortMonth(line.month, true) : "";
  switch (line.standing) {
    case "counted":
      return month;
    case "held":
      return `held at ${month}: later ones are too small to show`;
    case "hidden":
      return "too small to show: nothing earned yet";
    case "nothing":
      return "there was nothing to count: nothing earned yet";
    case "not-counted":
      return "no month of this year is counted: nothing earned yet";
    case "gone":
      return "no longer measured: nothing earned";
    case "supposed":
      return "what if";
  }
}

/** Measures that have earned nothing for want of a number: named, so that nobody reads them as missed. */
export const withoutNumber = (result: ContractResult): ContractLine[] => result.lines.filter((line) => line.actual === null);

/** How sure what a year earned is. */
export function stateOf(result: ContractResult): string {
  if (result.is_final) return "The year is over and each measure is of its last month.";
  switch (result.year.when) {
    case "to-come":
      return "This year has not begun: nothing is earned of it yet.";
    case "past":
      return "The year is over, but not every measure has a number for its last month.";
    case "now":
      return "So far: each measure as it stands in its newest month. The year’s last month decides.";
  }
}
