/**
 * Asked once (SCREENS law 6): what was said elsewhere about the same thing, with who and when. Found in other assessments of this person (the same linkId
 * means the same question, whatever form it stands in) and in the record, where the form names what it is known from. Pure; never an answer until a person
 * confirms it.
 */
import type { Fields } from "../api/kinds";
import { ageOn } from "../lib/dates";
import type { Bundle, Stamp, View } from "../store/contract";
import { type FormNode, faultsOf, type Item, isAsked, type Value } from "./engine";
import { extensionValue, listed, ours, textOf } from "./engine/fhir";
import { valueFrom } from "./engine/nodes";

export interface Earlier {
  readonly answer: Value["answer"];
  readonly kind: string;
  readonly record: string;
  /** Empty where the record does not say. */
  readonly at: string;
  readonly by: string;
  /** Where it stands, in words: "another assessment", "the record". */
  readonly where: string;
}

const inError = "entered-in-error";

/** The value that confirming makes: the answer, and where it came from. */
export function confirmed(earlier: Earlier): Value {
  const { answer, kind, record, at, by } = earlier;
  return at && by ? { answer, from: { kind, record, at, by } } : { answer };
}

/** What is measured is measured anew; it stands beside the field as "last", and is not offered to be kept. */
export const isMeasured = (item: Item): boolean =>
  (item.type === "integer" || item.type === "decimal" || item.type === "quantity") &&
  textOf(extensionValue(item.definition, `${ours}known-from`)) !== "patient.age";

/** The latest that fits this question, or null. */
export function earlierFor(bundle: Bundle, assessment: string, item: Item, now: Date): Earlier | null {
  if (!isAsked(item)) return null;
  // The oxygen scale is what the record says of the person, by whoever decided it: what somebody ticked in another form is no decision.
  const others = isScale(item) ? [] : ofAssessments(bundle, assessment, item);
  const found = [...others, ...ofRecord(bundle, item, now)].filter((one) => fits(item, one));
  return found.sort((a, b) => b.at.localeCompare(a.at))[0] ?? null;
}

const isScale = (item: Item): boolean => textOf(extensionValue(item.definition, `${ours}known-from`)) === "patient.spo2_scale";

/**
 * Whether NEWS2 is being filled for someone whose record says oxygen scale 2, and nobody has said in the form which scale holds: unanswered it would be
 * scored on scale 1 and signed so (H05).
 */
export function scaleWaits(bundle: Bundle, node: FormNode): boolean {
  if (!isScale(node.item) || node.stored?.answer.length) return false;
  const patient = bundle.all("patient")[0];
  if (patient?.fields.spo2_scale !== 2 || patient.disputed.news2_scale) return false;
  return (node.parent?.children ?? []).some((one) => one !== node && Boolean(one.stored?.answer.length));
}

const fits = (item: Item, one: Earlier): boolean =>
  one.answer.length > 0 && faultsOf(item, { answer: one.answer }).every((fault) => fault.kind !== "wrong");

function ofAssessments(bundle: Bundle, assessment: string, item: Item): Earlier[] {
  const group = `answer.${item.linkId}` as const;
  return bundle.all("assessment").flatMap((view): Earlier[] => {
    if (view.id === assessment || view.fields.status === inError || view.disputed[group]) return [];
    const value = valueFrom((view.fields as Record<string, unknown>)[group]);
    const stamp = view.stamps[group];
    if (!value?.answer.length) return [];
    // What was itself confirmed there keeps the name of whoever asked.
    const from = value.from as Partial<Record<"kind" | "record" | "at" | "by", string>> | null | undefined;
    const where = "another assessment";
    if (from?.at && from.by && from.record && from.kind)
      return [{ answer: value.answer, kind: from.kind, record: from.record, at: from.at, by: from.by, where }];
    return [{ answer: value.answer, kind: "assessment", record: view.id, at: stamp?.at ?? view.fields.begun_at ?? "", by: stamp?.by ?? "", where }];
  });
}

