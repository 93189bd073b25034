/** What the server found otherwise than it was signed (`backend/assessments/showing.py`), in words. Pure. */
import type { View } from "../store/contract";
import { type Form, nameOf } from "./engine";
import { isJson, listed, numberOf, same, textOf } from "./engine/fhir";

/** Whether a signature is marked: it stands, and somebody must look. */
export const isMarked = (signature: View<"signature"> | null | undefined): boolean => signature?.fields.agrees === false;

const shortWords = (value: unknown): string => {
  if (isJson(value)) return textOf(value.display) || textOf(value.code) || (value.value === undefined ? "something" : String(value.value));
  return value === null || value === undefined ? "nothing" : value === true ? "yes" : value === false ? "no" : String(value);
};
const close = (a: unknown, b: unknown): boolean => {
  const [x, y] = [numberOf(a), numberOf(b)];
  return x !== null && y !== null ? Math.abs(x - y) <= Math.max(1e-8, 1e-9 * Math.abs(y)) : same(a, b);
};

const unchecked: Readonly<Record<string, string>> = {
  "no-form": "The server does not have this version of the form: it checked nothing of it, and raised no alert.",
  failed: "The server cannot work this form out: it checked nothing of it, and may have raised no alert.",
};

/** One sentence for each thing that differs; one for all where this version cannot tell what. */
export function markWords(signature: View<"signature">, form: Pick<Form, "byLinkId" | "all">): string[] {
  const [kept, found] = [signature.fields.shown ?? {}, signature.fields.computed ?? {}];
  const why = unchecked[textOf(found.unchecked)];
  if (why) return [why];
  const called = (linkId: string): string => {
    const item = form.byLinkId.get(linkId);
    return item ? nameOf(item) : linkId;
  };
  const words = listed(found.open).map((one) => `${called(textOf(one.item))}: ${textOf(one.words)}`);
  const differs = (what: string, was: unknown, is: unknown) =>
    words.push(`${what}: signed as ${shortWords(was)}, the server finds ${shortWords(is)}.`);
  for (const [key, ours] of Object.entries(found)) {
    if (!isJson(ours)) continue;
    const theirs = isJson(kept[key]) ? kept[key] : {};
    const title = form.all.find((item) => item.instrument === key)?.text || key;
    for (const part of ["score", "band"])
      if (!close(theirs[part] ?? null, ours[part] ?? null)) differs(`${title}, ${part}`, theirs[part], ours[part]);
  }
  const at = (list: unknown) => new Map(listed(list).map((one) => [`${textOf(one.row)}|${textOf(one.item)}`, one]));
  const [was, is] = [at(kept.worked_out), at(found.worked_out)];
  if (kept.worked_out !== undefined || words.length === 0)
    for (const key of new Set([...was.keys(), ...is.keys()])) {
      const [theirs, ours] = [was.get(key), is.get(key)];
      if (!close(theirs?.value, ours?.value)) differs(called(textOf((theirs ?? ours)!.item)), theirs?.value, ours?.value);
    }
  return words.length ? [...new Set(words)] : ["The server finds something else over the same answers."];
}
