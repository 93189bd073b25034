/**
 * Between what stands in a box and what the record keeps. What is typed and is none yet ("18.", "4x", 31 February) is kept as words, so that a draft of it
 * comes back as it was (M2); the engine says what is wrong with it, and no change is made of it.
 */
import type { Answer, Coding, Item, Value } from "./engine";

type Read = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Read => typeof value === "object" && value !== null && !Array.isArray(value);

/** The value[x] of an answer, whatever its type. */
export const held = (answer: Answer | undefined): unknown => {
  if (!answer) return undefined;
  const name = Object.keys(answer).find((one) => one.startsWith("value"));
  return name ? answer[name] : undefined;
};

const number = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

const one = (answer: Answer): Value => ({ answer: [answer] });
const words = (text: string): Value => one({ valueString: text });

/** "18,4" and "18.4" are the same number; what is none is null. */
export function numberFrom(text: string): number | null {
  const said = text.trim();
  if (!number.test(said)) return null;
  const found = Number(said.replace(",", "."));
  return Number.isFinite(found) ? found : null;
}

export function quantity(value: number, unit: Coding | null): Answer {
  const named = unit && {
    ...(unit.display ? { unit: unit.display } : {}),
    ...(unit.system ? { system: unit.system } : {}),
    ...(unit.code ? { code: unit.code } : {}),
  };
  return { valueQuantity: { value, ...named } };
}

/** What is typed into a box, as the record would keep it; null where the box is empty. `unit`: the one chosen beside a quantity. */
export function valueOfText(item: Item, text: string, unit: Coding | null = null): Value | null {
  if (text.trim() === "") return null;
  switch (item.type) {
    case "integer":
    case "decimal": {
      const found = numberFrom(text);
      if (found === null) return words(text);
      return item.type === "decimal" ? one({ valueDecimal: found }) : Number.isInteger(found) ? one({ valueInteger: found }) : words(text);
    }
    case "quantity": {
      const found = numberFrom(text);
      return found === null ? words(text) : one(quantity(found, unit ?? item.unit ?? item.unitOptions[0] ?? null));
    }
    case "date":
      return one(isoDay.test(text) ? { valueDate: text } : { valueString: text });
    case "time": {
      const found = clock.exec(text.trim());
      return found ? one({ valueTime: `${found[1]!.padStart(2, "0")}:${found[2]}:00` }) : words(text);
    }
    case "url":
      return one({ valueUri: text.trim() });
    default:
      return words(text);
  }
}

/** A day and a time of it, as an instant of London's clock would need a zone: without a time the day alone is kept, which FHIR allows. */
export function momentFrom(day: string, time: string, zone: (day: string) => string): Value | null {
  if (!day && !time.trim()) return null;
  if (!isoDay.test(day)) return words([day, time].filter(Boolean).join(" "));
  const found = clock.exec(time.trim());
  if (!time.trim()) return one({ valueDateTime: day });
  return found ? one({ valueDateTime: `${day}T${found[1]!.padStart(2, "0")}:${found[2]}:00${zone(day)}` }) : words(`${day} ${time}`);
}

/** What stands in the box for a value. */
export function textOfValue(value: Value | null | undefined): string {
  const found = held(value?.answer[0]);
  if (found === undefined || found === null) return "";
  if (isObject(found)) return "value" in found ? String(found.value) : String(found.display ?? found.code ?? "");
  if (typeof found === "string" && /^\d\d:\d\d:\d\d/.test(found)) return found.slice(0, 5);
  return String(found);
}

const yesNo = (value: boolean): string => (value ? "Yes" : "No");

/** One answer in plain words, for what was said earlier, for sides of a dispute and for the review. `day`: how days are said. */
export function answerWords(answer: Answer, item: Pick<Item, "options" | "unitText"> | null, day: (iso: string) => string): string {
  const found = held(answer);
  const option = item?.options?.find((each) => JSON.stringify(held(each.answer)) === JSON.stringify(found) || sameCode(held(each.answer), found));
  if (option) return option.label;
  if (typeof found === "boolean") return yesNo(found);
  if (isObject(found)) {
    if ("value" in found) return [String(found.value), String(found.unit ?? found.code ?? "")].filter(Boolean).join(" ");
    return String(found.display ?? found.title ?? found.code ?? found.reference ?? "");
  }
  if (typeof found === "number") return [String(found), item?.unitText].filter(Boolean).join(" ");
  if (typeof found === "string" && isoDay.test(found)) return day(found);
  return textOfValue({ answer: [answer] });
}

const sameCode = (a: unknown, b: unknown): boolean =>
  isObject(a) && isObject(b) && a.code !== undefined && a.code === b.code && a.system === b.system;

/** A whole value in words: its answers, or that it was not asked and why; empty where there is none. */
export function valueWords(value: Value | null | undefined, item: Pick<Item, "options" | "unitText"> | null, day: (iso: string) => string): string {
  if (!value) return "";
  if (value.not_asked) return `Not asked, because ${value.not_asked}`;
  return value.answer.map((answer) => answerWords(answer, item, day)).join(", ");
}

/** Answers as a value of a question; none is no value. */
export const asValue = (answers: readonly Answer[]): Value | null => (answers.length ? { answer: answers } : null);