function ofRecord(bundle: Bundle, item: Item, now: Date): Earlier[] {
  const from = textOf(extensionValue(item.definition, `${ours}known-from`));
  const [kind = "", field = ""] = from.split(".");
  const where = "the record";
  const say = (view: View, group: string, given: unknown, stamp: Stamp | undefined = view.stamps[group]): Earlier[] => {
    const answer = answersOf(item, given);
    return answer.length ? [{ answer, kind: view.kind, record: view.id, at: stamp?.at ?? "", by: stamp?.by ?? "", where }] : [];
  };
  if (kind === "patient") {
    const view = bundle.all("patient")[0];
    if (!view) return [];
    const { fields } = view;
    if (field === "age") return fields.born_on ? say(view as View, "birth", ageOn(fields.born_on, now)) : [];
    const group = groupOfPatient[field];
    // While it is disputed no side is the value, and none is offered (M5).
    return group && !view.disputed[group] ? say(view as View, group, (fields as Record<string, unknown>)[field]) : [];
  }
  if (kind === "about_me") {
    const view = bundle.all("about_me")[0];
    return view ? say(view as View, "words", view.fields.words) : [];
  }
  if (kind === "observation") {
    const standing = bundle.all("observation").filter((one) => one.fields.type === field && one.fields.status !== inError);
    const last = standing.sort((a, b) => (b.fields.measured_at ?? "").localeCompare(a.fields.measured_at ?? ""))[0];
    if (!last) return [];
    const answer = answersOf(item, last.fields.value);
    return answer.length
      ? [{ answer, kind, record: last.id, at: last.fields.measured_at ?? "", by: last.fields.staff ?? last.stamps.event?.by ?? "", where }]
      : [];
  }
  if (kind === "condition") return listOf(bundle.all("condition"), (f: Fields["condition"]) => f.name, "statement", say);
  if (kind === "contact")
    return listOf(
      bundle.all("contact").filter((one) => one.fields.is_carer),
      (f: Fields["contact"]) => (f.name ? [f.name, f.relation].filter(Boolean).join(", ") : null),
      "person",
      say,
    );
  return [];
}

const groupOfPatient: Record<string, string> = {
  known_as: "name",
  languages: "languages",
  interpreter_needed: "interpreter",
  gender: "gender",
  lives_with: "household",
  access_note: "address",
  spo2_scale: "news2_scale",
};

/** Several records as one text, by whoever wrote the newest. */
function listOf<K extends "condition" | "contact">(
  views: readonly View<K>[],
  words: (fields: Fields[K]) => string | null | undefined,
  group: string,
  say: (view: View, group: string, given: unknown) => Earlier[],
): Earlier[] {
  const standing = views.filter((one) => !["ended", "resolved", inError].includes((one.fields as { status?: string | null }).status ?? ""));
  const texts = standing.map((one) => words(one.fields)).filter((one): one is string => Boolean(one));
  const newest = [...standing].sort((a, b) => (b.stamps[group]?.at ?? "").localeCompare(a.stamps[group]?.at ?? ""))[0];
  return newest && texts.length ? say(newest as View, group, texts.join("; ")) : [];
}

/** A plain value of the record as answers to this question; none where it does not fit. */
function answersOf(item: Item, given: unknown): Value["answer"] {
  const values = (Array.isArray(given) ? given : [given]).filter((one) => one !== null && one !== undefined && one !== "");
  if (!values.length) return [];
  if (item.options) {
    const chosen = values.flatMap((value) => {
      const said = String(value).toLowerCase();
      const option = item.options!.find((one) => {
        const [held] = listed([Object.values(one.answer)[0]]);
        return one.label.toLowerCase() === said || textOf(held?.code).toLowerCase() === said;
      });
      return option ? [option.answer] : [];
    });
    return chosen.length === values.length ? (item.repeats ? chosen : chosen.slice(0, 1)) : [];
  }
  const [first] = values;
  switch (item.type) {
    case "boolean":
      return typeof first === "boolean" ? [{ valueBoolean: first }] : [];
    case "integer":
      return typeof first === "number" && Number.isInteger(first) ? [{ valueInteger: first }] : [];
    case "decimal":
      return typeof first === "number" ? [{ valueDecimal: first }] : [];
    case "string":
    case "text":
      return [{ valueString: values.map(String).join(", ") }];
    default:
      return [];
  }
}
