/**
 * Signatures and what they are over (R4, PROTOCOL §14): the content of a section and its hash, which signatures stand, what was proposed to a signer, and
 * which joint assessment a person goes on with (R1). Pure: views in, values out.
 */
import type { Fields } from "../api/kinds";
import { hex, sha256 } from "../lib/sha";
import type { Bundle, Id, View } from "./contract";
import { canonical } from "./lines";

/** linkId of an item → linkId of the top-level item in which it stands. */
export type Sections = ReadonlyMap<string, string>;
type Answered = { readonly [field: string]: unknown };
type Row = { readonly id: Id; readonly fields: Fields["answer_row"] };

const prefix = "answer.";
const inError = "entered-in-error";

interface Item {
  linkId?: unknown;
  item?: unknown;
}

/** Which item of a questionnaire stands in which section. Of two items with one linkId the first counts. */
export function sectionsOf(definition: Readonly<Record<string, unknown>>): Sections {
  const found = new Map<string, string>();
  const listed = (items: unknown): Item[] => (Array.isArray(items) ? items.filter((one) => one && typeof one === "object") : []);
  const name = (item: Item) => (typeof item.linkId === "string" ? item.linkId : "");
  for (const top of listed(definition.item)) {
    const waiting = [top];
    for (let item = waiting.pop(); item; item = waiting.pop()) {
      if (!found.has(name(item))) found.set(name(item), name(top));
      waiting.push(...listed(item.item).reverse());
    }
  }
  return found;
}

function answersOf(fields: Answered): [string, unknown][] {
  const all = Object.entries(fields).filter(([name, value]) => name.startsWith(prefix) && value !== null && value !== undefined);
  return all.map(([name, value]) => [name.slice(prefix.length), value]);
}

function isThere(row: Row, rows: ReadonlyMap<Id, Row>): boolean {
  const passed = new Set<Id>();
  for (let at: Row | undefined = row; at && !passed.has(at.id); at = rows.get(at.fields.parent ?? "")) {
    if (at.fields.status === inError) return false;
    passed.add(at.id);
  }
  return true;
}

/** What a signature of this section ("" is the whole) is over, as canonical JSON. `rows`: those of the assessment. */
export function contentOf(assessment: Fields["assessment"], rows: readonly Row[], sections: Sections, section: string): string {
  const isIn = (link: string) => section === "" || sections.get(link) === section;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const told = rows.flatMap((row): [Id, unknown][] => {
    const { group = null, parent = null } = row.fields;
    const answers = answersOf(row.fields);
    const counts = answers.length > 0 && isIn(group ?? "") && isThere(row, byId);
    return counts ? [[row.id, { answers: Object.fromEntries(answers), group, parent }]] : [];
  });
  const answers = answersOf(assessment).filter(([link]) => isIn(link));
  return canonical({ answers: Object.fromEntries(answers), rows: Object.fromEntries(told) });
}

/** SHA-256 of a content, as 64 hex digits: what `content_hash` holds. */
export const contentHash = (content: string): string => hex(sha256(content));

/** Whether a signature counts: taken by the server or on its way there, nothing taken in since, no error. */
export function stands(signature: View<"signature">): boolean {
  const { overtaken_at, status } = signature.fields;
  return !overtaken_at && status !== inError && signature.kept.signed !== "refused" && !signature.disputed.signed;
}

/** A late answer, or a row taken away late, that waits for the signer or a lead to take it in or not. */
export interface Addendum {
  conflict: View<"conflict">;
  /** The assessment or the row. */
  record: Id;
  /** `answer.<linkId>`, or `status` of a row. */
  group: string;
  /** To whose signature it was proposed. */
  signature: Id;
}

/** A signature over what had changed since its author read it: to be read and signed again, or let go. */
export interface NotTaken {
  conflict: View<"conflict">;
  by: Id;
  section: string;
  fields: Fields["signature"];
}

export interface Signing {
  /** Signatures that stand, the newest first. */
  standing: View<"signature">[];
  /** Signatures over what has changed by an addendum since: their sections need signing again, unless a newer one stands. */
  overtaken: View<"signature">[];
  addenda: Addendum[];
  notTaken: NotTaken[];
}

export function rowsOf(bundle: Bundle, assessment: Id): View<"answer_row">[] {
  return bundle.all("answer_row").filter((row) => row.fields.assessment === assessment);
}

/** All that was signed of an assessment, and what waits for somebody. */
export function signingOf(bundle: Bundle, assessment: Id): Signing {
  const newest = (a: View<"signature">, b: View<"signature">) => ((a.fields.signed_at ?? "") < (b.fields.signed_at ?? "") ? 1 : -1);
  const signatures = bundle
    .all("signature")
    .filter((one) => one.fields.assessment === assessment)
    .sort(newest);
  const of = new Set([assessment, ...rowsOf(bundle, assessment).map((row) => row.id)]);
  const open = bundle.all("conflict").filter((one) => one.fields.status === "open");
  const addenda = open.flatMap((conflict): Addendum[] => {
    const { about, group, signed } = conflict.fields;
    return about && group && signed && of.has(about) ? [{ conflict, record: about, group, signature: signed }] : [];
  });
  const notTaken = open.flatMap((conflict): NotTaken[] => {
    const side = conflict.fields.about_kind === "signature" ? conflict.fields.sides?.[0] : undefined;
    const fields = side?.value as Fields["signature"] | undefined;
    return side && fields?.assessment === assessment ? [{ conflict, by: side.by, section: fields.section ?? "", fields }] : [];
  });
  const overtaken = signatures.filter((one) => one.fields.overtaken_at && one.fields.status !== inError);
  return { standing: signatures.filter(stands), overtaken, addenda, notTaken };
}

/** Whether a section is signed: by itself or with the whole. */
export const isSigned = (signing: Signing, section: string): boolean =>
  signing.standing.some(({ fields }) => fields.section === section || fields.section === "");

/**
 * The joint assessment of a questionnaire that is in progress, or the `ordinal` that the next one has: the year times 100 and its number in that year. All
 * of this year's are on the tablet (R8), so two tablets that start one offline start the same.
 */
export function jointOf(bundle: Bundle, questionnaire: string, year: number): { open: View<"assessment"> | null; ordinal: number } {
  const all = bundle.all("assessment").filter(({ fields }) => fields.questionnaire === questionnaire && typeof fields.ordinal === "number");
  const inProgress = all.filter(({ fields }) => fields.status !== "completed" && fields.status !== inError);
  const open = inProgress.sort((a, b) => b.fields.ordinal! - a.fields.ordinal!)[0] ?? null;
  const numbers = all.map(({ fields }) => fields.ordinal! - year * 100).filter((number) => number > 0 && number < 100);
  return { open, ordinal: year * 100 + Math.max(0, ...numbers) + 1 };
}
