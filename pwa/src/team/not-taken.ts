/** A colleague's refused change in words, as its lead reads it: the same words as its author reads on their own tablet. Pure. */
import { groups } from "../api/kinds";
import { longDate, timeOf } from "../lib/dates";
import type { Saying } from "../patient/words";
import type { Bundle, Waiting } from "../store/contract";
import type { RefusedChange } from "../store/team";
import { asNote, notTold } from "../waiting/hand-on";
import { type Sentence, sentenceOf } from "../waiting/sentences";

export interface Told {
  sentence: Sentence;
  /** All that was written, each in full, besides what the sentence says. */
  lines: string[];
  /** As words of a note in the lead's name, whose it was included; null where this version does not know what it is. */
  note: string | null;
}

/** To a lead: the server's own words speak to the author. */
const whys: Record<string, string> = {
  "needs-a-lead": "They wrote it after their access to this record had ended.",
  "not-found": "This record was not open to them.",
};
export const whyWords = (one: Pick<RefusedChange, "reason" | "message">): string => whys[one.reason] ?? one.message;

/** `bundle`: the patient's record where it is on the lead's tablet, for what the change alone does not say. */
export function told(one: RefusedChange, say: Saying, bundle: Bundle | null = null): Told {
  // A newer tablet of the author's: what this one cannot show it does not keep as a note of nothing (M8).
  if (!(one.kind in groups))
    return { sentence: { icon: "pen", what: "Something this version cannot show: update", detail: "" }, lines: [], note: null };
  const change = asWaiting(one);
  const told = sentenceOf(change, { bundle, header: undefined }, say);
  const sentence = { ...told, what: told.what.replace(/ without words(?=:|$)/, "") };
  if (one.kind === "note" && one.saw === null && typeof one.set.words === "string") {
    const head = `Written by ${one.author.name} on ${longDate(one.made_at)} at ${timeOf(one.made_at)}. ${whyWords(one)}`.replaceAll("\u00a0", " ");
    return { sentence, lines: [one.set.words], note: `${head}\n\n${one.set.words}` };
  }
  const asAChange = { ...change, refusal: { ...change.refusal!, message: whyWords(one) } };
  return { sentence, lines: notTold(change, sentence, say), note: asNote(asAChange, sentence, say, one.author.name) };
}

function asWaiting(one: RefusedChange): Waiting {
  return {
    id: one.change,
    kind: one.kind as Waiting["kind"],
    record: one.record,
    patient: one.patient.id,
    called: one.patient,
    madeAt: one.made_at,
    state: "refused",
    tries: 1,
    lastTry: one.refused_at,
    saw: one.saw,
    set: one.set,
    refusal: { reason: one.reason, message: one.message, fields: {}, at: one.refused_at },
    dependents: [],
    bytes: 0,
  };
}

/** "1 change of a colleague’s was not taken and needs you" */
export const countWords = (count: number): string =>
  count === 1 ? "1 change of a colleague’s was not taken and needs you" : `${count} changes of your colleagues’ were not taken and need you`;
