/** The contract as it is typed: what is wrong with it before it is sent, and what is sent. The server judges again. Pure. */
import { isDate } from "../../lib/dates";
import type { ContractChoice, ContractPage, ContractRevision } from "../../store/reports";
import { hundredthsOf, penceOf, plain, pounds, wholeOf } from "./money";

export interface TypedMeasure {
  id: number;
  measure: string;
  weight: string;
  baseline: string;
  target: string;
}

export interface TypedSegment {
  id: number;
  name: string;
  people: string;
  person: string;
  cost: string;
}

export interface Typed {
  name: string;
  starts_on: string | null;
  years: string;
  extension_years: string;
  first_share: string;
  last_share: string;
  yearly: string;
  measures: TypedMeasure[];
  segments: TypedSegment[];
  why: string;
}

/** By field's id, in the order of the page. */
export type Faults = Record<string, string>;

let last = 0;
/** Rows are told apart by this while they are typed: two may say the same. */
export const row = (): number => ++last;

export const noMeasure = (): TypedMeasure => ({ id: row(), measure: "", weight: "", baseline: "", target: "" });
export const noSegment = (): TypedSegment => ({ id: row(), name: "", people: "", person: "", cost: "" });

/** What stands, to be changed; or a new one, from 5 to 25 per cent over five years. */
export function typedOf({ contract }: ContractPage): Typed {
  if (!contract)
    return {
      name: "",
      starts_on: null,
      years: "5",
      extension_years: "2",
      first_share: "5",
      last_share: "25",
      yearly: "",
      measures: [noMeasure()],
      segments: [],
      why: "",
    };
  const bare = (pence: number) => pounds(pence).slice(1);
  return {
    name: contract.name,
    starts_on: contract.starts_on,
    years: String(contract.years),
    extension_years: String(contract.extension_years),
    first_share: contract.first_share,
    last_share: contract.last_share,
    yearly: bare(contract.yearly_pence),
    measures: contract.measures.map((one) => ({ ...one, id: row() })),
    segments: contract.segments.map((one) => ({
      id: row(),
      name: one.name,
      people: one.people.toLocaleString("en-GB"),
      person: bare(one.person_pence),
      cost: bare(one.cost_pence),
    })),
    why: "",
  };
}

/** Hundredths of a per cent that are given out; what is no number counts nothing. */
export const weighed = (measures: readonly TypedMeasure[]): number => measures.reduce((sum, one) => sum + (hundredthsOf(one.weight) ?? 0), 0);

/** "The weights add up to 95%: 5% are left to give." */
export function weighedInWords(measures: readonly TypedMeasure[]): string {
  const sum = weighed(measures);
  if (sum === 100_00) return "The weights add up to 100%.";
  const rest = plain(Math.abs(100_00 - sum));
  return `The weights add up to ${plain(sum)}%: ${rest}% ${sum < 100_00 ? "are left to give" : "too much"}.`;
}

const amount = "An amount in pounds, such as 1,250,000 or 85.50.";
const number = "A number with at most two decimals, such as 62.5.";

export function faultsOf(typed: Typed, choices: readonly ContractChoice[]): Faults {
  const faults: Faults = {};
  const ask = (id: string, isRight: boolean, words: string) => {
    if (!isRight) faults[id] ??= words;
  };
  const between = (text: string, least: number, most: number) => {
    const whole = wholeOf(text);
    return whole !== null && whole >= least && whole <= most;
  };
  ask("name", typed.name.trim() !== "", "Say what the contract is called.");
  ask("starts-on", typed.starts_on !== null && isDate(typed.starts_on), "Say on which day it starts.");
  ask("starts-on", typed.starts_on?.endsWith("-01") === true, "It starts on the first day of a month: the reports count months.");
  ask("years", between(typed.years, 2, 10), "From 2 to 10 years.");
  ask("extension-years", between(typed.extension_years, 0, 10), "From 0 to 10 years.");
  const [first, end] = [hundredthsOf(typed.first_share), hundredthsOf(typed.last_share)];
  ask("first-share", first !== null && first > 0 && first <= 100_00, "More than 0%, and at most 100%.");
  ask("last-share", end !== null && end <= 100_00 && end >= (first ?? 0), "At least as much as in the first year, and at most 100%.");
  ask("yearly", penceOf(typed.yearly) !== null, amount);
  ask("measures", typed.measures.length > 0, "At least one measure.");
  typed.measures.forEach((one, n) => {
    const choice = choices.find((each) => each.key === one.measure);
    const [from, to, weight] = [hundredthsOf(one.baseline), hundredthsOf(one.target), hundredthsOf(one.weight)];
    ask(`measure-${one.id}`, choice !== undefined, "Choose a measure.");
    ask(`measure-${one.id}`, typed.measures.findIndex((each) => each.measure === one.measure) === n, "This measure is in the contract already.");
    ask(`weight-${one.id}`, weight !== null && weight > 0, "More than 0%, with at most two decimals.");
    for (const [id, value] of [
      [`baseline-${one.id}`, from],
      [`target-${one.id}`, to],
    ] as const) {
      ask(id, value !== null, number);
      ask(id, !choice?.is_share || value! <= 100_00, "A share is at most 100%.");
    }
    if (choice && from !== null && to !== null)
      ask(
        `target-${one.id}`,
        choice.direction === "up" ? to > from : to < from,
        choice.direction === "up"
          ? "It is better when it rises: above where it earns nothing."
          : "It is better when it falls: below where it earns nothing.",
      );
  });
  ask("measures", weighed(typed.measures) === 100_00, weighedInWords(typed.measures));
  typed.segments.forEach((one, n) => {
    const name = one.name.trim().toLowerCase();
    ask(`segment-${one.id}`, name !== "", "Say who they are.");
    ask(`segment-${one.id}`, typed.segments.findIndex((each) => each.name.trim().toLowerCase() === name) === n, "It is on the list already.");
    ask(`people-${one.id}`, between(one.people, 0, 5_000_000), "A whole number of people.");
    ask(`person-${one.id}`, (penceOf(one.person) ?? Number.POSITIVE_INFINITY) <= 10_000_000, "An amount in pounds, at most 100,000.");
    ask(`cost-${one.id}`, penceOf(one.cost) !== null, amount);
  });
  ask("why", typed.why.trim() !== "", "Say why: it stands in the history.");
  return faults;
}

/** What is sent; of one without faults. `seen`: the version that was before the eyes. */
export function revisionOf(typed: Typed, seen: number): ContractRevision {
  const number = (text: string) => plain(hundredthsOf(text)!);
  return {
    seen,
    why: typed.why.trim().normalize("NFC"),
    name: typed.name.trim().normalize("NFC"),
    starts_on: typed.starts_on!,
    years: wholeOf(typed.years)!,
    extension_years: wholeOf(typed.extension_years)!,
    first_share: number(typed.first_share),
    last_share: number(typed.last_share),
    yearly_pence: penceOf(typed.yearly)!,
    measures: typed.measures.map(({ measure, weight, baseline, target }) => ({
      measure,
      weight: number(weight),
      baseline: number(baseline),
      target: number(target),
    })),
    segments: typed.segments.map(({ name, people, person, cost }) => ({
      name: name.trim().normalize("NFC"),
      people: wholeOf(people)!,
      person_pence: penceOf(person)!,
      cost_pence: penceOf(cost)!,
    })),
  };
}
