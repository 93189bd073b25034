/**
 * How a dispute is settled, as states. Choosing is not settling; settling needs a reason that the others will read (M5). "Keep both" settles on one
 * side and makes a second record of the other: only where both can be true (order.ts).
 */
import type { Side } from "../api/kinds";
import { isDate } from "../lib/dates";
import { newId } from "../patient/new-view";

export const notADate = "This is no date. Write it like 24 11 2026.";

export type Choice = { keep: string } | "both" | "anew";
type Values = Record<string, unknown>;

export interface Model {
  choice: Choice | null;
  /** The sides that were shown, by their changes, when something was typed or chosen last. */
  among: string[];
  anew: Values;
  why: string;
  errors: { choice?: string; anew?: string; why?: string };
}

export type Event = { type: "choose"; choice: Choice } | { type: "anew"; values: Values } | { type: "why"; why: string } | { type: "settle" };

export interface Settlement {
  value: Values;
  reason: string;
  /** The sides that become records of their own, each with the change that it was written by. */
  also: { change: string; value: Values }[];
}

/** The fields "anew" begin as one's own side, so that little has to be typed; else as the first shown. */
export function start(sides: readonly Side[], me: string): Model {
  const own = sides.find((s) => s.by === me) ?? sides[0];
  return { choice: null, among: names(sides), anew: { ...own?.value }, why: "", errors: {} };
}

/** The id of the record that a side becomes where both are kept: the same at each press and on each tablet, so that it is made once (R1). */
export const keptBeside = (conflict: string, change: string): string => newId(change, "kept beside", conflict);

const names = (sides: readonly Side[]): string[] => sides.map((s) => s.change).sort();

/** The model beside the sides as they are now: what was typed stays; what was chosen among other sides must be chosen again. */
export function taken(model: Model, sides: readonly Side[]): Model {
  if (model.among.join() === names(sides).join()) return model;
  const again = model.choice === null ? {} : { choice: "The sides changed meanwhile: read them again, then choose." };
  return { ...model, choice: null, errors: { ...model.errors, ...again } };
}

export function update(before: Model, event: Event, sides: readonly Side[]): { model: Model; settlement: Settlement | null } {
  const model = { ...before, among: names(sides) };
  switch (event.type) {
    case "choose":
      return { model: { ...model, choice: event.choice, errors: {} }, settlement: null };
    case "anew":
      return { model: { ...model, choice: "anew", anew: { ...model.anew, ...event.values }, errors: {} }, settlement: null };
    case "why": {
      const { why: _, ...errors } = model.errors;
      return { model: { ...model, why: event.why, errors }, settlement: null };
    }
    case "settle":
      return settle(model, sides);
  }
}

const isEmpty = (v: Values): boolean =>
  Object.values(v).every((x) => x === null || x === undefined || x === "" || (Array.isArray(x) && x.length === 0));

/** Text stands where a date belongs: what was typed is kept as it is until it is mended. */
const isNoDate = ([field, value]: [string, unknown]): boolean => field.endsWith("_on") && typeof value === "string" && value !== "" && !isDate(value);

function settle(model: Model, sides: readonly Side[]): { model: Model; settlement: Settlement | null } {
  const { choice } = model;
  const errors: Model["errors"] = {};
  if (choice === null) errors.choice = "Choose what stands.";
  if (choice === "anew" && isEmpty(model.anew)) errors.anew = "Write what stands.";
  if (choice === "anew" && Object.entries(model.anew).some(isNoDate)) errors.anew = notADate;
  if (model.why.trim() === "") errors.why = "Write why: the others read it.";
  if (Object.keys(errors).length > 0 || choice === null) return { model: { ...model, errors }, settlement: null };
  const reason = model.why.trim();
  if (choice === "anew") return { model, settlement: { value: model.anew, reason, also: [] } };
  if (choice === "both") {
    const [first, ...rest] = sides;
    return { model, settlement: { value: { ...first?.value }, reason, also: rest.map((s) => ({ change: s.change, value: { ...s.value } })) } };
  }
  const kept = sides.find((s) => s.change === choice.keep);
  // The side was replaced by its author while this was open: what is shown now must be read before it is settled.
  if (!kept)
    return { model: { ...model, choice: null, errors: { choice: "That side was written anew meanwhile: read both again." } }, settlement: null };
  return { model, settlement: { value: { ...kept.value }, reason, also: [] } };
}
